import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openDuckDb, type Row, text } from "#engine/duckdb/database.ts";
import { duckdbEngine } from "#engine/duckdb/duckdb-engine.ts";
import type { Engine, EngineLimits } from "#engine/engine.ts";
import { sparkEngine } from "#engine/spark/spark-engine.ts";
import { contentHash } from "#lake/content-hash.ts";
import { VERSION_FAMILY, VERSION_PERSON, VERSION_RANK } from "#lake/tables.ts";
import { rankingSteps } from "#ranking/rank-version.ts";
import type { ModelSet } from "#ranking/welfare-model.ts";
import { randomFamilies, writeLakeTable } from "#test/random-families.ts";
import { randomModels } from "#test/random-models.ts";

/** The ranking of a version, whole, on both engines: same places, same content hash, computed by each. */
const SPARK_HOME = process.env.SPARK_HOME;
const FAMILIES = 400;

let folder: string;
const models: ModelSet = randomModels(11);
const limits = (name: string): EngineLimits => ({
  threads: 2,
  memory: "1GB",
  workFolder: join(folder, name),
});

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

async function read(file: string): Promise<readonly Row[]> {
  const db = await openDuckDb(limits("read"));
  const rows = await db.all(`select * from read_parquet(${text(file)}) order by 1`);
  db.close();
  return rows;
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "dtsen-two-engines-"));
  const { families, persons } = randomFamilies(23, FAMILIES);
  const db = await openDuckDb(limits("make"));
  await writeLakeTable(db, VERSION_FAMILY, families, join(folder, "family.parquet"));
  await writeLakeTable(db, VERSION_PERSON, persons, join(folder, "person.parquet"));
  db.close();
});

afterAll(async () => rm(folder, { recursive: true, force: true }));

describe.runIf(SPARK_HOME !== undefined)("DuckDB and Spark", () => {
  test("rank the same families to the same places, with the same content hash", async () => {
    const duckdb = await rankOn(await duckdbEngine(limits("duckdb")), "duckdb");
    const spark = await sparkEngine(
      { home: SPARK_HOME ?? "", master: "local[2]" },
      limits("spark"),
    );
    const answer = await rankOn(spark, "spark");
    expect(duckdb.rank.length).toBe(FAMILIES);
    expect(answer).toEqual(duckdb);
  }, 240_000);
});
