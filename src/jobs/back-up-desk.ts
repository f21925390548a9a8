import { mkdir, readdir, readFile, rm } from "node:fs/promises";
import { basename, join } from "node:path";
import { accept, type Result, refuse } from "#domain/result.ts";
import { readKeyId, sealFile, unsealFile } from "#lake/envelope.ts";
import { readJournal } from "#lake/erasure-journal.ts";
import { writeSafely } from "#lake/manifest.ts";
import { inPrivateFolder } from "#lake/private-folder.ts";
import { type BackupManifest, backUp } from "#store/backup.ts";
import { type RestoreProblem, restore } from "#store/restore.ts";
import type { House } from "./house.ts";

/** One key seals one backup; when it is destroyed, every copy of the backup is. Days are from making. */
const BACKUP_DAYS = 35;
const MS_PER_DAY = 86_400_000;

type BackupNote = { readonly keyId: string; readonly madeAt: string; readonly folder: string };

const notesFolder = ({ folders }: House): string => join(folders.root, "backups");

/**
 * Backs up the desk into a new folder, every file but the manifest sealed under a key of its own, because
 * a desk holds names and addresses. The key stays in the key folder.
 */
export async function backUpDesk(house: House, folder: string, at: Date): Promise<BackupManifest> {
  const key = await house.keyring.mint(`backup of ${at.toISOString()}`);
  const note: BackupNote = { keyId: key.id, madeAt: at.toISOString(), folder: basename(folder) };
  await mkdir(notesFolder(house), { recursive: true, mode: 0o700 });
  await writeSafely(join(notesFolder(house), `${key.id}.json`), JSON.stringify(note));
  return inPrivateFolder(house.folders, async (plain) => {
    const manifest = await backUp(house.desk, plain, at);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    for (const { file } of manifest.tables) {
      await sealFile(join(plain, file), join(folder, `${file}.enc`), key);
      await rm(join(plain, file));
    }
    const text = await readFile(join(plain, "manifest.json"), "utf8");
    await writeSafely(join(folder, "manifest.json"), text);
    return manifest;
  });
}

/**
 * Fills an empty desk from such a folder (or from a plain one of `backUp`), and erases again, before it
 * is committed, whoever was erased since.
 */
export async function restoreDesk(
  house: House,
  folder: string,
): Promise<Result<BackupManifest, RestoreProblem | "key-destroyed">> {
  const journal = await readJournal(house.folders);
  const names = await readdir(folder).catch(() => []);
  const sealed = names.filter((name) => name.endsWith(".enc"));
  if (sealed.length === 0) return restore(house.desk, folder, journal);
  return inPrivateFolder(house.folders, async (plain) => {
    for (const name of sealed) {
      const key = await house.keyring.get(await readKeyId(join(folder, name)));
      if (key === undefined) return refuse("key-destroyed");
      await unsealFile(join(folder, name), join(plain, name.slice(0, -".enc".length)), key);
    }
    const text = await readFile(join(folder, "manifest.json"), "utf8").catch(() => undefined);
    if (text === undefined) return refuse("no-manifest");
    await writeSafely(join(plain, "manifest.json"), text);
    const done = await restore(house.desk, plain, journal);
    return done.ok ? accept(done.value) : done;
  });
}

/** Destroys the keys of backups that are older than they may be; answers their folders' names. */
export async function expireBackups(house: House, now: Date): Promise<readonly string[]> {
  const names = await readdir(notesFolder(house)).catch(() => []);
  const expired: string[] = [];
  for (const name of names.filter((each) => each.endsWith(".json"))) {
    const path = join(notesFolder(house), name);
    const note = JSON.parse(await readFile(path, "utf8")) as BackupNote;
    const days = (now.getTime() - new Date(note.madeAt).getTime()) / MS_PER_DAY;
    if (days <= BACKUP_DAYS) continue;
    await house.keyring.destroy(note.keyId);
    await rm(path);
    expired.push(note.folder);
  }
  return expired;
}
