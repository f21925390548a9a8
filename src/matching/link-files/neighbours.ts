import type { DuckDb } from "#engine/duckdb/database.ts";
import type { Key, Term } from "./blocking-key.ts";
import type { DraftInput } from "./link-draft.ts";
import { mayLink } from "./topology.ts";

/** With so many each record of a large block is compared: in the order of what tells most, and in a shuffled one. */
const NEIGHBOURS = { ordered: 8, shuffled: 4 };

/**
 * Adds to table `neighbour` (a, b, key_no) pairs of the blocks of key `i` that table `hot_block` names: what a refined
 * block keeps apart, such as the hundred patents of one inventor with other partners each, is held together by a few
 * comparisons a record. A block costs in proportion to its records, however large it is.
 */
export async function addNeighbours(
  db: DuckDb,
  inputs: readonly DraftInput[],
  i: number,
  telling: readonly Term[],
): Promise<void> {
  const order = telling.flatMap((term) => ("field" in term ? [`rec.v${term.field.no}`] : []));
  const place = (by: readonly string[]): string =>
    `row_number() over (partition by k order by ${[...by, "rec.place"].join(", ")})`;
  await db.run(`create or replace table hot_order as
    select rid, rec.input_no, k, ${place(order)} as ordered, ${place([])} as shuffled
    from (select rid, k${i} as k from rec_key) join hot_block using (k) join rec using (rid)`);
  for (const [by, most] of Object.entries(NEIGHBOURS)) {
    await db.run(`insert into neighbour select l.rid, r.rid, ${i} from (
      select least(o.rid, n.rid) as a, greatest(o.rid, n.rid) as b
      from hot_order o, range(1, ${most + 1}) step(d) join hot_order n on n.k = o.k and n.${by} = o.${by} + d
    ) join rec l on l.rid = a join rec r on r.rid = b where ${mayLink(inputs)}`);
  }
  await db.run("drop table hot_order");
}

/** The neighbours that no key has found become candidates, each pair once, while table `rec_key` stands. */
export async function insertNeighbours(db: DuckDb, keys: readonly Key[]): Promise<void> {
  const found = keys.map((_, i) => `coalesce(l.k${i} = r.k${i}, false)`).join(" or ");
  await db.run(`insert into candidate
    select n.a, n.b, n.key_no from (select a, b, min(key_no) as key_no from neighbour group by a, b) n
    join rec_key l on l.rid = n.a join rec_key r on r.rid = n.b where not (${found})`);
  await db.run("drop table neighbour");
}
