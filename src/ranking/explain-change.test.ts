import fc from "fast-check";
import { expect, test } from "vitest";
import { anyAnswers, anyModels } from "#test/any-models.ts";
import { explainChange, explainPlace } from "./explain-change.ts";
import { RANKED_VARIABLES } from "./ranked-variables.ts";
import { scoreFamily } from "./score-family.ts";

test("changed facts and the model add up to the move of the score exactly", () => {
  fc.assert(
    fc.property(anyModels, anyModels, anyAnswers, anyAnswers, (old, now, was, is) => {
      const change = explainChange({ model: old, answers: was }, { model: now, answers: is });
      const said = change.facts.reduce((sum, { adds }) => sum + adds, change.byModel);
      expect(said).toBe(scoreFamily(now, is).score - scoreFamily(old, was).score);
      expect(change.move).toBe(said);
    }),
  );
});

test("a fact that says the same is no reason, and neither is a model that stays", () => {
  fc.assert(
    fc.property(anyModels, anyAnswers, anyAnswers, (model, was, is) => {
      const change = explainChange({ model, answers: was }, { model, answers: is });
      expect(change.byModel).toBe(0);
      for (const { variable, before, after } of change.facts) {
        expect(before).not.toBe(after);
        expect([before, after]).toEqual([was[variable], is[variable]]);
      }
      expect(explainChange({ model, answers: was }, { model, answers: was }).facts).toEqual([]);
    }),
  );
});

test("one absence for another is no change: nothing was known before or after", () => {
  const absent = (code: number) =>
    Object.fromEntries(RANKED_VARIABLES.map(({ id }) => [id, code] as const));
  fc.assert(
    fc.property(anyModels, (model) => {
      const pair = [absent(-1), absent(-2)] as const;
      expect(explainChange({ model, answers: pair[0] }, { model, answers: pair[1] }).facts).toEqual(
        [],
      );
    }),
  );
});

const CUTS = [10, 20, 30, 40, 50, 60, 70, 80, 90, 100];

test.each([
  // Nothing of the family changed, others went down around it.
  [{ before: 4, after: 5 }, 40, { byScore: 0, byOthers: 1 }],
  // Its own score takes it two places up, the cuts one back.
  [{ before: 4, after: 5 }, 51, { byScore: 2, byOthers: -1 }],
  [{ before: 10, after: 10 }, 120, { byScore: 0, byOthers: 0 }],
  [{ before: 9, after: 1 }, -3, { byScore: -8, byOthers: 0 }],
] as const)(
  "a place moves by the family's own facts and by the others: %j",
  (deciles, score, parts) => {
    expect(explainPlace(deciles, score, CUTS)).toEqual({ ...deciles, ...parts });
  },
);
