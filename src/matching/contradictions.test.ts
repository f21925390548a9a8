import fc from "fast-check";
import { expect, test } from "vitest";
import { chainsBetween } from "./contradictions.ts";

const chain = (...keys: readonly number[]) => ({ keys: keys.map(BigInt) });
const between = (chains: readonly ReturnType<typeof chain>[], ...ends: readonly number[][]) => {
  const found = chainsBetween(
    chains,
    ends.map((keys) => keys.map(BigInt)),
  );
  return chains.flatMap((one, i) => (found.has(one) ? [i] : []));
};

test("what leads from one to the other is found, by every way; what hangs on it is not", () => {
  const chains = [chain(1, 2), chain(2, 3), chain(1, 4), chain(4, 3), chain(2, 9), chain(7, 8)];
  expect(between(chains, [1], [3])).toEqual([0, 1, 2, 3]);
  expect(between(chains, [1], [2])).toEqual([0, 1, 2, 3]);
  expect(between(chains, [2], [9])).toEqual([4]);
  expect(between(chains, [1], [7])).toEqual([]);
});

test("a way inside one end is none, and a third end may lie on a way", () => {
  expect(between([chain(1, 5), chain(5, 2)], [1, 2], [3])).toEqual([]);
  expect(between([chain(1, 5), chain(5, 2), chain(2, 3)], [1, 2], [3])).toEqual([2]);
  expect(between([chain(1, 5), chain(5, 2), chain(2, 6), chain(6, 3)], [1], [2], [3])).toEqual([
    0, 1, 2, 3,
  ]);
});

test("a chain of twenty thousand is walked without recursion", () => {
  const long = Array.from({ length: 20_000 }, (_, i) => chain(i, i + 1));
  expect(between(long, [0], [20_000])).toHaveLength(long.length);
});

test("it agrees with trying every way there is", () => {
  const key = fc.nat(5);
  fc.assert(
    fc.property(
      fc.array(fc.uniqueArray(key, { minLength: 2, maxLength: 3 }), { maxLength: 7 }),
      key,
      key,
      (rows, from, to) => {
        fc.pre(from !== to);
        const chains = rows.map((keys) => chain(...keys));
        expect(between(chains, [from], [to])).toEqual(everyWay(rows, from, to));
      },
    ),
    { numRuns: 500 },
  );
});

/** Chains on any way from one key to another that uses no key and no chain twice. */
function everyWay(rows: readonly number[][], from: number, to: number): number[] {
  const found = new Set<number>();
  const walk = (at: number, keys: readonly number[], used: readonly number[]): void => {
    if (at === to) for (const each of used) found.add(each);
    else {
      for (const [i, row] of rows.entries()) {
        if (used.includes(i) || !row.includes(at)) continue;
        for (const next of row.filter((key) => !keys.includes(key))) {
          walk(next, [...keys, next], [...used, i]);
        }
      }
    }
  };
  walk(from, [from], []);
  return [...found].sort((a, b) => a - b);
}
