import { mkdir, open, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { accept, mustAccept, type Result } from "#domain/result.ts";

/**
 * Runs one stage of a build so that being killed anywhere costs only that stage: it works in a folder
 * of another name, which takes its place by one rename once all is written. A stage that stands is not
 * run again; its report is read back.
 */
export async function runStage<Report>(
  buildFolder: string,
  name: string,
  work: (folder: string) => Promise<Report>,
): Promise<FinishedStage<Report>> {
  const always = async (folder: string) => accept(await work(folder));
  return mustAccept(await runRefusable<Report, never>(buildFolder, name, always), name);
}

export type FinishedStage<Report> = {
  readonly folder: string;
  readonly report: Report;
  readonly isResumed: boolean;
};

/** The same for a stage that may refuse what it is given: then it leaves nothing that stands. */
export async function runRefusable<Report, Problem extends string>(
  buildFolder: string,
  name: string,
  work: (folder: string) => Promise<Result<Report, Problem>>,
): Promise<Result<FinishedStage<Report>, Problem>> {
  const folder = join(buildFolder, name);
  const standing = await readReport<Report>(folder);
  if (standing !== undefined) return accept({ folder, report: standing, isResumed: true });

  const part = `${folder}.part`;
  await rm(part, { recursive: true, force: true });
  await mkdir(part, { recursive: true, mode: 0o700 });
  const done = await work(part);
  if (!done.ok) return done;
  const text = JSON.stringify(done.value, plainNumbers);
  await writeSafely(join(part, REPORT), text);
  await rename(part, folder);
  await syncFolder(buildFolder);
  return accept({ folder, report: JSON.parse(text) as Report, isResumed: false });
}

/** A report is the same whether it was just made or read back. */
const plainNumbers = (_name: string, value: unknown): unknown =>
  typeof value === "bigint" ? Number(value) : value;

const REPORT = "stage.json";

async function readReport<Report>(folder: string): Promise<Report | undefined> {
  const text = await readFile(join(folder, REPORT), "utf8").catch(() => undefined);
  return text === undefined ? undefined : (JSON.parse(text) as Report);
}

/** On disk before the rename that makes it count. */
export async function writeSafely(path: string, text: string): Promise<void> {
  const file = await open(path, "w", 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** A rename is lasting once its folder is. */
export async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, "r");
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
