import { FACTS_AGE } from "#domain/indicators.ts";
import { FAMILY_FACTS, PERSON_FACTS } from "#domain/variables/catalogue.ts";
import { type DuckDb, identifier } from "#engine/duckdb/database.ts";
import type { Desk } from "#store/open.ts";
import { asWorker } from "#store/transact.ts";

/** Bands of FACTS_AGE: those with an end, the one without, and families that were never surveyed. */
export const AGE_BANDS: number = FACTS_AGE.months.length + 2;

/** Where families went since the version before, in the order in which `moves` counts them. */
export const AREA_MOVES = ["poorer", "same", "better", "came"] as const;

/** What is counted of one region of a version. */
export type AreaCount = {
  /** "ID", or 2, 4, 6 or 10 digits. */
  readonly area: string;
  readonly families: number;
  /** By bands of FACTS_AGE. */
  readonly ages: readonly number[];
  /** Months by which half of the surveyed families are passed; absent where nobody was surveyed. */
  readonly medianMonths: number | undefined;
  /** yyyymmdd. */
  readonly newestOn: number | undefined;
  /** Answers about the dwelling that surveyed families were to give, and those they did not give. */
  readonly asked: number;
  readonly missing: number;
  /** The same of the living members of surveyed families, about themselves. */
  readonly personsAsked: number;
  readonly personsMissing: number;
  /** By AREA_MOVES. */
  readonly moves: readonly number[];
};

type Row = {
  readonly area: string;
  readonly families: bigint;
  readonly ages: string;
  readonly median_months: number | null;
  readonly newest_on: number | null;
  readonly asked: bigint;
  readonly missing: bigint;
  readonly persons_asked: bigint;
  readonly persons_missing: bigint;
  readonly moves: string;
};

/** Counts of every region that has families, from the nation to the village; views of projectionViews stand. */
export async function countAreas(db: DuckDb, asOf: string): Promise<readonly AreaCount[]> {
  await db.run(villageAges(Number(asOf.slice(0, 4)) * 12 + Number(asOf.slice(5, 7))));
  await db.run(villageAnswers());
  const rows = await db.all<Row>(areaQuery());
  return rows.map(({ area, families, ages, median_months, newest_on, moves, ...answers }) => ({
    area,
    families: Number(families),
    ages: ages.split(",").map(Number),
    medianMonths: median_months ?? undefined,
    newestOn: newest_on ?? undefined,
    asked: Number(answers.asked),
    missing: Number(answers.missing),
    personsAsked: Number(answers.persons_asked),
    personsMissing: Number(answers.persons_missing),
    moves: moves.split(",").map(Number),
  }));
}

/** Not asked, not known and refused; what does not apply to a family is no gap, and what was erased is gone on purpose. */
const MISSING = "in (-1, -2, -3)";
const ASKED = "not in (-4, -5)";
const howMany = (facts: readonly string[], is: string): string =>
  facts.map((fact) => `cast(f.${identifier(fact)} ${is} as int)`).join(" + ");

/** What living members of surveyed families were asked about themselves, a row a village; persons are looked at once and never sorted. */
function villageAnswers(): string {
  return `create or replace temp table village_answer as
select lpad(cast(h.village_no as varchar), 10, '0') as code, sum(${howMany(PERSON_FACTS, ASKED)}) as asked,
  sum(${howMany(PERSON_FACTS, MISSING)}) as missing
from person f join family h on h.family_id = f.family_id
where h.facts_as_of > 0 and f.life_status <> 2
group by code`;
}

/** Families of a village by the months since their newest fact; -1 for those that were never surveyed. */
function villageAges(month: number): string {
  const counted = (condition: string, name: string) =>
    `count(*) filter (where ${condition}) as ${name}`;
  return `create or replace temp table village_age as
select code, months, count(*) as families, max(facts_as_of) as newest,
  sum(case when months >= 0 then asked else 0 end) as asked,
  sum(case when months >= 0 then missing else 0 end) as missing,
  ${counted("decile < before", "poorer")}, ${counted("decile = before", "same")},
  ${counted("decile > before", "better")}, ${counted("decile is not null and before is null", "came")}
from (
  select lpad(cast(f.village_no as varchar), 10, '0') as code, f.facts_as_of,
    case when f.facts_as_of > 0 then greatest(0, ${month}
      - (f.facts_as_of // 10000 * 12 + f.facts_as_of // 100 % 100)) else -1 end as months,
    ${howMany(FAMILY_FACTS, ASKED)} as asked, ${howMany(FAMILY_FACTS, MISSING)} as missing,
    r.decile_national as decile, r.previous_decile as before
  from family f left join rank r on r.family_id = f.family_id)
group by code, months`;
}

function areaQuery(): string {
  const areas = ["'ID'", ...[2, 4, 6, 10].map((digits) => `substr(code, 1, ${digits})`)];
  const columns = ["families", "asked", "missing", "poorer", "same", "better", "came"];
  const levels = areas.map(
    (area) => `select ${area} as area, months, max(newest) as newest,
  ${columns.map((column) => `sum(${column}) as ${column}`).join(", ")} from village_age group by all`,
  );
  const listed = (parts: readonly string[]) =>
    `concat_ws(',', ${parts.map((part) => `coalesce(${part}, 0)`).join(", ")})`;
  const members = areas.map(
    (area) =>
      `select ${area} as area, sum(asked) as asked, sum(missing) as missing from village_answer group by all`,
  );
  const total = (column: string) => `cast(sum(${column}) as bigint)`;
  const ofMembers = (column: string) => `cast(coalesce(any_value(m.${column}), 0) as bigint)`;
  return `with area_age as (${levels.join("\nunion all ")}),
area_answer as (${members.join("\nunion all ")}),
running as (
  select *, sum(case when months < 0 then 0 else families end) over (partition by area order by months) as passed,
    sum(case when months < 0 then 0 else families end) over (partition by area) as surveyed
  from area_age)
select r.area, ${total("families")} as families,
  ${listed(ageBands().map((band) => `cast(sum(families) filter (where ${band}) as bigint)`))} as ages,
  cast(min(months) filter (where months >= 0 and 2 * passed >= surveyed) as int) as median_months,
  cast(max(newest) filter (where months >= 0) as int) as newest_on,
  ${total("r.asked")} as asked, ${total("r.missing")} as missing,
  ${ofMembers("asked")} as persons_asked, ${ofMembers("missing")} as persons_missing,
  ${listed(AREA_MOVES.map(total))} as moves
from running r left join area_answer m on m.area = r.area group by r.area order by r.area`;
}

/** Conditions of the bands on whole months, as domain ageBand draws them. */
function ageBands(): readonly string[] {
  const ends = FACTS_AGE.months;
  const from = (i: number) => (i === 0 ? 0 : (ends[i - 1] ?? 0) + 1);
  return [
    ...ends.map((end, i) => `months between ${from(i)} and ${end}`),
    `months >= ${from(ends.length)}`,
    "months < 0",
  ];
}

/** Stores the counts of a version in place of those it had. */
export async function storeAreas(
  desk: Desk,
  versionNo: number,
  areas: readonly AreaCount[],
): Promise<void> {
  const column = <T>(read: (one: AreaCount) => T): T[] => areas.map(read);
  const list = (numbers: readonly number[]) => `{${numbers.join(",")}}`;
  await asWorker(desk, async (tx) => {
    await tx.query("delete from area_figure where version_no = $1", [versionNo]);
    await tx.query(
      `insert into area_figure (version_no, area, digits, village_lo, village_hi, families, ages, median_months,
         newest_on, asked, missing, moves, persons_asked, persons_missing)
       select $1, a.area, length(a.code), rpad(a.code, 10, '0')::bigint, rpad(a.code, 10, '9')::bigint, a.families,
         a.ages::int[], a.median_months, a.newest_on, a.asked, a.missing, a.moves::int[],
         a.persons_asked, a.persons_missing
       from (select *, replace(area, 'ID', '') as code from unnest($2::text[], $3::int[], $4::text[], $5::int[],
           $6::int[], $7::bigint[], $8::bigint[], $9::text[], $10::bigint[], $11::bigint[])
         as u (area, families, ages, median_months, newest_on, asked, missing, moves, persons_asked, persons_missing)) a`,
      [
        versionNo,
        column(({ area }) => area),
        column(({ families }) => families),
        column(({ ages }) => list(ages)),
        column(({ medianMonths }) => medianMonths ?? null),
        column(({ newestOn }) => newestOn ?? null),
        column(({ asked }) => asked),
        column(({ missing }) => missing),
        column(({ moves }) => list(moves)),
        column(({ personsAsked }) => personsAsked),
        column(({ personsMissing }) => personsMissing),
      ],
    );
  });
}
