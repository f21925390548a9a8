import type { DuckDb } from "#engine/duckdb/database.ts";
import { type Crossing, comparePairs, isSwapped } from "./compare.ts";
import { equalLevel, swappedLevel } from "./comparison-levels.ts";
import type { Model } from "./estimate.ts";
import type { ReadField } from "./standardise.ts";
import type { Chances } from "./strangers.ts";

/** Pairs below this are not kept: their chance is less than one in a thousand. */
export const FLOOR_MILLI_BITS = -10_000;
/** A rare value is trusted less than its count says: it may be one person's mistake. */
const RARE_DAMPING = 0.7;
const RAREST_MILLI_BITS = 6_000;
/** Pairs worked on at once; what memory must hold does not grow with the files. */
const PAIRS_AT_ONCE = 4_000_000;

export type Scorer = {
  readonly fields: readonly ReadField[];
  readonly crossed: readonly Crossing[];
  readonly model: Model;
};

/**
 * Tables `rarity0`, …: what an equal value weighs more or less than equality on average does. Of the records that share
 * a value some are one entity: only the others make it common.
 */
export async function makeRarities(
  db: DuckDb,
  { fields, model }: Scorer,
  { known: knownOf, levels }: Pick<Chances, "known" | "levels">,
  records: number,
): Promise<void> {
  const partners = (2 * model.expected) / Math.max(1, records);
  for (const { no, kind } of fields) {
    const known = Math.max(1, knownOf[no] ?? 1);
    const average = model.fields[no]?.u[equalLevel(kind)] ?? 1;
    const strangers = Math.min(1, average / Math.max(average, levels[no]?.[equalLevel(kind)] ?? 1));
    const counts = await db.all<{ n: number }>(`select distinct n from form${no} order by n`);
    const rows = counts.map(({ n }) => {
      const others = Math.max(Math.max(n - 1, 0.5) * strangers, n - 1 - partners);
      const bits = Math.log2((average * known) / others);
      const damped =
        bits > 0 ? Math.min(bits * RARE_DAMPING * 1000, RAREST_MILLI_BITS) : bits * 1000;
      return `(${n}, ${Math.round(damped)})`;
    });
    const values = rows.length === 0 ? "(0, 0)" : rows.join(", ");
    await db.run(`create or replace table rarity${no} as
      select f.v, w.bits::int as bits from form${no} f join (values ${values}) w(n, bits) using (n) order by f.v`);
  }
}

/** Table `target` (a, b, key_no, weight, g0, …) of compared pairs in `compared`, which has key_no; all or those above a floor. */
export async function weighPairs(
  db: DuckDb,
  { fields, model }: Scorer,
  compared: string,
  target: string,
  floor?: number,
): Promise<void> {
  const bits = fields.map(({ no }) => `${fieldBits(model, no)} as w${no}`);
  const joins = fields.map(({ no }) => `left join rarity${no} r${no} on r${no}.v = c.e${no}`);
  const levels = fields.map(({ no }) => `g${no}`);
  const own = fields.map(({ no }) => cutBits(model, no));
  const kept = floor === undefined ? "" : `where weight >= ${floor}`;
  await db.run(`${target} select a, b, key_no, weight, ${levels.join(", ")} from (
    select a, b, key_no, ${levels.join(", ")}, (${[model.priorMilliBits, ...own].join(" + ")})::int as weight from (
      select c.a, c.b, c.key_no, ${levels.map((g) => `c.${g}`).join(", ")}, ${bits.join(", ")}
      from ${compared} c ${joins.join("\n")}
    )
  ) ${kept}`);
}

function fieldBits({ fields }: Model, no: number): string {
  const weights = fields[no]?.milliBits ?? [];
  const whens = weights.map((weight, level) => `when ${level} then ${weight}`).join(" ");
  return `case c.g${no} ${whens} else 0 end + coalesce(r${no}.bits, 0)`;
}

function cutBits({ dependences }: Model, no: number): string {
  const tie = dependences.find(({ child }) => child === no);
  if (tie === undefined) return `w${no}`;
  const [own, its] = [`w${no}`, `w${tie.parent}`];
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
      where c.a >= ${from} and c.a < ${to} and ${scorer.model.priorMilliBits} + ${bounds} >= ${FLOOR_MILLI_BITS}`);
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
