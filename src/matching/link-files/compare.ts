import type { DuckDb } from "#engine/duckdb/database.ts";
import { equalLevel, formsOf, measureOf, swappedLevel, unequalLevel } from "./comparison-levels.ts";
import type { ReadField } from "./standardise.ts";

/** Two columns whose values are now and then found in each other's place. */
export type Crossing = { readonly one: ReadField; readonly other: ReadField };

/** Share of a column's records whose value the other column knows too, from which they may be swapped. */
const SHARED_VALUES = 0.02;

/**
 * Pairs of columns of names or texts that may be swapped: they share values. Each column is in at most
 * one; the pair that shares most comes first. Gives table `rec` the columns that a swap is seen by.
 */
export async function crossings(
  db: DuckDb,
  fields: readonly ReadField[],
): Promise<readonly Crossing[]> {
  const found: { one: ReadField; other: ReadField; share: number }[] = [];
  for (const one of fields) {
    for (const other of fields) {
      if (one.no >= other.no || one.kind !== other.kind) continue;
      if (one.kind !== "name" && one.kind !== "text") continue;
      const share = await sharedValues(db, one, other);
      if (share >= SHARED_VALUES && (share < 0.9 || !(await areCopies(db, one, other)))) {
        found.push({ one, other, share });
      }
    }
  }
  found.sort((a, b) => b.share - a.share || a.one.no - b.one.no || a.other.no - b.other.no);
  const taken = new Set<number>();
  const chosen = found.filter(({ one, other }) => {
    if (taken.has(one.no) || taken.has(other.no)) return false;
    taken.add(one.no).add(other.no);
    return true;
  });
  await addDigests(db, chosen);
  return chosen;
}

async function sharedValues(db: DuckDb, one: ReadField, other: ReadField): Promise<number> {
  const [row] = await db.all<{ share: number | null }>(
    `select least(
      (select sum(case when o.p0 is not null then f.n end) / sum(f.n) from form${one.no} f left join form${other.no} o using (p0)),
      (select sum(case when o.p0 is not null then f.n end) / sum(f.n) from form${other.no} f left join form${one.no} o using (p0))
    )::double as share`,
  );
  return row?.share ?? 0;
}

/** Whether most records carry the same value in both: then they are one column twice, not two that may be swapped. */
async function areCopies(db: DuckDb, one: ReadField, other: ReadField): Promise<boolean> {
  const [row] = await db.all<{ share: number | null }>(
    `select (count(*) filter (where f.p0 = o.p0) / nullif(count(*), 0))::double as share
    from rec r join form${one.no} f on f.v = r.v${one.no} join form${other.no} o on o.v = r.v${other.no}`,
  );
  return (row?.share ?? 1) >= 0.5;
}

async function addDigests(db: DuckDb, chosen: readonly Crossing[]): Promise<void> {
  const fields = chosen.flatMap(({ one, other }) => [one, other]);
  if (fields.length === 0) return;
  const columns = fields.map(
    ({ no }) => `coalesce(f${no}.p0, 0) as d${no}, coalesce(f${no}.p1, 0) as s${no}`,
  );
  const joins = fields.map(({ no }) => `left join form${no} f${no} on f${no}.v = r.v${no}`);
  await db.run(
    `create or replace table rec as select r.*, ${columns.join(", ")} from rec r ${joins.join(" ")} order by r.rid`,
  );
}

/** SQL: the names of two columns stand in each other's place, one of them letter by letter. */
export function isSwapped({ one, other }: Crossing): string {
  const [i, j] = [one.no, other.no];
  const known = [`l.d${i} <> 0`, `l.d${j} <> 0`, `r.d${i} <> 0`, `r.d${j} <> 0`].join(" and ");
  return `(${known} and l.v${i} <> r.v${i} and l.v${j} <> r.v${j}
    and l.s${i} = r.s${j} and l.s${j} = r.s${i} and (l.d${i} = r.d${j} or l.d${j} = r.d${i}))`;
}

/**
 * Table `target` (a, b, key_no, g0, g1, … levels; e0, e1, … the value where both are equal) of the pairs in table `pairs`
 * (a, b, key_no). Values are looked at once per distinct pair of them, however many records carry them.
 */
export async function comparePairs(
  db: DuckDb,
  fields: readonly ReadField[],
  crossed: readonly Crossing[],
  pairs: string,
  target: string,
): Promise<void> {
  const values = fields.map(({ no }) => `l.v${no} as x${no}, r.v${no} as y${no}`);
  const swaps = crossed.map((crossing, i) => `${isSwapped(crossing)} as swap${i}`);
  await db.run(`create or replace table pair_value as
    select p.a, p.b, p.key_no, ${[...values, ...swaps].join(", ")}
    from ${pairs} p join rec l on l.rid = p.a join rec r on r.rid = p.b`);
  for (const field of fields) await db.run(nearValues(field));
  const levels = fields.map((field) => levelOf(field, crossed));
  const equal = fields.map(
    ({ no }) => `case when x${no} = y${no} then x${no} else 0 end as e${no}`,
  );
  const joins = fields.map(
    ({ no }) =>
      `left join near${no} n${no} on n${no}.x = least(x${no}, y${no}) and n${no}.y = greatest(x${no}, y${no})`,
  );
  await db.run(`create or replace table ${target} as
    select a, b, key_no, ${[...levels, ...equal].join(", ")} from pair_value ${joins.join("\n")}`);
  const made = ["pair_value", ...fields.map(({ no }) => `near${no}`)];
  await db.run(made.map((table) => `drop table ${table}`).join("; "));
}

/** Table `near0`, …: unequal values that are more than different. */
function nearValues({ no, kind }: ReadField): string {
  return `create or replace table near${no} as
    select x, y, level from (
      select x, y, (${unequalLevel(kind)})::tinyint as level from (
        select *, ${measureOf(kind)} from (
          select p.x, p.y, ${formsOf(kind)} from (
            select distinct least(x${no}, y${no}) as x, greatest(x${no}, y${no}) as y from pair_value
            where x${no} <> y${no} and x${no} <> 0 and y${no} <> 0
          ) p join form${no} a on a.v = p.x join form${no} b on b.v = p.y
        )
      )
    ) where level > 1`;
}

function levelOf({ no, kind }: ReadField, crossed: readonly Crossing[]): string {
  const at = crossed.findIndex(({ one, other }) => one.no === no || other.no === no);
  const swap = at < 0 ? "" : `when swap${at} then ${swappedLevel(kind)}`;
  return `(case when x${no} = 0 or y${no} = 0 then 0 when x${no} = y${no} then ${equalLevel(kind)} ${swap}
    else coalesce(n${no}.level, 1) end)::tinyint as g${no}`;
}
