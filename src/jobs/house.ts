import type { LakeFolders } from "#lake/folders.ts";
import type { Keyring } from "#lake/keyring.ts";
import type { Settings } from "#settings.ts";
import type { Desk } from "#store/open.ts";

/** What every act across rooms needs: both stores, the keys, the settings. */
export type House = {
  readonly settings: Settings;
  readonly folders: LakeFolders;
  readonly keyring: Keyring;
  readonly desk: Desk;
};
