import { copyFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { type Result, refuse } from "#domain/result.ts";
import { type DuckDb, openDuckDb } from "#engine/duckdb/database.ts";
import { sha256OfFile } from "#lake/manifest.ts";
import { inPrivateFolder } from "#lake/private-folder.ts";
import type { LayoutColumn } from "#sources/layout.ts";
import { type LoadProblem, loadRows } from "#sources/load-rows.ts";
import type { House } from "./house.ts";
import { whileReceiving } from "./receiving-lock.ts";

/** A report's file as its rows stand in a database of their own. */
export type ReportFile = {
  readonly db: DuckDb;
  readonly sha256: string;
  /** Of the columns that the layout fills, those that this file has. */
  readonly columns: readonly string[];
};

export type ReportFileProblem = "no-such-file" | LoadProblem;
type Answer<Value, Problem extends string> = Result<Value, Problem> & {
  readonly missing?: readonly string[];
};

/** Reads a report in a private folder, one at a time, and gives its rows to work; the file itself stays with its owner. */
export async function withReportFile<Value, Problem extends string>(
  house: House,
  path: string,
  layout: { readonly columns: readonly LayoutColumn[] },
  work: (file: ReportFile) => Promise<Answer<Value, Problem>>,
): Promise<Answer<Value, Problem | ReportFileProblem>> {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined || !found.isFile()) return refuse("no-such-file");
  return await whileReceiving(house.desk, () =>
    inPrivateFolder(house.folders, async (folder) => {
      const file = join(folder, "report");
      await copyFile(path, file);
      const { threads, memory } = house.settings;
      const db = await openDuckDb({ threads, memory, workFolder: join(folder, "spill") });
      try {
        const loaded = await loadRows(db, file, layout, folder);
        if (!loaded.ok) return loaded;
        const filled = layout.columns.flatMap(({ fills }) => (fills === null ? [] : [fills]));
        const columns = await columnsOf(db, filled);
        return await work({ db, sha256: await sha256OfFile(file), columns });
      } finally {
        db.close();
      }
    }),
  );
}

async function columnsOf(db: DuckDb, filled: readonly string[]): Promise<readonly string[]> {
  const rows = await db.all<{ name: string }>(
    "select column_name as name from information_schema.columns where table_name = 'raw'",
  );
  return filled.filter((column) => rows.some(({ name }) => name === column));
}
