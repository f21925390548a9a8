import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { duckdbDialect } from "#engine/dialect.ts";
import { type DuckDb, openDuckDb } from "#engine/duckdb/database.ts";
import { randomModels } from "#test/random-models.ts";
import { runsOf } from "./feature.ts";
import { cutIds } from "./id-ranges.ts";
import { withinIds } from "./model-input.ts";
import { FEATURES, RANKED_VARIABLES } from "./ranked-variables.ts";
import { scoreFamily } from "./score-family.ts";
import { largestScore, type ModelSet, modelFor } from "./welfare-model.ts";
import { modelCoefficients, regencyModels, welfareScores } from "./welfare-scores.ts";

let folder: string;
let db: DuckDb;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "dtsen-scores-"));
  db = await openDuckDb({ threads: 2, memory: "500MB", workFolder: folder });
});
afterAll(async () => {
  db.close();
  await rm(folder, { recursive: true, force: true });
});

const times = (models: ModelSet, factor: number): ModelSet => {
  const all = (model: ModelSet["pooled"]) => ({
    ...model,
    weights: model.weights.map((weight) => weight * factor),
  });
  return { ...models, pooled: all(models.pooled), regencies: models.regencies.map(all) };
};

const answers = fc
  .array(fc.integer({ min: -5, max: 130 }), {
    minLength: RANKED_VARIABLES.length,
    maxLength: RANKED_VARIABLES.length,
  })
  .map((values) =>
    Object.fromEntries(RANKED_VARIABLES.map(({ id }, v) => [id, values[v] as number])),
  );
const families = fc.array(fc.record({ regency: fc.constantFrom(3273, 3204, 9403), answers }), {
  minLength: 1,
  maxLength: 8,
});

async function scores(
  models: ModelSet,
  rows: readonly { regency: number; answers: Record<string, number> }[],
) {
  const names = RANKED_VARIABLES.map(({ id }) => id);
  const values = rows.map(
    (row, i) => `(${[i, row.regency, ...names.map((id) => row.answers[id])].join(", ")})`,
  );
  await db.run(
    `create or replace table model_input as select *, cast(null as bigint) as village_no
     from (values ${values.join(", ")}) as t(family_id, regency_no, ${names.join(", ")})`,
  );
  const input = {
    rows: (ids: ReturnType<typeof cutIds>[number]) =>
      `select * from model_input${withinIds("family_id", ids)}`,
    regencies: "select distinct regency_no from model_input",
  };
  const steps = [
    modelCoefficients(models, duckdbDialect),
    regencyModels(input),
    ...welfareScores(input, cutIds(0, rows.length - 1, 3), undefined),
  ];
  for (const { table, sql } of steps) await db.run(`create or replace table ${table} as ${sql}`);
  return db.all<{ score: number | bigint }>("select score from welfare_score order by family_id");
}

test.each([
  ["32 bits", 1, "INTEGER"],
  ["more than 32 bits", 40, "BIGINT"],
] as const)(
  "scores that need %s are those of the TypeScript scorer, to the last unit",
  async (_bits, factor, type) => {
    const models = times(randomModels(13), factor);
    await fc.assert(
      fc.asyncProperty(families, async (rows) => {
        const found = await scores(models, rows);
        expect(found.map(({ score }) => Number(score))).toEqual(
          rows.map((row) => scoreFamily(modelFor(models, row.regency), row.answers).score),
        );
      }),
      { numRuns: 12 },
    );
    const [column] = await db.all<{ type: string }>(
      "select typeof(w_car_count) as type from regency_model",
    );
    expect(column?.type).toBe(type);
  },
);

test("no score, and no part of one, passes the largest of its model", () => {
  const model = randomModels(13).pooled;
  fc.assert(
    fc.property(answers, (row) => {
      const { parts, intercept } = scoreFamily(model, row);
      let sum = intercept;
      for (const { adds } of parts) {
        sum += adds;
        expect(Math.abs(sum)).toBeLessThanOrEqual(largestScore(model));
      }
    }),
  );
});

test("codes of one variable exclude each other, as one case for all of them supposes", () => {
  for (const { features } of RANKED_VARIABLES) {
    const runs = features
      .flatMap((feature) => ("upTo" in feature ? [] : runsOf(feature)))
      .toSorted(([a], [b]) => a - b);
    for (const [k, [low]] of runs.entries()) {
      if (k > 0) expect(low).toBeGreaterThan(runs[k - 1]?.[1] ?? -1);
    }
  }
  expect(FEATURES.length).toBeGreaterThan(RANKED_VARIABLES.length);
});

test.each([
  [1, 10, 20, [undefined]],
  [0, 0, 1, [undefined]],
  [
    5,
    24,
    8,
    [
      { from: 5, to: 12 },
      { from: 13, to: 20 },
      { from: 21, to: 24 },
    ],
  ],
] as const)("ids from %i to %i, %i together", (low, high, together, ranges) => {
  expect(cutIds(low, high, together)).toEqual(ranges);
});
