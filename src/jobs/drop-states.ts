import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { readKeyId } from "#lake/envelope.ts";
import { asWorker } from "#store/transact.ts";
import type { House } from "./house.ts";
import { readNote, stateFolder } from "./matching-state.ts";

/**
 * Destroys the states of matching that no build will go on from: all but the newest standing version's, and those of a
 * build that was killed at its very end and may still go on. Call under the build lock.
 */
export async function dropOldStates(house: House): Promise<void> {
  const rows = await asWorker(house.desk, (tx) =>
    tx.query<{ version_no: number; state: string }>("select version_no, state from dtsen.version"),
  );
  const newest = Math.max(
    0,
    ...rows.filter(({ state }) => STANDS.includes(state)).map(({ version_no }) => version_no),
  );
  const mayGoOn = rows.filter(
    ({ version_no, state }) => ["building", "failed"].includes(state) && version_no > newest,
  );
  await dropStates(house, [newest, ...mayGoOn.map(({ version_no }) => version_no)]);
}

const STANDS = ["frozen", "projected", "published"];

/** Destroys every state: somebody who is in it is erased, or a delivery that it was made of is. */
export async function dropAllStates(house: House): Promise<void> {
  await dropStates(house, []);
}

/** Whether a state holds records of a delivery, though it may stand no more. */
export async function isInStates(house: House, deliveryNo: number): Promise<boolean> {
  for (const name of await readdir(house.folders.states).catch(() => [])) {
    const read = await readNote(join(house.folders.states, name));
    // What cannot be read may hold anybody.
    if (read === undefined) return true;
    const { state, gone } = read.note;
    const stand = state.deliveries.map((one) => one.deliveryNo);
    if ([...stand, ...gone].includes(deliveryNo)) return true;
  }
  return false;
}

/** Keys first: a kill between leaves files that nobody can open, and the next call removes them. */
async function dropStates(house: House, kept: readonly number[]): Promise<void> {
  const inUse = new Set<string>();
  for (const versionNo of kept) {
    for (const key of await keysOf(stateFolder(house, versionNo))) inUse.add(key);
  }
  const names = kept.map(String);
  for (const name of await readdir(house.folders.states).catch(() => [])) {
    if (names.includes(name)) continue;
    const folder = join(house.folders.states, name);
    // A half-placed state shares its keys with the stage that it comes from.
    const keys = name.includes(".") ? [] : await keysOf(folder);
    for (const key of keys) if (!inUse.has(key)) await house.keyring.destroy(key);
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * Removes the folder of a build that nobody goes on with and destroys the keys that its stages minted; layers that it shares with
 * the state that is kept stay open. Call under the build lock.
 */
export async function dropBuild(house: House, folder: string): Promise<void> {
  const kept = new Set(await keysOf(house.folders.states));
  const keys = await keysOf(folder);
  await rm(folder, { recursive: true, force: true });
  for (const key of keys) if (!kept.has(key)) await house.keyring.destroy(key);
}

/** Keys that the sealed files of a folder name; a file whose header is broken names none, and opens with none. */
async function keysOf(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder, { recursive: true }).catch(() => []);
  const sealed = names.filter((name) => name.endsWith(".enc"));
  const keys = sealed.map((name) => readKeyId(join(folder, name)).catch(() => undefined));
  return (await Promise.all(keys)).filter((key) => key !== undefined);
}
