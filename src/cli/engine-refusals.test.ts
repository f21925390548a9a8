import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { SPARK_PROBLEM_WORDS, type SparkProblem } from "#engine/spark/spark-problem.ts";
import { PROVEN_VERSION } from "#engine/spark/spark-version.ts";
import { sparkConf, sparkDistribution } from "#test/spark-distribution.ts";

let folder = "";
let env: Readonly<Record<string, string>> = {};
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "dtsen-no-engine-"));
  const home = await sparkDistribution(folder, "spark", PROVEN_VERSION);
  await sparkDistribution(folder, "older", "3.5.1");
  env = { SPARK_HOME: home, JAVA_HOME: home, SPARK_CONF_DIR: await sparkConf(folder) };
});
afterAll(async () => await rm(folder, { recursive: true, force: true }));

const VERBS = {
  walk: ["walk", "--families", "80"],
  build: [
    ...["version", "build", "--label", "2026-4", "--as-of", "2026-10-01", "--basis", "persons"],
    ...["--ranked-by", "bps-statistician", "--frozen-by", "bps-steward"],
  ],
} as const;
type Verb = keyof typeof VERBS;

/** A verb that is asked to build on Spark, over a data folder that must not come to be. */
function asked(verb: Verb, url: string, other: Readonly<Record<string, string>>) {
  const data = join(folder, "never-made");
  const program = join(import.meta.dirname, "main.ts");
  const words = [program, ...VERBS[verb], "--engine", "spark", "--spark-url", url];
  const said = spawnSync(process.execPath, words, {
    env: { PATH: process.env.PATH, DTSEN_DATA: data, ...env, ...other },
    encoding: "utf8",
    timeout: 60_000,
  });
  expect(existsSync(data)).toBe(false);
  return { code: said.status, words: said.stderr };
}

const NOBODY = "spark://127.0.0.1:1";

test.each([
  ["nobody at the address", "walk", {}, "spark-unreachable"],
  ["nobody at the address", "build", {}, "spark-unreachable"],
  ["another Spark", "build", { SPARK_HOME: "older" }, "spark-version"],
  ["no Spark", "walk", { SPARK_HOME: "nowhere" }, "spark-missing"],
  ["no Java", "walk", { JAVA_HOME: "nowhere" }, "spark-java-missing"],
  ["no secret", "build", { SPARK_CONF_DIR: "nowhere" }, "spark-no-secret"],
] as const)("with %s, %s makes nothing: %j %s", (_what, verb, other, problem: SparkProblem) => {
  const folders = Object.entries(other).map(([name, place]) => [name, join(folder, place)]);
  const { code, words } = asked(verb, NOBODY, Object.fromEntries(folders));
  const { id, en } = SPARK_PROBLEM_WORDS[problem];
  expect(words).toMatch(new RegExp(`: ${problem}\n`));
  expect(words).toContain(`${id}\n${en}\n`);
  expect(code).toBe(1);
});

test("an address that is none is misuse of the command", () => {
  const { code, words } = asked("walk", "induk:7077", {});
  expect(words).toContain("--spark-url: such as spark://induk:7077");
  expect(code).toBe(2);
});
