import { execFile } from "node:child_process";
import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { afterAll, expect, test } from "vitest";
import { deskFolders } from "./desk-folders.ts";
import { findRunning, startEmbedded, stopEmbedded } from "./embedded.ts";
import { reachableFolders } from "./far-desk.ts";
import { type DeskSettings, openDesk } from "./open.ts";
import { serverUser } from "./server-user.ts";

const dataFolder = mkdtempSync(join(tmpdir(), "dtsen-embedded-"));
chmodSync(dataFolder, 0o755);
const keyFolder = join(dataFolder, "keys");
const settings: DeskSettings = {
  dataFolder,
  keyFolder,
  databaseUrl: undefined,
  isProduction: false,
};
const folders = deskFolders(dataFolder, 18);

afterAll(async () => {
  const server = await findRunning(folders, keyFolder);
  if (server !== undefined) await stopEmbedded(server);
  rmSync(dataFolder, { recursive: true, force: true });
});

const STARTER = `
  import { startEmbedded } from "#store/embedded.ts";
  const [dataFolder, keyFolder] = process.argv.slice(1);
  const { pid, port, isOurs } = await startEmbedded({ dataFolder, keyFolder });
  console.log(JSON.stringify({ pid, port, isOurs }));`;

const startElsewhere = async () => {
  const run = promisify(execFile);
  const args = ["--input-type=module-typescript", "-e", STARTER, dataFolder, keyFolder];
  const { stdout } = await run(process.execPath, args, { cwd: process.cwd() });
  return JSON.parse(stdout) as { pid: number; port: number; isOurs: boolean };
};

test("three processes at once on a new folder end up on one server, started once", async () => {
  const all = await Promise.all([startElsewhere(), startElsewhere(), startElsewhere()]);
  expect(new Set(all.map(({ pid }) => pid)).size).toBe(1);
  expect(all.filter(({ isOurs }) => isOurs).length).toBe(1);
});

test("a later process joins the running server within a second", async () => {
  const began = Date.now();
  const joined = await startEmbedded({ dataFolder, keyFolder });
  expect(joined.isOurs).toBe(false);
  expect(Date.now() - began).toBeLessThan(1000);
});

test("a process with another key folder is refused within a second, and told why", async () => {
  const began = Date.now();
  const attempt = startEmbedded({ dataFolder, keyFolder: join(dataFolder, "other-keys") });
  await expect(attempt).rejects.toThrow("another key folder");
  expect(Date.now() - began).toBeLessThan(1000);
});

test("what was committed before SIGKILL is there after it, and nothing needs to be repaired by hand", async () => {
  const desk = await openDesk(settings);
  await desk.owner.query(
    "insert into dtsen.tombstone (unit, unit_id, ground, erased_by) values ('person', 1, 'x', 'x')",
  );
  const server = await findRunning(folders, keyFolder);
  process.kill(server?.pid ?? 0, "SIGKILL");
  await desk.close().catch(() => undefined);
  await sleep(300);

  const again = await openDesk(settings);
  const { rows } = await again.owner.query("select count(*) as n from dtsen.tombstone");
  expect(rows).toEqual([{ n: 1 }]);
  await again.close();
});

test("a lock file left by a process that is gone stops nobody", async () => {
  const server = await findRunning(folders, keyFolder);
  if (server !== undefined) await stopEmbedded(server);
  writeFileSync(
    join(folders.cluster, "postmaster.pid"),
    `999999\n${folders.cluster}\n0\n1\n\n127.0.0.1\n`,
  );
  expect((await startEmbedded({ dataFolder, keyFolder })).isOurs).toBe(true);
});

test.runIf(process.getuid?.() === 0)(
  "in a folder that only root may pass, the server lives elsewhere; a fresh data folder gets a fresh desk",
  async () => {
    const closed = mkdtempSync(join(tmpdir(), "dtsen-closed-"));
    const draft = { dataFolder: join(closed, "data"), keyFolder: join(closed, "keys") };
    const server = await startEmbedded({ ...draft, isThrowaway: true });
    expect(server.folders.desk.startsWith("/var/lib/opendtsen/")).toBe(true);
    await stopEmbedded(server);

    rmSync(draft.dataFolder, { recursive: true });
    const anew = reachableFolders(draft.dataFolder, 18, serverUser());
    expect(anew.desk).not.toBe(server.folders.desk);
    expect(existsSync(server.folders.desk)).toBe(false);
    rmSync(closed, { recursive: true });
  },
);
