import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll } from "vitest";
import type { House } from "#jobs/house.ts";
import { lakeFolders, makeLakeFolders } from "#lake/folders.ts";
import { openKeyring } from "#lake/keyring.ts";
import { readSettings } from "#settings.ts";
import { seedDemoAccounts } from "#store/demo-accounts.ts";
import type { Desk } from "#store/open.ts";

/** A house with an empty lake beside a test's desk, and the demo accounts. */
export function emptyHouseForTests(desk: () => Desk): () => House {
  let house: House | undefined;
  let data = "";
  beforeAll(async () => {
    data = await mkdtemp(join(tmpdir(), "dtsen-empty-"));
    const folders = lakeFolders(data);
    await makeLakeFolders(folders);
    const { keyFolder } = desk().settings;
    const given = readSettings({ DTSEN_DATA: data, DTSEN_MEMORY: "1GB" });
    const settings = { ...given, keyFolder, threads: 2 };
    house = { desk: desk(), folders, keyring: await openKeyring(keyFolder), settings };
    await seedDemoAccounts(desk(), "32.04");
  });
  afterAll(async () => await rm(data, { recursive: true, force: true }));
  return () => {
    if (house === undefined) throw new Error("emptyHouseForTests: it opens in beforeAll");
    return house;
  };
}
