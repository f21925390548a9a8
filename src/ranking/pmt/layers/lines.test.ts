import fc from "fast-check";
import { expect, test } from "vitest";
import { dice } from "#domain/dice.ts";
import { centre, gramAdder } from "#ranking/gram.ts";
import { areaSpread, rowsOfNation } from "./area-effect.ts";
import { olsLine } from "./ols-lines.ts";

const seeds = fc.integer({ min: 0, max: 2 ** 31 });

/** Weighted rows of small whole numbers. */
function randomRows(seed: number, slots: number) {
  const roll = dice(seed);
  return Array.from({ length: 30 + roll(40) }, () => ({
    weight: 1 + roll(4),
    outcome: roll(41) - 20,
    x: Array.from({ length: slots }, () => roll(5)),
  }));
}

const gramOf = (rows: ReturnType<typeof randomRows>, slots: number) => {
  const adder = gramAdder(slots);
  for (const { weight, outcome, x } of rows) adder.add(weight, outcome, (k) => x[k] as number);
  return centre(adder.take());
};

/** Gauss-Jordan on the normal equations with an intercept, the slow plain way. */
function solveDirectly(rows: ReturnType<typeof randomRows>, slots: number): number[] {
  const n = slots + 1;
  const of = (row: { x: number[] }, a: number) => (a === 0 ? 1 : (row.x[a - 1] as number));
  const m = Array.from({ length: n }, (_, a) => [
    ...Array.from({ length: n }, (_, b) =>
      rows.reduce((sum, row) => sum + row.weight * of(row, a) * of(row, b), 0),
    ),
    rows.reduce((sum, row) => sum + row.weight * of(row, a) * row.outcome, 0),
  ]);
  for (let p = 0; p < n; p++) {
    const best = m
      .slice(p)
      .reduce(
        (at, row, i) => (Math.abs(row[p] as number) > Math.abs(m[at]?.[p] as number) ? p + i : at),
        p,
      );
    [m[p], m[best]] = [m[best] as number[], m[p] as number[]];
    for (let r = 0; r < n; r++) {
      if (r === p) continue;
      const times = (m[r]?.[p] as number) / (m[p]?.[p] as number);
      m[r] = (m[r] as number[]).map((value, c) => value - times * (m[p]?.[c] as number));
    }
  }
  return m.map((row, p) => (row[n] as number) / (row[p] as number));
}

test("ordinary least squares solves the normal equations", () => {
  fc.assert(
    fc.property(seeds, (seed) => {
      const rows = randomRows(seed, 4);
      const line = olsLine(gramOf(rows, 4), [0, 1, 2, 3]);
      const [intercept, ...weights] = solveDirectly(rows, 4);
      expect(line.dropped).toEqual([]);
      expect(line.intercept).toBeCloseTo(intercept as number, 8);
      for (const [k, weight] of weights.entries()) expect(line.weights[k]).toBeCloseTo(weight, 8);
    }),
    { numRuns: 50 },
  );
});

test("what others tell already falls out, is named, and leaves the line of the others as it is", () => {
  fc.assert(
    fc.property(seeds, (seed) => {
      const rows = randomRows(seed, 3);
      const twice = rows.map((row) => ({
        ...row,
        x: [...row.x, 2 * (row.x[0] as number) - (row.x[1] as number), 7],
      }));
      const line = olsLine(gramOf(twice, 5), [0, 1, 2, 3, 4]);
      const plain = olsLine(gramOf(rows, 3), [0, 1, 2]);
      expect(line.dropped).toEqual([3, 4]);
      expect(line.intercept).toBeCloseTo(plain.intercept, 6);
      for (let k = 0; k < 3; k++)
        expect(line.weights[k]).toBeCloseTo(plain.weights[k] as number, 6);
    }),
    { numRuns: 50 },
  );
});

test("empirical Bayes by hand: two areas of two groups", () => {
  // Area 0: groups answer 1 and 3 (two rows each), mean 2. Area 1: groups answer -3 and -1, mean -2.
  const spread = areaSpread({
    residual: Float64Array.from([1, 1, 3, 3, -3, -3, -1, -1]),
    weight: new Float64Array(8).fill(1),
    group: Int32Array.from([0, 0, 1, 1, 2, 2, 3, 3]),
    area: Int32Array.from([0, 0, 0, 0, 1, 1, 1, 1]),
  });
  // Sums of groups are off by 2 each: (4 + 4) / (4 rows x 1/2) in each area.
  expect(spread.within).toBeCloseTo(4, 12);
  // Areas are off by 2 each: 4 x 4 x 2 = 32; less one within of 4; over 8 - 32/8 = 4.
  expect(spread.between).toBeCloseTo(7, 12);
  expect(rowsOfNation(spread)).toBeCloseTo(4 / 7, 12);
});

test("rows of one group that answer alike are one witness", () => {
  const roll = dice(5);
  const [areas, groups, rows] = [40, 10, 8];
  const answer = Array.from({ length: areas * groups }, () => roll(2000) / 1000 - 1);
  const all = areas * groups * rows;
  const group = Int32Array.from({ length: all }, (_, i) => Math.floor(i / rows));
  const residual = Float64Array.from(
    { length: all },
    (_, i) => answer[group[i] as number] as number,
  );
  const area = Int32Array.from({ length: all }, (_, i) => Math.floor(i / rows / groups));
  const weight = new Float64Array(all).fill(1);
  const alike = areaSpread({ residual, weight, group, area });
  const apart = areaSpread({
    residual,
    weight,
    group: Int32Array.from({ length: all }, (_, i) => i),
    area,
  });
  expect(alike.within / apart.within).toBeGreaterThan(6);
  // Areas differ by nothing but chance: by groups this is seen, by rows it looks like much.
  expect(alike.between).toBeLessThan(apart.between / 3);
});
