import fc from "fast-check";
import { expect, test } from "vitest";
import { describeModel, tellingAnswers } from "./describe-model.ts";
import { readFeature } from "./feature.ts";
import { FEATURES, RANKED_VARIABLES } from "./ranked-variables.ts";

const weights = fc.array(fc.integer({ min: -300_000, max: 300_000 }), {
  minLength: FEATURES.length,
  maxLength: FEATURES.length,
});

/** Every answer there can be, one after the other: the plain reading. */
const ANSWERS = Array.from({ length: 130 }, (_, answer) => answer);

test("what a variable can do is what it does over all answers", () => {
  fc.assert(
    fc.property(weights, (drawn) => {
      const said = describeModel({ weights: drawn });
      let at = 0;
      const plain = RANKED_VARIABLES.map(({ features }) => {
        const own = drawn.slice(at, at + features.length);
        at += features.length;
        return ANSWERS.map((answer) =>
          features.reduce((sum, one, k) => sum + (own[k] ?? 0) * readFeature(one, answer), 0),
        );
      });
      const reach = plain.map((adds) => Math.max(...adds) - Math.min(...adds));
      const most = Math.max(...reach);
      for (const [v, { direction, importance }] of said.entries()) {
        const share = (reach[v] ?? 0) / most;
        expect(importance).toBe(
          share === 0 ? "none" : share >= 0.5 ? "strong" : share >= 0.2 ? "medium" : "slight",
        );
        const adds = plain[v] ?? [];
        const grows = adds.every((sum, i) => i === 0 || sum >= (adds[i - 1] ?? 0));
        const shrinks = adds.every((sum, i) => i === 0 || sum <= (adds[i - 1] ?? 0));
        const isCoded = RANKED_VARIABLES[v]?.features.some((one) => "codes" in one);
        if (share === 0) expect(direction).toBe("nothing");
        else if (!isCoded)
          expect(direction).toBe(grows ? "raises" : shrinks ? "lowers" : "by-answer");
      }
    }),
    { numRuns: 50 },
  );
});

test("answers that tell apart everything are few", () => {
  for (const variable of RANKED_VARIABLES) {
    expect(tellingAnswers(variable).length).toBeLessThan(25);
  }
});

test("a model without weights does nothing", () => {
  const said = describeModel({ weights: FEATURES.map(() => 0) });
  expect(new Set(said.map(({ direction }) => direction))).toEqual(new Set(["nothing"]));
  expect(new Set(said.map(({ importance }) => importance))).toEqual(new Set(["none"]));
});
