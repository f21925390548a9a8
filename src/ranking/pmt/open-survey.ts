import { stat } from "node:fs/promises";
import { resolve } from "node:path";
import { say } from "#domain/words.ts";
import type { DuckDb } from "#engine/duckdb/database.ts";
import { type InputTable, openInputTable } from "#matching/link-files/input-table.ts";
import {
  fileIsFolder,
  fileMissing,
  type JobMistake,
  otherMistake,
} from "#matching/link-files/job-mistake.ts";
import type { Tell } from "#matching/link-files/read-keys.ts";
import type { ColumnLabels } from "#sources/stata/stata-to-text.ts";
import { FILE_PROBLEMS } from "#staging/file-problems.ts";

/** A survey file that is open: its cells as text in a view, its labels beside. */
export type OpenSurvey = InputTable & {
  readonly path: string;
  readonly labels: ReadonlyMap<string, ColumnLabels>;
};

/** Opens CSV, XLSX, Parquet or Stata; what is wrong is told. */
export async function openSurvey(
  db: DuckDb,
  path: string,
  workFolder: string,
  tell: Tell,
): Promise<OpenSurvey | undefined> {
  const file = resolve(path);
  const found = await stat(file).catch(() => undefined);
  if (found?.isFile() !== true) {
    tell(found?.isDirectory() === true ? fileIsFolder("file", path) : notThere(path));
    return undefined;
  }
  const opened = await openInputTable(db, { file, view: "survey_file", workFolder });
  if (opened.ok) return { ...opened.value, path, labels: opened.value.labels ?? new Map() };
  const { sentence, remedy } = FILE_PROBLEMS[opened.problem];
  tell(
    otherMistake(
      opened.problem,
      "file",
      say(`${path}: ${sentence.id_ID}`, `${path}: ${sentence.en}`),
      say(remedy.id_ID, remedy.en),
    ),
  );
  return undefined;
}

const notThere = (path: string): JobMistake => ({
  ...fileMissing("file", path),
  remedy: say(
    "Periksa nama dan foldernya; letaknya dihitung dari folder tempat perintah ini dijalankan.",
    "Check name and folder; paths are counted from the folder where the command runs.",
  ),
});
