import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { cutBoundsOn } from "#domain/cut-state.ts";
import { dice } from "#domain/dice.ts";
import type { PlainDate } from "#domain/plain-date.ts";
import { type Progress, type ProgressEvent, quiet } from "#domain/progress.ts";
import { mustAccept } from "#domain/result.ts";
import { openDuckDb, type Row, text } from "#engine/duckdb/database.ts";
import { duckdbEngine } from "#engine/duckdb/duckdb-engine.ts";
import type { Engine, EngineLimits, Pipeline } from "#engine/engine.ts";
import { openSpark } from "#engine/spark/open-spark.ts";
import type { SparkSettings } from "#engine/spark/spark-settings.ts";
import { contentHash } from "#lake/content-hash.ts";
import {
  VERSION_EVIDENCE,
  VERSION_FAMILY,
  VERSION_OUTCOME,
  VERSION_PERSON,
  VERSION_RANK,
} from "#lake/tables.ts";
import { determineSteps, inTurn } from "#programs/determine.ts";
import { exampleQuotas } from "#programs/example-quotas.ts";
import { indicatorSteps } from "#programs/indicators.ts";
import { PROGRAMS } from "#programs/programs.ts";
import { rulesetOn } from "#programs/ruleset.ts";
import { generatedScore } from "#ranking/pmt/generated-score.ts";
import { fitLayer } from "#ranking/pmt/layers/fit-layer.ts";
import { placesWhere } from "#ranking/pmt/layers/rows-used.ts";
import type { PmtModel } from "#ranking/pmt/pmt-model.ts";
import { scoreRow } from "#ranking/pmt/score-rows.ts";
import type { SurveyTable } from "#ranking/pmt/survey-table.ts";
import { rankingSteps } from "#ranking/rank-version.ts";
import type { ModelSet } from "#ranking/welfare-model.ts";
import {
  EXCLUDING,
  previousOf,
  previousOutcomesSql,
  randomTerms,
} from "#test/excluding-programs.ts";
import { madeSurvey } from "#test/made-survey.ts";
import { type Cluster, startCluster } from "#test/on-spark-page.ts";
import {
  randomEvidence,
  randomFamilies,
  randomRanks,
  writeLakeTable,
} from "#test/random-families.ts";
import { randomModels } from "#test/random-models.ts";
import { randomModel, randomRows, rowsSql, scoreRows } from "#test/random-pmt.ts";
import { PATIENCE, SIZES } from "#test/sizes.ts";

/**
 * Ranking and programs of random families, with more ties and absent facts than a walk has (that is
 * examples/06-on-spark), on both engines: same places, same content hash, computed by each.
 */
const SPARK_HOME = process.env.SPARK_HOME;
const FAMILIES = 400;
/** A seed whose model has lines of areas, tables of one and two, trees, and means of both units. */
const EVERY_TERM = 319;

let folder: string;
const models: ModelSet = randomModels(11);
const WHEN = { day: 20261001, bounds: cutBoundsOn("2026-10-01" as PlainDate) };
const limits = (name: string): EngineLimits => ({
  threads: 2,
  memory: "1GB",
  workFolder: join(folder, name),
});

async function rankOn(engine: Engine, name: string, progress: Progress = quiet) {
  const { dialect } = engine;
  const out = join(folder, `${name}-out`);
  await mkdir(out, { recursive: true });
  const pipeline: Pipeline = {
    name,
    inputs: [
      { table: "family", files: [join(folder, "family.parquet")] },
      { table: "person", files: [join(folder, "person.parquet")] },
      { table: "previous_rank", files: [join(folder, "rank.parquet")] },
    ],
    stages: [
      ...rankingSteps(models, { basis: "persons", when: WHEN, hasPrevious: true }, dialect),
      contentHash("rank", VERSION_RANK.columns, dialect),
    ],
    outputs: [
      { table: "rank", file: join(out, "rank.parquet"), order: ["family_id"] },
      { table: "stability", file: join(out, "stability.parquet"), order: ["family_id"] },
      { table: "content_hash", file: join(out, "hash.parquet"), order: ["rows"] },
    ],
  };
  await engine.run(pipeline, progress);
  return {
    rank: await read(join(out, "rank.parquet")),
    stability: await read(join(out, "stability.parquet")),
    hash: await read(join(out, "hash.parquet")),
  };
}

/** Quotas small enough that ties at every one of them are drawn by lot. */
const QUOTAS = exampleQuotas(
  [3273, 3204, 9403].map((regencyNo) => ({ regencyNo, families: 500, persons: 900 })),
);
const REAL = { programs: PROGRAMS, terms: { quotas: QUOTAS } };
/** Every step of theirs plans anew on Spark: five of them have all that there is. */
const ODD = { programs: EXCLUDING.slice(0, 5), terms: { ...randomTerms(1), hasPrevious: true } };

async function determineOn(
  engine: Engine,
  name: string,
  { programs, terms }: typeof REAL | typeof ODD,
) {
  const { dialect } = engine;
  const out = join(folder, `${name}-programs`);
  await mkdir(out, { recursive: true });
  const asOf = "2026-10-01" as PlainDate;
  const rulesets = inTurn(programs.map((program) => rulesetOn(program, asOf)));
  await engine.run({
    name,
    inputs: ["family", "person", "rank", "evidence", "previous_outcome"].map((table) => ({
      table,
      files: [join(folder, `${table}.parquet`)],
    })),
    stages: [
      ...determineSteps(rulesets, { ...terms, asOf, drawKey: "two engines" }, dialect),
      ...indicatorSteps(asOf, dialect),
      contentHash("outcome", VERSION_OUTCOME.columns, dialect),
    ],
    outputs: [
      { table: "outcome", file: join(out, "outcome.parquet"), order: ["program", "unit_id"] },
      { table: "indicator", file: join(out, "indicator.parquet"), order: ["family_id"] },
      { table: "quota_tie_sum", file: join(out, "ties.parquet"), order: ["program"] },
      { table: "holding_count", file: join(out, "holdings.parquet"), order: [] },
      { table: "content_hash", file: join(out, "hash.parquet"), order: ["rows"] },
    ],
  });
  return {
    outcome: await read(join(out, "outcome.parquet")),
    indicator: await read(join(out, "indicator.parquet")),
    ties: await read(join(out, "ties.parquet")),
    holdings: await read(join(out, "holdings.parquet")),
    hash: await read(join(out, "hash.parquet")),
  };
}

/** Models of `dtsen pmt`: one without sense that has every kind of term, and one that was learned. */
const PMT_ROWS = 300;
const SURVEY = madeSurvey({ rows: PMT_ROWS, variables: 20, areas: 3 });
const PMT: Readonly<Record<string, () => readonly [PmtModel, SurveyTable]>> = {
  random: () => {
    const model = randomModel(EVERY_TERM);
    return [model, randomRows(model, PMT_ROWS, dice(1))];
  },
  learned: () => [
    fitLayer(
      "L3",
      SURVEY,
      placesWhere(PMT_ROWS, () => true),
      { seed: 1 },
    ),
    SURVEY,
  ],
};

async function scorePmtOn(engine: Engine, name: string, model: PmtModel, file: string) {
  const out = join(folder, `${name}-${engine.dialect.name}.parquet`);
  await engine.run({
    name: `pmt ${name}`,
    inputs: [{ table: "pmt_row", files: [file] }],
    stages: [...generatedScore(model, "pmt_row", engine.dialect)],
    outputs: [{ table: "pmt_score", file: out, order: ["row_id"] }],
  });
  return (await read(out)).map(({ score }) => Number(score));
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
  const before = join(folder, "previous_outcome.parquet");
  await db.run(
    `copy (${previousOutcomesSql(previousOf(families, persons))}) to ${text(before)} (format parquet)`,
  );
  db.close();
});

afterAll(async () => rm(folder, { recursive: true, force: true }));

test("where there is no Spark, the cluster of the tests refuses at once, in the words of its command", async () => {
  const env = { DTSEN_DATA: join(folder, "none"), SPARK_HOME: join(folder, "nowhere") };
  await expect(startCluster({ folder, families: 0, env })).rejects.toThrow(
    /ended with 1:\n.*refused: spark-missing/s,
  );
}, 20_000);

describe.runIf(SPARK_HOME !== undefined)("DuckDB and a cluster of a master and two workers", () => {
  let one: Engine;
  let cluster: Cluster;
  let settings: SparkSettings;
  let spark: Engine;
  beforeAll(async () => {
    one = await duckdbEngine(limits("duckdb"));
    const env = { DTSEN_DATA: join(folder, "spark") };
    cluster = await startCluster({ folder, families: 0, env });
    const { url: master, confFolder } = cluster;
    const patience = { firstMs: PATIENCE, lastMs: 2_000 };
    settings = { home: SPARK_HOME ?? "", master, confFolder, patience };
    spark = mustAccept(await openSpark(settings, limits("spark")), "Spark");
  }, PATIENCE);
  afterAll(async () => {
    await one.close();
    await cluster.stop();
    const left = await readdir(join(folder, "spark"));
    expect(left.filter((name) => name.startsWith("spark-"))).toEqual([]);
  });

  /** Kills a worker, with all it runs, at a step of a room. */
  function killing(worker: number, at: string, step: number) {
    let steps = 0;
    let atWork: Promise<readonly string[]> = Promise.resolve([]);
    const progress = ({ room }: ProgressEvent): void => {
      if (room !== at || ++steps !== step) return;
      atWork = readdir(join(cluster.confFolder, "..", `worker-${worker}`));
      process.kill(-(cluster.workers[worker] as number), "SIGKILL");
    };
    return { progress, atWork: () => atWork };
  }

  test(
    "rank the same families to the same places, with the same content hash, though a worker dies",
    async () => {
      const duckdb = await rankOn(one, "duckdb");
      const { progress, atWork } = killing(0, "spark", 4);
      const answer = await rankOn(spark, "spark", progress);
      expect(duckdb.rank.length).toBe(FAMILIES);
      expect(answer).toEqual(duckdb);
      // It was at work for us when it died.
      expect(await atWork()).toEqual([expect.stringMatching(/^app-/)]);
    },
    PATIENCE,
  );

  test.each(Object.keys(PMT).slice(0, SIZES.pmtModelsOnSpark))(
    "score by the same model file as the plain reader, to the last unit: %s",
    async (name) => {
      const [model, table] = PMT[name]?.() ?? [];
      if (model === undefined || table === undefined) throw new Error(`no model ${name}`);
      const rows = scoreRows(model, table);
      const file = join(folder, `${name}-rows.parquet`);
      const db = await openDuckDb(limits("rows"));
      await db.run(`copy (${rowsSql(model, table, rows)}) to ${text(file)} (format parquet)`);
      db.close();
      const plain = rows.map((row) => scoreRow(model, row).score);
      expect(new Set(plain).size).toBeGreaterThan(PMT_ROWS / 2);
      expect(await scorePmtOn(one, name, model, file)).toEqual(plain);
      expect(await scorePmtOn(spark, name, model, file)).toEqual(plain);
    },
    PATIENCE,
  );

  test.each([
    ["the programs of the register", REAL],
    ["programs that exclude each other, keep places and have budgets", ODD],
  ])(
    "determine the same recipients, by the same lots, with the same content hash: %s",
    async (_name, given) => {
      const duckdb = await determineOn(one, "duckdb", given);
      const answer = await determineOn(spark, "spark", given);
      expect(new Set(duckdb.outcome.map((row) => row.outcome)).size).toBeGreaterThan(3);
      expect(answer).toEqual(duckdb);
    },
    PATIENCE,
  );

  test(
    "who comes with another secret is refused",
    async () => {
      const confFolder = join(folder, "another-secret");
      await cp(cluster.confFolder, confFolder, { recursive: true });
      const file = join(confFolder, "spark-defaults.conf");
      const conf = await readFile(file, "utf8");
      await writeFile(file, conf.replace(/(secret \w{32})\w+/, "$1"));
      const refused = await openSpark({ ...settings, confFolder }, limits("other"));
      expect(refused).toEqual({ ok: false, problem: "spark-refused" });
    },
    PATIENCE,
  );

  test(
    "when the last worker dies what was asked fails in time, and the engine says why",
    async () => {
      const { progress } = killing(1, "lost", 1);
      const failed = rankOn(spark, "lost", progress).catch(() => "failed");
      expect(await spark.lost).toBe("spark-workers-lost");
      expect(await failed).toBe("failed");
      await spark.close();
    },
    PATIENCE,
  );
});
