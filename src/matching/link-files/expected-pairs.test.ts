import { expect, test } from "vitest";
import { expectedPairs, type PairBin } from "./expected-pairs.ts";

const ONCE = { oneRecordPerEntity: true, records: 1_000 };
const OFTEN = { oneRecordPerEntity: false, records: 1_000 };
const rightBelow = (found: ReturnType<typeof expectedPairs>): number => found[0]?.right ?? 0;

/** 600 sure pairs, and 200 at one to eight: `near` of them lie beside records whose partner is found. */
const binsOf = (near: number): readonly PairBin[] => [
  { one: 0, other: 1, milliBits: 15_000, pairs: 600, free: 600 },
  { one: 0, other: 1, milliBits: -3_000, pairs: near, free: 0, rivals: 15_000 },
  { one: 0, other: 1, milliBits: -3_000, pairs: 200 - near, free: 200 - near },
];

test("who has found a partner shows what strangers weigh: the others of that weight are one, where hardly any lies near those", () => {
  // Of all pairs of records 84 in a hundred have one whose partner is found, and so have as many strangers.
  const [none, few, most] = [0, 10, 168].map((near) =>
    rightBelow(expectedPairs(binsOf(near), [ONCE, ONCE])),
  );
  expect(none).toBeGreaterThan(195);
  expect(few).toBeGreaterThan(180);
  expect(few).toBeLessThan(190);
  expect(most).toBeLessThan(5);
});

test("where one file alone holds nobody twice, fewer are known to be strangers", () => {
  // Six in ten records of the other file have found theirs, and with them six in ten strangers.
  expect(rightBelow(expectedPairs(binsOf(100), [ONCE, OFTEN]))).toBeCloseTo(33, -1);
  expect(rightBelow(expectedPairs(binsOf(100), [ONCE, ONCE]))).toBeCloseTo(81, -1);
});

test("where nobody has found a partner, and where anybody may be twice, the weights are believed", () => {
  const bins: readonly PairBin[] = [
    { one: 0, other: 1, milliBits: -1_000, pairs: 40, free: 40 },
    { one: 0, other: 1, milliBits: 2_000, pairs: 10, free: 10 },
  ];
  const chance = 1 / (1 + 2 ** 0.75);
  expect(rightBelow(expectedPairs(bins, [OFTEN, OFTEN]))).toBeCloseTo(40 * chance, 3);
  expect(rightBelow(expectedPairs(bins, [ONCE, ONCE]))).toBeLessThan(40 * chance + 10);
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
