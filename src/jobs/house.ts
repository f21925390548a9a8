import { mkdir } from "node:fs/promises";
import { readJournal } from "#lake/erasure-journal.ts";
import { type LakeFolders, lakeFolders, makeLakeFolders } from "#lake/folders.ts";
import { type Keyring, openKeyring } from "#lake/keyring.ts";
import { sweepSurveyWork } from "#lake/survey-zone.ts";
import { sweepWork } from "#lake/with-identity.ts";
import type { Settings } from "#settings.ts";
import { settleErasures } from "#store/erasure.ts";
import { type Desk, openDesk } from "#store/open.ts";

/** What every act across rooms needs: both stores, the keys, the settings. */
export type House = {
  readonly settings: Settings;
  readonly folders: LakeFolders;
  readonly keyring: Keyring;
  readonly desk: Desk;
};

/**
 * Opens both stores: makes what is missing, removes plain text that a killed process left, starts or
 * joins the desk's server, erases again whom a restored desk has forgotten to be erased.
 */
export async function openHouse(settings: Settings): Promise<House> {
  // Others may pass through (the database runs as its own user), and look at nothing.
  await mkdir(settings.dataFolder, { recursive: true, mode: 0o711 });
  const folders = lakeFolders(settings.dataFolder);
  await makeLakeFolders(folders);
  await sweepWork(folders);
  await sweepSurveyWork(settings.dataFolder);
  const keyring = await openKeyring(settings.keyFolder);
  const desk = await openDesk(settings);
  await settleErasures(desk, await readJournal(folders));
  return { settings, folders, keyring, desk };
}

/** Opens, works, closes whatever happens. */
export async function inHouse<T>(
  settings: Settings,
  work: (house: House) => Promise<T>,
): Promise<T> {
  const house = await openHouse(settings);
  try {
    return await work(house);
  } finally {
    await house.desk.close();
  }
}
