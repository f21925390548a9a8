import { type DuckDb, identifier, text } from "#engine/duckdb/database.ts";

/** Files of the engine, and what their numbers mean. */
export type LinksDraft = {
  readonly recordFile: string;
  readonly linkFile: string;
  readonly clusterFile: string;
  /** Names of the inputs, and columns of the fields, in the order of their numbers. */
  readonly inputs: readonly string[];
  readonly columns: readonly string[];
};

/** Writes links and clusters with the names and ids that people gave; the same records give the same bytes. */
export async function writeLinks(
  db: DuckDb,
  draft: LinksDraft,
  to: { readonly links: string; readonly clusters: string },
): Promise<void> {
  const { recordFile, linkFile, clusterFile, inputs, columns } = draft;
  const names = inputs.map((name, i) => `(${i}, ${text(name)})`).join(", ");
  const record = `record as (
    select r.rid, i.name, r.id from read_parquet(${text(recordFile)}) r
    join (values ${names}) i(input_no, name) using (input_no))`;
  const levels = columns.map(
    (column, i) => `k.levels[${i + 1}]::smallint as ${identifier(`level_${column}`)}`,
  );
  await db.run(
    `copy (with ${record}
      select l.name as left_input, l.id as left_id, r.name as right_input, r.id as right_id,
        k.weight / 1000.0::double as weight, k.probability, k.rule, ${levels.join(", ")}
      from read_parquet(${text(linkFile)}) k
      join record l on l.rid = k.a join record r on r.rid = k.b order by k.a, k.b)
    to ${text(to.links)} (format parquet, compression zstd)`,
  );
  await db.run(
    `copy (with ${record}
      select r.name as input, r.id, c.cluster
      from read_parquet(${text(clusterFile)}) c join record r using (rid) order by c.rid)
    to ${text(to.clusters)} (format parquet, compression zstd)`,
  );
}
