import fc from "fast-check";
import { expect, test } from "vitest";
import { addGrams, centre, gramAdder, squaredResiduals } from "./gram.ts";
import { fitToward, type Signs, scaleOf } from "./ridge.ts";

const FEATURES = 3;
const rows = fc.array(
  fc.record({
    weight: fc.integer({ min: 1, max: 5 }),
    outcome: fc.integer({ min: -20, max: 20 }),
    x: fc.tuple(
      fc.integer({ min: 0, max: 3 }),
      fc.integer({ min: 0, max: 1 }),
      fc.integer({ min: 0, max: 9 }),
    ),
  }),
  { minLength: 8, maxLength: 40 },
);
type Rows = typeof rows extends fc.Arbitrary<infer T> ? T : never;

function gramOf(data: Rows) {
  const adder = gramAdder(FEATURES);
  for (const { weight, outcome, x } of data) adder.add(weight, outcome, (k) => x[k] as number);
  return adder.take();
}

/** What a fit minimises, read plainly from the rows. */
function cost(
  data: Rows,
  intercept: number,
  weights: readonly number[],
  target: readonly number[],
  scale: readonly number[],
  strength: number,
) {
  const errors = data.reduce((sum, { weight, outcome, x }) => {
    const line = x.reduce((s, v, k) => s + v * (weights[k] as number), intercept);
    return sum + weight * (outcome - line) ** 2;
  }, 0);
  const drawn = weights.reduce(
    (sum, w, k) => sum + strength * ((w - (target[k] as number)) * (scale[k] as number)) ** 2,
    0,
  );
  return errors + drawn;
}

test.each([[[]], [[1, -1, 1]], [[-1, 0, -1]]] as [Signs][])(
  "no step away from a fit with signs %j is better, read plainly",
  (signs) => {
    fc.assert(
      fc.property(rows, fc.integer({ min: 1, max: 30 }), (data, strength) => {
        const centred = centre(gramOf(data));
        const scale = scaleOf(centred);
        const target = [0.5, 0, -0.25].map((t, k) => ((signs[k] ?? 0) * t < 0 ? 0 : t));
        const fit = fitToward(centred, Float64Array.from(target), scale, strength, signs);
        const here = Array.from(fit.weights);
        const at = (weights: readonly number[]) => {
          const intercept =
            centred.meanOutcome -
            weights.reduce((s, w, k) => s + w * (centred.means[k] as number), 0);
          return cost(data, intercept, weights, target, [...scale], strength);
        };
        const best = at(here);
        for (let k = 0; k < FEATURES; k++) {
          expect((signs[k] ?? 0) * (here[k] as number)).toBeGreaterThanOrEqual(0);
          for (const step of [-0.01, 0.01]) {
            const moved = here.map((w, i) => (i === k ? w + step : w));
            if ((signs[k] ?? 0) * (moved[k] as number) < 0) continue;
            expect(at(moved)).toBeGreaterThanOrEqual(best - 1e-6);
          }
        }
      }),
      { numRuns: 60 },
    );
  },
);

test("squared residuals from the Gram are those of the rows, and Grams add up", () => {
  fc.assert(
    fc.property(rows, rows, (one, two) => {
      const both = addGrams([gramOf(one), gramOf(two)], FEATURES + 2);
      const weights = [0.3, -1, 0.1];
      expect(squaredResiduals(both, 2, Float64Array.from(weights))).toBeCloseTo(
        cost([...one, ...two], 2, weights, weights, [1, 1, 1], 0),
        4,
      );
    }),
  );
});
