import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { sparkConf, sparkDistribution } from "#test/spark-distribution.ts";
import { checkSpark } from "./spark-check.ts";
import { SPARK_PROBLEM_WORDS } from "./spark-problem.ts";
import { isCluster, isSparkUrl, mastersOf } from "./spark-settings.ts";
import { PROVEN_VERSION } from "./spark-version.ts";

let folder = "";
let home = "";
let confFolder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "dtsen-spark-check-"));
  home = await sparkDistribution(folder, "spark", PROVEN_VERSION);
  confFolder = await sparkConf(folder);
});
afterAll(async () => await rm(folder, { recursive: true, force: true }));
afterEach(() => vi.unstubAllEnvs());

const refusal = async (settings: Parameters<typeof checkSpark>[0]): Promise<string> => {
  const checked = await checkSpark(settings);
  return checked.ok ? "none" : checked.problem;
};

test("Spark in one process needs a distribution of the proven line and a Java, and no more", async () => {
  vi.stubEnv("JAVA_HOME", home);
  expect(await refusal({ home, master: "local[2]" })).toBe("none");
  expect(await refusal({ home: folder, master: "local[2]" })).toBe("spark-missing");
  const old = await sparkDistribution(folder, "old", "3.5.1");
  expect(await refusal({ home: old, master: "local[2]" })).toBe("spark-version");
  vi.stubEnv("JAVA_HOME", folder);
  expect(await refusal({ home, master: "local[2]" })).toBe("spark-java-missing");
});

test("a cluster without a secret is refused before anybody speaks to it", async () => {
  vi.stubEnv("JAVA_HOME", home);
  const master = "spark://127.0.0.1:1";
  expect(await refusal({ home, master })).toBe("spark-no-secret");
  expect(await refusal({ home, master, confFolder })).toBe("spark-unreachable");
});

test("one of two masters that answers is enough", async () => {
  vi.stubEnv("JAVA_HOME", home);
  const server = createServer((socket) => socket.destroy());
  const port = await new Promise<number>((resolve) =>
    server.listen(0, "127.0.0.1", () => resolve((server.address() as { port: number }).port)),
  );
  const master = `spark://127.0.0.1:1,127.0.0.1:${port}`;
  expect(await refusal({ home, master, confFolder })).toBe("none");
  await new Promise((closed) => server.close(closed));
});

test.each([
  ["spark://induk:7077", true],
  ["spark://induk1:7077,induk2:7077", true],
  ["local[2]", true],
  ["local[*]", true],
  ["spark://induk", false],
  ["yarn", false],
  ["spark://induk:7077 --conf x=y", false],
  ["", false],
])("an address: %s", async (url, isOne) => {
  expect(isSparkUrl(url)).toBe(isOne);
  if (!isOne) expect(await refusal({ home, master: url })).toBe("spark-url");
});

test("masters are told apart", () => {
  expect(mastersOf("spark://a:7077,b:7078")).toEqual([
    { host: "a", port: 7077 },
    { host: "b", port: 7078 },
  ]);
  expect([isCluster("spark://a:7077"), isCluster("local[2]")]).toEqual([true, false]);
});

test("every refusal says in both languages what to do", () => {
  for (const words of Object.values(SPARK_PROBLEM_WORDS)) {
    expect(words.id.split(". ").length).toBeGreaterThan(1);
    expect(words.en.split(". ").length).toBeGreaterThan(1);
  }
});
