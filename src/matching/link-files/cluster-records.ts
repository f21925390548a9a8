/** A scored pair: records `a` and `b`, by how many milli-bits it is above the threshold. */
export type Edge = { readonly a: number; readonly b: number; readonly above: number };

/** So much speaks against a pair below the threshold whose values do not: others must speak for it. */
const SILENT = -1_000;
/** No one pair speaks louder than this, for or against. */
const LOUDEST = { against: -12_000, for: 20_000 };

/** How loud a pair is heard. */
export const heard = (above: number): number =>
  Math.max(LOUDEST.against, Math.min(LOUDEST.for, above));

/**
 * What a pair says within a group: by how much it is above the threshold, or else what its values say against it. That two
 * records know little in common, so that alone they would not be linked, is no reason to part them.
 */
export function spokenFor(weight: number, threshold: number, prior: number): number {
  const above = weight - threshold;
  return above >= 0 ? above : Math.max(above, Math.min(SILENT, weight - prior + SILENT));
}

/** The lowest record of the group of each record that an edge joins, however many steps away. */
export function connected(edges: Iterable<Edge>): Map<number, number> {
  const parent = new Map<number, number>();
  const root = (record: number): number => {
    let at = record;
    for (;;) {
      const next = parent.get(at) ?? at;
      if (next === at) break;
      parent.set(at, parent.get(next) ?? next);
      at = next;
    }
    return at;
  };
  for (const { a, b } of edges) {
    const [one, other] = [root(a), root(b)];
    if (!parent.has(a)) parent.set(a, one);
    if (!parent.has(b)) parent.set(b, other);
    if (one !== other) parent.set(Math.max(one, other), Math.min(one, other));
  }
  return new Map([...parent.keys()].sort((a, b) => a - b).map((record) => [record, root(record)]));
}

/**
 * Splits one group into clusters without chaining: the two clusters whose records speak most for each other on
 * average are joined, as long as they speak for it at all. A pair without an edge speaks against as loudly as can be. At most one
 * record with the same `single` mark is in a cluster. Ties go to the lowest records, so order does not matter.
 */
export function averageClusters(
  members: readonly number[],
  edges: Iterable<Edge>,
  single: (record: number) => number | undefined,
): readonly (readonly number[])[] {
  const records = [...members].sort((a, b) => a - b);
  const place = new Map(records.map((record, i) => [record, i]));
  const sums = records.map(() => records.map(() => LOUDEST.against));
  for (const { a, b, above } of edges) {
    const [i, j] = [place.get(a), place.get(b)];
    if (i === undefined || j === undefined) continue;
    const said = heard(above);
    (sums[i] as number[])[j] = said;
    (sums[j] as number[])[i] = said;
  }
  const clusters = records.map((record) => [record]);
  const marks = records.map((record) => {
    const mark = single(record);
    return new Set(mark === undefined ? [] : [mark]);
  });
  const alive = new Set(records.keys());
  const ties: Ties = { sums, clusters, marks, alive, best: new Map() };
  for (const i of alive) lookAgain(ties, i);
  for (;;) {
    const i = loudest(ties);
    if (i === undefined) break;
    join(ties, i, ties.best.get(i)?.with ?? i);
  }
  return [...alive].map((i) => [...(clusters[i] ?? [])].sort((a, b) => a - b));
}

/** What clusters say of each other; `best` is the later cluster that each would join first, if any. */
type Ties = {
  readonly sums: number[][];
  readonly clusters: number[][];
  readonly marks: readonly Set<number>[];
  readonly alive: Set<number>;
  readonly best: Map<number, { readonly with: number; readonly average: number }>;
};

/** What two clusters say for each other on average, or undefined where they may not be one. */
function averageOf({ sums, clusters, marks }: Ties, i: number, j: number): number | undefined {
  const average = (sums[i]?.[j] ?? 0) / ((clusters[i]?.length ?? 1) * (clusters[j]?.length ?? 1));
  const isFree = (marks[i] as Set<number>).isDisjointFrom(marks[j] as Set<number>);
  return average >= 0 && isFree ? average : undefined;
}

function lookAgain(ties: Ties, i: number): void {
  ties.best.delete(i);
  for (const j of ties.alive) if (j > i) consider(ties, i, j);
}

function consider(ties: Ties, i: number, j: number): void {
  const average = averageOf(ties, i, j);
  if (average === undefined) return;
  const known = ties.best.get(i);
  if (
    known !== undefined &&
    (average < known.average || (average === known.average && j > known.with))
  )
    return;
  ties.best.set(i, { with: j, average });
}

function loudest({ alive, best }: Ties): number | undefined {
  let found: number | undefined;
  for (const i of alive) {
    const average = best.get(i)?.average;
    if (average === undefined) continue;
    const most = found === undefined ? -1 : (best.get(found)?.average ?? -1);
    if (average > most) found = i;
  }
  return found;
}

function join(ties: Ties, i: number, j: number): void {
  const { sums, clusters, marks, alive, best } = ties;
  clusters[i]?.push(...(clusters[j] ?? []));
  for (const mark of marks[j] ?? []) marks[i]?.add(mark);
  alive.delete(j);
  best.delete(j);
  for (const k of alive) {
    if (k === i) continue;
    const sum = (sums[i]?.[k] ?? 0) + (sums[j]?.[k] ?? 0);
    (sums[i] as number[])[k] = sum;
    (sums[k] as number[])[i] = sum;
  }
  lookAgain(ties, i);
  for (const k of alive) {
    if (k >= j || k === i) continue;
    const its = best.get(k)?.with;
    if (its === i || its === j) lookAgain(ties, k);
    else if (k < i) consider(ties, k, i);
  }
}

/**
 * Links between files that hold nobody twice: the heaviest pair of all whose records are both free is taken, again
 * and again, which is the same as taking mutually best pairs until none is left. Ties go to the lowest records.
 */
export function oneToOne(
  edges: readonly Edge[],
  inputOf: (record: number) => number,
): readonly Edge[] {
  const order = [...edges].sort((x, y) => y.above - x.above || x.a - y.a || x.b - y.b);
  const taken = new Set<string>();
  return order.filter(({ a, b, above }) => {
    const [ofA, ofB] = [`${a} ${inputOf(b)}`, `${b} ${inputOf(a)}`];
    if (above < 0 || taken.has(ofA) || taken.has(ofB)) return false;
    taken.add(ofA).add(ofB);
    return true;
  });
}
