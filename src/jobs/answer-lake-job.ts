import { join } from "node:path";
import {
  COUNTED_TABLES,
  type CountedTable,
  columnOf,
  TABLE_VARIABLES,
} from "#domain/cross-table.ts";
import type { LakeJobReason } from "#domain/lake-job.ts";
import { accept, type Result, refuse } from "#domain/result.ts";
import {
  type LockedTable,
  lacksColumn,
  openLockedDb,
  whyStopped,
} from "#engine/duckdb/locked-database.ts";
import { COUNTING_COLUMNS, countCrossTable, readsIndicators } from "#publication/cross-table.ts";
import { type LakeOutcome, readOrder, type TableOrder, type TakenJob } from "#store/lake-jobs.ts";
import { isAsWritten } from "./as-written.ts";
import { answerPastJob } from "./past-from-lake.ts";

/** All that the worker process is given; no key of identity files, no other login. */
export type LakeWorkerMeans = {
  readonly jobKey: Buffer;
  /** lake/versions. */
  readonly versionsFolder: string;
  readonly threads: number;
  /** The worker's own bounds: the narrower of these and what was signed counts. */
  readonly megabytes: number;
  readonly seconds: number;
};

/**
 * Answers one job: signature, expiry, standing of the version, its files against the manifest, then
 * the count. Reads nothing before all of that has passed. Throws only where something is broken.
 */
export async function answerLakeJob(
  means: LakeWorkerMeans,
  job: TakenJob,
  now: Date,
): Promise<LakeOutcome> {
  const order = readOrder(job, means.jobKey);
  if (!order.ok) return refused(order.problem);
  if (new Date(order.value.expires) <= now) return { state: "expired", reason: "waited-too-long" };
  const { standing } = job;
  const isPast = order.value.kind === "family-as-of";
  // What a version said while it was in force stays said, also once it was taken back.
  const stands = standing.state === "published" || (isPast && standing.state === "withdrawn");
  if (!stands) return refused("version-not-published");
  if (standing.manifest !== order.value.manifest) return refused("version-changed");
  if (order.value.kind === "family-as-of") return await answerPastJob(means, order.value);
  const tables = tablesOf(means.versionsFolder, order.value);
  if (!tables.ok) return refused(tables.problem);
  const whole = await isAsWritten(means.versionsFolder, order.value, tables.value);
  if (!whole.ok) return refused(whole.problem);
  return await count(means, order.value, tables.value);
}

const refused = (reason: LakeJobReason): LakeOutcome => ({ state: "refused", reason });

/** The files that a job's columns stand in, each with those columns and the ones that counting needs. */
function tablesOf(
  versionsFolder: string,
  { version, columns, question }: TableOrder,
): Result<readonly LockedTable[], "column-not-offered"> {
  const offered = new Set(TABLE_VARIABLES.map(({ table, id }) => `${table}.${id}`));
  if (columns.some((column) => !offered.has(column))) return refuse("column-not-offered");
  const signed = new Set(columns.map((column) => column.slice(column.indexOf(".") + 1)));
  if (question.variables.some((id) => !signed.has(id))) return refuse("column-not-offered");
  const needed: readonly CountedTable[] = COUNTED_TABLES.filter(
    (name) =>
      (name !== "person" || question.measure === "persons") &&
      (name !== "indicator" || readsIndicators(question.variables)),
  );
  return accept(
    needed.map((name) => ({
      name,
      path: join(versionsFolder, String(version), `${name}.parquet`),
      columns: [
        ...COUNTING_COLUMNS[name],
        ...columns
          .filter((column) => column.startsWith(`${name}.`))
          .map((column) => columnOf(column.slice(name.length + 1))),
      ],
    })),
  );
}

async function count(
  means: LakeWorkerMeans,
  { question, within, ranges, limits }: TableOrder,
  tables: readonly LockedTable[],
): Promise<LakeOutcome> {
  try {
    const db = await openLockedDb(tables, {
      threads: means.threads,
      megabytes: Math.min(means.megabytes, limits.megabytes),
      seconds: Math.min(means.seconds, limits.seconds),
    });
    try {
      const answer = await countCrossTable(db, question, {
        within,
        ranges,
        cells: limits.cells,
      });
      if (!answer.ok) return refused(answer.problem);
      return { state: "done", counted: answer.counted, result: answer.table };
    } finally {
      db.close();
    }
  } catch (error) {
    // Only columns of the catalogue are asked for: the file is older than this one.
    if (lacksColumn(error)) return refused("column-not-offered");
    const stopped = whyStopped(error);
    if (stopped === undefined) throw error;
    return refused(stopped);
  }
}
