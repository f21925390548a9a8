import { accept, refuse } from "#domain/result.ts";
import { type DuckDb, identifier, text } from "#engine/duckdb/database.ts";
import type { Layout } from "./layout.ts";
import type { LoadAnswer } from "./load-rows.ts";
import { checkHeader, matchHeader, missingColumns, type SavedMapping } from "./match-header.ts";

/** More than all persons of the nation; a file of a few kilobytes may claim any number. */
const MOST_ROWS = 500_000_000;

/**
 * Reads a Parquet delivery into `raw` as text; its rows cannot be broken one by one. How many there are
 * is judged by the file's own metadata before any is read.
 */
export async function loadParquet(
  db: DuckDb,
  file: string,
  layout: Pick<Layout, "columns">,
  saved: SavedMapping,
  mostRows: number = MOST_ROWS,
): Promise<LoadAnswer> {
  const headers = await readHeaders(db, file);
  if (headers === undefined) return refuse("parquet-damaged");
  if ((await claimedRows(db, file)) > mostRows) return refuse("parquet-too-many-rows");
  const columns = matchHeader(headers, layout, saved);
  const checked = checkHeader(columns, layout);
  if (!checked.ok) return { ...checked, missing: missingColumns(columns, layout) };
  const wanted = columns.found
    .filter(({ column }) => column.fills !== null)
    .map(({ place, column }) => {
      const name = identifier(headers[place] ?? "");
      return `nullif(cast(${name} as varchar), '') as ${identifier(column.fills ?? "")}`;
    });
  const rows = `read_parquet(${text(file)}, file_row_number = true)`;
  const isRead = await db
    .run(
      `create or replace table raw as
      select file_row_number + 1 as row_no, ${wanted.join(", ")} from ${rows}`,
    )
    .then(
      () => true,
      () => false,
    );
  if (!isRead) return refuse("parquet-damaged");
  await db.run("create or replace table broken (row_no bigint, problem varchar, line varchar)");
  const [count] = await db.all<{ n: bigint }>("select count(*) as n from raw");
  const received = Number(count?.n ?? 0n);
  if (received === 0) return refuse("no-rows");
  return accept({ received, broken: 0, repaired: 0, columns, isSpreadsheet: false });
}

/** The footer's count, or what its row groups add up to where that is more. */
async function claimedRows(db: DuckDb, file: string): Promise<number> {
  const [row] = await db.all<{ rows: bigint | null }>(`\
select greatest(
  (select cast(sum(num_rows) as bigint) from parquet_file_metadata(${text(file)})),
  (select cast(sum(row_group_num_rows) as bigint) from (
    select distinct row_group_id, row_group_num_rows from parquet_metadata(${text(file)})))) as rows`);
  return Number(row?.rows ?? 0n);
}

/** Undefined where the file is no Parquet, or not whole. */
async function readHeaders(db: DuckDb, file: string): Promise<readonly string[] | undefined> {
  try {
    const rows = await db.all<{ column_name: string }>(
      `describe select * from read_parquet(${text(file)})`,
    );
    return rows.map(({ column_name }) => column_name);
  } catch {
    return undefined;
  }
}
