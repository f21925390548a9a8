import { spawn } from "node:child_process";
import { chmod, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { PlainDate } from "#domain/plain-date.ts";
import { verifyManifest } from "#lake/manifest.ts";
import { sweepWork } from "#lake/with-identity.ts";
import { readSettings } from "#settings.ts";
import { seedDemoAccounts } from "#store/demo-accounts.ts";
import { asWorker } from "#store/transact.ts";
import { PATIENCE, SIZES } from "#test/sizes.ts";
import { type House, openHouse } from "./house.ts";
import { receiveDelivery } from "./receive-delivery.ts";

let folder = "";
let house: House;
const env = () => ({ DTSEN_DATA: join(folder, "data"), DTSEN_THREADS: "1", DTSEN_MEMORY: "1GB" });

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "crash-"));
  await chmod(folder, 0o755);
  house = await openHouse(readSettings(env()));
  await seedDemoAccounts(house.desk, "33.01");
});
afterAll(async () => {
  await house.desk.close();
  await rm(folder, { recursive: true, force: true });
});

/** Another process receives the file and is killed after so many milliseconds. */
function receiveAndKill(file: string, afterMs: number): Promise<void> {
  const main = resolve(import.meta.dirname, "../cli/main.ts");
  const about = [
    "--source",
    "dtks",
    "--set",
    "person",
    "--as-of",
    "2026-09-30",
    "--by",
    "bps-steward",
  ];
  const child = spawn(process.execPath, [main, "receive", file, ...about], {
    env: { ...process.env, ...env() },
    stdio: "ignore",
  });
  const clock = setTimeout(() => child.kill("SIGKILL"), afterMs);
  return new Promise((done) => {
    child.once("exit", () => {
      clearTimeout(clock);
      done();
    });
  });
}

async function delivery(n: number): Promise<string> {
  const rows = Array.from({ length: 5_000 }, (_, i) => {
    const no = String(i).padStart(4, "0").slice(-4);
    return `997601${String((i % 28) + 1).padStart(2, "0")}0190${no};SITI ${n};1990-01-31;3301012001`;
  });
  const file = join(folder, `${n}.csv`);
  await writeFile(file, `NIK;NAMA;TGL_LAHIR;KDWILAYAH\n${rows.join("\n")}\n`);
  return file;
}

test(
  "killed anywhere, a receiving has happened wholly or not at all, and can be done again",
  async () => {
    const kills = Math.max(5, Math.floor(SIZES.kills / 4));
    for (let n = 0; n < kills; n++) {
      const file = await delivery(n);
      await receiveAndKill(file, 400 + (n * 2600) / kills);
      const again = await receiveDelivery(house, {
        source: "dtks",
        set: "person",
        file,
        asOf: "2026-09-30" as PlainDate,
        receivedBy: "bps-steward",
      });
      expect(again).toMatchObject({ ok: true, value: { rowsReceived: 5_000 } });
    }
    await sweepWork(house.folders);
    expect(await readdir(house.folders.work)).toEqual([]);
    const rows = await asWorker(house.desk, (tx) =>
      tx.query<{ n: string; state: string }>(
        "select delivery_no::text as n, state from delivery order by delivery_no",
      ),
    );
    expect(rows).toEqual(
      Array.from({ length: kills }, (_, i) => ({ n: String(i + 1), state: "accepted" })),
    );
    const numbers = rows.map(({ n }) => n).sort();
    expect((await readdir(house.folders.deliveries)).sort()).toEqual(numbers);
    expect((await readdir(house.folders.staged)).sort()).toEqual(numbers);
    for (const n of numbers) {
      expect(await verifyManifest(join(house.folders.staged, n))).toEqual([]);
      expect(await verifyManifest(join(house.folders.deliveries, n))).toEqual([]);
    }
  },
  PATIENCE,
);
