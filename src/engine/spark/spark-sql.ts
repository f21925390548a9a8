import { spawn } from "node:child_process";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { EngineLimits } from "../engine.ts";
import type { SparkSettings } from "./spark-engine.ts";

/** A session of `spark-sql`. Statements run one after another; a refused one rejects with Spark's words. */
export type SparkSql = {
  run(sql: string): Promise<void>;
  /** Rows of a table. */
  count(table: string): Promise<number>;
  close(): Promise<void>;
};

const CONF: Readonly<Record<string, string>> = {
  "spark.sql.ansi.enabled": "true",
  "spark.sql.shuffle.partitions": "4",
  "spark.sql.session.timeZone": "UTC",
  "spark.ui.enabled": "false",
  "spark.sql.parquet.compression.codec": "zstd",
  "spark.sql.cli.print.header": "false",
};

export async function openSparkSql(
  settings: SparkSettings,
  limits: EngineLimits,
): Promise<SparkSql> {
  await mkdir(limits.workFolder, { recursive: true });
  const conf = Object.entries(CONF).flatMap(([key, value]) => ["--conf", `${key}=${value}`]);
  const warehouse = `spark.sql.warehouse.dir=${join(limits.workFolder, "warehouse")}`;
  const derby = `-Dderby.system.home=${limits.workFolder}`;
  const java = ["--conf", warehouse, "--driver-java-options", derby];
  const child = spawn(
    join(settings.home, "bin", "spark-sql"),
    ["--master", settings.master, ...conf, ...java],
    {
      cwd: limits.workFolder,
      stdio: ["pipe", "pipe", "pipe"],
    },
  );
  return conversation(child);
}

type Child = ReturnType<typeof spawn>;

/** Every statement is followed by a question with a known answer, so its end is seen in the output. */
function conversation(child: Child): SparkSql {
  const { stdin, stdout, stderr } = child;
  if (stdin === null || stdout === null || stderr === null)
    throw new Error("spark-sql has no pipes");
  const complaints: string[] = [];
  let hear: (line: string) => void = () => undefined;
  let fail: (error: Error) => void = () => undefined;
  createInterface({ input: stdout }).on("line", (line) => hear(line));
  createInterface({ input: stderr }).on("line", (line) => complaints.push(line));
  child.on("exit", () => fail(new Error(`spark-sql ended: ${complaints.slice(-20).join("\n")}`)));

  let statements = 0;
  const ask = (sql: string): Promise<readonly string[]> =>
    new Promise((resolve, reject) => {
      const mark = `--answered-${++statements}--`;
      const lines: string[] = [];
      complaints.length = 0;
      fail = reject;
      hear = (line) => {
        if (line.trim() !== mark) return void lines.push(line);
        const wrong = complaints.find((text) => /Exception|\[[A-Z_.]+\]|Error in query/.test(text));
        if (wrong === undefined) resolve(lines);
        else reject(new Error(`spark refused: ${complaints.slice(0, 12).join("\n")}\n${sql}`));
      };
      stdin.write(`${sql.replaceAll(/\s*\n\s*/g, " ")};\nselect '${mark}';\n`);
    });
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = (sql: string) => {
    const next = last.catch(() => undefined).then(() => ask(sql));
    last = next;
    return next;
  };
  return {
    run: async (sql) => void (await inTurn(sql)),
    count: async (table) =>
      readCount(await inTurn(`select concat('--count-', count(*)) from ${table}`)),
    close: () => ended(child),
  };
}

/** The shell repeats what it is told, wrapped anywhere: only a line that is nothing but the answer counts. */
function readCount(lines: readonly string[]): number {
  const found = lines.map((line) => /^--count-(\d+)$/.exec(line.trim())?.[1]).find(Boolean);
  if (found === undefined) throw new Error(`spark-sql printed no count: ${lines.join(" / ")}`);
  return Number(found);
}

function ended(child: Child): Promise<void> {
  return new Promise((resolve) => {
    child.removeAllListeners("exit");
    child.once("exit", () => resolve());
    child.stdin?.end("quit;\n");
    setTimeout(() => child.kill("SIGKILL"), 15_000).unref();
  });
}
