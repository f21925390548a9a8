import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ROOT } from "#test/sources.ts";
import { probeCluster } from "./probe-cluster.ts";
import { javaMemory, openSparkSql, type SparkSql } from "./spark-sql.ts";
import { PROVEN_VERSION } from "./spark-version.ts";

/**
 * A shell that speaks as `spark-sql` does: it repeats what it is told, says how long each statement took,
 * and goes on after one that it refuses. What the engine really answers, the contract suite says.
 */
const SHELL = `#!/bin/bash
while IFS= read -r line; do
  echo "spark-sql (default)> $line"
  case "$line" in
    quit*) exit 0 ;;
    java*) echo "$SPARK_SUBMIT_OPTS" ;;
    die*) echo "java.lang.OutOfMemoryError: Java heap space"; exit 1 ;;
    hang*) echo "I am $$"; sleep 300 ;;
    bad*) echo "[TABLE_OR_VIEW_NOT_FOUND] no such table"; continue ;;
    noisy*) echo "WARN TaskSchedulerImpl: Lost executor 0: java.io.IOException" >&2 ;;
    set*) printf 'spark-sql (default)> %s\\t%s\\n' $(tr '=' ' ' <<< "\${line:4:-1}") ;;
  esac
  echo "Time taken: 0.01 seconds"
done
`;

let folder = "";
const open = async (): Promise<SparkSql> =>
  openSparkSql(
    { home: join(folder, "home"), master: "local[2]" },
    { threads: 1, memory: "1GB", workFolder: join(folder, "work") },
  );

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "dtsen-spark-sql-"));
  await mkdir(join(folder, "home", "bin"), { recursive: true });
  const shell = join(folder, "home", "bin", "spark-sql");
  await writeFile(shell, SHELL);
  await chmod(shell, 0o755);
});
afterAll(async () => await rm(folder, { recursive: true, force: true }));

test("a statement that was carried out is so, whatever the cluster complains of meanwhile", async () => {
  const spark = await open();
  await spark.run("noisy one", "create\n  two");
  await spark.run("three");
  await spark.close();
});

test("a refused statement rejects with Spark's words and without ours; the session goes on", async () => {
  const spark = await open();
  const said = await spark.run("good", "bad one").catch(String);
  expect(said).toMatch(/spark refused:\n\[TABLE_OR_VIEW_NOT_FOUND\] no such table\n/);
  await spark.run("good");
  await spark.close();
});

test("the history of what a session was told stays in its work folder, and it draws no terminal", async () => {
  const spark = await open();
  const said = (await spark.run("java")).join("\n");
  expect(said).toContain(`"-Duser.home=${join(folder, "work")}"`);
  expect(said).toContain("jline.UnsupportedTerminal");
  await spark.close();
});

test("a session that dies rejects what was asked, and whatever is asked later", async () => {
  const spark = await open();
  await expect(spark.run("die")).rejects.toThrow(/OutOfMemoryError/);
  await expect(spark.run("good")).rejects.toThrow(/spark-sql ended/);
  await spark.close();
});

test("a session in the middle of a statement ends with the process that asked", async () => {
  const asks = `
    import { openSparkSql } from "#engine/spark/spark-sql.ts";
    const spark = await openSparkSql(
      { home: ${JSON.stringify(join(folder, "home"))}, master: "local[2]" },
      { threads: 1, memory: "1GB", workFolder: ${JSON.stringify(join(folder, "work"))} },
      (line) => { if (line.startsWith("I am")) process.stdout.write(line + "\\n"); },
    );
    await spark.run("hang");`;
  const asking = spawn(process.execPath, ["--input-type=module", "-e", asks], { cwd: ROOT });
  const [said] = await once(asking.stdout, "data");
  const pid = Number(/\d+/.exec(String(said))?.[0]);
  expect(isAlive(pid)).toBe(true);
  asking.kill("SIGKILL");
  await expect.poll(() => isAlive(pid), { timeout: 20_000 }).toBe(false);
});

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

test.each([
  ["4GB", "4096m"],
  ["1.5GB", "1536m"],
  ["768MB", "768m"],
  ["100MB", "512m"],
])("%s is %s in Java's words, and never less than Spark needs", (ours, javas) => {
  expect(javaMemory(ours)).toBe(javas);
});

/** A cluster that answers the probe with these words. */
const saying = (answer: () => readonly string[]): SparkSql => ({
  run: async () => answer(),
  close: async () => undefined,
  kill: async () => undefined,
});
const versions = (low: string, high: string): readonly string[] => [`--seen-64-${low}-${high}--`];

test.each([
  ["nothing", () => versions(PROVEN_VERSION, `${PROVEN_VERSION}-patched`), undefined],
  ["an older worker", () => versions("3.5.1", PROVEN_VERSION), "spark-cluster-version"],
  ["files that are written elsewhere", () => ["--seen-31-4.3.0-4.3.0--"], "spark-files-unseen"],
  [
    "files that cannot be read",
    () => {
      throw new Error("java.io.FileNotFoundException: File file:/lake does not exist");
    },
    "spark-files-unseen",
  ],
] as const)("the probe finds %s", async (_what, answer, problem) => {
  expect(await probeCluster(saying(answer), join(folder, "probe"))).toBe(problem);
});
