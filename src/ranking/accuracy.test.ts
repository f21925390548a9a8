import fc from "fast-check";
import { expect, test } from "vitest";
import { type Judged, judge } from "./accuracy.ts";

const rowsOf = (truth: number[], score: number[]): Judged => ({
  truth: Float64Array.from(truth),
  score: Float64Array.from(score),
  weight: new Float64Array(truth.length).fill(1),
  size: new Int32Array(truth.length).fill(3),
});

const tenTo = (n: number) => Array.from({ length: n }, (_, i) => i);

test("a perfect order has no error and a correlation of one", () => {
  const { spearman, rSquared, quotas } = judge(rowsOf(tenTo(100), tenTo(100)));
  expect([spearman, rSquared]).toEqual([1, 1]);
  expect(quotas.map(({ exclusion, inclusion }) => [exclusion, inclusion])).toEqual([
    [0, 0],
    [0, 0],
    [0, 0],
  ]);
});

test("a reversed order finds none of the poor below a half", () => {
  const { spearman, quotas } = judge(rowsOf(tenTo(100), tenTo(100).reverse()));
  expect(spearman).toBeCloseTo(-1);
  expect(quotas.map(({ exclusion }) => exclusion)).toEqual([1, 1, 1]);
});

test("errors by hand: of ten people at 40 %, three of the four poorest are found", () => {
  const { quotas } = judge(rowsOf(tenTo(10), [0, 1, 2, 9, 4, 3, 6, 7, 8, 5]));
  expect(quotas[2]).toMatchObject({ quotaPercent: 40, exclusion: 0.25, inclusion: 0.25 });
});

test("at equal weights both errors are the same, between 0 and 1", () => {
  const values = fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 10, maxLength: 60 });
  fc.assert(
    fc.property(values, (score) => {
      for (const { exclusion, inclusion } of judge(
        rowsOf(
          score.map((_, i) => i),
          score,
        ),
      ).quotas) {
        expect(exclusion).toBeCloseTo(inclusion);
        expect(exclusion).toBeGreaterThanOrEqual(0);
        expect(exclusion).toBeLessThanOrEqual(1);
      }
    }),
  );
});
