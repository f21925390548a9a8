import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { dice } from "#domain/dice.ts";
import { findDenied } from "#engine/deny-list.ts";
import { duckdbDialect, sparkDialect } from "#engine/dialect.ts";
import { type DuckDb, openDuckDb } from "#engine/duckdb/database.ts";
import { madeSurvey } from "#test/made-survey.ts";
import { randomModel, randomRows, rowsSql, scoreRows } from "#test/random-pmt.ts";
import { encodeRows } from "./encode-rows.ts";
import { generatedScore } from "./generated-score.ts";
import { fitLayer } from "./layers/fit-layer.ts";
import { placesWhere, rowsUsed } from "./layers/rows-used.ts";
import type { PmtModel } from "./pmt-model.ts";
import type { LayerName } from "./pmt-spec.ts";
import { type ScoreRow, scoreCodes, scoreRow, scoreTable } from "./score-rows.ts";
import type { SurveyTable } from "./survey-table.ts";

let folder: string;
let db: DuckDb;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "pmt-"));
  db = await openDuckDb({ threads: 2, memory: "1GB", workFolder: folder });
});
afterAll(async () => {
  db.close();
  await rm(folder, { recursive: true, force: true });
});

async function bySql(model: PmtModel, table: SurveyTable, rows: readonly ScoreRow[]) {
  const input = rowsSql(model, table, rows);
  const steps = generatedScore(model, "pmt_row", duckdbDialect);
  const made = [{ table: "pmt_row", sql: input }, ...steps].map(
    ({ table, sql }) => `${table} as (\n${sql}\n)`,
  );
  const found = await db.all<{ score: bigint }>(
    `with ${made.join(",\n")}\nselect score from pmt_score order by row_id`,
  );
  return found.map(({ score }) => Number(score));
}

test("both scorers, and the one for whole tables, agree to the last unit on random models and rows", async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 0, max: 2 ** 31 }), async (seed) => {
      const model = randomModel(seed);
      const table = randomRows(model, 40, dice(seed + 1));
      const rows = scoreRows(model, table);
      const plain = rows.map((row) => scoreRow(model, row).score);
      expect(await bySql(model, table, rows)).toEqual(plain);
      const areaOf = (row: number) => rows[row]?.area ?? null;
      expect([...scoreCodes(model, encodeRows(model.variables, table), areaOf)]).toEqual(plain);
    }),
    { numRuns: 60 },
  );
});

test.each<LayerName>(["L0", "L2", "L3", "challenger"])(
  "models that were learned are scored alike: %s",
  async (layer) => {
    const table = madeSurvey({ rows: 600, variables: 20, areas: 3 });
    const model = fitLayer(
      layer,
      table,
      placesWhere(500, () => true),
      { seed: 1 },
    );
    const told = rowsUsed(
      table,
      placesWhere(600, (row) => row >= 480),
    );
    const rows = scoreRows(model, told);
    const plain = rows.map((row) => scoreRow(model, row).score);
    expect(await bySql(model, told, rows)).toEqual(plain);
    expect([...scoreTable(model, told)].map((score) => Math.round(score * 1e6))).toEqual(plain);
  },
);

test("a score is its intercept and its terms", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2 ** 31 }), (seed) => {
      const model = randomModel(seed);
      for (const row of scoreRows(model, randomRows(model, 5, dice(seed)))) {
        const { score, intercept, terms } = scoreRow(model, row);
        expect(terms.reduce((sum, term) => sum + term.points, intercept)).toBe(score);
        expect(Number.isSafeInteger(score)).toBe(true);
      }
    }),
  );
});

test.each([duckdbDialect, sparkDialect])("uses nothing of the deny-list on $name", (dialect) => {
  for (let seed = 0; seed < 20; seed++) {
    for (const { sql } of generatedScore(randomModel(seed), "pmt_row", dialect)) {
      expect(findDenied(sql)).toEqual([]);
    }
  }
});
