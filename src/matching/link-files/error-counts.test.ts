import fc from "fast-check";
import { expect, test } from "vitest";
import { countErrors, errorCounts } from "./error-counts.ts";
import { laidOut } from "./model.ts";

const FIELDS = Array.from({ length: 4 }, () => ({
  kind: "category" as const,
  m: [0, 0.2, 0.05, 0.75, 0],
}));
const NAMES = [0, 1, 2, 3, 4];

/** Likely pairs: so many differ in none, one, two … of four fields. */
function likely(counts: readonly number[]) {
  const vectors = counts.map((pairs, off) => ({
    levels: [0, 1, 2, 3].map((f) => (f < off ? 1 : 3)),
    pairs,
  }));
  return { ...laidOut(vectors, 4), chance: new Float64Array(counts.length).fill(1) };
}

test("who errs once and never twice is told from a stranger by the second difference", () => {
  const { differing, known } = errorCounts(FIELDS, [], likely([200, 800, 0, 0, 0]));
  expect(differing[0]).toBeGreaterThan(300);
  expect(differing[1]).toBe(differing[0]);
  expect(differing[2]).toBeLessThan(-3_000);
  // Who knows one field alone cannot differ in two: to agree in it says nothing more than its own weight.
  expect((differing[0] ?? 0) + (known[1] ?? 0)).toBe(0);
  expect((differing[0] ?? 0) + (known[0] ?? 0)).toBe(0);
});

test("where each field errs by itself nothing is added", () => {
  const shares = [0.316, 0.422, 0.211, 0.047, 0.004];
  const { differing, known } = errorCounts(FIELDS, [], likely(shares.map((one) => one * 1_000)));
  for (const off of NAMES) {
    expect(Math.abs((differing[off] ?? 0) + (known[4] ?? 0))).toBeLessThan(60);
  }
});

test("one more difference never speaks for a pair, and what is said comes to one", () => {
  const counts = fc.array(fc.integer({ min: 0, max: 500 }), { minLength: 5, maxLength: 5 });
  fc.assert(
    fc.property(counts, (own) => {
      const { differing, known } = errorCounts(FIELDS, [], likely(own));
      expect(differing.toSorted((a, b) => b - a)).toEqual(differing);
      const shares = [0.316, 0.422, 0.211, 0.047, 0.004];
      const all = shares.reduce(
        (sum, share, off) => sum + share * 2 ** (((differing[off] ?? 0) + (known[4] ?? 0)) / 1000),
        0,
      );
      expect(all).toBeCloseTo(1, 1);
    }),
  );
});

test("a field that errs as one with another counts once, and a swap is no error", () => {
  const tied = [{ child: 1, parent: 0, agree: 0, differ: 900 }];
  const vectors = [
    [1, 1, 3, 0],
    [3, 1, 3, 3],
    [1, 3, 4, 2],
    [0, 0, 0, 0],
  ];
  const counted = countErrors(
    FIELDS,
    tied,
    laidOut(
      vectors.map((levels) => ({ levels, pairs: 1 })),
      4,
    ),
  );
  expect([...counted.differing]).toEqual([1, 1, 2, 0]);
  expect([...counted.known]).toEqual([3, 4, 4, 0]);
});
