import { mkdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { type Keyring, openKeyring } from "./keyring.ts";
import { sweepWork } from "./private-folder.ts";

/**
 * Where survey records lie (UU 16/1997 article 21: what a respondent says is kept secret by Statistics Indonesia): folders of
 * their own outside the lake, under keys that a master key of their own wraps. Whoever holds the register's key alone opens
 * none of them. Only models, aggregates and errors leave.
 */
export type SurveyZone = { readonly folders: SurveyFolders; readonly keyring: Keyring };

export type SurveyFolders = {
  readonly deliveries: string;
  readonly staged: string;
  /** Private plain text while a survey is received or learned from; swept at start. */
  readonly work: string;
};

/** Where the zone lies, and where its master key does: never beside the register's. */
export type SurveyPlace = { readonly dataFolder: string; readonly surveyKeyFolder: string };

/** The zone's folders. Makes nothing. */
export function surveyFolders(dataFolder: string): SurveyFolders {
  const root = join(dataFolder, "survey");
  return {
    deliveries: join(root, "deliveries"),
    staged: join(root, "staged"),
    work: join(root, "work"),
  };
}

/** Opens the zone for receiving, and makes it with a master key of its own the first time. */
export async function makeSurveyZone(place: SurveyPlace): Promise<SurveyZone> {
  const folders = surveyFolders(place.dataFolder);
  for (const folder of Object.values(folders)) {
    await mkdir(folder, { recursive: true, mode: 0o700 });
  }
  await mkdir(place.surveyKeyFolder, { recursive: true, mode: 0o700 });
  return { folders, keyring: await openKeyring(place.surveyKeyFolder) };
}

/** The zone, where its key is here; undefined where this process holds the register's alone. Never makes a key. */
export async function openSurveyZone(place: SurveyPlace): Promise<SurveyZone | undefined> {
  const key = await stat(join(place.surveyKeyFolder, "master.key")).catch(() => undefined);
  return key === undefined ? undefined : await makeSurveyZone(place);
}

/** Removes plain text that a killed process left in the zone. */
export async function sweepSurveyWork(dataFolder: string): Promise<void> {
  await sweepWork(surveyFolders(dataFolder));
}
