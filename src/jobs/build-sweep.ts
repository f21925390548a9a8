import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { asWorker } from "#store/transact.ts";
import type { House } from "./house.ts";

/**
 * Removes what killed builds left in the lake: half-made folders, and folders that no row of the desk
 * knows. Stages of builds that may still go on stay. Call under the build lock.
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
    const isKept = suffix === "building" ? state === "building" : isWhole(suffix, state);
    if (isKept) continue;
    await rm(join(house.folders.versions, name), { recursive: true, force: true });
    swept.push(name);
  }
  return swept;
}

const isWhole = (suffix: string | undefined, state: string | undefined): boolean =>
  suffix === undefined && state !== undefined && state !== "building";
