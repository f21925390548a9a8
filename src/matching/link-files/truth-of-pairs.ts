import { type DuckDb, text } from "#engine/duckdb/database.ts";
import { connected, type Edge } from "./cluster-records.ts";
import { insertRows } from "./insert-rows.ts";
import type { PlacedPairs } from "./place-truth.ts";
import type { RecordFiles, WrittenTruth } from "./write-records.ts";

/**
 * The truth (rid, entity) that a list of pairs tells: who is one with the same record is one, and who stands in no pair
 * is nobody else. Where it names none of the records, nothing is known of any.
 */
export async function writePairs(
  db: DuckDb,
  truth: PlacedPairs,
  names: readonly string[],
  { recordFile, truthFile }: RecordFiles,
): Promise<WrittenTruth> {
  const record = (side: "left" | "right", no: number): string => {
    const input = truth.inputs === undefined ? `${no}` : inputNo(`p.c${truth.inputs[side]}`, names);
    return `left join record ${side}_one on ${side}_one.id = p.c${truth[side]} and ${side}_one.input_no = ${input}`;
  };
  const pairs = await db.all<{ a: bigint | null; b: bigint | null }>(`
    with record as (select rid, input_no, id from read_parquet(${text(recordFile)}))
    select left_one.rid as a, right_one.rid as b from ${truth.table.view} p
    ${record("left", 0)} ${record("right", names.length - 1)}`);
  const edges = pairs.flatMap(({ a, b }): readonly Edge[] =>
    a === null || b === null ? [] : [{ a: Number(a), b: Number(b), above: 0 }],
  );
  await insertRows(db, "truth_entity", "rid bigint, entity bigint", [...connected(edges)]);
  await db.run(`copy (
    select r.rid, coalesce(t.entity, r.rid)::varchar as entity
    from read_parquet(${text(recordFile)}) r left join truth_entity t using (rid)
    where ${edges.length > 0} order by r.rid
  ) to ${text(truthFile)} (format parquet, compression zstd)`);
  await db.run("drop table truth_entity");
  return { unknownPairs: pairs.length - edges.length };
}

const inputNo = (column: string, names: readonly string[]): string =>
  `case ${column} ${names.map((name, no) => `when ${text(name)} then ${no}`).join(" ")} end`;
