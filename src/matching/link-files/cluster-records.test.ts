import fc from "fast-check";
import { expect, test } from "vitest";
import { averageClusters, connected, type Edge, oneToOne, spokenFor } from "./cluster-records.ts";

const nobodySingle = (): undefined => undefined;
const edge = (a: number, b: number, above: number): Edge => ({ a, b, above });

test("a chain does not fuse: A is B and B is C, but A and C contradict each other", () => {
  const edges = [edge(1, 2, 8_000), edge(2, 3, 6_000), edge(1, 3, -10_000)];
  expect(averageClusters([1, 2, 3], edges, nobodySingle)).toEqual([[1, 2], [3]]);
  // Where nothing speaks against it, one weak pair does not part three records.
  const weak = [edge(1, 2, 8_000), edge(2, 3, 6_000), edge(1, 3, -1_000)];
  expect(averageClusters([1, 2, 3], weak, nobodySingle)).toEqual([[1, 2, 3]]);
});

test("two records that know little in common are not parted by it, two that contradict each other are", () => {
  const [threshold, prior] = [0, -12_000];
  expect(spokenFor(5_000, threshold, prior)).toBe(5_000);
  // Nothing known of both: only the chance of any pair stands in the weight.
  expect(spokenFor(-12_000, threshold, prior)).toBe(-1_000);
  expect(spokenFor(-4_000, threshold, prior)).toBe(-1_000);
  expect(spokenFor(-500, threshold, prior)).toBe(-500);
  expect(spokenFor(-22_000, threshold, prior)).toBe(-11_000);
  const spoken = (a: number, b: number, weight: number): Edge =>
    edge(a, b, spokenFor(weight, threshold, prior));
  const silent = [spoken(1, 2, 8_000), spoken(2, 3, 6_000), spoken(1, 3, -12_000)];
  expect(averageClusters([1, 2, 3], silent, nobodySingle)).toEqual([[1, 2, 3]]);
  const contradicted = [spoken(1, 2, 8_000), spoken(2, 3, 6_000), spoken(1, 3, -24_000)];
  expect(averageClusters([1, 2, 3], contradicted, nobodySingle)).toEqual([[1, 2], [3]]);
});

test("a file that holds nobody twice has at most one record in a cluster", () => {
  const edges = [edge(1, 11, 9_000), edge(2, 11, 8_000), edge(1, 2, 20_000)];
  const single = (record: number) => (record < 10 ? 0 : undefined);
  expect(averageClusters([1, 2, 11], edges, single)).toEqual([[1, 11], [2]]);
});

test("one to one: the best pair takes both, what is left stays free (linkage.md 5.8)", () => {
  const inputOf = (record: number) => (record < 10 ? 0 : 1);
  const edges = [edge(1, 11, 950), edge(1, 12, 940), edge(2, 11, 930)];
  expect(oneToOne(edges, inputOf)).toEqual([edge(1, 11, 950)]);
  const four = [...edges, edge(2, 12, 100)];
  expect(oneToOne(four, inputOf)).toEqual([edge(1, 11, 950), edge(2, 12, 100)]);
});

/** Mutually best pairs, round by round, as the rule says it. */
function mutualBest(edges: readonly Edge[]): readonly Edge[] {
  const best = (own: readonly Edge[]): Edge | undefined =>
    [...own].sort((x, y) => y.above - x.above || x.a - y.a || x.b - y.b)[0];
  let left = edges.filter(({ above }) => above >= 0);
  const taken: Edge[] = [];
  while (left.length > 0) {
    const round = left.filter(
      (one) =>
        best(left.filter(({ a }) => a === one.a)) === one &&
        best(left.filter(({ b }) => b === one.b)) === one,
    );
    taken.push(...round);
    left = left.filter((one) => round.every(({ a, b }) => a !== one.a && b !== one.b));
  }
  return taken.sort((x, y) => x.a - y.a);
}

const distinct = (edges: readonly Edge[]): readonly Edge[] => [
  ...new Map(edges.map((one) => [`${one.a} ${one.b}`, one])).values(),
];
const EDGES = fc
  .array(
    fc.record({
      a: fc.integer({ min: 1, max: 6 }),
      b: fc.integer({ min: 11, max: 16 }),
      above: fc.integer({ min: -3, max: 6 }),
    }),
    { maxLength: 20 },
  )
  .map(distinct);

test("one to one is what mutually best pairs give, in whatever order edges come", () => {
  const inputOf = (record: number) => (record < 10 ? 0 : 1);
  fc.assert(
    fc.property(EDGES, (edges) => {
      const taken = [...oneToOne(edges, inputOf)].sort((x, y) => x.a - y.a);
      expect(taken).toEqual(mutualBest(edges));
      expect([...oneToOne(edges.toReversed(), inputOf)].sort((x, y) => x.a - y.a)).toEqual(taken);
    }),
  );
});

test("clusters part the records, and nobody is where others on average speak against", () => {
  fc.assert(
    fc.property(EDGES, (edges) => {
      const loud = edges.map((one) => ({ ...one, above: one.above * 1_000 }));
      const members = [...connected(loud).keys()];
      const clusters = averageClusters(members, loud, nobodySingle);
      expect(clusters.flat().sort((a, b) => a - b)).toEqual(members);
      expect(averageClusters(members.toReversed(), loud.toReversed(), nobodySingle)).toEqual(
        clusters,
      );
      const said = new Map(loud.map(({ a, b, above }) => [`${a} ${b}`, above]));
      for (const cluster of clusters) {
        if (cluster.length !== 2) continue;
        expect(said.get(cluster.join(" ")) ?? -1).toBeGreaterThanOrEqual(0);
      }
    }),
  );
});

test("groups are named by their lowest record", () => {
  const roots = connected([edge(5, 9, 1), edge(2, 9, 1), edge(3, 4, 1)]);
  expect([...roots]).toEqual([
    [2, 2],
    [3, 3],
    [4, 3],
    [5, 2],
    [9, 2],
  ]);
});
