import { createHash } from "node:crypto";
import { join } from "node:path";
import { termsOn } from "#domain/identity-review.ts";
import type { PlainDate } from "#domain/plain-date.ts";
import type { WeighedField } from "#domain/review-levels.ts";
import { chanceOfWeight, type ReviewStake, reviewValue } from "#domain/review-value.ts";
import { type DuckDb, text } from "#engine/duckdb/database.ts";
import type { Calibration } from "#matching/calibration.ts";
import { TARGETS } from "#matching/choose-bands.ts";
import type { ReviewCause } from "#matching/review-pairs.ts";
import { type PairParts, type WaterfallField, waterfall } from "#matching/waterfall.ts";

/** Where the pairs of a version lie, and the day for which their place in the queue is worked out. */
export type PairSource = {
  readonly folder: string;
  /** Opened records of pairs and clusters. */
  readonly records: readonly string[];
  readonly gold: string;
  readonly calibration: unknown;
  readonly today: PlainDate;
};

/** A pair as the desk takes it in, by the names of its columns. */
export type PairLine = Readonly<Record<string, unknown>>;

type PairRow = PairParts & {
  readonly recordKey: bigint;
  readonly spineKey: bigint;
  readonly cause: ReviewCause;
  readonly margin: number;
  readonly probability: number | null;
  readonly truth: string | null;
  /** Of known truth: weight and probability of a real pair, whose place in the queue it shares. */
  readonly besideWeight: number | null;
  readonly besideProbability: number | null;
  readonly recordPerson: bigint | null;
  readonly recordFamily: bigint | null;
  readonly spinePerson: bigint | null;
  readonly spineFamily: bigint | null;
  readonly recordVillage: bigint;
  readonly spineVillage: bigint;
  readonly recordAid: string;
  readonly spineAid: string;
};

const AT_ONCE = 2_000;

/**
 * Pairs of a version line by line, some thousand at a time: real ones and those of known truth in one order, for their
 * numbers at the desk follow it. A record of a list has no family of its own; one of known truth shows none either.
 */
export async function* reviewPairRows(
  db: DuckDb,
  source: PairSource,
): AsyncGenerator<readonly PairLine[]> {
  const { model, basis } = source.calibration as Calibration;
  const provenance = `${model.weights.provenance}; ${basis}; model ${model.version}`;
  let lines: PairLine[] = [];
  for await (const chunk of db.chunks(pairsOf(source))) {
    for (let i = 0; i < chunk.rows; i++) {
      const row = Object.fromEntries(
        chunk.names.map((name, column) => [name, chunk.columns[column]?.[i]]),
      ) as unknown as PairRow;
      lines.push(lineOf(row, waterfall(row, model), provenance, source.today));
    }
    if (lines.length < AT_ONCE) continue;
    yield lines;
    lines = [];
  }
  if (lines.length > 0) yield lines;
}

const FIELDS = {
  name: "name",
  date: "birth-date",
  nik: "nik",
  place: "place",
  sex: "sex",
  mother: "mother-name",
  relation: "family",
} as const satisfies Record<WaterfallField, WeighedField>;

function lineOf(
  row: PairRow,
  { prior, bars }: ReturnType<typeof waterfall>,
  provenance: string,
  today: PlainDate,
): PairLine {
  const [record, spine] = [readAid(row.recordAid), readAid(row.spineAid)];
  const stake = stakeOf([...record, ...spine]);
  // Known truth is nearly sure and would come last: it stands beside real pairs, all along the queue.
  const chancePermille =
    row.besideWeight === null
      ? (row.probability ?? chanceOfWeight(row.weight))
      : (row.besideProbability ?? chanceOfWeight(row.besideWeight));
  const kept = bars.map(({ field, level, weight, rarity }) => [
    FIELDS[field],
    { level, weight: weight - rarity, ...(rarity === 0 ? {} : { rarity }) },
  ]);
  return {
    record_key: String(row.recordKey),
    spine_key: String(row.spineKey),
    record_person_id: idOf(row.recordPerson),
    record_family_id: idOf(row.recordFamily),
    spine_person_id: idOf(row.spinePerson),
    spine_family_id: idOf(row.spineFamily),
    record_village_no: String(row.recordVillage),
    spine_village_no: String(row.spineVillage),
    weight: row.weight,
    ...chanceOf(row),
    waterfall: { prior, ...Object.fromEntries(kept) },
    provenance,
    aid: { record, spine },
    stake,
    value: reviewValue({ chancePermille, stake, daysWaiting: 0 }),
    opened_on: today,
    is_double: isDouble(row, termsOn(today).doublePermille),
    truth: row.truth,
  };
}

/** Thousandths; what is so likely matching links by itself, so that no real pair says it. */
const NEARLY_SURE = TARGETS.leastChance * 1000;

/**
 * The distance to a rival, and the chance. A repeat has no rival in its list: the person is held. Known truth of which trials
 * are nearly sure says as little, or its own figures would give the answer away.
 */
function chanceOf({ cause, margin, probability, truth }: PairRow): PairLine {
  const saysNothing = cause === "repeat" || (truth !== null && (probability ?? 0) >= NEARLY_SURE);
  return saysNothing
    ? { margin: null, chance_permille: null }
    : { margin, chance_permille: probability };
}

const idOf = (id: bigint | null): string | null => (id === null ? null : String(id));

/** "pkh recipient,sembako reserve" as pairs of program and outcome. */
const readAid = (said: string): readonly (readonly string[])[] =>
  said === "" ? [] : said.split(",").map((one) => one.split(" "));

function stakeOf(aid: readonly (readonly string[])[]): ReviewStake {
  if (aid.some(([, outcome]) => outcome === "recipient")) return "receives";
  return aid.length > 0 ? "would-enter" : "none";
}

/** Which pairs two people answer blindly: a lot of the pair's own keys, so that it is the same whenever it is drawn. */
function isDouble({ recordKey, spineKey }: PairRow, permille: number): boolean {
  const digest = createHash("sha256").update(`double|${recordKey}|${spineKey}`).digest();
  return digest.readUInt32BE(0) % 1000 < permille;
}

function pairsOf({ folder, gold, records }: PairSource): string {
  const file = (name: string) => `read_parquet(${text(join(folder, `${name}.parquet`))})`;
  const parts = `record_key, spine_key, cast(weight as int) as weight, cast(margin as int) as margin, cause, probability,
    name_level, date_level, nik_level, place_level, sex_level, mother_level, relation_level, support, name_rarity,
    day_rarity, capped`;
  const int = (column: string, name: string) => `cast(q.${column} as int) as "${name}"`;
  return `
with pair as (
  select ${parts}, cast(null as varchar) as truth from ${file("review_pair")}
  union all select ${parts}, truth from read_parquet(${text(gold)})),
asked as (
  select weight, probability, row_number() over (order by record_key, spine_key) - 1 as place, count(*) over () as n
  from ${file("review_pair")}),
known as (
  select record_key, spine_key, row_number() over (order by abs(record_key), spine_key) - 1 as place, count(*) over () as n
  from read_parquet(${text(gold)})),
beside as (
  select k.record_key, k.spine_key, a.weight, a.probability
  from known k join asked a on a.place = (k.place * a.n) // k.n),
aid as (
  select family_id, string_agg(program || ' ' || outcome, ',' order by program, outcome) as said
  from (select distinct family_id, program, outcome from ${file("outcome")}
    where outcome in ('recipient', 'reserve', 'eligible-no-quota')) o group by family_id),
review_village as (
  select distinct abs(record_key) as record_key, village_no from read_parquet([${records.map(text).join(", ")}])),
place as (
  select m.record_key, m.person_id, p.family_id, coalesce(a.said, '') as said
  from ${file("membership")} m left join ${file("person")} p on p.person_id = m.person_id
  left join aid a on a.family_id = p.family_id)
select q.record_key as "recordKey", q.spine_key as "spineKey", ${int("weight", "weight")}, ${int("margin", "margin")}, q.cause,
  ${int("probability", "probability")}, ${int("name_level", "nameLevel")}, ${int("date_level", "dateLevel")},
  ${int("nik_level", "nikLevel")}, ${int("place_level", "placeLevel")}, ${int("sex_level", "sexLevel")},
  ${int("mother_level", "motherLevel")}, ${int("relation_level", "relationLevel")}, ${int("support", "support")}, ${int("name_rarity", "nameRarity")}, ${int("day_rarity", "dayRarity")},
  ${int("capped", "capped")}, q.truth, cast(b.weight as int) as "besideWeight",
  cast(b.probability as int) as "besideProbability", r.person_id as "recordPerson", r.family_id as "recordFamily",
  s.person_id as "spinePerson", s.family_id as "spineFamily", rv.village_no as "recordVillage",
  sv.village_no as "spineVillage",
  case when q.truth is null then r.said else '' end as "recordAid", s.said as "spineAid"
from pair q
join place r on r.record_key = abs(q.record_key)
join place s on s.record_key = q.spine_key
join review_village rv on rv.record_key = abs(q.record_key)
join review_village sv on sv.record_key = q.spine_key
left join beside b on b.record_key = q.record_key and b.spine_key = q.spine_key
order by abs(q.record_key), q.record_key, q.spine_key`;
}
