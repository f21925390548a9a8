import { existsSync } from "node:fs";
import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Settings } from "#settings.ts";
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

const SURVEY_KEY_FILES = ["data", "master.key"] as const;

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

/** Takes away what a walk makes, keys and the survey zone included, and nothing else that lies there. */
export async function removeNation({
  dataFolder,
  keyFolder,
  surveyKeyFolder,
}: Pick<Settings, "dataFolder" | "keyFolder" | "surveyKeyFolder">): Promise<void> {
  const made = [FILE, "desk", "lake", "survey", "synth", "witness"].map((name) =>
    join(dataFolder, name),
  );
  const keys = KEY_FILES.map((name) => join(keyFolder, name));
  const survey = SURVEY_KEY_FILES.map((name) => join(surveyKeyFolder ?? keyFolder, name));
  for (const path of [...made, ...keys, ...survey]) {
    await rm(path, { recursive: true, force: true });
  }
}
