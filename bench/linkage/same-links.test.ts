import { mkdir, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { quiet } from "#domain/progress.ts";
import { mustAccept } from "#domain/result.ts";
import { openDuckDb, text } from "#engine/duckdb/database.ts";
import { duckdbEngine } from "#engine/duckdb/duckdb-engine.ts";
import type { Engine, EngineLimits } from "#engine/engine.ts";
import { openSpark } from "#engine/spark/open-spark.ts";
import { isRepeat, type Stage } from "#engine/step.ts";
import { hashTable } from "#jobs/build-hashes.ts";
import type { LakeTable } from "#lake/tables.ts";
import { CALIBRATION_FILE, matchPersons } from "#matching/match-persons.ts";
import { PATIENCE, SIZES } from "#test/sizes.ts";
import { linkageData } from "./nation.ts";

/**
 * The links of one nation: identical content whatever the threads, however the rows lie, whichever the engine.
 * 200,000 records with `npm run prove`. Spark in one process: a cluster's links are in examples/06-on-spark.
 */
const SPARK_HOME = process.env.SPARK_HOME;

const LINK: LakeTable = {
  name: "link",
  key: ["record_key"],
  columns: {
    record_key: "bigint",
    spine_key: "bigint",
    rule: "varchar",
    weight: "bigint",
    band: "varchar",
  },
};

let folder = "";
let inOrder: readonly string[] = [];
let shuffled: readonly string[] = [];
/** What one thread says of rows that lie in order. */
let told: Told;

const limitsOf = (name: string, threads: number): EngineLimits => ({
  threads,
  memory: "1GB",
  workFolder: join(folder, name),
});

type Told = {
  readonly hash: string;
  readonly rules: readonly unknown[];
  readonly asked: readonly unknown[];
  readonly calibration: string;
};

/**
 * Content hash of the links, computed by the engine that made them, and how many came by which rule; the pairs
 * that people are asked about; and the trials and bands of the calibration, byte by byte.
 */
async function linksBy(engine: Engine, personFiles: readonly string[]): Promise<Told> {
  const place = await mkdtemp(join(folder, "links-"));
  const limits = limitsOf("spill", 1);
  const files = { personFiles, evidenceFiles: [], privateFolder: place, outFolder: place };
  await matchPersons(engine, { ...files, limits, seed: "1" }, quiet);
  const file = join(place, "link.parquet");
  const hash = await hashTable(engine, limits, { table: LINK, file, workFolder: place });
  const db = await openDuckDb(limits);
  const rules = await db.all(
    `select rule, count(*) as n from read_parquet(${text(file)}) group by rule order by rule`,
  );
  const pairs = text(join(place, "review_pair.parquet"));
  const asked = await db.all(`select * from read_parquet(${pairs}) order by all`);
  db.close();
  const calibration = await readFile(join(place, CALIBRATION_FILE), "utf8");
  return { hash, rules, asked, calibration };
}

async function onDuckDb(
  threads: number,
  files: readonly string[],
  change = (engine: Engine): Engine => engine,
): Promise<Told> {
  const engine = await duckdbEngine(limitsOf(`duckdb-${threads}`, threads));
  try {
    return await linksBy(change(engine), files);
  } finally {
    await engine.close();
  }
}

/** The same rows in an order of chance, in blocks small enough that all threads get some. */
async function shuffle(file: string, into: string): Promise<string> {
  const db = await openDuckDb(limitsOf("shuffle", 1));
  await db.run(
    `copy (select * from read_parquet(${text(file)}) order by md5(concat('7|', record_key)))
     to ${text(into)} (format parquet, row_group_size 2048)`,
  );
  db.close();
  return into;
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "dtsen-same-links-"));
  const draft = { records: SIZES.sameLinks, errors: "harder", seed: "same links" } as const;
  const made = await linkageData(draft, folder, { threads: 2, memory: "1GB" });
  inOrder = ["register", "source"].map((name) => join(made.folder, `${name}.parquet`));
  await mkdir(join(folder, "shuffled"));
  shuffled = await Promise.all(
    inOrder.map((file, i) => shuffle(file, join(folder, "shuffled", `${i}.parquet`))),
  );
  told = await onDuckDb(1, inOrder);
}, PATIENCE);
afterAll(async () => await rm(folder, { recursive: true, force: true }));

test("links come by every rule: by number, by weight, not at all", () => {
  expect(told.rules.map((row) => (row as { rule: string }).rule)).toEqual(
    expect.arrayContaining(["nik-exact", "residual", "scored", "spine"]),
  );
});

test(
  "two threads over shuffled rows give the links of one thread, by content hash",
  async () => {
    expect(await onDuckDb(2, shuffled)).toEqual(told);
  },
  PATIENCE,
);

test(
  "a step that leans on the order of rows is seen",
  async () => {
    const found = await onDuckDb(2, shuffled, leaning);
    expect(found.rules).toEqual(told.rules);
    expect(found.hash).not.toBe(told.hash);
    expect(await onDuckDb(1, inOrder, leaning)).not.toEqual(found);
  },
  PATIENCE,
);

/** The engine with a step that draws among rivals by where their rows lie, as a tie without a key does. */
function leaning(engine: Engine): Engine {
  const change = (stage: Stage): Stage =>
    isRepeat(stage) || stage.table !== "link"
      ? stage
      : {
          table: "link",
          sql: `select record_key, spine_key, rule, weight + row_number() over () % 2 as weight, band from (${stage.sql}) l`,
        };
  return {
    ...engine,
    run: (pipeline, progress) =>
      engine.run({ ...pipeline, stages: pipeline.stages.map(change) }, progress),
  };
}

describe.runIf(SPARK_HOME !== undefined)("on Spark", () => {
  test(
    "shuffled rows give the links of DuckDB by content hash, the same questions and the same calibration",
    async () => {
      const settings = { home: SPARK_HOME ?? "", master: "local[2]" };
      const spark = mustAccept(await openSpark(settings, limitsOf("spark", 2)), "Spark");
      try {
        expect(await linksBy(spark, shuffled)).toEqual(told);
      } finally {
        await spark.close();
      }
    },
    4 * PATIENCE,
  );
});
