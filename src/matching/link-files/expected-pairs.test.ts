import { expect, test } from "vitest";
import { expectedPairs, type PairBin } from "./expected-pairs.ts";

const ONCE = { oneRecordPerEntity: true, records: 1_000 };
const OFTEN = { oneRecordPerEntity: false, records: 1_000 };
/** 950 sure pairs, and 40 at one to fifteen. */
const BINS: readonly PairBin[] = [
  { one: 0, other: 1, milliBits: 15_000, pairs: 950, free: 950 },
  { one: 0, other: 1, milliBits: -4_000, pairs: 60, free: 40 },
];
const rightBelow = (found: ReturnType<typeof expectedPairs>): number => found[0]?.right ?? 0;

test("who has found a partner is no rival any more: the last ones are more often true than their weight says", () => {
  const [both, one, none] = [
    expectedPairs(BINS, [ONCE, ONCE]),
    expectedPairs(BINS, [ONCE, OFTEN]),
    expectedPairs(BINS, [OFTEN, OFTEN]),
  ].map(rightBelow);
  expect(none).toBeCloseTo(40 * 0.069, 1);
  expect(both).toBeGreaterThanOrEqual(one ?? 0);
  expect(both).toBeGreaterThan(none ?? 0);
  expect(both).toBeLessThanOrEqual(40);
});

test("rivals take each other's chance, and who has none is more often true than the weight says", () => {
  const bin = { one: 0, other: 1, milliBits: -1_000 };
  const found = expectedPairs(
    [
      { ...bin, milliBits: 6_000, pairs: 200, free: 200, rivals: -1_000 },
      { ...bin, pairs: 200, free: 0, rivals: 6_000 },
      { ...bin, pairs: 200, free: 200 },
    ],
    [ONCE, ONCE],
  );
  const alone = expectedPairs([{ ...bin, pairs: 200, free: 200 }], [ONCE, ONCE]);
  expect(rightBelow(found)).toBeGreaterThan(1.3 * rightBelow(alone));
  expect(rightBelow(found)).toBeLessThan(200);
});

test("within one file nobody takes a place from another, and every bin is told once, in order", () => {
  const within: readonly PairBin[] = [
    { one: 0, other: 0, milliBits: 3_000, pairs: 10, free: 10 },
    { one: 0, other: 0, milliBits: 0, pairs: 8, free: 8 },
    { one: 1, other: 1, milliBits: 3_000, pairs: 5, free: 5 },
  ];
  const found = expectedPairs(within, [OFTEN, OFTEN]);
  expect(found.map(({ milliBits, pairs }) => [milliBits, pairs])).toEqual([
    [0, 8],
    [3_000, 15],
  ]);
  expect(found[1]?.right).toBeCloseTo(15 * (1 - 1 / (1 + 2 ** 3.25)), 1);
  expect(expectedPairs([], [ONCE])).toEqual([]);
});
