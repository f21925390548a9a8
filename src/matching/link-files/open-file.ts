import { stat } from "node:fs/promises";
import { resolve } from "node:path";
import { say } from "#domain/words.ts";
import type { DuckDb } from "#engine/duckdb/database.ts";
import { FILE_PROBLEMS } from "#staging/file-problems.ts";
import { type InputTable, openInputTable } from "./input-table.ts";
import { fileIsFolder, fileMissing, otherMistake } from "./job-mistake.ts";
import type { Tell } from "./read-keys.ts";

/** Paths of a job are counted from `jobFolder`; what is read of them lies in `workFolder`. */
export type Folders = { readonly jobFolder: string; readonly workFolder: string };

/** A file that a job names, as a table; undefined once it is told what is wrong with it. */
export async function openFile(
  db: DuckDb,
  path: string,
  at: string,
  view: string,
  { jobFolder, workFolder }: Folders,
  tell: Tell,
): Promise<InputTable | undefined> {
  const file = resolve(jobFolder, path);
  const found = await stat(file).catch(() => undefined);
  if (found?.isFile() !== true) {
    tell(found?.isDirectory() === true ? fileIsFolder(at, path) : fileMissing(at, path));
    return undefined;
  }
  const opened = await openInputTable(db, { file, view, workFolder });
  if (opened.ok) return opened.value;
  const { sentence, remedy } = FILE_PROBLEMS[opened.problem];
  tell(
    otherMistake(
      opened.problem,
      at,
      say(`${path}: ${sentence.id_ID}`, `${path}: ${sentence.en}`),
      say(remedy.id_ID, remedy.en),
    ),
  );
  return undefined;
}
