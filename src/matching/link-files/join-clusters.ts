import { type Edge, heard } from "./cluster-records.ts";

/** Clusters with which each is compared in a round: those that its records lean to most. */
const MOST_ASKED = 3;
/** Records that speak for a cluster. */
const SPEAKERS = 4;
/** Every round joins the two that are each other's best, and the small ones; more are needed only where hardly any are. */
const ROUNDS = 60;
/** A cluster takes at once all those whose best it is and that are so many times smaller: few of its speakers would change. */
const SMALLER = 4;

type Pair = readonly [number, number];

/**
 * Joins clusters of groups too large to be compared whole. Whom a cluster may belong to is told by the edges between
 * their records; whether it does, by a few records of each, whose pairs are asked for with `ask`: on average they must speak for it. Two
 * clusters are joined where each is the other's best, and small ones where a large one is theirs, round after round, so that no
 * order matters.
 */
export async function joinClusters(
  found: readonly (readonly number[])[],
  edges: readonly Edge[],
  single: (record: number) => number | undefined,
  ask: (pairs: readonly Pair[]) => Promise<readonly Edge[]>,
): Promise<readonly (readonly number[])[]> {
  const clusters = new Map(found.map((records) => [Math.min(...records), [...records]]));
  const rootOf = new Map(
    found.flatMap((own) => own.map((rid) => [rid, Math.min(...own)] as const)),
  );
  for (const rid of edges.flatMap(({ a, b }) => [a, b])) {
    if (rootOf.has(rid)) continue;
    rootOf.set(rid, rid);
    clusters.set(rid, [rid]);
  }
  const leans = leansOf(edges, rootOf);
  const known = new Map<string, number>();
  for (let round = 0; round < ROUNDS; round++) {
    const asked = nearest(clusters, leans).filter(([one, other]) =>
      areFree(clusters.get(one), clusters.get(other), single),
    );
    await learnAverages(clusters, asked, known, ask);
    const followers = followersOf(
      bestOf(asked, (pair) => known.get(nameOf(clusters, pair))),
      (root) => clusters.get(root)?.length ?? 0,
    );
    if (followers.size === 0) break;
    for (const [hub, own] of followers) joinAll(clusters, leans, [hub, ...own], single);
  }
  return [...clusters.values()].map((records) => records.sort((a, b) => a - b));
}

type Clusters = ReadonlyMap<number, readonly number[]>;

/** How much is said between two clusters, all pairs together. */
type Leans = Map<number, Map<number, number>>;

function lean(leans: Leans, one: number, other: number, sum: number): void {
  const own = leans.get(one) ?? new Map<number, number>();
  leans.set(one, own.set(other, (own.get(other) ?? 0) + sum));
}

function leansOf(edges: readonly Edge[], rootOf: ReadonlyMap<number, number>): Leans {
  const leans: Leans = new Map();
  for (const { a, b, above } of edges) {
    const [one, other] = [rootOf.get(a) ?? a, rootOf.get(b) ?? b];
    if (one === other) continue;
    lean(leans, one, other, heard(above));
    lean(leans, other, one, heard(above));
  }
  return leans;
}

function leanTogether(leans: Leans, one: number, other: number): void {
  for (const [third, sum] of leans.get(other) ?? []) {
    leans.get(third)?.delete(other);
    if (third === one) continue;
    lean(leans, one, third, sum);
    lean(leans, third, one, sum);
  }
  leans.delete(other);
}

/** Pairs of clusters, the lower first, of which one is among those that the other leans to most. */
function nearest(clusters: Clusters, leans: Leans): readonly Pair[] {
  const sizeOf = (root: number): number => clusters.get(root)?.length ?? 1;
  const pairs = new Map<string, Pair>();
  for (const [root, own] of leans) {
    const most = [...own]
      .map(([other, sum]) => ({ other, lean: sum / sizeOf(other) }))
      .sort((x, y) => y.lean - x.lean || x.other - y.other)
      .slice(0, MOST_ASKED);
    for (const { other } of most) {
      const pair: Pair = [Math.min(root, other), Math.max(root, other)];
      pairs.set(pair.join(" "), pair);
    }
  }
  return [...pairs.values()].sort((x, y) => x[0] - y[0] || x[1] - y[1]);
}

function areFree(
  one: readonly number[] = [],
  other: readonly number[] = [],
  single: (record: number) => number | undefined,
): boolean {
  const marks = new Set(one.map(single).filter((mark) => mark !== undefined));
  return !other.some((record) => marks.has(single(record) as number));
}

/** A cluster only grows: root and size tell which it is. */
const nameOf = (clusters: Clusters, pair: Pair): string =>
  pair.map((root) => `${root}:${clusters.get(root)?.length}`).join(" ");

/** Evenly drawn from a cluster's records in their order. */
function speakersOf(records: readonly number[] = []): readonly number[] {
  const order = [...records].sort((a, b) => a - b);
  if (order.length <= SPEAKERS) return order;
  return Array.from(
    { length: SPEAKERS },
    (_, i) => order[Math.floor(((i + 0.5) * order.length) / SPEAKERS)] as number,
  );
}

async function learnAverages(
  clusters: Clusters,
  asked: readonly Pair[],
  known: Map<string, number>,
  ask: (pairs: readonly Pair[]) => Promise<readonly Edge[]>,
): Promise<void> {
  const unknown = asked.filter((pair) => !known.has(nameOf(clusters, pair)));
  const pairs = new Map<string, Pair>();
  const ofPair = unknown.map(([one, other]) =>
    speakersOf(clusters.get(one)).flatMap((x) =>
      speakersOf(clusters.get(other)).map((y): Pair => [Math.min(x, y), Math.max(x, y)]),
    ),
  );
  for (const pair of ofPair.flat()) pairs.set(pair.join(" "), pair);
  const edges = await ask([...pairs.values()]);
  const saidOf = new Map(edges.map(({ a, b, above }) => [`${a} ${b}`, heard(above)]));
  for (const [i, pair] of unknown.entries()) {
    const said = (ofPair[i] ?? []).flatMap((own) => saidOf.get(own.join(" ")) ?? []);
    const sum = said.reduce((all, one) => all + one, 0);
    known.set(nameOf(clusters, pair), said.length === 0 ? -Infinity : sum / said.length);
  }
}

type Best = ReadonlyMap<number, { readonly pair: Pair; readonly average: number }>;

/** Of each cluster the pair that speaks most for being one, if any does; of equals the lowest. */
function bestOf(asked: readonly Pair[], averageOf: (pair: Pair) => number | undefined): Best {
  const best = new Map<number, { pair: Pair; average: number }>();
  for (const pair of asked) {
    const average = averageOf(pair) ?? -Infinity;
    if (average < 0) continue;
    for (const root of pair) {
      const before = best.get(root);
      if (before === undefined || average > before.average) best.set(root, { pair, average });
    }
  }
  return best;
}

/** Who joins whom: the lesser of two that are each other's best, and small ones whose best stays as it is. */
function followersOf(
  best: Best,
  sizeOf: (root: number) => number,
): ReadonlyMap<number, readonly number[]> {
  const partnerOf = (root: number): number => {
    const [one, other] = best.get(root)?.pair ?? [root, root];
    return one === root ? other : one;
  };
  const isMutual = (root: number): boolean => partnerOf(partnerOf(root)) === root;
  const isSmall = (root: number): boolean => sizeOf(root) * SMALLER <= sizeOf(partnerOf(root));
  const isLesser = (root: number): boolean => {
    const [own, its] = [sizeOf(root), sizeOf(partnerOf(root))];
    return own < its || (own === its && root > partnerOf(root));
  };
  const follows = (root: number): boolean => {
    if (isMutual(root)) return isLesser(root);
    const hub = partnerOf(root);
    const hubStays = isMutual(hub) ? isSmall(partnerOf(hub)) : !isSmall(hub);
    return isSmall(root) && hubStays;
  };
  const roots = [...best.keys()].sort((a, b) => a - b);
  return Map.groupBy(roots.filter(follows), partnerOf);
}

/** They become one under the lowest, as far as no file that holds nobody twice would have two in it. */
function joinAll(
  clusters: Map<number, number[]>,
  leans: Leans,
  [hub = 0, ...own]: readonly number[],
  single: (record: number) => number | undefined,
): void {
  let root = hub;
  for (const other of own) {
    if (!areFree(clusters.get(root), clusters.get(other), single)) continue;
    const [low, high] = root < other ? [root, other] : [other, root];
    clusters.get(low)?.push(...(clusters.get(high) ?? []));
    clusters.delete(high);
    leanTogether(leans, low, high);
    root = low;
  }
}
