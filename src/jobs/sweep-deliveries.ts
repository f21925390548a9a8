import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { readKeyId } from "#lake/envelope.ts";
import type { Keyring } from "#lake/keyring.ts";
import { asWorker } from "#store/transact.ts";
import type { House } from "./house.ts";
import { zoneOf } from "./survey-place.ts";

/**
 * Removes folders of deliveries that no accepted row names: what a killed receiving left. Only under
 * the lock of receiving. Their keys are destroyed with them. Answers how many folders went.
 */
export async function sweepDeliveries(house: House): Promise<number> {
  const known = await asWorker(house.desk, async (tx) => {
    const rows = await tx.query<{ n: string }>(
      "select delivery_no::text as n from delivery where state <> 'refused'",
    );
    return new Set(rows.map(({ n }) => n));
  });
  let swept = 0;
  // Of a zone whose key is elsewhere nothing is swept: its keys would stay.
  const zone = await zoneOf(house);
  for (const { folders, keyring } of zone === undefined ? [house] : [house, zone]) {
    for (const parent of [folders.deliveries, folders.staged]) {
      for (const name of await readdir(parent).catch(() => [])) {
        if (known.has(name)) continue;
        await removeSealed(keyring, join(parent, name));
        swept++;
      }
    }
  }
  return swept;
}

/** Removes a folder of sealed files and destroys the keys that they name. */
export async function removeSealed(keyring: Keyring, folder: string): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  for (const name of names.filter((name) => name.endsWith(".enc"))) {
    const id = await readKeyId(join(folder, name)).catch(() => undefined);
    if (id !== undefined) await keyring.destroy(id);
  }
  await rm(folder, { recursive: true, force: true });
}
