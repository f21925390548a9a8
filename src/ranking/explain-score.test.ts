import fc from "fast-check";
import { expect, test } from "vitest";
import { anyAnswers, anyModels } from "#test/any-models.ts";
import { explainScore, isNearBorder, readReasons } from "./explain-score.ts";

test("reference and contributions re-add to the score exactly", () => {
  fc.assert(
    fc.property(anyModels, anyAnswers, (model, family) => {
      const { score, reference, contributions } = explainScore(model, family);
      expect(contributions.reduce((sum, { adds }) => sum + adds, reference)).toBe(score);
    }),
  );
});

test("an absent answer moves nobody and is named as estimated", () => {
  fc.assert(
    fc.property(anyModels, anyAnswers, (model, family) => {
      for (const { answer, adds, direction } of explainScore(model, family).contributions) {
        if (answer < 0) expect([adds, direction]).toEqual([0, "estimated"]);
      }
    }),
  );
});

test("reasons for citizens carry facts and words, never a weight", () => {
  fc.assert(
    fc.property(anyModels, anyAnswers, (model, family) => {
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
