import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { PlainDate } from "#domain/plain-date.ts";
import { mustAccept } from "#domain/result.ts";
import { recordDecree } from "#jobs/record-decree.ts";
import { takeBack } from "#jobs/take-back.ts";
import { readSettings } from "#settings.ts";
import { seedDemoAccounts } from "#store/demo-accounts.ts";
import { openDesk } from "#store/open.ts";
import { openBackHouse, publishForBack } from "#test/back-house.ts";

/** How long until the version before answers again, with and without a decree in force. */
const { values } = parseArgs({
  options: {
    families: { type: "string", default: "1000000" },
    json: { type: "boolean", default: false },
  },
});
const families = Number(values.families);

const dataFolder = await mkdtemp(join(tmpdir(), "dtsen-back-"));
// As root the server runs as a user of its own, who must be able to pass the folder.
await chmod(dataFolder, 0o755);
const desk = await openDesk(
  readSettings({ ...process.env, DTSEN_DATA: dataFolder, DATABASE_URL: undefined }),
);

async function timed<Value>(work: () => Promise<Value>): Promise<readonly [Value, number]> {
  const started = performance.now();
  return [await work(), (performance.now() - started) / 1000];
}

try {
  mustAccept(await seedDemoAccounts(desk, "11.01"), "accounts");
  const house = await openBackHouse(desk, dataFolder);
  const [, projected] = await timed(() =>
    publishForBack(house, { label: "2026-1", families, listedRest: 0 }),
  );
  await publishForBack(house, { label: "2026-2", families, listedRest: 1 });
  const decree = { label: "2026-2", program: "pkh", number: "SK 12/HUK/2026" };
  const signedOn = "2026-01-20" as PlainDate;
  mustAccept(
    await recordDecree(desk, { ...decree, signedOn, by: "program-determiner" }),
    "the decree",
  );
  const reason = "kesalahan model, lihat berita acara 12/2026";
  const back = (label: string, by: string) =>
    timed(async () => mustAccept(await takeBack(house, { label, by, reason }), label));
  const [asked, firstWord] = await back("2026-2", "bps-steward");
  const [taken, secondWord] = await back("2026-2", "bps-steward-2");
  if (taken.state !== "withdrawn") throw new Error("two people's word did not take it back");
  await publishForBack(house, { label: "2026-3", families, listedRest: 1 });
  const [, free] = await back("2026-3", "bps-steward");
  const affected = asked.affected.reduce((sum, { listed, gain }) => sum + listed + gain, 0);
  const figures = { families, affected, projected, firstWord, secondWord, free };
  const lines = Object.entries(figures).map(([name, value]) => `${name.padEnd(12)} ${value}`);
  process.stdout.write(`${values.json ? JSON.stringify(figures) : lines.join("\n")}\n`);
} finally {
  await desk.close();
  await rm(dataFolder, { recursive: true, force: true });
}
