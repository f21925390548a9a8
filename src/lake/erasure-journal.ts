import { mkdir, readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { LakeFolders } from "./folders.ts";
import { writeSafely } from "./manifest.ts";

/** One erasure that was decided: ids and who answers for it, nothing about the person. */
export type JournaledErasure = {
  readonly personId: string;
  readonly ground: string;
  readonly erasedBy: string;
  readonly confirmedBy: string;
  /** UTC, ISO. */
  readonly erasedAt: string;
};

const folderOf = (folders: LakeFolders): string => join(folders.root, "erasures");

/**
 * Writes down, outside the desk, that somebody was erased: a desk that comes back from an older backup
 * has forgotten it, and is made to do it again. The first word on a person stays.
 */
export async function journalErasure(
  folders: LakeFolders,
  erasure: JournaledErasure,
): Promise<void> {
  if (!/^\d+$/.test(erasure.personId)) throw new Error(`"${erasure.personId}" is no person id`);
  const known = await readJournal(folders);
  if (known.some(({ personId }) => personId === erasure.personId)) return;
  const folder = folderOf(folders);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await writeSafely(join(folder, `person-${erasure.personId}.json`), JSON.stringify(erasure));
}

/** Every erasure ever decided in this house. */
export async function readJournal(folders: LakeFolders): Promise<readonly JournaledErasure[]> {
  const names = await readdir(folderOf(folders)).catch(() => []);
  const texts = await Promise.all(
    names
      .filter((name) => name.endsWith(".json"))
      .sort()
      .map((name) => readFile(join(folderOf(folders), name), "utf8")),
  );
  return texts.map((each) => JSON.parse(each) as JournaledErasure);
}
