import { expect, test } from "vitest";
import { movesBetween, stabilityIndex } from "./decile-moves.ts";

const spread = (weights: readonly number[], from = 13_000) =>
  weights.map((weight, k) => ({ bin: from + k, weight, families: weight }));

test("who stayed, moved, came and left adds up", () => {
  const moves = movesBetween(
    [
      { from: 1, to: 1, families: 6, persons: 20 },
      { from: 1, to: 1, families: 2, persons: 5 },
      { from: 2, to: 1, families: 1, persons: 3 },
      { from: 1, to: 4, families: 1, persons: 2 },
      { from: null, to: 3, families: 5, persons: 9 },
    ],
    {
      before: [
        { decile: 1, families: 10 },
        { decile: 2, families: 3 },
      ],
      spreadBefore: spread([1, 2]),
      spreadNow: spread([1, 2]),
    },
  );
  expect(moves).toMatchObject({ before: 13, came: 5, left: 3, meanSteps: 0.4 });
  expect(moves.mobility).toBeCloseTo(0.2, 12);
  expect(moves.matrix).toEqual([
    { from: 1, to: 1, families: 8, persons: 25 },
    { from: 1, to: 4, families: 1, persons: 2 },
    { from: 2, to: 1, families: 1, persons: 3 },
  ]);
});

test("the same scores have not drifted; scores that all moved have", () => {
  const before = spread(Array.from({ length: 20 }, () => 100));
  expect(stabilityIndex(before, before)).toMatchObject({ value: 0, bins: 10 });
  const { value, noise } = stabilityIndex(
    before,
    spread(
      Array.from({ length: 20 }, () => 100),
      13_010,
    ),
  );
  expect(value).toBeGreaterThan(0.25);
  expect(noise).toBeCloseTo(9 * (2 / 2000), 12);
});

test("drift by hand: two bins, a quarter that moved", () => {
  const before = spread([50, 50]);
  const now = spread([75, 25]);
  // Edges after the first bin alone: tenths one to five end there, six to nine in the second.
  const [p, q] = [75.5 / 101.5, 50.5 / 101.5];
  const three = [p, 25.5 / 101.5, 0.5 / 101.5];
  const two = [q, 50.5 / 101.5, 0.5 / 101.5];
  const byHand = three.reduce(
    (sum, share, k) => sum + (share - (two[k] ?? 0)) * Math.log(share / (two[k] ?? 1)),
    0,
  );
  expect(stabilityIndex(before, now).value).toBeCloseTo(byHand, 12);
});
