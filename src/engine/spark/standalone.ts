import { type ChildProcess, spawn } from "node:child_process";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { javaMemory } from "./spark-sql.ts";

/** A standalone cluster on this machine, reachable from nowhere else. */
export type Standalone = {
  readonly url: string;
  /** For SPARK_CONF_DIR: holds the secret, and only its owner reads it. */
  readonly confFolder: string;
  /** Process group of the master. */
  readonly master: number;
  /** Process groups of the workers, each with all that it runs: killing one is a machine that dies. */
  readonly workers: readonly number[];
  /** Ends all of it, and removes what it has left on disk. */
  stop(): Promise<void>;
};

export type StandaloneDraft = {
  readonly home: string;
  /** A private folder for configuration, logs and what the workers spill. */
  readonly folder: string;
  /** Each with one core. */
  readonly workers: number;
  /** Of each worker, in DuckDB's words. */
  readonly memory: string;
  readonly secret: string;
};

const STARTS_WITHIN_MS = 300_000;
const MASTER = "org.apache.spark.deploy.master.Master";
const WORKER = "org.apache.spark.deploy.worker.Worker";

/** Starts a master and its workers, each in a process group of its own, and waits until all know each other. */
export async function startStandalone(draft: StandaloneDraft): Promise<Standalone> {
  const confFolder = join(draft.folder, "conf");
  await writeConf(draft, confFolder);
  const begin = (words: readonly string[]): ChildProcess =>
    daemon([join(draft.home, "bin", "spark-class"), ...words], confFolder);
  const ports = ["--host", "127.0.0.1", "--port", "0", "--webui-port", "0"];
  const started: ChildProcess[] = [];
  const stop = async (): Promise<void> => {
    await Promise.all(started.map(kill));
    await rm(draft.folder, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    const master = begin([MASTER, ...ports]);
    started.push(master);
    const [, url = ""] = await heard(master, /Starting Spark master at (spark:\S+)/);
    const offers = ["--cores", "1", "--memory", javaMemory(draft.memory)];
    const workers = Array.from({ length: draft.workers }, (_, place) => {
      const workFolder = ["--work-dir", join(draft.folder, `worker-${place}`)];
      return begin([WORKER, ...ports, ...offers, ...workFolder, url]);
    });
    started.push(...workers);
    await Promise.all(
      workers.map((worker) => heard(worker, /Successfully registered with master/)),
    );
    const [first = 0, ...pids] = [master, ...workers].map(({ pid = 0 }) => pid);
    return { url, confFolder, master: first, workers: pids, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/**
 * One thread a worker and small tables: fewer compilations and partitions than Spark's own defaults have. But
 * room for what is compiled: a build is hundreds of queries, and Java throws away what it has no room for.
 */
function defaultsOf({ folder, workers, memory, secret }: StandaloneDraft): string {
  const java = "-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:ReservedCodeCacheSize=160m";
  const lines = {
    "spark.authenticate": "true",
    "spark.authenticate.secret": secret,
    "spark.network.crypto.enabled": "true",
    "spark.io.encryption.enabled": "true",
    "spark.local.dir": join(folder, "local"),
    "spark.executor.memory": javaMemory(memory),
    "spark.cores.max": workers,
    "spark.scheduler.minRegisteredResourcesRatio": "1.0",
    "spark.sql.shuffle.partitions": 2 * workers,
    "spark.driver.defaultJavaOptions": java,
    "spark.executor.defaultJavaOptions": java,
  };
  return Object.entries(lines)
    .map(([key, value]) => `${key} ${value}\n`)
    .join("");
}

/** Read by `spark-class` and `spark-sql` alike: nobody listens on anything but this machine's own loop. */
const ENVIRONMENT = `export SPARK_LOCAL_IP=127.0.0.1
export SPARK_PUBLIC_DNS=127.0.0.1
export SPARK_DAEMON_MEMORY=256m
export SPARK_DAEMON_JAVA_OPTS="-XX:+UseSerialGC -XX:TieredStopAtLevel=1"
`;

async function writeConf(draft: StandaloneDraft, confFolder: string): Promise<void> {
  await mkdir(confFolder, { recursive: true, mode: 0o700 });
  await mkdir(join(draft.folder, "local"), { recursive: true, mode: 0o700 });
  const own = { mode: 0o600 };
  await writeFile(join(confFolder, "spark-defaults.conf"), defaultsOf(draft), own);
  await writeFile(join(confFolder, "spark-env.sh"), ENVIRONMENT, own);
}

/**
 * Runs a daemon that ends with us, however we end: its shell waits for its input to close and then kills the
 * whole group, executors too; and so it does when the daemon ends by itself.
 */
const WITH_US =
  'export SPARK_CONF_DIR="$0"; ("$@" 2>&1; kill -s KILL -- -$$) & cat > /dev/null; kill -s KILL -- -$$';

function daemon(words: readonly string[], confFolder: string): ChildProcess {
  return spawn("sh", ["-c", WITH_US, confFolder, ...words], {
    detached: true,
    stdio: ["pipe", "pipe", "ignore"],
  });
}

/** The first line that says so; throws with the last lines where the process ends or stays silent. */
function heard(child: ChildProcess, pattern: RegExp): Promise<RegExpExecArray> {
  return new Promise((resolve, reject) => {
    const lines: string[] = [];
    const fail = (why: string) => (): void =>
      reject(new Error(`a daemon of Spark ${why}:\n${lines.slice(-15).join("\n")}`));
    const late = setTimeout(fail("did not start"), STARTS_WITHIN_MS);
    child.once("close", fail("ended"));
    child.once("error", fail("could not be started"));
    if (child.stdout === null) return fail("has no output")();
    createInterface({ input: child.stdout }).on("line", (line) => {
      lines.push(line);
      if (lines.length > 50) lines.shift();
      const found = pattern.exec(line);
      if (found === null) return;
      clearTimeout(late);
      resolve(found);
    });
  });
}

/** The group, for a shell's children do not end with it. */
function kill(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    child.once("close", () => resolve());
    try {
      process.kill(-(child.pid ?? 0), "SIGKILL");
    } catch {
      // It has ended by itself.
    }
  });
}
