import type { DuckDb } from "#engine/duckdb/database.ts";

const ROWS_AN_INSERT = 20_000;

/** A new table of these rows of numbers. */
export async function insertRows(
  db: DuckDb,
  table: string,
  columns: string,
  rows: readonly (readonly number[])[],
): Promise<void> {
  await db.run(`create or replace table ${table} (${columns})`);
  for (let from = 0; from < rows.length; from += ROWS_AN_INSERT) {
    const values = rows.slice(from, from + ROWS_AN_INSERT).map((row) => `(${row.join(",")})`);
    await db.run(`insert into ${table} values ${values.join(",")}`);
  }
}
