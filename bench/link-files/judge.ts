import type { DuckDb } from "#engine/duckdb/database.ts";
import { text } from "#engine/duckdb/database.ts";
import { figuresOf, type LinkFigures } from "../linkage/quality.ts";
import type { LabelledSet } from "./sets.ts";

/** At this precision recall is compared. */
const PRECISION = 0.999;

/** A scored pair, its weight in bits. */
export type Edge = { readonly a: string; readonly b: string; readonly weight: number };

/** What edges are judged by: every record with its input and its entity, null where that is not known. */
export type Truth = {
  readonly records: readonly {
    readonly id: string;
    readonly input: number;
    readonly entity: string | null;
  }[];
  /** By input: whether nobody is in it twice. */
  readonly once: readonly boolean[];
};

/** Links at one threshold. */
export type Hindsight = LinkFigures & { readonly bits: number; readonly largest: number };

/** The best of all thresholds, and the most recall of those that link hardly anything wrongly. */
export type Swept = Hindsight & { readonly recallAt999: number };

/** Chooses in hindsight; where nothing was scored, nothing is linked. */
export function bestOfSweep(found: readonly Hindsight[]): Swept {
  const none = { ...figuresOf(0, 0, 1), bits: 0, largest: 1 };
  const best = found.reduce((most, one) => (one.f1 > most.f1 ? one : most), none);
  const strict = found.filter(({ precision }) => precision >= PRECISION);
  return { ...best, recallAt999: Math.max(0, ...strict.map(({ recall }) => recall)) };
}

/** The best F1 that the edges of a file (a, b as "input-number record") can give, and the share of true pairs among them. */
export async function bestInHindsight(
  db: DuckDb,
  set: LabelledSet,
  edgesFile: string,
): Promise<Swept & { readonly candidateRecall: number }> {
  const truth = await readTruth(db, set);
  const edges = await db.all<Edge>(
    `select a, b, weight from read_parquet(${text(edgesFile)}) order by weight desc, a, b`,
  );
  return bestJoined(truth, edges);
}

/**
 * The best F1 that edges, the heaviest first, can give at any threshold there is: records are joined from the heaviest
 * edge down, once all of them (connected components) and once only where no file that holds nobody twice would have two
 * in a cluster; the better counts. Every distinct weight is a threshold.
 */
export function bestJoined(
  truth: Truth,
  edges: readonly Edge[],
): Swept & { readonly candidateRecall: number } {
  const findable = pairsOf(truth);
  const found = [false, true].flatMap((isKept) => sweep(edges, truth, findable, isKept));
  const entities = new Map(truth.records.map(({ id, entity }) => [id, entity]));
  const right = edges.filter(({ a, b }) => {
    const entity = entities.get(a);
    return entity !== undefined && entity !== null && entity === entities.get(b);
  });
  return { ...bestOfSweep(found), candidateRecall: right.length / Math.max(1, findable) };
}

async function readTruth(db: DuckDb, { inputs, folder }: LabelledSet): Promise<Truth> {
  const parts = inputs.map(
    ({ path, id }, no) =>
      `select ${no} as input, '${no} ' || ${id} as id, nullif(entity, '') as entity from read_csv(${text(`${folder}/${path}`)}, header = true, all_varchar = true)`,
  );
  const records = await db.all<Truth["records"][number]>(parts.join(" union all "));
  return { records, once: inputs.map(({ once }) => once) };
}

/** Records of a cluster by input: all of them, those whose entity is known, and those of each entity. */
type Cluster = {
  readonly all: readonly number[];
  readonly judged: readonly number[];
  readonly entities: Map<string, readonly number[]>;
};

/** Pairs of one group of records with another that may be linked at all. */
function between(one: readonly number[], other: readonly number[], { once }: Truth): number {
  const sum = (counts: readonly number[]): number => counts.reduce((all, n) => all + n, 0);
  return once.reduce(
    (pairs, isOnce, no) => pairs - (isOnce ? (one[no] ?? 0) * (other[no] ?? 0) : 0),
    sum(one) * sum(other),
  );
}

const added = (one: readonly number[], other: readonly number[]): readonly number[] =>
  one.map((n, no) => n + (other[no] ?? 0));

function clusterOf({ input, entity }: Truth["records"][number], { once }: Truth): Cluster {
  const own = once.map((_, no) => (no === input ? 1 : 0));
  if (entity === null) return { all: own, judged: once.map(() => 0), entities: new Map() };
  return { all: own, judged: own, entities: new Map([[entity, own]]) };
}

/** Pairs of equal entity that may be linked at all. */
function pairsOf(truth: Truth): number {
  const none = truth.once.map(() => 0);
  const seen = new Map<string, readonly number[]>();
  let pairs = 0;
  for (const record of truth.records) {
    if (record.entity === null) continue;
    const { all } = clusterOf(record, truth);
    const before = seen.get(record.entity) ?? none;
    pairs += between(before, all, truth);
    seen.set(record.entity, added(before, all));
  }
  return pairs;
}

/** What links come to at each distinct weight. */
function sweep(
  edges: readonly Edge[],
  truth: Truth,
  findable: number,
  isKept: boolean,
): readonly Hindsight[] {
  const clusters = new Map(truth.records.map((record) => [record.id, clusterOf(record, truth)]));
  const parents = new Map<string, string>();
  const rootOf = (id: string): string => {
    let at = id;
    for (let next = parents.get(at); next !== undefined; next = parents.get(at)) {
      parents.set(id, next);
      at = next;
    }
    return at;
  };
  let [links, right, largest] = [0, 0, 1];
  const figures: Hindsight[] = [];
  for (const [at, { a, b, weight }] of edges.entries()) {
    const two = [rootOf(a), rootOf(b)].sort((x, y) => sizeOf(clusters, y) - sizeOf(clusters, x));
    const [[big = a, small = b], one, other] = [two, ...two.map((root) => clusters.get(root))];
    const isOne = one === undefined || other === undefined || big === small;
    if (!isOne && !(isKept && meetTwice(one, other, truth))) {
      links += between(one.judged, other.judged, truth);
      right += rightBetween(one, other, truth);
      clusters.set(big, joined(one, other));
      clusters.delete(small);
      parents.set(small, big);
      largest = Math.max(largest, sizeOf(clusters, big));
    }
    if (edges[at + 1]?.weight !== weight) {
      figures.push({ ...figuresOf(links, right, findable), bits: weight, largest });
    }
  }
  return figures;
}

const sizeOf = (clusters: ReadonlyMap<string, Cluster>, root: string): number =>
  (clusters.get(root)?.all ?? []).reduce((sum, n) => sum + n, 0);

/** The entities of the larger are added to, not copied. */
function joined(one: Cluster, other: Cluster): Cluster {
  for (const [entity, counts] of other.entities) {
    one.entities.set(entity, added(counts, one.entities.get(entity) ?? []));
  }
  return {
    all: added(one.all, other.all),
    judged: added(one.judged, other.judged),
    entities: one.entities,
  };
}

function rightBetween(one: Cluster, other: Cluster, truth: Truth): number {
  let right = 0;
  for (const [entity, counts] of other.entities) {
    const its = one.entities.get(entity);
    if (its !== undefined) right += between(its, counts, truth);
  }
  return right;
}

const meetTwice = (one: Cluster, other: Cluster, { once }: Truth): boolean =>
  once.some((isOnce, no) => isOnce && (one.all[no] ?? 0) > 0 && (other.all[no] ?? 0) > 0);
