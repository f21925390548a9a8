import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { PlainDate } from "#domain/plain-date.ts";
import { type Progress, quiet } from "#domain/progress.ts";
import { mustAccept } from "#domain/result.ts";
import { openSpark } from "#engine/spark/open-spark.ts";
import type { SparkSettings } from "#engine/spark/spark-settings.ts";
import { buildVersion } from "#jobs/build-version.ts";
import { type Cluster, startCluster } from "#test/on-spark-page.ts";
import { PATIENCE } from "#test/sizes.ts";
import { BPS, deliverHamlet, hamlet, servedHouse } from "#test/staged-house.ts";

const home = process.env.SPARK_HOME ?? "";
/** Each loses a cluster: for `npm run prove`. */
const MAY = home !== "" && process.env.DTSEN_PROOF === "full";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "dtsen-lost-cluster-"));
});
afterAll(async () => await rm(folder, { recursive: true, force: true, maxRetries: 5 }));

let cluster: Cluster;
const draft = {
  label: "1",
  basis: "persons",
  asOf: "2026-04-01" as PlainDate,
  seed: "1",
  actors: BPS,
} as const;

/** Kills these process groups at a step of matching at which all workers have had their part. */
function killing(groups: readonly number[]): Progress {
  let steps = 0;
  return ({ room }) => {
    if (room !== "matching" || ++steps !== 4) return;
    for (const group of groups) process.kill(-group, "SIGKILL");
  };
}

/** What comes of a build on the cluster when these die; DuckDB finishes it. */
async function builtWhile(dying: readonly number[]) {
  const { house, leave } = await servedHouse();
  await deliverHamlet(house, hamlet(5, 20));
  const onSpark = { ...house, settings: { ...house.settings, spark: settings() } };
  const refused = await buildVersion(onSpark, draft, killing(dying));
  const finished = mustAccept(await buildVersion(house, draft, quiet), "finished");
  expect(finished.versionNo).toBe(1);
  expect(await readdir(house.folders.work)).toEqual([]);
  await leave();
  return refused;
}

const settings = (): SparkSettings => ({
  home,
  master: cluster.url,
  confFolder: cluster.confFolder,
  patience: { firstMs: PATIENCE, lastMs: 2_000 },
});

describe.runIf(MAY)("a cluster that is lost", () => {
  beforeEach(async () => {
    const env = { DTSEN_DATA: join(folder, "spark") };
    cluster = await startCluster({ folder, families: 0, env });
  }, PATIENCE);
  afterEach(async () => await cluster.stop());

  test(
    "with all its workers ends a build in time, and whoever comes next finds nobody free",
    async () => {
      const refused = await builtWhile(cluster.workers);
      expect(refused).toEqual({ ok: false, problem: "spark-workers-lost" });
      const patience = { firstMs: 2_000, lastMs: 2_000 };
      const limits = { threads: 1, memory: "1GB", workFolder: join(folder, "nobody") };
      const next = await openSpark({ ...settings(), patience }, limits);
      expect(next).toEqual({ ok: false, problem: "spark-no-workers" });
    },
    PATIENCE,
  );

  test(
    "with its master and then its workers says so",
    async () => {
      const refused = await builtWhile([cluster.master, ...cluster.workers]);
      expect(refused).toEqual({ ok: false, problem: "spark-master-lost" });
    },
    PATIENCE,
  );
});
