import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { writeXlsx } from "hucre/xlsx";
import { identifier, openDuckDb, text } from "#engine/duckdb/database.ts";
import type { EngineLimits } from "#engine/engine.ts";
import type { AnswerTable, Cell } from "./whole-table.ts";

const WITHHELD = "*";
/** Workbooks say when they were made; the same answer is the same file, so they all say this. */
const LONG_AGO = new Date("2025-01-01T00:00:00Z");

/** One sheet a table; text stays text, so that no cell is run as a formula. */
export async function writeWorkbook(tables: readonly AnswerTable[], file: string): Promise<void> {
  const book = await writeXlsx({
    sheets: tables.map(({ name, columns, rows }) => ({
      name,
      rows: [columns.map(({ words }) => safe(words.id)), ...rows.map((row) => row.map(safe))],
    })),
    properties: { created: LONG_AGO, modified: LONG_AGO },
  });
  await writeFile(file, book);
}

/** A leading sign that a spreadsheet would run as a formula is made text. */
export function safe(cell: Cell): string | number {
  if (cell === null) return WITHHELD;
  return typeof cell === "string" && /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
}

/** One Parquet file a table, withheld numbers as null. */
export async function writeParquet(
  tables: readonly AnswerTable[],
  folder: string,
  limits: EngineLimits,
): Promise<readonly string[]> {
  const db = await openDuckDb(limits);
  const files: string[] = [];
  try {
    for (const table of tables) {
      const file = join(folder, `${table.name}.parquet`);
      await db.run(
        `copy (${tableQuery(table)}) to ${text(file)} (format parquet, compression zstd)`,
      );
      files.push(file);
    }
    return files;
  } finally {
    db.close();
  }
}

function tableQuery({ columns, rows }: AnswerTable): string {
  const isText = columns.map((_, i) => rows.some((row) => typeof row[i] === "string"));
  const cast = columns.map(
    ({ id }, i) =>
      `cast(${identifier(id)} as ${isText[i] ? "varchar" : "double"}) as ${identifier(id)}`,
  );
  const values = rows.map((row) => `(${row.map(literal).join(", ")})`);
  const none = `(${columns.map(() => "null").join(", ")})`;
  const names = columns.map(({ id }) => identifier(id)).join(", ");
  return `select ${cast.join(", ")} from (values ${values.length === 0 ? none : values.join(", ")}) t(${names})${values.length === 0 ? " where false" : ""}`;
}

const literal = (cell: Cell): string =>
  cell === null ? "null" : typeof cell === "string" ? text(cell) : String(cell);
