import { type DuckDb, text } from "#engine/duckdb/database.ts";
import type { PlacedTruth } from "./place-truth.ts";
import type { ReadyJob } from "./ready-job.ts";
import { writePairs } from "./truth-of-pairs.ts";

/** The files that the engine and the judge read. */
export type RecordFiles = {
  /** rid, input_no, id, f0, f1, ...: rid counts in the order of input and id, whatever the order of rows. */
  readonly recordFile: string;
  /** rid, entity; only where the truth is known of any record. */
  readonly truthFile: string;
};

/** Of a truth of pairs: how many name a record that no input has. */
export type WrittenTruth = { readonly unknownPairs: number };

/** Writes every record of every input once, as text, into one narrow file; and the truth into another. */
export async function writeRecords(
  db: DuckDb,
  { tables, fields, truth }: ReadyJob,
  { recordFile, truthFile }: RecordFiles,
): Promise<WrittenTruth> {
  const parts = tables.map(({ table, idPlace }, inputNo) => {
    const values = fields.map(({ places }, i) => {
      const place = places[inputNo] ?? null;
      return `${place === null ? "cast(null as varchar)" : `c${place}`} as f${i}`;
    });
    return `select ${inputNo}::int as input_no, c${idPlace} as id, ${values.join(", ")} from ${table.view}`;
  });
  await db.run(
    `copy (select row_number() over (order by input_no, id)::bigint as rid, *
      from (${parts.join(" union all ")}) order by rid)
    to ${text(recordFile)} (format parquet, compression zstd)`,
  );
  if (truth === undefined) return { unknownPairs: 0 };
  if (truth.kind === "pairs") {
    const names = tables.map(({ name }) => name);
    return await writePairs(db, truth, names, { recordFile, truthFile });
  }
  await db.run(
    `copy (select r.rid, t.entity from read_parquet(${text(recordFile)}) r
      join (${truthRows(truth, tables)}) t on t.input_no = r.input_no and t.id = r.id
      where t.entity is not null order by r.rid)
    to ${text(truthFile)} (format parquet, compression zstd)`,
  );
  return { unknownPairs: 0 };
}

type TruthOfRecords = Exclude<PlacedTruth, { readonly kind: "pairs" }>;

/** input_no, id, entity of each record; a record named twice in a truth file counts where it says one thing. */
function truthRows(truth: TruthOfRecords, tables: ReadyJob["tables"]): string {
  if (truth.kind === "column") {
    return tables
      .map(
        ({ table, idPlace }, inputNo) =>
          `select ${inputNo}::int as input_no, c${idPlace} as id, c${truth.places[inputNo]} as entity from ${table.view}`,
      )
      .join(" union all ");
  }
  const { table, input, id, entity } = truth;
  return tables
    .map(({ name }, inputNo) => {
      const ofInput = input === undefined ? "" : ` where c${input} = ${text(name)}`;
      return `select ${inputNo}::int as input_no, c${id} as id, min(c${entity}) as entity
        from ${table.view}${ofInput} group by c${id} having count(distinct c${entity}) = 1`;
    })
    .join(" union all ");
}
