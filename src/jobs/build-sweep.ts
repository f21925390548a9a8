import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { keysInUse } from "#lake/doomed-keys.ts";
import { asWorker } from "#store/transact.ts";
import { dropOldStates } from "./drop-states.ts";
import type { House } from "./house.ts";

/**
 * Removes what killed builds left in the lake: half-made folders, and folders that no row of the desk
 * knows, states of matching among them. Stages of builds that may still go on stay. Call under the build lock.
 */
export async function sweepVersions(house: House): Promise<readonly string[]> {
  const rows = await asWorker(house.desk, (tx) =>
    tx.query<{ version_no: number; state: string }>("select version_no, state from dtsen.version"),
  );
  const states = new Map(rows.map(({ version_no, state }) => [String(version_no), state]));
  const swept: string[] = [];
  for (const name of await readdir(house.folders.versions)) {
    const [number = "", suffix] = name.split(".");
    const state = states.get(number);
    const isKept = suffix === "building" ? mayGoOn(state) : isWhole(suffix, state);
    if (isKept) continue;
    await rm(join(house.folders.versions, name), { recursive: true, force: true });
    swept.push(name);
  }
  await dropOldStates(house);
  return swept;
}

/**
 * Removes what builds have begun and not frozen, and destroys its keys: nobody can go on with it. Keys that a whole
 * version's files are sealed with stay. Call under the build lock.
 */
export async function dropUnfinished(house: House): Promise<void> {
  const { versions } = house.folders;
  const names = await readdir(versions);
  const unfinished = names.filter((name) => name.includes("."));
  const keys = new Set<string>();
  for (const name of unfinished) {
    for (const key of await keysInUse(join(versions, name))) keys.add(key);
    await rm(join(versions, name), { recursive: true, force: true });
  }
  if (keys.size === 0) return;
  for (const name of names.filter((each) => !unfinished.includes(each))) {
    for (const key of await keysInUse(join(versions, name))) keys.delete(key);
  }
  for (const key of keys) await house.keyring.destroy(key);
}

const isWhole = (suffix: string | undefined, state: string | undefined): boolean =>
  suffix === undefined && state !== undefined && !mayGoOn(state);

const mayGoOn = (state: string | undefined): boolean => state === "building" || state === "failed";
