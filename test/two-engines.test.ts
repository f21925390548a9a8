import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { mustAccept } from "#domain/result.ts";
import { openDuckDb, type Row, text } from "#engine/duckdb/database.ts";
import { duckdbEngine } from "#engine/duckdb/duckdb-engine.ts";
import type { Engine, EngineLimits } from "#engine/engine.ts";
import { openSpark } from "#engine/spark/open-spark.ts";
import { contentHash } from "#lake/content-hash.ts";
import {
  VERSION_EVIDENCE,
  VERSION_FAMILY,
  VERSION_OUTCOME,
  VERSION_PERSON,
  VERSION_RANK,
} from "#lake/tables.ts";
import { determineSteps } from "#programs/determine.ts";
import { exampleQuotas } from "#programs/example-quotas.ts";
import { PROGRAMS } from "#programs/programs.ts";
import { rulesetOn } from "#programs/ruleset.ts";
import { rankingSteps } from "#ranking/rank-version.ts";
import type { ModelSet } from "#ranking/welfare-model.ts";
import {
  randomEvidence,
  randomFamilies,
  randomRanks,
  writeLakeTable,
} from "#test/random-families.ts";
import { randomModels } from "#test/random-models.ts";

/** Ranking and programs of a version, whole, on both engines: same places, same content hash, computed by each. */
const SPARK_HOME = process.env.SPARK_HOME;
const FAMILIES = 400;

let folder: string;
const models: ModelSet = randomModels(11);
const limits = (name: string): EngineLimits => ({
  threads: 2,
  memory: "1GB",
  workFolder: join(folder, name),
});

const onSpark = async (name: string): Promise<Engine> =>
  mustAccept(
    await openSpark({ home: SPARK_HOME ?? "", master: "local[2]" }, limits(name)),
    "Spark",
  );

async function rankOn(engine: Engine, name: string) {
  const { dialect } = engine;
  const out = join(folder, `${name}-out`);
  await mkdir(out, { recursive: true });
  await engine.run({
    name,
    inputs: [
      { table: "family", files: [join(folder, "family.parquet")] },
      { table: "person", files: [join(folder, "person.parquet")] },
    ],
    stages: [
      ...rankingSteps(models, "persons", dialect),
      contentHash("rank", VERSION_RANK.columns, dialect),
    ],
    outputs: [
      { table: "rank", file: join(out, "rank.parquet"), order: ["family_id"] },
      { table: "content_hash", file: join(out, "hash.parquet"), order: ["rows"] },
    ],
  });
  await engine.close();
  return {
    rank: await read(join(out, "rank.parquet")),
    hash: await read(join(out, "hash.parquet")),
  };
}

/** Quotas small enough that ties at every one of them are drawn by lot. */
const QUOTAS = exampleQuotas(
  [3273, 3204, 9403].map((regencyNo) => ({ regencyNo, families: 500, persons: 900 })),
);

async function determineOn(engine: Engine, name: string) {
  const { dialect } = engine;
  const out = join(folder, `${name}-programs`);
  await mkdir(out, { recursive: true });
  const asOf = "2026-10-01";
  const rulesets = PROGRAMS.map((program) => rulesetOn(program, asOf));
  await engine.run({
    name,
    inputs: ["family", "person", "rank", "evidence"].map((table) => ({
      table,
      files: [join(folder, `${table}.parquet`)],
    })),
    stages: [
      ...determineSteps(rulesets, { quotas: QUOTAS, asOf, drawKey: "two engines" }, dialect),
      contentHash("outcome", VERSION_OUTCOME.columns, dialect),
    ],
    outputs: [
      { table: "outcome", file: join(out, "outcome.parquet"), order: ["program", "unit_id"] },
      { table: "content_hash", file: join(out, "hash.parquet"), order: ["rows"] },
    ],
  });
  await engine.close();
  return {
    outcome: await read(join(out, "outcome.parquet")),
    hash: await read(join(out, "hash.parquet")),
  };
}

async function read(file: string): Promise<readonly Row[]> {
  const db = await openDuckDb(limits("read"));
  const rows = await db.all(`select * from read_parquet(${text(file)}) order by all`);
  db.close();
  return rows;
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "dtsen-two-engines-"));
  const { families, persons } = randomFamilies(23, FAMILIES);
  const db = await openDuckDb(limits("make"));
  await writeLakeTable(db, VERSION_FAMILY, families, join(folder, "family.parquet"));
  await writeLakeTable(db, VERSION_PERSON, persons, join(folder, "person.parquet"));
  const evidence = randomEvidence(29, persons, 200);
  await writeLakeTable(db, VERSION_RANK, randomRanks(31, families), join(folder, "rank.parquet"));
  await writeLakeTable(db, VERSION_EVIDENCE, evidence, join(folder, "evidence.parquet"));
  db.close();
});

afterAll(async () => rm(folder, { recursive: true, force: true }));

describe.runIf(SPARK_HOME !== undefined)("DuckDB and Spark", () => {
  test("rank the same families to the same places, with the same content hash", async () => {
    const duckdb = await rankOn(await duckdbEngine(limits("duckdb")), "duckdb");
    const spark = await onSpark("spark");
    const answer = await rankOn(spark, "spark");
    expect(duckdb.rank.length).toBe(FAMILIES);
    expect(answer).toEqual(duckdb);
  }, 240_000);

  test("determine the same recipients, by the same lots, with the same content hash", async () => {
    const duckdb = await determineOn(await duckdbEngine(limits("duckdb")), "duckdb");
    const spark = await onSpark("spark-programs");
    const answer = await determineOn(spark, "spark");
    expect(new Set(duckdb.outcome.map((row) => row.outcome)).size).toBeGreaterThan(3);
    expect(answer).toEqual(duckdb);
  }, 240_000);
});
