import fc from "fast-check";
import { expect, test } from "vitest";
import { dice } from "#domain/dice.ts";
import type { Axis, ModelVariable } from "#ranking/pmt/pmt-model.ts";
import { binStarts, binSums, joinSums } from "./bin-sums.ts";
import { countSteps, goSteps, newPath } from "./boost-tables.ts";
import { growTree } from "./grow-tree.ts";
import type { BinnedColumn } from "./term-axes.ts";
import { splitsOf, UNTOUCHED } from "./term-splits.ts";

const seeds = fc.integer({ min: 0, max: 2 ** 31 });
const ROWS = 120;

/** A number of four bins and absent, a category of three levels, the rest and absent. */
const VARIABLES: readonly ModelVariable[] = [
  { kind: "number", name: "n", decimals: 0, low: 0, high: 9, middle: 0, per: 10, only: 1 },
  { kind: "category", name: "c", levels: ["a", "b", "c"] },
];
const AXES: readonly Axis[] = [
  { variable: 0, cuts: [2, 4, 6] },
  { variable: 1, bins: [0, 1, 2, 3, 4] },
];

function made(seed: number) {
  const roll = dice(seed);
  const columns = AXES.map(
    (axis): BinnedColumn => ({
      axes: [axis],
      bins: 5,
      of: Uint8Array.from({ length: ROWS }, () => roll(5)),
    }),
  );
  const numbers = (below: number) =>
    Float64Array.from({ length: ROWS }, () => roll(below) - below / 2);
  return { columns, weight: numbers(4).map((w) => w + 3), rest: numbers(40) };
}

const everyRow = Uint32Array.from({ length: ROWS }, (_, row) => row);

test("sums by bin are those of the rows, and parts add up to the whole", () => {
  fc.assert(
    fc.property(seeds, (seed) => {
      const { columns, weight, rest } = made(seed);
      const odd = everyRow.filter((row) => row % 2 === 1);
      const even = everyRow.filter((row) => row % 2 === 0);
      const sums = joinSums([odd, even].map((rows) => binSums(columns, rows, weight, rest)));
      const starts = binStarts(columns);
      for (const [a, one] of columns.entries()) {
        for (let x = 0; x < one.bins; x++) {
          const inX = everyRow.filter((row) => one.of[row] === x);
          const left = inX.reduce(
            (sum, row) => sum + (weight[row] as number) * (rest[row] as number),
            0,
          );
          expect(sums.left[(starts[a] as number) + x]).toBeCloseTo(left, 9);
          for (const [b, two] of columns.entries()) {
            for (let y = 0; y < two.bins; y++) {
              const both = inX.filter((row) => two.of[row] === y);
              const at = ((starts[a] as number) + x) * sums.bins + (starts[b] as number) + y;
              expect(sums.shared[at]).toBe(
                both.reduce((sum, row) => sum + (weight[row] as number), 0),
              );
            }
          }
        }
      }
    }),
    { numRuns: 20 },
  );
});

const termsOf = (columns: readonly BinnedColumn[]) =>
  columns.map((column, c) => ({
    start: binStarts(columns)[c] as number,
    splits: splitsOf(column, VARIABLES),
  }));

/** Every split tried on the rows themselves; its values where it explains most, monotone where it must be. */
function bestByTrying(columns: readonly BinnedColumn[], weight: Float64Array, rest: Float64Array) {
  let best = { gain: 1e-9, values: new Float64Array(10) };
  for (const [c, { of, axes }] of columns.entries()) {
    const isNumber = "cuts" in axes[0];
    const sides = isNumber
      ? [
          ...[1, 2, 3].map((cut) => (bin: number) => (bin === 4 ? -1 : bin >= cut ? 1 : 0)),
          (bin: number) => (bin === 4 ? 1 : 0),
        ]
      : [0, 1, 2, 3, 4].map((level) => (bin: number) => (bin === level ? 1 : 0));
    for (const [place, side] of sides.entries()) {
      const means = [0, 1].map((part) => {
        const rows = everyRow.filter((row) => side(of[row] as number) === part);
        const left = rows.reduce(
          (sum, row) => sum + (weight[row] as number) * (rest[row] as number),
          0,
        );
        const heavy = rows.reduce((sum, row) => sum + (weight[row] as number), 0);
        return { value: left / (heavy + 20), gain: left ** 2 / (heavy + 20) };
      });
      const gain = means.reduce((sum, part) => sum + part.gain, 0);
      const falls = (means[0]?.value as number) > (means[1]?.value as number);
      if (gain <= best.gain + 1e-9 || (isNumber && place < 3 && falls)) continue;
      const values = new Float64Array(10);
      for (let bin = 0; bin < 5; bin++) values[5 * c + bin] = 0.1 * (means[side(bin)]?.value ?? 0);
      best = { gain, values };
    }
  }
  return best.values;
}

test("a step is the best of every split, tried on the rows", () => {
  fc.assert(
    fc.property(seeds, (seed) => {
      const { columns, weight, rest } = made(seed);
      const path = newPath(binSums(columns, everyRow, weight, rest));
      goSteps(path, termsOf(columns), 1);
      const plain = bestByTrying(columns, weight, rest);
      for (const [bin, value] of path.values.entries())
        expect(value).toBeCloseTo(plain[bin] as number, 9);
    }),
    { numRuns: 40 },
  );
});

test("what is left after many steps, and the error on rows not seen, are those of the rows", () => {
  fc.assert(
    fc.property(seeds, (seed) => {
      const { columns, weight, rest } = made(seed);
      const unseen = everyRow.filter((row) => row % 3 === 0);
      const whole = binSums(columns, everyRow, weight, rest);
      const path = newPath(whole, binSums(columns, unseen, weight, rest));
      const { steps, gain } = countSteps([path], termsOf(columns));
      const again = newPath(whole, binSums(columns, unseen, weight, rest));
      goSteps(again, termsOf(columns), steps);
      const told = (row: number) =>
        columns.reduce(
          (sum, { of }, c) => sum + (again.values[5 * c + (of[row] as number)] as number),
          0,
        );
      const missed = (line: (row: number) => number) =>
        unseen.reduce(
          (sum, row) => sum + (weight[row] as number) * ((rest[row] as number) - line(row)) ** 2,
          0,
        );
      expect(missed(() => 0) - missed(told)).toBeCloseTo(gain, 6);
      const inBin = everyRow.filter((row) => columns[1]?.of[row] === 2);
      const left = inBin.reduce(
        (sum, row) => sum + (weight[row] as number) * ((rest[row] as number) - told(row)),
        0,
      );
      expect(again.left[7]).toBeCloseTo(left, 6);
    }),
    { numRuns: 30 },
  );
});

test("steps keep what may only rise rising, along one axis and along two", () => {
  fc.assert(
    fc.property(seeds, (seed) => {
      const { columns, weight, rest } = made(seed);
      const [a, b] = columns as [BinnedColumn, BinnedColumn];
      const pair: BinnedColumn = {
        axes: [a.axes[0], b.axes[0]],
        bins: 25,
        of: a.of.map((bin, row) => 5 * bin + (b.of[row] as number)),
      };
      const both = [a, pair];
      const path = newPath(binSums(both, everyRow, weight, rest));
      goSteps(path, termsOf(both), 60);
      for (let bin = 0; bin < 3; bin++) {
        expect(path.values[bin + 1]).toBeGreaterThanOrEqual(path.values[bin] as number);
        for (let level = 0; level < 5; level++) {
          const at = 5 + 5 * bin + level;
          expect(path.values[at + 5]).toBeGreaterThanOrEqual(path.values[at] as number);
        }
      }
    }),
    { numRuns: 20 },
  );
});

test("a tree's first question explains most of every cut that leaves enough rows", () => {
  fc.assert(
    fc.property(seeds, (seed) => {
      const { columns, weight, rest } = made(seed);
      const left = rest.map((value, row) => value * (weight[row] as number));
      const tree = growTree({ columns, starts: binStarts(columns), weight, left }, everyRow);
      const gainOf = (isYes: (row: number) => boolean) =>
        [true, false].reduce((gain, side) => {
          const rows = everyRow.filter((row) => isYes(row) === side);
          const sum = rows.reduce((s, row) => s + (left[row] as number), 0);
          const heavy = rows.reduce((s, row) => s + (weight[row] as number), 0);
          return heavy < 20 ? Number.NEGATIVE_INFINITY : gain + sum ** 2 / (heavy + 10);
        }, 0);
      const sets = columns.flatMap(({ of }, c) =>
        Array.from({ length: 30 }, (_, k) => k + 1)
          .map((bits) => (bin: number) => ((bits >> bin) & 1) === 1)
          .filter((has) => c === 1 || [0, 1, 2, 3].every((bin) => !has(bin + 1) || has(bin)))
          .map((has) => (row: number) => has(of[row] as number)),
      );
      const most = Math.max(...sets.map(gainOf));
      if (typeof tree === "number") throw new Error("no question found");
      const { of } = columns[tree.column] as BinnedColumn;
      expect(gainOf((row) => tree.isYes[of[row] as number] === 1)).toBeCloseTo(most, 6);
    }),
    { numRuns: 40 },
  );
});

test("an absent number stays out of cuts between numbers", () => {
  const [column] = made(1).columns;
  const splits = splitsOf(column as BinnedColumn, VARIABLES);
  expect(splits.slice(0, 3).every(({ parts }) => parts[4] === UNTOUCHED)).toBe(true);
  expect(splits.at(-1)?.parts).toEqual(Uint8Array.from([0, 0, 0, 0, 1]));
});
