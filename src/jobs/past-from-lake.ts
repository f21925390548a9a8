import { stat } from "node:fs/promises";
import { join } from "node:path";
import type { LakeJobReason } from "#domain/lake-job.ts";
import { accept, type Result, refuse } from "#domain/result.ts";
import {
  columnsOf,
  type LockedLimits,
  openLockedDb,
  whyStopped,
} from "#engine/duckdb/locked-database.ts";
import {
  factsAmong,
  isForPast,
  PAST_FILES,
  pastTables,
  readPastRecord,
} from "#publication/past-record.ts";
import type { LakeOutcome, PastOrder } from "#store/lake-jobs.ts";
import type { PastQuestion, PastRecord } from "#store/past-family.ts";
import type { LakeWorkerMeans } from "./answer-lake-job.ts";
import { isAsWritten } from "./as-written.ts";

type Frozen = { readonly version: number; readonly manifest: string };

/** Answers a signed question about one family of one version: its row, its people, its decisions; nobody's name. */
export async function answerPastJob(
  means: LakeWorkerMeans,
  { version, manifest, columns, question, limits }: PastOrder,
): Promise<LakeOutcome> {
  if (!isForPast(columns)) return { state: "refused", reason: "column-not-offered" };
  const read = await readPastFromLake(means.versionsFolder, { version, manifest }, question, {
    threads: means.threads,
    megabytes: Math.min(means.megabytes, limits.megabytes),
    seconds: Math.min(means.seconds, limits.seconds),
  });
  if (!read.ok) return { state: "refused", reason: read.problem };
  return { state: "done", counted: read.value.families.length, result: read.value };
}

/** From the files of a frozen version, once they are as its manifest says, in a database that reaches nothing else. */
export async function readPastFromLake(
  versionsFolder: string,
  frozen: Frozen,
  asked: PastQuestion,
  limits: LockedLimits,
): Promise<Result<PastRecord, LakeJobReason>> {
  const folder = join(versionsFolder, String(frozen.version));
  const pathOf = (name: string) => join(folder, `${name}.parquet`);
  const files = PAST_FILES.map((name) => ({ name, path: pathOf(name) }));
  for (const { path } of files) {
    if ((await stat(path).catch(() => undefined)) === undefined)
      return refuse("version-files-gone");
  }
  const whole = await isAsWritten(versionsFolder, frozen, files);
  if (!whole.ok) return whole;
  try {
    const known = {
      family: factsAmong("family", await columnsOf(pathOf("family"), "family_id", limits)),
      person: factsAmong("person", await columnsOf(pathOf("person"), "person_id", limits)),
    };
    const db = await openLockedDb(pastTables(pathOf, known), limits);
    try {
      return accept(await readPastRecord(db, asked, known));
    } finally {
      db.close();
    }
  } catch (error) {
    const stopped = whyStopped(error);
    if (stopped === undefined) throw error;
    return refuse(stopped);
  }
}
