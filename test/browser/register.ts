import { execFileSync } from "node:child_process";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildServer } from "#api/server.ts";
import type { PlainDate } from "#domain/plain-date.ts";
import { quiet } from "#domain/progress.ts";
import { mustAccept } from "#domain/result.ts";
import { keepOrders } from "#jobs/carry-out-orders.ts";
import { type House, openHouse } from "#jobs/house.ts";
import { keepLakeWorker } from "#jobs/keep-lake-worker.ts";
import { keepRuleCounts } from "#jobs/keep-rule-counts.ts";
import { walk } from "#jobs/walk.ts";
import { readSettings } from "#settings.ts";
import { seedDemoAccounts } from "#store/demo-accounts.ts";
import { startSealer } from "#store/seal.ts";
import { SIZES } from "#test/sizes.ts";

const REGENCY = "3307";

/** A small register that was really walked, behind a real server on a free port. */
export type Register = {
  readonly address: string;
  readonly house: House;
  close(): Promise<void>;
};

/**
 * Builds the console, walks a small synthetic nation into a folder of its own and serves it.
 * DTSEN_BROWSER_DATA names a folder that already holds one, to look again without walking again.
 */
export async function openRegister(): Promise<Register> {
  // Vitest says "test", with which React would be bundled for developers.
  const env = { ...process.env, NODE_ENV: "production" };
  execFileSync(
    process.execPath,
    ["node_modules/vite/bin/vite.js", "build", "--logLevel", "error"],
    {
      env,
    },
  );
  const kept = process.env.DTSEN_BROWSER_DATA;
  const dataFolder = kept ?? (await mkdtemp(join(tmpdir(), "dtsen-browser-")));
  // Others may pass through: started by root, the database runs as its own user.
  if (kept === undefined) await chmod(dataFolder, 0o711);
  const house = await openHouse({
    ...readSettings({}),
    dataFolder,
    keyFolder: join(dataFolder, "keys"),
  });
  if (kept === undefined) mustAccept(await walk(house, DRAFT, quiet), "the walk of the test");
  mustAccept(await seedDemoAccounts(house.desk, REGENCY), "demo accounts");
  const app = await buildServer({
    desk: house.desk,
    settings: house.settings,
    clock: () => new Date(),
    webFolder: "web",
  });
  const sealer = startSealer(
    house.desk,
    [join(dataFolder, "witness")],
    () => new Date(),
    () => undefined,
  );
  const unheard = { line: () => undefined, died: () => undefined };
  const lakeWorker = keepLakeWorker(house, unheard);
  const silent = { done: () => undefined, failed: () => undefined };
  const orders = keepOrders(house, silent);
  const ruleCounts = keepRuleCounts(house, () => new Date(), silent);
  const address = await app.listen({ port: 0, host: "127.0.0.1" });
  return {
    address,
    house,
    close: async () => {
      await orders.stop();
      await ruleCounts.stop();
      await lakeWorker.stop();
      await sealer.stop();
      await app.close();
      await house.desk.close();
      if (kept === undefined) await rm(dataFolder, { recursive: true, force: true });
    },
  };
}

const DRAFT = {
  families: SIZES.walkFamilies,
  seed: "1",
  label: "2026-4",
  basis: "persons",
  asOf: "2026-10-01" as PlainDate,
  regencies: [REGENCY],
} as const;
