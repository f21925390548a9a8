import { expect, test } from "vitest";
import type { Edge } from "./cluster-records.ts";
import { joinClusters } from "./join-clusters.ts";

/** Two entities of many records, found in pieces; a few of their records look like each other's. */
const ENTITY = 600;
const PIECE = 50;
const isSame = (a: number, b: number): boolean => a < ENTITY === b < ENTITY;
const pieces = Array.from({ length: (2 * ENTITY) / PIECE }, (_, i) =>
  Array.from({ length: PIECE }, (_, k) => i * PIECE + k),
);
const edges: readonly Edge[] = [
  ...pieces.flatMap(([first = 0], i) =>
    [1, 2].flatMap((next) => {
      const [other = 0] = pieces[(i + next) % pieces.length] ?? [];
      const [a, b] = [Math.min(first, other), Math.max(first, other)];
      return isSame(a, b) ? [{ a, b, above: 4_000 }] : [];
    }),
  ),
  ...Array.from({ length: 30 }, (_, i) => ({ a: i, b: ENTITY + i, above: 9_000 })),
];
const ask = async (pairs: readonly (readonly [number, number])[]): Promise<readonly Edge[]> =>
  pairs.map(([a, b]) => ({ a, b, above: isSame(a, b) ? 3_000 : -6_000 }));
const nobody = (): undefined => undefined;
const sorted = (clusters: readonly (readonly number[])[]) =>
  clusters.toSorted(([a = 0], [b = 0]) => a - b);

test("the pieces of a large entity come together again, and a few loud pairs join no two entities", async () => {
  const joined = sorted(await joinClusters(pieces, edges, nobody, ask));
  expect(joined.map(({ length }) => length)).toEqual([ENTITY, ENTITY]);
  expect(joined[0]?.every((record) => record < ENTITY)).toBe(true);
});

test("the order of pieces and edges changes nothing, and records that no piece holds are looked at", async () => {
  const few = pieces.filter((_, i) => i % 5 !== 0);
  const joined = await joinClusters(few, edges, nobody, ask);
  const turned = await joinClusters(few.toReversed(), edges.toReversed(), nobody, ask);
  expect(sorted(turned)).toEqual(sorted(joined));
  const lone = few.flat().length;
  expect(joined.flat().length).toBeGreaterThan(lone);
});

test("records of one file that holds nobody twice are never joined", async () => {
  const joined = await joinClusters(
    pieces,
    edges,
    (record) => (record % PIECE === 0 ? 1 : undefined),
    ask,
  );
  expect(joined).toHaveLength(pieces.length);
});

test("a large piece takes all the small ones whose best it is at once, and never two of a file that holds nobody twice", async () => {
  const hub = Array.from({ length: 100 }, (_, i) => i);
  const small = Array.from({ length: 300 }, (_, i) => [1_000 + i]);
  const star = small.map(([record = 0], i) => ({ a: i % 100, b: record, above: 4_000 }));
  let rounds = 0;
  const counted: typeof ask = (pairs) => {
    rounds++;
    return Promise.resolve(pairs.map(([a, b]) => ({ a, b, above: 3_000 })));
  };
  const joined = await joinClusters([hub, ...small], star, nobody, counted);
  expect([joined.length, joined[0]?.length]).toEqual([1, 400]);
  expect(rounds).toBeLessThan(5);
  const single = (record: number) => (record >= 1_000 ? record % 3 : undefined);
  const kept = await joinClusters([hub, ...small], star, single, counted);
  expect(kept.map(({ length }) => length).filter((n) => n > 1)).toEqual([103]);
});
