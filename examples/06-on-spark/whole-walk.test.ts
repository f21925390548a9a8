import { chmod, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openDuckDb, text } from "#engine/duckdb/database.ts";
import type { VersionReceipt } from "#jobs/build-version.ts";
import type { WalkSummary } from "#jobs/walk-summary.ts";
import { ended, ON_CLUSTER, ON_ONE_MACHINE, run, startCluster } from "#test/on-spark-page.ts";
import { PATIENCE } from "#test/sizes.ts";

/** Deliver 200,000 records of persons. */
const FAMILIES = 16_600;
const MAY = process.env.SPARK_HOME !== undefined && process.env.DTSEN_PROOF === "full";
/** A step at which both workers have had their part: the first takes longest to be seen. */
const KILLED_AT = 6;

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "dtsen-whole-walk-"));
  await chmod(folder, 0o711);
});
afterAll(async () => {
  for (const name of ["one-machine", "cluster"]) {
    await ended(run(`DTSEN_DATA=data/${name} npx dtsen db stop`, { folder, families: FAMILIES }));
  }
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

const json = async <T>(file: string): Promise<T> =>
  JSON.parse(await readFile(join(folder, file), "utf8")) as T;

/** Records of a version that are not the registry's tables: links, what waits for people, places. */
const FILES = ["membership", "review_pair", "rank"] as const;

/** All that a version says, without what it cost, and without which engine made it and what DuckDB alone leaves to the next build. */
async function version(name: string) {
  const place = join("data", name, "lake", "versions", "1");
  const receipt = await json<VersionReceipt>(join(place, "build.json"));
  const { seconds: _, state: __, route: ___, ...matching } = receipt.matching;
  const db = await openDuckDb({ threads: 1, memory: "1GB", workFolder: join(folder, "read") });
  const files = FILES.map((file) => text(join(folder, place, `${file}.parquet`)));
  const tables = await Promise.all(
    files.map((file) =>
      db.all(`select count(*) as n, bit_xor(hash(t)) as content from read_parquet(${file}) t`),
    ),
  );
  db.close();
  return { hashes: receipt.contentHashes, matching, rows: receipt.rows, tables };
}

test.runIf(MAY)(
  "200,000 records walk to the same register on both engines, though a worker dies in the middle of matching",
  async () => {
    const place = { folder, families: FAMILIES };
    const cluster = await startCluster(place);
    try {
      expect(await ended(run(ON_ONE_MACHINE, place))).toBe(0);
      let steps = 0;
      let atWork: Promise<readonly string[]> | undefined;
      const hear = (said: string): void => {
        if (!said.startsWith("matching: ") || ++steps !== KILLED_AT) return;
        atWork = readdir(join(cluster.confFolder, "..", "worker-0"));
        process.kill(-(cluster.workers[0] as number), "SIGKILL");
      };
      const env = { SPARK_URL: cluster.url, SPARK_CONF_DIR: cluster.confFolder };
      expect(await ended(run(ON_CLUSTER, { ...place, env, hear }))).toBe(0);
      expect(await atWork).toEqual([expect.stringMatching(/^app-/)]);
    } finally {
      await cluster.stop();
    }
    expect(await version("cluster")).toEqual(await version("one-machine"));
    await noteCosts();
  },
  PATIENCE,
);

/** For bench/RESULTS.md; what the walks print is the same but for its costs. */
async function noteCosts(): Promise<void> {
  const [oneMachine, cluster] = [
    await json<WalkSummary>("data/one-machine.json"),
    await json<WalkSummary>("data/cluster.json"),
  ];
  const said = ({ rooms: _, ...figures }: WalkSummary) => figures;
  expect(said(cluster)).toEqual(said(oneMachine));
  const file = process.env.DTSEN_ENGINE_COSTS;
  const records = oneMachine.sources
    .filter(({ set }) => set === "person")
    .reduce((sum, { received }) => sum + received, 0);
  if (file !== undefined) await writeFile(file, JSON.stringify({ records, oneMachine, cluster }));
}
