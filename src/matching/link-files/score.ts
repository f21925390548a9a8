import type { DuckDb } from "#engine/duckdb/database.ts";
import { type Crossing, comparePairs, isSwapped } from "./compare.ts";
import { equalLevel, swappedLevel } from "./comparison-levels.ts";
import { parentsOf } from "./error-counts.ts";
import type { Model } from "./model.ts";
import { RAREST_MILLI_BITS } from "./rare-values.ts";
import type { ReadField } from "./standardise.ts";

/** Pairs below this are not kept: their chance is less than one in a thousand. */
export const FLOOR_MILLI_BITS = -10_000;
/** Pairs worked on at once; what memory must hold does not grow with the files. */
const PAIRS_AT_ONCE = 4_000_000;

export type Scorer = {
  readonly fields: readonly ReadField[];
  readonly crossed: readonly Crossing[];
  readonly model: Model;
};

/** Table `target` (a, b, key_no, weight, g0, …) of compared pairs in `compared`, which has key_no; all or those above a floor. */
export async function weighPairs(
  db: DuckDb,
  { fields, model }: Scorer,
  compared: string,
  target: string,
  floor?: number,
): Promise<void> {
  const same: Reading = {
    name: "w",
    rarity: "bits",
    weights: model.fields.map(({ milliBits }) => milliBits),
    start: model.priorMilliBits,
  };
  const kin = model.kin.map(
    ({ milliBits, sizeMilliBits }, i): Reading => ({
      name: `k${i}_`,
      rarity: `kin${i}`,
      weights: milliBits,
      start: sizeMilliBits,
    }),
  );
  const bits = [same, ...kin].flatMap((reading) => fields.map(({ no }) => fieldBits(reading, no)));
  const joins = fields.map(({ no }) => `left join rarity${no} r${no} on r${no}.v = c.e${no}`);
  const levels = fields.map(({ no }) => `g${no}`);
  const sumOf = (reading: Reading): string => {
    const ofErrors = reading === same ? [errorBits(model)] : [];
    const ofFields = fields.map(({ no }) => cutBits(model, reading, no));
    return `(${[reading.start, ...ofFields, ...ofErrors].join(" + ")})::int`;
  };
  const ofKin = kin.map((reading) => ` + pow(2::double, ${sumOf(reading)} / 1000)`);
  const weight =
    kin.length === 0
      ? sumOf(same)
      : `(${sumOf(same)} - round(1000 * log2(1::double${ofKin.join("")})))::int`;
  const kept = floor === undefined ? "" : `where weight >= ${floor}`;
  await db.run(`${target} select a, b, key_no, weight, ${levels.join(", ")} from (
    select a, b, key_no, ${levels.join(", ")}, ${weight} as weight from (
      select c.a, c.b, c.key_no, ${levels.map((g) => `c.${g}`).join(", ")}, ${bits.join(", ")}
      from ${compared} c ${joins.join("\n")}
    )
  ) ${kept}`);
}

/** What it says in how many fields the two differ, and how many both know. */
function errorBits({ fields, dependences, errors }: Model): string {
  const parents = parentsOf(fields.length, dependences);
  const isOff = (no: number): string =>
    `(g${no} between 1 and ${equalLevel(fields[no]?.kind ?? "text") - 1})`;
  const off = parents.map((parent, no) =>
    parent < 0 ? `${isOff(no)}::int` : `(${isOff(no)} and not ${isOff(parent)})::int`,
  );
  const known = fields.map((_, no) => `(g${no} > 0)::int`);
  const told = (counted: readonly string[], bits: readonly number[]): string => {
    const whens = bits.map((own, count) => `when ${count} then ${own}`);
    return bits.length === 0 ? "0" : `case ${counted.join(" + ")} ${whens.join(" ")} else 0 end`;
  };
  return `${told(off, errors.differing)} + ${told(known, errors.known)}`;
}

/** What the levels of a pair say for one entity, or for kin: by field and level, and what the rarity of the value adds. */
type Reading = {
  readonly name: string;
  readonly rarity: string;
  readonly weights: readonly (readonly number[])[];
  readonly start: number;
};

function fieldBits({ name, rarity, weights }: Reading, no: number): string {
  const whens = (weights[no] ?? []).map((weight, level) => `when ${level} then ${weight}`);
  return `case c.g${no} ${whens.join(" ")} else 0 end + coalesce(r${no}.${rarity}, 0) as ${name}${no}`;
}

function cutBits({ dependences }: Model, { name }: Reading, no: number): string {
  const tie = dependences.find(({ child }) => child === no);
  if (tie === undefined) return `${name}${no}`;
  const [own, its] = [`${name}${no}`, `${name}${tie.parent}`];
  return `case when ${own} > 0 and ${its} > 0 then ${own} * ${1000 - tie.agree} // 1000
    when ${own} < 0 and ${its} < 0 then ${own} * ${1000 - tie.differ} // 1000 else ${own} end`;
}

/**
 * Table `scored` (a, b, key_no, weight, levels) of all candidates above the floor, a range of records at a time. Pairs whose
 * equal values cannot reach the floor, however near the others are, are let go before a text is looked at.
 */
export async function scoreCandidates(db: DuckDb, scorer: Scorer): Promise<void> {
  const { fields, crossed } = scorer;
  let isFirst = true;
  for (const [from, to] of await ranges(db)) {
    const bounds = fields.map((field) => boundOf(scorer, field)).join(" + ");
    await db.run(`create or replace table near_pair as select c.a, c.b, c.key_no from candidate c
      join rec l on l.rid = c.a join rec r on r.rid = c.b
      where c.a >= ${from} and c.a < ${to} and ${mostOf(scorer.model)} + ${bounds} >= ${FLOOR_MILLI_BITS}`);
    await comparePairs(db, fields, crossed, "near_pair", "compared");
    const target = isFirst ? "create or replace table scored as" : "insert into scored";
    await weighPairs(db, scorer, "compared", target, FLOOR_MILLI_BITS);
    isFirst = false;
  }
  for (const table of ["near_pair", "compared"]) await db.run(`drop table if exists ${table}`);
}

async function ranges(db: DuckDb): Promise<readonly (readonly [number, number])[]> {
  const [all] = await db.all<{ n: bigint; last: bigint | null }>(
    "select count(*) as n, max(a) as last from candidate",
  );
  const last = Number(all?.last ?? 0n) + 1;
  const step = Math.max(1, Math.floor(last / 256));
  const counts = await db.all<{ part: bigint; n: bigint }>(
    `select a // ${step} as part, count(*) as n from candidate group by 1 order by 1`,
  );
  const found: [number, number][] = [];
  let [from, held] = [0, 0];
  for (const { part, n } of counts) {
    if (held > 0 && held + Number(n) > PAIRS_AT_ONCE) {
      found.push([from, Number(part) * step]);
      [from, held] = [Number(part) * step, 0];
    }
    held += Number(n);
  }
  return [...found, [from, last + 1]];
}

/** The most that is said before a field is looked at. */
const mostOf = ({ priorMilliBits, errors: { differing, known } }: Model): number =>
  priorMilliBits + Math.max(0, ...differing) + Math.max(0, ...known);

/** The most that a field can still say, told by whole numbers alone. */
function boundOf({ model, crossed }: Scorer, field: ReadField): string {
  const { no, kind } = field;
  const weights = model.fields[no]?.milliBits ?? [];
  const isTied = model.dependences.some(({ child, differ }) => child === no && differ > 0);
  const near = Math.max(isTied ? 0 : -1e9, ...weights.slice(1, equalLevel(kind)));
  const equal = Math.max(near, (weights[equalLevel(kind)] ?? 0) + RAREST_MILLI_BITS);
  const crossing = crossed.find(({ one, other }) => one.no === no || other.no === no);
  const swapped = Math.max(near, 0, weights[swappedLevel(kind)] ?? 0);
  const swap = crossing === undefined ? "" : `when ${isSwapped(crossing)} then ${swapped}`;
  return `case when l.v${no} = 0 or r.v${no} = 0 then 0 when l.v${no} = r.v${no} then ${equal} ${swap} else ${near} end`;
}
