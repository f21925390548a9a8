import { readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { readKeyId } from "./envelope.ts";
import type { Keyring } from "./keyring.ts";
import { writeSafely } from "./manifest.ts";

const NAME = "doomed-keys.json";

/** Writes down that a folder's key is to be destroyed, before its files leave it: a kill forgets nothing. */
export async function doomKey(folder: string, keyId: string): Promise<void> {
  const doomed = new Set([...(await readDoomed(folder)), keyId]);
  await writeSafely(join(folder, NAME), JSON.stringify([...doomed].sort()));
}

/** Whether a folder's files were being rewritten when somebody was killed. */
export const isDoomed = async (folder: string): Promise<boolean> =>
  (await readDoomed(folder)).length > 0;

/** Destroys the doomed keys that no file of the folder needs any more. */
export async function destroyDoomed(folder: string, keyring: Keyring): Promise<void> {
  const doomed = await readDoomed(folder);
  if (doomed.length === 0) return;
  const used = await keysInUse(folder);
  for (const id of doomed.filter((id) => !used.has(id))) await keyring.destroy(id);
  const left = doomed.filter((id) => used.has(id));
  if (left.length > 0) await writeSafely(join(folder, NAME), JSON.stringify(left));
  else await rm(join(folder, NAME), { force: true });
}

async function readDoomed(folder: string): Promise<readonly string[]> {
  const text = await readFile(join(folder, NAME), "utf8").catch(() => "[]");
  return JSON.parse(text) as readonly string[];
}

/** Keys that the sealed files below a folder name. */
export async function keysInUse(folder: string): Promise<ReadonlySet<string>> {
  const names = await readdir(folder, { recursive: true });
  const sealed = names.filter((name) => name.endsWith(".enc"));
  return new Set(await Promise.all(sealed.map((name) => readKeyId(join(folder, name)))));
}
