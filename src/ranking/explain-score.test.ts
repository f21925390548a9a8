import fc from "fast-check";
import { expect, test } from "vitest";
import { anyAnswers, anyModels } from "#test/any-models.ts";
import { explainScore, readReasons } from "./explain-score.ts";

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
