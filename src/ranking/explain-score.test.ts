import fc from "fast-check";
import { expect, test } from "vitest";
import { explainScore, isNearBorder, readReasons } from "./explain-score.ts";
import { FEATURES, RANKED_VARIABLES } from "./ranked-variables.ts";
import type { WelfareModel } from "./welfare-model.ts";

const micro = fc.integer({ min: -900_000, max: 900_000 });
const exactly = <T>(arbitrary: fc.Arbitrary<T>, length: number) =>
  fc.array(arbitrary, { minLength: length, maxLength: length });

const models: fc.Arbitrary<WelfareModel> = fc.record({
  id: fc.constant("pmt-test"),
  regencyNo: fc.constant(0),
  intercept: fc.integer({ min: 10_000_000, max: 16_000_000 }),
  weights: exactly(micro, FEATURES.length),
  absent: exactly(micro, RANKED_VARIABLES.length),
  households: fc.constant(700),
});

const answers = exactly(fc.integer({ min: -5, max: 120 }), RANKED_VARIABLES.length).map((values) =>
  Object.fromEntries(RANKED_VARIABLES.map(({ id }, v) => [id, values[v] as number])),
);

test("reference and contributions re-add to the score exactly", () => {
  fc.assert(
    fc.property(models, answers, (model, family) => {
      const { score, reference, contributions } = explainScore(model, family);
      expect(contributions.reduce((sum, { adds }) => sum + adds, reference)).toBe(score);
    }),
  );
});

test("an absent answer moves nobody and is named as estimated", () => {
  fc.assert(
    fc.property(models, answers, (model, family) => {
      for (const { answer, adds, direction } of explainScore(model, family).contributions) {
        if (answer < 0) expect([adds, direction]).toEqual([0, "estimated"]);
      }
    }),
  );
});

test("reasons for citizens carry facts and words, never a weight", () => {
  fc.assert(
    fc.property(models, answers, (model, family) => {
      for (const reason of readReasons(explainScore(model, family), 5)) {
        expect(Object.keys(reason).sort()).toEqual([
          "answer",
          "direction",
          "says",
          "variable",
          "words",
        ]);
      }
    }),
  );
});

test.each([
  [1, false],
  [9, true],
  [10, true],
  [11, true],
  [15, false],
  [99, false],
  [91, true],
] as const)("percentile %i is near a border: %s", (percentile, near) => {
  expect(isNearBorder(percentile)).toBe(near);
});
