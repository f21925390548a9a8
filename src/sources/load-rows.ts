import { join } from "node:path";
import { accept, type Result } from "#domain/result.ts";
import type { DuckDb } from "#engine/duckdb/database.ts";
import type { Layout } from "./layout.ts";
import { loadParquet } from "./load-parquet.ts";
import { loadText } from "./load-text.ts";
import type { HeaderProblem, MatchedColumns, SavedMapping } from "./match-header.ts";
import { UNIT_SEPARATOR } from "./row-sink.ts";
import { type SniffProblem, sniffFile } from "./sniff-file.ts";
import { xlsxToText } from "./xlsx-to-text.ts";
import type { ZipProblem } from "./zip-directory.ts";

export type LoadProblem =
  | SniffProblem
  | HeaderProblem
  | ZipProblem
  | "parquet-damaged"
  | "parquet-too-many-rows"
  | "no-rows";

/** What stands in the database once a delivered file is read. */
export type LoadedRows = {
  /** Rows below the header, broken ones too. */
  readonly received: number;
  readonly broken: number;
  /** Rows whose bytes were not UTF-8 and were read as windows-1252. */
  readonly repaired: number;
  readonly columns: MatchedColumns;
  readonly isSpreadsheet: boolean;
};

/** A whole file is taken or refused; `missing` are required headers that it lacks. */
export type LoadAnswer = Result<LoadedRows, LoadProblem> & { readonly missing?: readonly string[] };

/**
 * Reads a delivered file into two tables: `raw` (row_no, and one text column for each column of the
 * layout that is read, named as it is staged) and `broken` (row_no, problem, row). Text stays as
 * delivered.
 */
export async function loadRows(
  db: DuckDb,
  file: string,
  layout: Pick<Layout, "columns">,
  workFolder: string,
  saved: SavedMapping = {},
): Promise<LoadAnswer> {
  const sniffed = await sniffFile(file);
  if (!sniffed.ok) return sniffed;
  if (sniffed.value.kind === "parquet") return loadParquet(db, file, layout, saved);
  if (sniffed.value.kind === "text") {
    const { encoding } = sniffed.value;
    return loadText(db, { file, encoding, layout, workFolder, saved });
  }
  const sheet = join(workFolder, "sheet.txt");
  const written = await xlsxToText(file, sheet);
  if (!written.ok) return written;
  const delimiters = [UNIT_SEPARATOR];
  const text = { file: sheet, encoding: "utf-8", layout, workFolder, saved, delimiters } as const;
  const loaded = await loadText(db, text);
  return loaded.ok ? accept({ ...loaded.value, isSpreadsheet: true }) : loaded;
}
