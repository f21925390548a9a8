import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { duckdbDialect } from "#engine/dialect.ts";
import { type DuckDb, openDuckDb } from "#engine/duckdb/database.ts";
import { randomModels } from "#test/random-models.ts";
import { type AnswerSpans, answerGroups } from "./answer-groups.ts";
import type { ErrorModel } from "./errors/error-model.ts";
import { cutIds } from "./family-extent.ts";
import { runsOf } from "./feature.ts";
import { withinIds } from "./model-input.ts";
import { previousBlocks, withPrevious } from "./previous-deciles.ts";
import { FEATURES, RANKED_VARIABLES } from "./ranked-variables.ts";
import { scoreFamily } from "./score-family.ts";
import { largestScore, type ModelSet, modelFor } from "./welfare-model.ts";
import {
  modelCoefficients,
  regencyModels,
  regencySpreads,
  spreadCoefficients,
  welfareScores,
} from "./welfare-scores.ts";

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

/** What models say of their errors is summed as scores are; here of fewer regencies than have a model. */
const SPREADS = randomModels(17, [3204]);
const ERRORS = { spread: SPREADS } as unknown as ErrorModel;

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
/** Of which answers it is known where they lie: then scores are looked up. Where that is not asked, they are not. */
const known = fc.option(
  fc.array(fc.boolean(), {
    minLength: RANKED_VARIABLES.length,
    maxLength: RANKED_VARIABLES.length,
  }),
  { freq: 2 },
);
const families = fc.array(fc.record({ regency: fc.constantFrom(3273, 3204, 9403), answers }), {
  minLength: 1,
  maxLength: 8,
});

async function scores(
  models: ModelSet,
  rows: readonly { regency: number; answers: Record<string, number> }[],
  spans: AnswerSpans | undefined,
) {
  const names = RANKED_VARIABLES.map(({ id }) => id);
  const values = rows.map(
    (row, i) => `(${[i, row.regency, ...names.map((id) => row.answers[id])].join(", ")})`,
  );
  await db.run(
    `create or replace table model_input as select *, cast(null as bigint) as village_no, 20260101 as facts_as_of
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
    spreadCoefficients(ERRORS, duckdbDialect),
    regencySpreads(input),
    ...welfareScores(
      { input, models, ranges: cutIds(0, rows.length - 1, 3), spans, errors: ERRORS },
      duckdbDialect,
    ),
  ];
  for (const { table, sql } of steps) await db.run(`create or replace table ${table} as ${sql}`);
  return db.all<{ score: number | bigint; spread: number | bigint }>(
    "select score, spread from welfare_score order by family_id",
  );
}

test.each([
  ["32 bits", 1, "INTEGER"],
  ["more than 32 bits", 40, "BIGINT"],
] as const)(
  "scores that need %s are those of the TypeScript scorer, to the last unit",
  async (_bits, factor, type) => {
    const models = times(randomModels(13), factor);
    await fc.assert(
      fc.asyncProperty(families, known, async (rows, isKnown) => {
        const found = await scores(models, rows, spansOf(rows, isKnown));
        const by = (of: ModelSet) =>
          rows.map((row) => scoreFamily(modelFor(of, row.regency), row.answers).score);
        expect(found.map(({ score }) => Number(score))).toEqual(by(models));
        expect(found.map(({ spread }) => Number(spread))).toEqual(by(SPREADS));
      }),
      { numRuns: 12 },
    );
    const [column] = await db.all<{ type: string }>(
      "select typeof(w_car_count) as type from model_coefficient",
    );
    expect(column?.type).toBe(type);
  },
);

/** Where the answers of these rows lie, for variables of which it is known. */
function spansOf(
  rows: readonly { answers: Record<string, number> }[],
  isKnown: readonly boolean[] | null,
): AnswerSpans | undefined {
  if (isKnown === null) return undefined;
  const ids = RANKED_VARIABLES.map(({ id }) => id).filter((_, v) => isKnown[v]);
  const all = (id: string) => rows.map((row) => row.answers[id] ?? 0);
  return Object.fromEntries(
    ids.map((id) => [id, { low: Math.min(...all(id)), high: Math.max(...all(id)) }]),
  );
}

test("each variable is in one group, and no group has more rows than DuckDB finds by their place", () => {
  for (const models of [1, 39, 515, 7286]) {
    const groups = answerGroups(models, { car: { low: -2, high: 3 }, gold: { low: 0, high: 900 } });
    const variables = groups.flatMap((group) => group.variables);
    expect(variables.map(({ id }) => id).sort()).toEqual(
      RANKED_VARIABLES.map(({ id }) => id).sort(),
    );
    for (const { ways } of groups) expect(ways * models).toBeLessThanOrEqual(1_000_000);
    const span = (of: string) => variables.find(({ id }) => id === of);
    expect(span("car")).toMatchObject({ low: -2, high: 3, column: "i.car" });
    expect(span("gold")).toMatchObject({ low: 0, high: 20, column: "least(i.gold, 20)" });
    expect(span("size")).toMatchObject({
      low: -1,
      high: 7,
      column: "least(greatest(i.size, -1), 7)",
    });
  }
});

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

test("beside each score stands the decile of the version before, or nothing", async () => {
  const decile = fc.option(fc.integer({ min: 1, max: 10 }));
  const nation = fc.record({
    before: fc.array(decile, { minLength: 70, maxLength: 70 }),
    now: fc.uniqueArray(fc.integer({ min: 0, max: 75 }), { minLength: 1 }),
    together: fc.integer({ min: 7, max: 90 }),
  });
  await fc.assert(
    fc.asyncProperty(nation, async ({ before, now, together }) => {
      const known = before.flatMap((one, id) => (one === null ? [] : [`(${id}, ${one})`]));
      await db.run(
        `create or replace table previous_rank as select * from (values (-1, 1), ${known.join(", ")}) t(family_id, decile_national);
         delete from previous_rank where family_id < 0;
         create or replace table previous_block as ${previousBlocks(duckdbDialect).sql};
         create or replace table scored as select * from (values ${now.map((id) => `(${id})`).join(", ")}) t(family_id)`,
      );
      const parts = cutIds(0, 75, together).map((ids) => {
        const scores = `select * from scored${withinIds("family_id", ids)}`;
        return `(${withPrevious(scores, { ids, dialect: duckdbDialect })})`;
      });
      const found = await db.all<{ family_id: number; previous_decile: number | null }>(
        `select * from (${parts.join(" union all ")}) order by family_id`,
      );
      expect(found).toEqual(
        now
          .toSorted((a, b) => a - b)
          .map((id) => ({ family_id: id, previous_decile: before[id] ?? null })),
      );
    }),
    { numRuns: 25 },
  );
});
