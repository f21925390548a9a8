import { spawn } from "node:child_process";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { dice } from "#domain/dice.ts";
import { mustAccept, type Result } from "#domain/result.ts";
import { asWorker } from "#store/transact.ts";
import { PATIENCE, SIZES } from "#test/sizes.ts";
import { deliverHamlet, hamlet, servedHouse } from "#test/staged-house.ts";
import type { VersionReceipt } from "./build-version.ts";
import type { House } from "./house.ts";
import { verifyVersion } from "./verify-version.ts";

/** Progress events of one build from the start; the points of death are drawn among them. */
type Run = { readonly events: number; readonly receipt: VersionReceipt | undefined };

let house: House;
let leave: () => Promise<void>;

beforeAll(async () => {
  ({ house, leave } = await servedHouse());
  await deliverHamlet(house, hamlet(11, SIZES.killedBuildFamilies));
});
afterAll(async () => await leave());

/** A build in a process of its own; without receipt where it was killed. */
function run(label: string, killAt: number): Promise<Run> {
  const child = join(import.meta.dirname, "../../test/build-child.ts");
  return new Promise((resolve, reject) => {
    const args = [child, house.settings.dataFolder, label, String(killAt)];
    const started = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
    let text = "";
    started.stdout.on("data", (chunk) => {
      text += chunk;
    });
    started.on("error", reject);
    started.on("close", (code, signal) => {
      if (signal === "SIGKILL") return resolve({ events: killAt, receipt: undefined });
      if (code !== 0) return reject(new Error(`the build ended with ${code}`));
      const said = JSON.parse(text) as { events: number; built: Result<VersionReceipt, string> };
      resolve({ events: said.events, receipt: mustAccept(said.built, label) });
    });
  });
}

/** What any reader may see at any time: frozen versions, each of them whole. */
async function frozenLabels(): Promise<readonly string[]> {
  const rows = await asWorker(house.desk, (tx) =>
    tx.query<{ label: string; segments: number }>(`\
select label, (select count(*) from dtsen.ledger_segment s where s.version_no = v.version_no) as segments
from dtsen.version v where state = 'frozen' order by version_no`),
  );
  for (const { label, segments } of rows) {
    expect(segments).toBe(1);
    expect(mustAccept(await verifyVersion(house, label), label).isWhole).toBe(true);
  }
  return rows.map(({ label }) => label);
}

test(
  "killed anywhere, a build leaves the old state or the complete new one, and goes on from there",
  async () => {
    const whole = await run("whole", 0);
    const done = ["whole"];
    const ways = new Set<string>();
    const roll = dice(2026);
    let kills = 0;
    while (kills < SIZES.kills) {
      const label = `killed ${done.length}`;
      const last = whole.events - 5 + roll(5);
      const { receipt } = await run(label, kills % 5 === 4 ? last : 1 + roll(whole.events));
      if (receipt === undefined) {
        kills++;
        expect([done, [...done, label]]).toContainEqual(await frozenLabels());
        if ((await frozenLabels()).includes(label)) done.push(label);
        continue;
      }
      expect(receipt.contentHash).toBe(whole.receipt?.contentHash);
      ways.add(receipt.matching.route.how);
      done.push(label);
    }
    const { receipt } = await run(`killed ${done.length}`, 0);
    expect(receipt?.contentHash).toBe(whole.receipt?.contentHash);
    // Builds after the first went on from the state of the one before; one state is left.
    expect([...ways]).toContain("increment");
    expect(receipt?.matching.route).not.toEqual({ how: "whole", why: "state-damaged" });
    expect(await readdir(house.folders.states)).toEqual([String(receipt?.versionNo)]);
    expect(await readdir(house.folders.work)).toEqual([]);
    expect((await readdir(house.folders.versions)).filter((name) => name.includes("."))).toEqual(
      [],
    );
  },
  PATIENCE,
);
