import { existsSync } from "node:fs";
import type { Command } from "commander";
import { backUpDesk, restoreDesk } from "#jobs/back-up-desk.ts";
import { inHouse } from "#jobs/house.ts";
import { readSettings } from "#settings.ts";
import { findBinaries } from "#store/binaries.ts";
import { deskPasswords } from "#store/desk-keys.ts";
import { findRunning, startEmbedded, stopEmbedded } from "#store/embedded.ts";
import { reachableFolders } from "#store/far-desk.ts";
import { serverUser } from "#store/server-user.ts";

const EXAMPLES = `
Contoh:
  $ dtsen db start
  $ dtsen db status --json
  $ dtsen db backup /media/cadangan/2026-11-21
  $ dtsen db restore /media/cadangan/2026-11-21
  $ dtsen db stop

A backup is sealed and never contains keys: keep the key folder apart. After 35 days dtsen retention run
destroys the key of a backup, because people who were erased still stand in it.`;

/** dtsen db: the desk's own PostgreSQL: start, stop, look, back up, restore. */
export function addTo(program: Command): void {
  const db = program
    .command("db")
    .description("basis data meja kerja: hidupkan, matikan, cadangkan (the desk's own server)")
    .addHelpText("after", EXAMPLES);
  db.command("start").description("start the server, or join the running one").action(start);
  db.command("stop").description("stop it; everything committed is on disk").action(stop);
  db.command("status")
    .description("is it running, where, which version")
    .option("--json", "as JSON")
    .action(status);
  db.command("backup <folder>")
    .description("copy the desk in one snapshot; never the keys")
    .option("--json", "figures as JSON")
    .action(backup);
  db.command("restore <folder>")
    .description("fill an empty desk from a backup; refused where anything is in it")
    .option("--json", "figures as JSON")
    .action(restoreFrom);
}

async function start(): Promise<void> {
  const settings = readSettings();
  if (settings.databaseUrl !== undefined)
    return refused("DATABASE_URL is set: that server is not ours to start");
  const server = await startEmbedded(settings);
  const verb = server.isOurs ? "started" : "was running";
  say(`${verb}: 127.0.0.1:${server.port}, process ${server.pid}, ${server.folders.cluster}`);
}

async function stop(): Promise<void> {
  const server = await findServer();
  if (server === undefined) return say("not running");
  await stopEmbedded(server);
  say(`stopped: ${server.folders.cluster}`);
}

async function status(options: { readonly json?: boolean }): Promise<void> {
  const server = await findServer();
  const state = {
    running: server !== undefined,
    port: server?.port ?? null,
    pid: server?.pid ?? null,
    folder: folders().cluster,
    postgresql: findBinaries().major,
    binaries: findBinaries().origin,
  };
  if (options.json) return say(JSON.stringify(state));
  say(`${state.running ? `running on 127.0.0.1:${state.port}, process ${state.pid}` : "not running"}
PostgreSQL ${state.postgresql} (${state.binaries}), ${state.folder}`);
  if (server === undefined) process.exitCode = 1;
}

async function backup(folder: string, options: { readonly json?: boolean }): Promise<void> {
  if (existsSync(folder)) return refused(`${folder} exists already: name a new folder`);
  const made = await inHouse(readSettings(), (house) => backUpDesk(house, folder, new Date()));
  say(
    options.json
      ? JSON.stringify(made)
      : `${made.rows} rows of ${made.tables.length} tables in ${folder}, sealed`,
  );
}

async function restoreFrom(folder: string, options: { readonly json?: boolean }): Promise<void> {
  const done = await inHouse(readSettings(), (house) => restoreDesk(house, folder));
  if (!done.ok) return refused(done.problem);
  say(
    options.json ? JSON.stringify(done.value) : `${done.value.rows} rows restored from ${folder}`,
  );
}

const folders = () =>
  reachableFolders(readSettings().dataFolder, findBinaries().major, serverUser());

async function findServer() {
  const { keyFolder } = readSettings();
  deskPasswords(keyFolder);
  return await findRunning(folders(), keyFolder);
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

function refused(reason: string): void {
  process.stderr.write(`ditolak (refused): ${reason}\n`);
  process.exitCode = 1;
}
