import { expect, test } from "vitest";
import { movesBetween } from "./decile-moves.ts";
import { stabilityOf } from "./population-stability.ts";

const BINS = [
  { before: 50, after: 75 },
  { before: 50, after: 25 },
];

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
      scoreBins: BINS,
    },
  );
  expect(moves).toMatchObject({ before: 13, came: 5, left: 3, meanSteps: 0.4 });
  expect(moves.mobility).toBeCloseTo(0.2, 12);
  expect(moves.stability).toEqual(stabilityOf(BINS));
  expect(moves.matrix).toEqual([
    { from: 1, to: 1, families: 8, persons: 25 },
    { from: 1, to: 4, families: 1, persons: 2 },
    { from: 2, to: 1, families: 1, persons: 3 },
  ]);
});

test("drift by hand: two bins, a quarter that moved; what did not move has not drifted", () => {
  const [p, q] = [75.5 / 101, 50.5 / 101];
  const byHand = (p - q) * Math.log(p / q) + (1 - p - (1 - q)) * Math.log((1 - p) / (1 - q));
  const { psi, noise, bins } = stabilityOf(BINS);
  expect(psi).toBeCloseTo(byHand, 6);
  expect([noise, bins]).toEqual([0.019802, 2]);
  expect(stabilityOf(BINS.map(({ before }) => ({ before, after: before }))).psi).toBe(0);
});
