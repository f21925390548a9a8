import { accept, refuse } from "#domain/result.ts";
import { type DuckDb, identifier, text } from "#engine/duckdb/database.ts";
import type { Layout } from "./layout.ts";
import type { LoadAnswer } from "./load-rows.ts";
import { checkHeader, matchHeader, missingColumns, type SavedMapping } from "./match-header.ts";

/** Reads a Parquet delivery into `raw` as text; its rows cannot be broken one by one. */
export async function loadParquet(
  db: DuckDb,
  file: string,
  layout: Layout,
  saved: SavedMapping,
): Promise<LoadAnswer> {
  const headers = await readHeaders(db, file);
  if (headers === undefined) return refuse("parquet-damaged");
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
