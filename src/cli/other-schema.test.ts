import { spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { findBinaries } from "#store/binaries.ts";
import { findRunning } from "#store/embedded.ts";
import { reachableFolders } from "#store/far-desk.ts";
import { openDesk } from "#store/open.ts";
import { serverUser } from "#store/server-user.ts";

const dataFolder = mkdtempSync(join(tmpdir(), "dtsen-other-schema-"));
chmodSync(dataFolder, 0o755);
const keyFolder = join(dataFolder, "keys");
const isRunning = async () =>
  (await findRunning(
    reachableFolders(dataFolder, findBinaries().major, serverUser()),
    keyFolder,
  )) !== undefined;

/** What the owner does to the desk's memory of its migrations. */
async function teach(sql: string): Promise<void> {
  const settings = { dataFolder, keyFolder, databaseUrl: undefined, isProduction: false };
  const desk = await openDesk(settings);
  await desk.owner.query(sql);
  await desk.close();
}

function dtsen(...words: readonly string[]) {
  const said = spawnSync(process.execPath, [join(import.meta.dirname, "main.ts"), ...words], {
    env: { PATH: process.env.PATH, DTSEN_DATA: dataFolder, DTSEN_KEYS: keyFolder },
    encoding: "utf8",
    timeout: 90_000,
  });
  return { code: said.status, words: said.stderr };
}

beforeAll(async () => {
  await teach("update dtsen.migration set sha256 = 'another' where name = '0001_regions.sql'");
}, 120_000);
afterAll(() => rmSync(dataFolder, { recursive: true, force: true }));

test.each([[["start"]], [["version", "list"]]])(
  "a desk of another checkout is left alone by dtsen %s, with a remedy and no stack",
  async (words) => {
    const { code, words: said } = dtsen(...words);
    expect(said).toContain(`Meja kerja di ${dataFolder} dibuat oleh OpenDTSEN lain`);
    expect(said).toContain("0001_regions.sql");
    expect(said).toContain("npm start -- --fresh");
    expect(said).toContain("was made by another OpenDTSEN");
    expect(said).not.toMatch(/^\s+at /m);
    expect(said).not.toContain("konsol: menyiapkan");
    expect(code).toBe(4);
    expect(await isRunning()).toBe(false);
  },
);

test("its server can still be started and stopped, so that it can be copied by hand", () => {
  expect(dtsen("db", "start").code).toBe(0);
  expect(dtsen("db", "stop").code).toBe(0);
});
