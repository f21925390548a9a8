import fc from "fast-check";
import { expect, test } from "vitest";
import { estimateWrong, sampleSize, shareSample } from "./payment-sample.ts";

test.each([
  [1_000_000, 384],
  [10_000, 370],
  [1_000, 278],
  [100, 80],
  [1, 1],
  [0, 0],
])(
  "of %i payments, %i are looked at to be within five points, 95 times in 100 (Cochran, corrected)",
  (payments, size) => {
    expect(sampleSize(payments, { confidence: 95, marginPoints: 5 })).toBe(size);
  },
);

test("surer, or nearer, means more; never more than there are", () => {
  const margin = fc.integer({ min: 1, max: 20 });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 10 ** 7 }), margin, (payments, marginPoints) => {
      const of = (confidence: 90 | 95 | 99, points: number) =>
        sampleSize(payments, { confidence, marginPoints: points });
      expect(of(90, marginPoints)).toBeLessThanOrEqual(of(99, marginPoints));
      expect(of(95, marginPoints + 1)).toBeLessThanOrEqual(of(95, marginPoints));
      expect(of(99, marginPoints)).toBeLessThanOrEqual(payments);
    }),
  );
});

test("every region with payments is looked at, by its share", () => {
  const strata = [
    { regionNo: 3301, payments: 9_000 },
    { regionNo: 3302, payments: 990 },
    { regionNo: 3303, payments: 1 },
  ];
  const shares = shareSample(strata, { confidence: 95, marginPoints: 5 });
  expect([...shares]).toEqual([
    [3301, 333],
    [3302, 37],
    [3303, 1],
  ]);
});

test("a true share lies within the interval about as often as was said", () => {
  // Every result of looking at 60 of 400 payments with 10 % wrong, by its hypergeometric weight.
  const [payments, bad, looked] = [400, 40, 60];
  let [covered, weight] = [0, 1];
  const weights: number[] = [];
  for (let wrong = 0; wrong <= 30; wrong++) {
    weights.push(weight);
    weight *=
      ((bad - wrong) * (looked - wrong)) / ((wrong + 1) * (payments - bad - looked + wrong + 1));
  }
  const all = weights.reduce((sum, one) => sum + one, 0);
  for (const [wrong, one] of weights.entries()) {
    const found = estimateWrong([{ regionNo: 1, payments, looked, wrong }], 95);
    if (found !== undefined && found.lowMilli <= 100 && 100 <= found.highMilli)
      covered += one / all;
  }
  expect(covered).toBeGreaterThan(0.92);
});

test("of a region that nobody looked at, nothing is said", () => {
  const seen = { regionNo: 1, payments: 100, looked: 20, wrong: 1 };
  const unseen = { regionNo: 2, payments: 100, looked: 0, wrong: 0 };
  expect(estimateWrong([seen, unseen], 95)).toBeUndefined();
  expect(estimateWrong([{ ...seen, looked: 100, wrong: 5 }], 95)).toMatchObject({
    lowMilli: 50,
    highMilli: 50,
  });
});
