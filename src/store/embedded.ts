import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { connect, createServer } from "node:net";
import { totalmem } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { type Binaries, findBinaries } from "./binaries.ts";
import type { DeskFolders } from "./desk-folders.ts";
import { deskPasswords } from "./desk-keys.ts";
import { reachableBinaries, reachableFolders } from "./far-desk.ts";
import { giveTo, serverUser } from "./server-user.ts";

/** A running server of ours: on loopback only, with a generated password. */
export type EmbeddedServer = {
  readonly host: "127.0.0.1";
  readonly port: number;
  readonly pid: number;
  /** False where another process had started it and we only joined. */
  readonly isOurs: boolean;
  readonly folders: DeskFolders;
};

export type EmbeddedDraft = {
  readonly dataFolder: string;
  readonly keyFolder: string;
  /** For tests on another major version. */
  readonly binaries?: Binaries;
  /** For tests: no fsync, because nothing is kept. */
  readonly isThrowaway?: boolean;
};

/** flock(1) answers this where another process holds the lock. */
const LOCKED = 75;
const START_SECONDS = 60;

/**
 * Joins the server of this data folder, or starts it. The lock is the kernel's (flock, held by the
 * server itself), so a killed server never leaves one behind and no living one can be doubled.
 */
export async function startEmbedded(draft: EmbeddedDraft): Promise<EmbeddedServer> {
  const user = serverUser();
  const binaries = reachableBinaries(draft.binaries ?? findBinaries(), user);
  const folders = reachableFolders(draft.dataFolder, binaries.major, user);
  const running = await findRunning(folders, draft.keyFolder);
  if (running !== undefined) return running;

  prepare(folders, binaries, draft.keyFolder);
  return await untilReady(folders, draft.keyFolder, () =>
    launch(folders, binaries, draft.isThrowaway ?? false),
  );
}

/** The server of this folder if one answers; its port and pid are in PostgreSQL's own lock file. */
export async function findRunning(
  folders: DeskFolders,
  keyFolder: string,
): Promise<EmbeddedServer | undefined> {
  const place = readPlace(folders);
  if (place === undefined) return undefined;
  const client = new pg.Client({
    host: "127.0.0.1",
    port: place.port,
    user: "postgres",
    database: "postgres",
    password: deskPasswords(keyFolder).admin,
    connectionTimeoutMillis: 3000,
  });
  try {
    await client.connect();
    const { rows } = await client.query<{ data_directory: string }>("show data_directory");
    if (rows[0]?.data_directory !== folders.cluster) return undefined;
    return { host: "127.0.0.1", ...place, isOurs: false, folders };
  } catch (error) {
    return readDenial(error, folders);
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** A server that answers but refuses our password is not ours to start again. */
function readDenial(error: unknown, folders: DeskFolders): undefined {
  if ((error as { code?: string }).code !== "28P01") return undefined;
  throw new Error(
    `the server in ${folders.cluster} runs with another key folder: point DTSEN_KEYS to the folder it was made with`,
  );
}

function readPlace(folders: DeskFolders): { port: number; pid: number } | undefined {
  const file = join(folders.cluster, "postmaster.pid");
  if (!existsSync(file)) return undefined;
  const lines = readFileSync(file, "utf8").split("\n");
  const [pid, port] = [Number(lines[0]), Number(lines[3])];
  return pid > 0 && port > 0 ? { pid, port } : undefined;
}

/** Makes folders and, once, the cluster. */
function prepare(folders: DeskFolders, binaries: Binaries, keyFolder: string): void {
  const user = serverUser();
  mkdirSync(folders.desk, { recursive: true });
  giveTo(folders.desk, user);
  if (!existsSync(join(folders.cluster, "PG_VERSION"))) initialise(folders, binaries, keyFolder);
}

/** initdb into a folder of its own, moved into place when it is whole: a killed one leaves no half. */
function initialise(folders: DeskFolders, binaries: Binaries, keyFolder: string): void {
  const user = serverUser() ?? {};
  const password = join(folders.desk, `password.${process.pid}`);
  writeFileSync(password, deskPasswords(keyFolder).admin, { mode: 0o600 });
  giveTo(password, serverUser());
  const draft = `${folders.cluster}.draft`;
  const script =
    'test -e "$4/PG_VERSION" && exit 0; rm -rf "$1" && "$2" -D "$1" -U postgres -E UTF8 --locale=C --auth=scram-sha-256 --pwfile="$3" >/dev/null && mv "$1" "$4"';
  const args = ["-c", script, "sh", draft, binaries.initdb, password, folders.cluster];
  const [command, all] = underLock(folders, "sh", args, true);
  const made = spawnSync(command, all, { ...user, cwd: folders.desk, encoding: "utf8" });
  rmSync(password, { force: true });
  if (made.status !== 0 && made.status !== LOCKED) {
    throw new Error(`initdb failed in ${folders.cluster}: ${made.stderr}`);
  }
}

let hasFlock: boolean | undefined;

/** Whether this machine has flock(1), as every Linux does; elsewhere PostgreSQL's own pid file must do. */
function canLock(): boolean {
  hasFlock ??= spawnSync("flock", ["--version"]).status === 0;
  return hasFlock;
}

/** The command under the folder's kernel lock; `waits` is for short work. */
function underLock(
  folders: DeskFolders,
  command: string,
  args: readonly string[],
  waits: boolean,
): [string, string[]] {
  if (!canLock()) return [command, [...args]];
  const patience = waits ? ["-w", "30"] : ["-n"];
  return ["flock", ["-E", `${LOCKED}`, ...patience, "-F", folders.lock, command, ...args]];
}

async function launch(
  folders: DeskFolders,
  binaries: Binaries,
  isThrowaway: boolean,
): Promise<ChildProcess> {
  const port = await freePort();
  const settings = Object.entries(serverSettings(port, isThrowaway));
  const args = [
    "-D",
    folders.cluster,
    ...settings.flatMap(([key, value]) => ["-c", `${key}=${value}`]),
  ];
  const [command, all] = canLock()
    ? underLock(folders, "sh", [...alone(folders), binaries.postgres, ...args], false)
    : [binaries.postgres, args];
  const log = openSync(folders.log, "a");
  const child = spawn(command, all, {
    ...(serverUser() ?? {}),
    cwd: folders.desk,
    detached: true,
    stdio: ["ignore", log, log],
    env: { PATH: "/usr/bin:/bin", LC_ALL: "C", TZ: "UTC" },
  });
  child.unref();
  return child;
}

/**
 * Who holds the kernel's lock is alone, backends of a killed server included: its pid file is stale,
 * even where the dead process still stands in the table because nobody has collected it.
 */
function alone(folders: DeskFolders): string[] {
  return ["-c", 'rm -f "$0"; exec "$@"', join(folders.cluster, "postmaster.pid")];
}

/** Every setting that differs from PostgreSQL's own default, and nothing newer than version 15. */
function serverSettings(port: number, isThrowaway: boolean): Record<string, string> {
  const gigabytes = totalmem() / 2 ** 30;
  return {
    listen_addresses: "127.0.0.1",
    port: `${port}`,
    unix_socket_directories: "",
    max_connections: isThrowaway ? "500" : "200",
    shared_buffers: gigabytes >= 8 ? "512MB" : "128MB",
    effective_cache_size: `${Math.max(1, Math.floor(gigabytes / 3))}GB`,
    work_mem: "16MB",
    maintenance_work_mem: "256MB",
    max_wal_size: isThrowaway ? "512MB" : "4GB",
    checkpoint_timeout: "15min",
    wal_compression: "on",
    synchronous_commit: "on",
    fsync: isThrowaway ? "off" : "on",
    full_page_writes: isThrowaway ? "off" : "on",
    autovacuum_naptime: "15s",
    max_locks_per_transaction: "256",
    random_page_cost: "1.1",
    jit: "off",
    timezone: "UTC",
    log_timezone: "UTC",
    log_statement: "none",
    log_parameter_max_length: "0",
    log_parameter_max_length_on_error: "0",
  };
}

async function freePort(): Promise<number> {
  return await new Promise((found, fail) => {
    const probe = createServer();
    probe.once("error", fail);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => found(typeof address === "object" && address !== null ? address.port : 0));
    });
  });
}

/** Milliseconds that a lock held by a silent server is asked again before we give up. */
const SILENCE_MS = 800;

/** Launches and waits. A denied lock is tried again shortly: the holder may just be initialising. */
async function untilReady(
  folders: DeskFolders,
  keyFolder: string,
  start: () => Promise<ChildProcess>,
): Promise<EmbeddedServer> {
  const deadline = performance.now() + START_SECONDS * 1000;
  let child = await start();
  let deniedSince: number | undefined;
  while (performance.now() < deadline) {
    const found = await findRunning(folders, keyFolder);
    if (found !== undefined) return { ...found, isOurs: found.pid === child.pid };
    if (child.exitCode === LOCKED) {
      deniedSince ??= performance.now();
      if (!(await isStarting(folders)) && performance.now() - deniedSince > SILENCE_MS)
        refuseHeld(folders);
      child = await start();
    } else if (child.exitCode !== null) refuseStopped(folders, child.exitCode);
    await sleep(40);
  }
  throw new Error(`the database did not answer within ${START_SECONDS} s; see ${folders.log}`);
}

/** Whether a server answers at all, be it that it is still recovering. */
async function isStarting(folders: DeskFolders): Promise<boolean> {
  const place = readPlace(folders);
  if (place === undefined) return !existsSync(join(folders.cluster, "PG_VERSION"));
  const probe = connect(place.port, "127.0.0.1");
  try {
    await once(probe, "connect");
    return true;
  } catch {
    return false;
  } finally {
    probe.destroy();
  }
}

function refuseHeld(folders: DeskFolders): never {
  throw new Error(
    `another process holds ${folders.lock} and its server does not answer here: it may run in another container; stop that one first (dtsen db stop)`,
  );
}

function refuseStopped(folders: DeskFolders, exitCode: number): never {
  const tail = readFileSync(folders.log, "utf8").split("\n").slice(-12).join("\n");
  throw new Error(
    `the database stopped at once (exit ${exitCode}); last lines of ${folders.log}:\n${tail}`,
  );
}

/** Fast shutdown: open transactions are rolled back, everything committed is on disk. */
export async function stopEmbedded(server: EmbeddedServer): Promise<void> {
  process.kill(server.pid, "SIGINT");
  const file = join(server.folders.cluster, "postmaster.pid");
  for (let tries = 0; tries < 600 && existsSync(file); tries++) await sleep(50);
}
