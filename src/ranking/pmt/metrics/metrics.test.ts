import fc from "fast-check";
import { expect, test } from "vitest";
import { judge } from "#ranking/accuracy.ts";
import { resampledWeights, spreadOf } from "./bootstrap.ts";
import { byTenths, calibrationError } from "./calibration.ts";
import { groupErrors } from "./group-errors.ts";
import { type Judged, quotaErrors, severeErrors } from "./quota-errors.ts";
import { areaUnderCurve, decileHits, spearman } from "./rank-quality.ts";
import { standingOf } from "./standing.ts";

const numbers = (values: readonly number[]): Float64Array => Float64Array.from(values);
const upTo = (n: number): readonly number[] => Array.from({ length: n }, (_, i) => i);

function judged(
  truth: readonly number[],
  score: readonly number[],
  weight: readonly number[] = truth.map(() => 1),
  isClass = false,
): Judged {
  return {
    truth: standingOf(numbers(truth)),
    score: standingOf(numbers(score)),
    weight: numbers(weight),
    isClass,
  };
}

test("by hand: of ten people at 40 %, three of the four poorest are found", () => {
  const rows = judged(upTo(10), [0, 1, 2, 9, 4, 3, 6, 7, 8, 5]);
  expect(quotaErrors(rows, 0.4, 0.5)).toMatchObject({
    exclusion: 0.25,
    inclusion: 0.25,
    inclusionOfNotPoor: 1 / 6,
    wrong: 0.2,
    poor: 0.4,
    onTheCut: 0.1,
  });
});

test("a quota that ends within a household takes the share of it that fits", () => {
  const rows = judged([1, 2], [1, 2], [3, 1]);
  const { exclusion, inclusion, poor } = quotaErrors(rows, 0.5, 0);
  expect(poor).toBeCloseTo(0.5);
  expect(exclusion).toBeCloseTo(1 / 3);
  expect(inclusion).toBeCloseTo(1 / 3);
});

test("whoever stands on the cut is taken as a fair draw would on average", () => {
  const rows = judged([0, 1, 2, 3], [5, 5, 5, 5]);
  expect(quotaErrors(rows, 0.25, 0)).toMatchObject({
    exclusion: 0.75,
    inclusion: 0.75,
    onTheCut: 1,
  });
});

test("a class has its own poor: a quota of half its rate misses half of them at best", () => {
  const rows = judged([0, 0, 1, 1, 1, 1, 1, 1, 1, 1], upTo(10), undefined, true);
  expect(quotaErrors(rows, 0.1, 0)).toMatchObject({
    exclusion: 0.5,
    inclusion: 0,
    expectedFromRSquared: null,
  });
  expect(severeErrors(rows)).toBeUndefined();
  expect(areaUnderCurve(rows, 0.1)).toBe(1);
});

test("severe errors: a reversed order misses the poorest tenth and takes the rich", () => {
  const rows = judged(upTo(100), upTo(100).toReversed());
  expect(severeErrors(rows)).toEqual({
    bottom10Missed: 1,
    selectedOfTop40: 1,
    selectedOfTop20: 0.5,
  });
});

test("the area under the curve is the share of pairs in the right order, ties half", () => {
  const rows = judged([0, 0, 1, 1], [1, 2, 2, 3], undefined, true);
  expect(areaUnderCurve(rows, 0.5)).toBe(3.5 / 4);
  expect(areaUnderCurve(judged([0, 0], [1, 2], undefined, true), 0.5)).toBeNull();
});

const cell = fc.tuple(
  fc.integer({ min: 0, max: 12 }),
  fc.integer({ min: 0, max: 12 }),
  fc.integer({ min: 1, max: 5 }),
);
const cells = fc.array(cell, { minLength: 2, maxLength: 60 });
const rowsOf = (drawn: readonly (readonly [number, number, number])[]): Judged =>
  judged(
    drawn.map(([t]) => t),
    drawn.map(([, s]) => s),
    drawn.map(([, , w]) => w),
  );

test("at one quota both errors are one, whatever the ties and weights; and no order of rows counts", () => {
  fc.assert(
    fc.property(cells, fc.double({ min: 0.02, max: 0.98, noNaN: true }), (drawn, quota) => {
      const rows = rowsOf(drawn);
      const errors = quotaErrors(rows, quota, 0);
      expect(errors.exclusion).toBeCloseTo(errors.inclusion, 9);
      expect(errors.poor).toBeCloseTo(quota, 9);
      const other = rowsOf(drawn.toReversed());
      expect(quotaErrors(other, quota, 0).exclusion).toBeCloseTo(errors.exclusion, 9);
      expect(spearman(other)).toBeCloseTo(spearman(rows), 9);
    }),
  );
});

test("a row of weight three is three rows", () => {
  fc.assert(
    fc.property(cells, (drawn) => {
      const many = drawn.flatMap(([t, s, w]) => upTo(w).map(() => [t, s, 1] as const));
      const [one, other] = [rowsOf(drawn), rowsOf(many)];
      expect(spearman(other)).toBeCloseTo(spearman(one), 9);
      expect(areaUnderCurve(other, 0.3) ?? -1).toBeCloseTo(areaUnderCurve(one, 0.3) ?? -1, 9);
      expect(quotaErrors(other, 0.3, 0).exclusion).toBeCloseTo(
        quotaErrors(one, 0.3, 0).exclusion,
        9,
      );
    }),
  );
});

test("without ties the figures are those of the registry's own ranking", () => {
  const score = upTo(200).map((i) => (i * 73) % 200);
  const own = judge({
    truth: numbers(upTo(200)),
    score: numbers(score),
    weight: new Float64Array(200).fill(1),
    size: new Int32Array(200).fill(3),
  });
  const rows = judged(upTo(200), score);
  expect(spearman(rows)).toBeCloseTo(own.spearman, 12);
  for (const { quotaPercent, exclusion, inclusion } of own.quotas) {
    const here = quotaErrors(rows, quotaPercent / 100, 0);
    expect([here.exclusion, here.inclusion]).toEqual([
      expect.closeTo(exclusion, 12),
      expect.closeTo(inclusion, 12),
    ]);
  }
});

test("tenths: a perfect order hits all, an order off by one place in ten is within one", () => {
  expect(decileHits(judged(upTo(100), upTo(100)))).toMatchObject({
    exact: 1,
    withinOne: 1,
    meanRankError: 0,
    poor40: [1, 1, 1, 1, 0, 0, 0, 0, 0, 0],
  });
  const off = decileHits(
    judged(
      upTo(100),
      upTo(100).map((i) => (i + 10) % 100),
    ),
  );
  expect(off?.exact).toBe(0);
  expect(off?.withinOne).toBeCloseTo(0.9);
});

test("calibration: scores that are a quarter too high are a quarter off in every tenth", () => {
  const truth = numbers(upTo(100));
  const score = truth.map((y) => y + 0.25);
  const bins = byTenths(standingOf(score), { truth, score, weight: new Float64Array(100).fill(1) });
  expect(bins).toHaveLength(10);
  expect(bins.every(({ truth: y, score: s }) => Math.abs(s - y - 0.25) < 1e-12)).toBe(true);
  expect(calibrationError(bins)).toBeCloseTo(0.25);
});

test("groups: whose households all look better off than they are is missed, and it shows", () => {
  const truth = upTo(100);
  const score = truth.map((y) => (y % 2 === 0 ? y + 50 : y));
  const rows = {
    ...judged(truth, score),
    truthValues: numbers(truth),
    scoreValues: numbers(score),
  };
  const [even, odd] = groupErrors(rows, 0.4, ["even", "odd"], (row) => row % 2);
  expect(even?.bias).toBe(50);
  expect(even?.exclusion).toBeGreaterThan(0.5);
  expect(odd?.exclusion).toBe(0);
  expect((even?.shareOfMissed ?? 0) + (odd?.shareOfMissed ?? 0)).toBeCloseTo(1);
});

test("resampled groups bring the standard error of a mean of groups", () => {
  const group = Int32Array.from(upTo(400), (i) => i >> 2);
  const value = group.map((g) => (g * 37) % 10);
  const means: number[] = [];
  for (const weight of resampledWeights(group, new Float64Array(400).fill(1), 400, 7))
    means.push(weight.reduce((sum, w, i) => sum + w * (value[i] as number), 0) / 400);
  // Ten values, each as often: their deviation over the root of a hundred groups.
  expect(spreadOf(means)).toBeCloseTo(Math.sqrt(8.25) / 10, 1);
  expect(spreadOf([1])).toBeNull();
});
