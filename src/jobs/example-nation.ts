import { existsSync } from "node:fs";
import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { WalkSummary } from "./walk-summary.ts";

/** What `npm start` built in a data folder; written only when the whole walk is done. */
export type ExampleNation = {
  readonly families: number;
  readonly seed: string;
  readonly regency: string;
  readonly summary: WalkSummary;
};

const FILE = "example-nation.json";
/** What the house writes into the key folder, which may hold other people's files too. */
const KEY_FILES = [
  "audit-signing.pem",
  "data",
  "desk-passwords.json",
  "field-keys.json",
  "master.key",
  "model-signing.pem",
] as const;

/** The nation that stands in this data folder, or undefined where none is finished. */
export async function readNation(dataFolder: string): Promise<ExampleNation | undefined> {
  const text = await readFile(join(dataFolder, FILE), "utf8").catch(() => undefined);
  return text === undefined ? undefined : (JSON.parse(text) as ExampleNation);
}

/** Whether a desk lies here that no walk made: it is somebody's register and is never taken away. */
export function holdsOwnDesk(dataFolder: string): boolean {
  const has = (name: string) => existsSync(join(dataFolder, name));
  return has("desk") && !has(FILE) && !has("synth");
}

export async function writeNation(dataFolder: string, nation: ExampleNation): Promise<void> {
  await writeFile(join(dataFolder, FILE), `${JSON.stringify(nation, null, 2)}\n`);
}

/** Takes away what a walk makes, keys included, and nothing else that lies there. */
export async function removeNation(dataFolder: string, keyFolder: string): Promise<void> {
  for (const name of [FILE, "desk", "lake", "synth", "witness"]) {
    await rm(join(dataFolder, name), { recursive: true, force: true });
  }
  for (const name of KEY_FILES) {
    await rm(join(keyFolder, name), { recursive: true, force: true });
  }
}
