import { spawn } from "node:child_process";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";
import type { EngineLimits } from "../engine.ts";
import type { SparkSettings } from "./spark-settings.ts";

/** A session of `spark-sql`. Statements run one after another; a refused one rejects with Spark's words. */
export type SparkSql = {
  /** Runs statements in turn and answers the lines they print. */
  run(...statements: readonly string[]): Promise<readonly string[]>;
  /** Ends the session in its own time. */
  close(): Promise<void>;
  /** Ends it at once. */
  kill(): Promise<void>;
};

/** What every answer rests on: no configuration of the cluster's may say otherwise. */
const SAME_ANSWER: Readonly<Record<string, string>> = {
  "spark.sql.ansi.enabled": "true",
  "spark.sql.session.timeZone": "UTC",
  "spark.sql.catalogImplementation": "in-memory",
  "spark.sql.parquet.compression.codec": "zstd",
  "spark.sql.cli.print.header": "false",
  "spark.ui.enabled": "false",
  // Nor is any plan drawn for that page.
  "spark.sql.ui.explainMode": "simple",
  // Nobody brings classes of their own: no task needs a class loader that looks for them in 300 archives.
  "spark.sql.artifact.isolation.enabled": "false",
};

/** Between machines: who speaks proves a secret; what travels or is spilled is enciphered. */
const GUARDED: Readonly<Record<string, string>> = {
  "spark.authenticate": "true",
  "spark.network.crypto.enabled": "true",
  "spark.io.encryption.enabled": "true",
};

/**
 * In one process, to try: tables are small there, and what a step costs is its planning. So queries are read
 * rather than compiled and planned once; as many partitions as threads need, and no second file for each
 * file's checksum. A cluster's settings are its administrator's.
 */
const IN_ONE_PROCESS: Readonly<Record<string, string>> = {
  "spark.sql.shuffle.partitions": "2",
  "spark.sql.adaptive.enabled": "false",
  "spark.sql.codegen.wholeStage": "false",
  "spark.sql.codegen.factoryMode": "NO_CODEGEN",
  "spark.sql.constraintPropagation.enabled": "false",
  "spark.hadoop.fs.file.impl": "org.apache.hadoop.fs.RawLocalFileSystem",
  "spark.driver.defaultJavaOptions": [
    "-XX:TieredStopAtLevel=1 -XX:ReservedCodeCacheSize=160m -XX:+UseSerialGC -XX:NewRatio=1",
    // Spark's classes are 20,000, and as they were when they were compiled.
    "-XX:+UnlockDiagnosticVMOptions -XX:-BytecodeVerificationRemote",
  ].join(" "),
};

/**
 * One stream for what it says and what it complains of: only so is their order known. The shell waits on a
 * third pipe of ours and ends the whole group when that closes: a session whose cluster is gone would
 * otherwise outlive us in the middle of a statement.
 */
const START = `[ -z "$0" ] || export SPARK_CONF_DIR="$0"; export SPARK_SUBMIT_OPTS="$1"; shift; exec 4<&0
("$@" <&4 2>&1 3<&-; kill -s KILL -- -$$) & cat <&3 > /dev/null; kill -s KILL -- -$$`;

/**
 * What the session says, whatever the cluster's own configuration lets it say: what goes wrong, and which
 * workers come and go.
 */
const LOGGED = `appender.console.type = Console
appender.console.name = console
appender.console.target = SYSTEM_ERR
appender.console.layout.type = PatternLayout
appender.console.layout.pattern = %d{HH:mm:ss} %p %c{1}: %m%n%ex
rootLogger.level = warn
rootLogger.appenderRef.console.ref = console
logger.workers.name = org.apache.spark.scheduler.cluster
logger.workers.level = info
`;

/** Starts the session. `hear` is told every line that Spark says, for whoever waits for a certain one. */
export async function openSparkSql(
  settings: SparkSettings,
  limits: EngineLimits,
  hear: (line: string) => void = () => undefined,
): Promise<SparkSql> {
  await mkdir(limits.workFolder, { recursive: true, mode: 0o700 });
  const place = settings.master.startsWith("spark://") ? GUARDED : IN_ONE_PROCESS;
  const conf = Object.entries({
    ...SAME_ANSWER,
    ...place,
    "spark.local.dir": join(limits.workFolder, "spark"),
    "spark.sql.warehouse.dir": join(limits.workFolder, "warehouse"),
  }).flatMap(([key, value]) => ["--conf", `${key}=${value}`]);
  const words = [
    "--master",
    settings.master,
    "--driver-memory",
    javaMemory(limits.memory),
    ...conf,
  ];
  const logged = join(limits.workFolder, "log4j2.properties");
  await writeFile(logged, LOGGED);
  const program = join(settings.home, "bin", "spark-sql");
  const java = javaOptions(limits.workFolder, logged);
  const child = spawn("sh", ["-c", START, settings.confFolder ?? "", java, program, ...words], {
    cwd: limits.workFolder,
    detached: true,
    stdio: ["pipe", "pipe", "ignore", "pipe"],
  });
  return conversation(child, hear);
}

/**
 * What it logs; where it keeps the history of what it was told, which is else left in the user's home; and that
 * it is not spoken to by hand: a terminal reckons anew with each letter where the line would break.
 */
function javaOptions(workFolder: string, logged: string): string {
  return [
    `-Dlog4j2.configurationFile=${pathToFileURL(logged)}`,
    `"-Duser.home=${workFolder}"`,
    "-Djline.terminal=jline.UnsupportedTerminal",
  ].join(" ");
}

/** "1.5GB" in DuckDB's words is "1536m" in Java's. */
export function javaMemory(memory: string): string {
  const found = /^([\d.]+)\s*([KMGT])i?B$/i.exec(memory.trim());
  if (found === null) throw new Error(`"${memory}" is no amount of memory such as 4GB`);
  const megabytes = { K: 1 / 1024, M: 1, G: 1024, T: 1024 * 1024 }[
    (found[2] ?? "").toUpperCase() as "K" | "M" | "G" | "T"
  ];
  return `${Math.max(512, Math.floor(Number(found[1]) * megabytes))}m`;
}

type Child = ReturnType<typeof spawn>;

/** `spark-sql` says so after each statement that was carried out, and after no other. */
const DONE = /Time taken: [\d.]+ seconds/g;
/** Lines kept to be told where a statement fails. */
const MOST_LINES = 400;

/** A setting that nobody reads: setting it is said again, and is no job of the cluster's. */
const ANSWERED = "spark.dtsen.answered";

/**
 * Statements are followed by a setting with a number of its own, so that their end is seen. The shell may
 * repeat what it is told; only its answer has a tab between the two.
 */
function conversation(child: Child, overhear: (line: string) => void): SparkSql {
  const { stdin, stdout } = child;
  if (stdin === null || stdout === null) throw new Error("spark-sql has no pipes");
  let hear: (line: string) => void = () => undefined;
  let fail: (error: Error) => void = () => undefined;
  const lastWords: string[] = [];
  let ended: Error | undefined;
  createInterface({ input: stdout }).on("line", (line) => {
    lastWords.push(line);
    if (lastWords.length > MOST_LINES) lastWords.shift();
    overhear(line);
    hear(line);
  });
  stdin.on("error", () => undefined);
  const end = (): void => {
    ended = new Error(`spark-sql ended:\n${told(lastWords)}`);
    fail(ended);
  };
  child.on("error", end);
  child.on("close", end);

  let asked = 0;
  const ask = (statements: readonly string[]): Promise<readonly string[]> =>
    new Promise((resolve, reject) => {
      if (ended !== undefined) return reject(ended);
      const number = ++asked;
      const script = [...statements, `set ${ANSWERED}=${number}`]
        .map((sql) => `${sql.replaceAll(/\s*\n\s*/g, " ")};\n`)
        .join("");
      const lines: string[] = [];
      let done = 0;
      let isAnswered = false;
      fail = reject;
      hear = (line) => {
        isAnswered ||= line.endsWith(`${ANSWERED}\t${number}`);
        lines.push(line);
        done += line.match(DONE)?.length ?? 0;
        if (!isAnswered || !DONE_ONE.test(line)) return;
        hear = () => undefined;
        if (done === statements.length + 1) resolve(lines);
        else reject(new Error(`spark refused:\n${told(lines, script)}\n${script.slice(0, 2000)}`));
      };
      stdin.write(script);
    });
  let last: Promise<unknown> = Promise.resolve();
  return {
    run: (...statements) => {
      const next = last.catch(() => undefined).then(() => ask(statements));
      last = next;
      return next;
    },
    close: () => goodbye(child, () => stdin.end("quit;\n")),
    kill: () => goodbye(child, () => endGroup(child)),
  };
}

const DONE_ONE = new RegExp(DONE.source);

const OF_NO_USE =
  /^\s*at |^\s*\.\.\. \d+ more|^WARNING: |^spark-sql \(|^spark\.dtsen\.answered|^Time taken: | INFO /;

/** Spark's words without the depths of its stack, and without ours that the shell repeats. */
const told = (lines: readonly string[], ours = ""): string =>
  lines
    .filter((line) => !ours.includes(line.trim()))
    .filter((line) => !OF_NO_USE.test(line))
    .slice(-25)
    .join("\n")
    .slice(0, 4000);

function goodbye(child: Child, say: () => void): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    child.once("close", () => resolve());
    say();
    setTimeout(() => endGroup(child), 15_000).unref();
  });
}

/** The shell, `spark-sql` and whatever it has started. */
function endGroup({ pid = 0 }: Child): void {
  try {
    process.kill(-pid, "SIGKILL");
  } catch {
    // It has ended by itself.
  }
}
