import { randomBytes } from "node:crypto";
import { mkdir, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import type { LakeFolders } from "./folders.ts";

/** Tells folders of this process from those of an earlier one that had the same number. */
const PROCESS_MARK = randomBytes(6).toString("hex");

/** A new folder below a work folder, such as lake/work, that only its owner may enter, removed whatever happens. */
export async function inPrivateFolder<T>(
  folders: Pick<LakeFolders, "work">,
  work: (folder: string) => Promise<T>,
): Promise<T> {
  const name = `${process.pid}-${PROCESS_MARK}-${randomBytes(6).toString("hex")}`;
  const folder = join(folders.work, name);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Removes what dead processes left behind; call at start. Answers how many folders went. */
export async function sweepWork(folders: Pick<LakeFolders, "work">): Promise<number> {
  const names = await readdir(folders.work).catch(() => []);
  const left = names.filter(isAbandoned);
  for (const name of left) await rm(join(folders.work, name), { recursive: true, force: true });
  return left.length;
}

function isAbandoned(name: string): boolean {
  const [pid, mark] = name.split("-");
  if (mark === PROCESS_MARK) return false;
  return Number(pid) === process.pid || !isAlive(Number(pid));
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
