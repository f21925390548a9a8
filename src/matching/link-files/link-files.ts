import { readFile, rm, rmdir, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import type { Progress } from "#domain/progress.ts";
import { accept, type Result, refuse } from "#domain/result.ts";
import { type DuckDb, openDuckDb } from "#engine/duckdb/database.ts";
import type { EngineLimits } from "#engine/engine.ts";
import { mayWrite } from "#lake/may-write.ts";
import { inPrivateFolder, sweepWork } from "#lake/private-folder.ts";
import { evaluateLinks, type LinkEvaluation } from "./evaluate-links.ts";
import { type JobMistake, jobUnreadable, outUnwritable } from "./job-mistake.ts";
import type { LinkResult } from "./link-draft.ts";
import { type LinkFigures, linkFigures } from "./link-figures.ts";
import { linkRecords } from "./link-records.ts";
import { type ParsedJob, parseJob } from "./parse-job.ts";
import { OUT_FILES, outFolderOf, type ReadyJob, readyJob } from "./ready-job.ts";
import { reportPage } from "./report/report-page.ts";
import { writeLinks } from "./write-links.ts";
import { writeRecords } from "./write-records.ts";

export type LinkFilesDraft = {
  readonly jobFile: string;
  readonly limits: Omit<EngineLimits, "workFolder">;
};

/** What a job came to. Its files lie in `outFolder`. */
export type LinkSummary = {
  readonly outFolder: string;
  readonly inputs: readonly {
    readonly name: string;
    readonly rows: number;
    readonly once: boolean;
  }[];
  readonly fields: ReadyJob["fields"];
  /** Why columns were taken for what they are; empty where the job says it. */
  readonly reasons: readonly string[];
  readonly warnings: readonly string[];
  readonly result: LinkResult;
  readonly figures: LinkFigures;
  readonly evaluation: LinkEvaluation | undefined;
};

export type LinkFilesAnswer = Result<LinkSummary, "job-has-mistakes"> & {
  readonly mistakes?: readonly JobMistake[];
};

/**
 * Links the files that a job names and writes links, clusters and report. Values of records lie in clear
 * in one private folder below `out` while it runs; nothing of them is in the report or told to anybody.
 */
export async function linkFiles(
  draft: LinkFilesDraft,
  progress: Progress,
): Promise<LinkFilesAnswer> {
  const jobFile = resolve(draft.jobFile);
  const jobText = await readFile(jobFile, "utf8").catch(() => undefined);
  if (jobText === undefined) return mistaken([jobUnreadable(draft.jobFile)]);
  const parsed = parseJob(jobText);
  const jobFolder = dirname(jobFile);
  const outFolder = outFolderOf(parsed.job, jobFolder);
  const folders = { work: join(outFolder, ".work") };
  if (!(await mayWrite(outFolder))) {
    return mistaken([...parsed.mistakes, outUnwritable(parsed.job.out)]);
  }
  await sweepWork(folders);
  try {
    return await inPrivateFolder(folders, (workFolder) =>
      linkWithin({ ...draft, parsed, jobFolder, outFolder, workFolder }, progress),
    );
  } finally {
    // Both only where nothing else lies in them: of a job with mistakes no folder is left.
    await rmdir(folders.work).catch(() => undefined);
    await rmdir(outFolder).catch(() => undefined);
  }
}

const mistaken = (mistakes: readonly JobMistake[]): LinkFilesAnswer => ({
  ...refuse("job-has-mistakes"),
  mistakes,
});

type Work = LinkFilesDraft & {
  readonly parsed: ParsedJob;
  readonly jobFolder: string;
  readonly outFolder: string;
  readonly workFolder: string;
};

async function linkWithin(work: Work, progress: Progress): Promise<LinkFilesAnswer> {
  const { workFolder } = work;
  const files = {
    recordFile: join(workFolder, "record.parquet"),
    truthFile: join(workFolder, "truth.parquet"),
  };
  const tell = (step: string, done: number) => progress({ room: "link", step, done, of: 4 });
  tell("reading the inputs", 0);
  const { ready, written } = await inEngine(work, async (db) => {
    const ready = await readyJob(db, work.parsed, work);
    return { ready, written: ready.ok ? await writeRecords(db, ready.value, files) : undefined };
  });
  if (!ready.ok) return mistaken(ready.mistakes ?? []);
  const { job, fields } = ready.value;
  tell("linking", 1);
  const result = await linkRecords(
    {
      recordFile: files.recordFile,
      inputs: job.inputs,
      fields,
      ...(job.blocking === undefined ? {} : { blocking: job.blocking }),
      profile: job.profile,
      ...(job.threshold === undefined ? {} : { threshold: job.threshold }),
      seed: job.seed,
      privateFolder: workFolder,
      limits: spilling(work),
    },
    progress,
  );
  tell("writing the answers", 2);
  const read = { ready: ready.value, unknownPairs: written?.unknownPairs ?? 0 };
  const summary = await inEngine(work, (db) => conclude(db, work, read, files, result));
  await writeFile(join(work.outFolder, "report.html"), reportPage(summary));
  tell("done", 4);
  return accept(summary);
}

const spilling = ({ limits, workFolder }: Work): EngineLimits => ({
  ...limits,
  workFolder: join(workFolder, "spill"),
});

/** An engine of its own for each part of the work, so that none holds memory that another needs. */
async function inEngine<T>(work: Work, act: (db: DuckDb) => Promise<T>): Promise<T> {
  const db = await openDuckDb(spilling(work));
  try {
    return await act(db);
  } finally {
    db.close();
  }
}

async function conclude(
  db: DuckDb,
  { workFolder, outFolder }: Work,
  read: Read,
  files: { readonly recordFile: string; readonly truthFile: string },
  result: LinkResult,
): Promise<LinkSummary> {
  const { job, tables, fields, truth, reasons } = read.ready;
  const at = (table: string): string => join(workFolder, `${table}.parquet`);
  const engineFiles = {
    ...files,
    linkFile: at("link"),
    clusterFile: at("cluster"),
    scoredFile: at("scored"),
    candidateFile: at("candidate"),
    copiedFile: at("copied"),
  };
  const columns = fields.map(({ column }) => column);
  for (const name of OUT_FILES) {
    await rm(join(outFolder, name), { force: true });
  }
  await writeLinks(
    db,
    { ...engineFiles, inputs: job.inputs.map(({ name }) => name), columns },
    { links: join(outFolder, "links.parquet"), clusters: join(outFolder, "clusters.parquet") },
  );
  const oneRecordPerEntity = job.inputs.map((input) => input.oneRecordPerEntity);
  const evaluation =
    truth === undefined
      ? undefined
      : await evaluateLinks(db, { ...engineFiles, oneRecordPerEntity });
  return {
    outFolder,
    inputs: tables.map(({ name, table }, i) => ({
      name,
      rows: table.rows,
      once: oneRecordPerEntity[i] ?? false,
    })),
    fields,
    reasons,
    warnings: [...readingWarnings(read, evaluation), ...result.warnings],
    result,
    figures: await linkFigures(db, { ...engineFiles, columns, result }),
    evaluation,
  };
}

/** What was read, and of a truth of pairs how many name a record that no input has. */
type Read = { readonly ready: ReadyJob; readonly unknownPairs: number };

function readingWarnings(
  { ready: { tables, truth }, unknownPairs }: Read,
  evaluation: LinkEvaluation | undefined,
): readonly string[] {
  const broken = tables
    .filter(({ table }) => table.leftOut.count > 0)
    .map(
      ({ name, table: { leftOut } }) =>
        `${leftOut.count} rows of "${name}" have another number of cells than the header, or an open quote, and were left out; the first are rows ${leftOut.first.join(", ")} below the header.`,
    );
  const records = tables.reduce((sum, { table }) => sum + table.rows, 0);
  const unjudged = records - (evaluation?.judgedRecords ?? 0);
  const told = [...broken];
  if (unknownPairs > 0) {
    told.push(`${unknownPairs} pairs of the truth name a record that no input has.`);
  }
  if (truth !== undefined && evaluation === undefined) {
    told.push("The truth names none of the records, so nothing was judged.");
  } else if (truth !== undefined && unjudged > 0) {
    told.push(`The truth is not known of ${unjudged} records; they were linked and not judged.`);
  }
  return told;
}
