import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { mustAccept } from "#domain/result.ts";
import { type DuckDb, openDuckDb, text } from "#engine/duckdb/database.ts";
import { duckdbEngine } from "#engine/duckdb/duckdb-engine.ts";
import type { Engine, EngineLimits } from "#engine/engine.ts";
import { openSpark } from "#engine/spark/open-spark.ts";
import { hashTable } from "#jobs/build-hashes.ts";
import { VERSION_RANK } from "#lake/tables.ts";
import type { AnswerSpans } from "#ranking/answer-groups.ts";
import { cutIds, familyExtent } from "#ranking/family-extent.ts";
import type { RankFindings } from "#ranking/rank-findings.ts";
import { RANKED_VARIABLES } from "#ranking/ranked-variables.ts";
import { PATIENCE, SIZES } from "#test/sizes.ts";
import { nationModels } from "./models.ts";
import { familiesSql, previousSql, writeNation } from "./nation.ts";
import { placeFamilies } from "./place-families.ts";
import { partPlainly, type ScoredFamilies, scorePlainly } from "./plain-places.ts";

/**
 * The places of one nation: the same whatever the threads, however the rows lie, however many are scored together,
 * whichever the engine, and the same as the TypeScript scorer's. Ten million families with `npm run prove`, on Spark
 * fewer.
 */
const SPARK_HOME = process.env.DTSEN_PROOF === "full" ? process.env.SPARK_HOME : undefined;
const MEMORY = SIZES.samePlaces > 1_000_000 ? "4GB" : "1GB";
const MODELS = nationModels(3);

let folder = "";
let db: DuckDb;
/** What two threads say of rows that lie in order. */
let told: Told;

const ALL = Number.MAX_SAFE_INTEGER;
const VARIABLES = RANKED_VARIABLES.map(({ id }) => id);

/** How many are scored together, of which file, and where their answers lie: with that, scores are looked up. */
type Way = {
  readonly together?: number;
  readonly of?: string;
  readonly spans?: AnswerSpans;
};

type Told = { readonly hash: string; readonly findings: RankFindings };

const limitsOf = (name: string, threads: number): EngineLimits => ({
  threads,
  memory: MEMORY,
  workFolder: join(folder, name),
});
const file = (name: string) => join(folder, `${name}.parquet`);

/** Content hash of the places, computed by the engine that made them, and what they come to. */
async function placesBy(
  engine: Engine,
  name: string,
  { together = ALL, of = "families", spans }: Way,
) {
  const outFolder = join(folder, name);
  const findings = await placeFamilies(engine, {
    familiesFile: file(of),
    previousFile: file("previous"),
    models: MODELS,
    ranges: cutIds(1, SIZES.samePlaces, together),
    spans,
    outFolder,
  });
  const rank = {
    table: VERSION_RANK,
    file: join(outFolder, "rank.parquet"),
    workFolder: outFolder,
  };
  return { hash: await hashTable(engine, limitsOf("hash", 1), rank), findings };
}

async function onDuckDb(threads: number, name: string, way: Way) {
  const engine = await duckdbEngine(limitsOf(`duckdb-${name}`, threads));
  try {
    return await placesBy(engine, name, way);
  } finally {
    await engine.close();
  }
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "dtsen-same-places-"));
  db = await openDuckDb(limitsOf("read", 2));
  const nation = { families: SIZES.samePlaces, seed: 5 };
  await writeNation(db, familiesSql(nation), file("families"));
  await writeNation(db, previousSql(nation), file("previous"));
  const shuffled = `select * from read_parquet(${text(file("families"))}) order by md5(concat('7|', family_id))`;
  await writeNation(db, shuffled, file("shuffled"));
  const { spans } = await familyExtent(file("families"), VARIABLES, folder);
  told = await onDuckDb(2, "told", { spans });
}, PATIENCE);
afterAll(async () => {
  db.close();
  await rm(folder, { recursive: true, force: true });
});

test("every family has a place, and the sums agree", () => {
  expect(told.findings.families).toBe(SIZES.samePlaces);
  expect(told.findings.checks.length).toBeGreaterThan(3);
});

test(
  "one thread over shuffled rows, range by range and asked for each feature, gives the places of two threads over rows in order that look scores up",
  async () => {
    const together = Math.ceil(SIZES.samePlaces / 7);
    expect(await onDuckDb(1, "shuffled", { together, of: "shuffled" })).toEqual(told);
  },
  PATIENCE,
);

test(
  "the TypeScript scorer and a plain sort give every family its score and its places",
  async () => {
    const scored = await scorePlainly(db, file("families"), MODELS, SIZES.samePlaces);
    const parts = {
      percentile: partPlainly(scored, () => 0, 100),
      decile_national: partPlainly(scored, () => 0, 10),
      decile_province: partPlainly(scored, (no) => Math.floor(no / 100), 10),
      decile_regency: partPlainly(scored, (no) => no, 10),
    };
    expect(await firstDifference(scored, parts)).toBeUndefined();
  },
  PATIENCE,
);

/** The first family that has another score or place in the file, as the file has it. */
async function firstDifference(
  scored: ScoredFamilies,
  parts: Readonly<Record<string, Uint8Array>>,
): Promise<object | undefined> {
  const names = ["score", ...Object.keys(parts)];
  const sql = `select ${names.join(", ")} from read_parquet(${text(join(folder, "told", "rank.parquet"))}) order by family_id`;
  const plain = [scored.score, ...Object.values(parts)];
  let at = 0;
  for await (const { columns, rows } of db.chunks(sql)) {
    for (let row = 0; row < rows; row++) {
      const found = columns.map((column) => Number(column[row]));
      if (found.some((value, c) => value !== plain[c]?.[at])) return { at, names, found };
      at++;
    }
  }
  return at === SIZES.samePlaces ? undefined : { at };
}

describe.runIf(SPARK_HOME !== undefined)("on Spark", () => {
  test(
    "shuffled rows give the places of DuckDB, by content hash",
    async () => {
      const some = `select * from read_parquet(${text(file("shuffled"))}) where family_id <= ${SIZES.samePlacesOnSpark}`;
      await writeNation(db, some, file("some"));
      const settings = { home: SPARK_HOME ?? "", master: "local[2]" };
      const spark = mustAccept(await openSpark(settings, limitsOf("spark", 2)), "Spark");
      try {
        const ours = await onDuckDb(2, "some", { of: "some" });
        expect(await placesBy(spark, "on-spark", { of: "some" })).toEqual(ours);
      } finally {
        await spark.close();
      }
    },
    PATIENCE,
  );
});
