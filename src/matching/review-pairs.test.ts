import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { duckdbDialect } from "#engine/dialect.ts";
import { type DuckDb, openDuckDb } from "#engine/duckdb/database.ts";
import type { PairChances, Stair } from "./chance-stairs.ts";
import { type ReviewCause, reviewPairs } from "./review-pairs.ts";
import { BANDS } from "./weights.ts";

let folder: string;
let db: DuckDb;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "review-"));
  db = await openDuckDb({ threads: 1, memory: "512MB", workFolder: folder });
});
afterAll(async () => {
  db.close();
  await rm(folder, { recursive: true, force: true });
});

const CHANCES: PairChances = {
  nation: [
    { from: 0, permille: 600 },
    { from: 2_000, permille: 900 },
  ],
  provinces: [{ province: 35, stairs: [{ from: 0, permille: 300 }] }],
  rivals: [
    { from: 0, permille: 500 },
    { from: 1_500, permille: 800 },
  ],
};

const pair = fc.record({
  weight: fc.constantFrom(0, 1_999, 2_000, 5_999),
  margin: fc.constantFrom(0, 1_499, 1_500, 2_999, 3_000),
  regency: fc.constantFrom(3404, 3507),
  isCarried: fc.constantFrom(0, 1),
  isJudged: fc.boolean(),
});
type Pair = ReturnType<typeof pair.generate>["value"];

/** The rules once more, slowly. */
function plainly(one: Pair, chances: PairChances | undefined) {
  const on = (stairs: readonly Stair[], weight: number): number =>
    stairs.findLast(({ from }) => from <= weight)?.permille ?? 0;
  const cause: ReviewCause = !one.isJudged
    ? "repeat"
    : one.isCarried === 0
      ? "contradicted"
      : one.margin < BANDS.margin
        ? "rival"
        : "unsure";
  if (chances === undefined) return { cause, probability: null };
  const own = chances.provinces.find(({ province }) => Math.floor(one.regency / 100) === province);
  const byScore = on(own?.stairs ?? chances.nation, one.weight);
  const shared = Math.floor((byScore * on(chances.rivals, one.margin)) / 1000);
  return {
    cause,
    probability: { unsure: byScore, rival: shared, contradicted: null, repeat: null }[cause],
  };
}

test.each([
  ["with evidence", CHANCES],
  ["without", undefined],
] as const)("cause and probability are those of a plain reading, %s", async (_, chances) => {
  const step = reviewPairs({ nation: BANDS, provinces: [] }, chances, duckdbDialect);
  const levels =
    "7 as name_level, 5 as date_level, 0 as nik_level, 4 as place_level, 2 as sex_level, 0 as mother_level, 0 as relation_level, 0 as support";
  await fc.assert(
    fc.asyncProperty(fc.array(pair, { minLength: 1, maxLength: 12 }), async (pairs) => {
      const rows = pairs.map(
        (one, i) =>
          `(${i}, 2, ${i + 100}, ${one.weight}, ${one.margin}, ${one.regency}, ${one.isCarried}, ${one.isJudged})`,
      );
      await db.run(`create or replace temp table given as select * from (values ${rows.join(", ")})
        t(record_key, delivery_no, spine_key, weight, margin, regency, is_carried, is_judged)`);
      await db.run("create or replace table doubtful_pair as select * from given");
      await db.run("create or replace table judged_link as select * from given where is_judged");
      await db.run(`create or replace table scored_pair as
        select *, ${levels}, 0 as name_rarity, 0 as day_rarity, 0 as capped from given`);
      const found = await db.all(
        `select cause, probability from (${step.sql}) order by record_key`,
      );
      expect(found).toEqual(pairs.map((one) => plainly(one, chances)));
    }),
    { numRuns: 20 },
  );
});
