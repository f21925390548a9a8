import { join } from "node:path";
import { accept, type Result, refuse } from "#domain/result.ts";
import { openDuckDb } from "#engine/duckdb/database.ts";
import type { LakeFolders } from "#lake/folders.ts";
import { sha256OfFile } from "#lake/manifest.ts";
import { inPrivateFolder } from "#lake/private-folder.ts";
import { MOST_RESULT_ROWS, type ResultRow } from "#programs/candidate-result.ts";
import { CANDIDATE_RESULT_COLUMNS } from "#sources/layouts/candidate-result.ts";
import { type LoadProblem, loadRows } from "#sources/load-rows.ts";
import { openFieldKeys } from "#store/field-cipher.ts";
import { readResultRows } from "./candidate-result-rows.ts";

/** Where a result is read: privately, with what the engine may take, and the keys of the desk's blind index. */
export type ReadingPlace = {
  readonly folders: Pick<LakeFolders, "work">;
  readonly settings: { readonly threads: number; readonly memory: string };
  readonly keyFolder: string;
};

export type LoadedResult = { readonly rows: readonly ResultRow[]; readonly sha256: string };

export type LoadedResultAnswer = Result<LoadedResult, LoadProblem | "too-many-rows"> & {
  readonly missing?: readonly string[];
};

/** Reads a result that `put` lays into a private folder; the folder is gone afterwards, and with it every number. */
export async function loadCandidateResult(
  { folders, settings, keyFolder }: ReadingPlace,
  put: (file: string) => Promise<void>,
): Promise<LoadedResultAnswer> {
  return inPrivateFolder(folders, async (folder) => {
    const own = join(folder, "result");
    await put(own);
    const { threads, memory } = settings;
    const db = await openDuckDb({ threads, memory, workFolder: join(folder, "spill") });
    try {
      const loaded = await loadRows(db, own, { columns: CANDIDATE_RESULT_COLUMNS }, folder);
      if (!loaded.ok) return loaded;
      if (loaded.value.received > MOST_RESULT_ROWS) return refuse("too-many-rows");
      const names = await db.all<{ name: string }>(
        "select column_name as name from information_schema.columns where table_name = 'raw'",
      );
      const columns = names.map(({ name }) => name);
      const rows = await readResultRows(db, openFieldKeys(keyFolder), columns);
      return accept({ rows, sha256: await sha256OfFile(own) });
    } finally {
      db.close();
    }
  });
}
