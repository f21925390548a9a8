import { lakeFolders, makeLakeFolders } from "#lake/folders.ts";
import { openKeyring } from "#lake/keyring.ts";
import { type OwnHouse, ownSettings, withAccounts } from "./staged-house.ts";
import { openTestDesk } from "./store.ts";

/** A house with a lake of its own over a desk of the tests' server, and the demo accounts; `leave` closes and removes both. */
export async function ownHouse(): Promise<OwnHouse> {
  const desk = await openTestDesk();
  const { keyFolder } = desk.settings;
  const settings = { ...(await ownSettings()), keyFolder };
  const folders = lakeFolders(settings.dataFolder);
  await makeLakeFolders(folders);
  return await withAccounts({ settings, folders, keyring: await openKeyring(keyFolder), desk });
}
