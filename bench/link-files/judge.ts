import type { DuckDb } from "#engine/duckdb/database.ts";
import { text } from "#engine/duckdb/database.ts";
import { figuresOf, type LinkFigures } from "../linkage/quality.ts";
import type { LabelledSet } from "./sets.ts";

/** Thresholds that hindsight may choose among, in bits. */
export const BITS = Array.from({ length: 53 }, (_, i) => -6 + i * 0.5);
/** At this precision recall is compared. */
const PRECISION = 0.999;

type Edge = { readonly a: string; readonly b: string; readonly weight: number };

/** Links at one threshold. */
export type Hindsight = LinkFigures & { readonly bits: number; readonly largest: number };

/** The best of all thresholds, and the most recall of those that link hardly anything wrongly. */
export type Swept = Hindsight & { readonly recallAt999: number };

/** Chooses in hindsight. */
export function bestOfSweep(found: readonly Hindsight[]): Swept {
  const best = found.reduce((most, one) => (one.f1 > most.f1 ? one : most));
  const strict = found.filter(({ precision }) => precision >= PRECISION);
  return { ...best, recallAt999: Math.max(0, ...strict.map(({ recall }) => recall)) };
}

/**
 * The best F1 that edges can give: at each threshold records are joined from the heaviest edge down, once all of them
 * (connected components) and once only where no file that holds nobody twice would have two in a cluster; the better counts.
 */
export async function bestInHindsight(
  db: DuckDb,
  set: LabelledSet,
  edgesFile: string,
): Promise<Swept & { readonly candidateRecall: number }> {
  const records = await readEntities(db, set);
  const edges = await db.all<Edge>(
    `select a, b, weight from read_parquet(${text(edgesFile)}) order by weight desc, a, b`,
  );
  const entities = new Map(records);
  const findable = pairsOf(records, set);
  const found = [false, true].flatMap((isKept) => sweep(edges, entities, set, findable, isKept));
  const right = edges.filter(({ a, b }) => {
    const entity = entities.get(a);
    return entity !== undefined && entity !== null && entity === entities.get(b);
  });
  return { ...bestOfSweep(found), candidateRecall: right.length / Math.max(1, findable) };
}

/** The entity of each record, null where it is not known. */
async function readEntities(
  db: DuckDb,
  { inputs, folder }: LabelledSet,
): Promise<readonly (readonly [string, string | null])[]> {
  const parts = inputs.map(
    ({ path, id }, no) =>
      `select '${no} ' || ${id} as id, nullif(entity, '') as entity from read_csv(${text(`${folder}/${path}`)}, header = true, all_varchar = true)`,
  );
  const rows = await db.all<{ id: string; entity: string | null }>(parts.join(" union all "));
  return rows.map(({ id, entity }) => [id, entity] as const);
}

const inputOf = (id: string): number => Number(id.slice(0, id.indexOf(" ")));

/** Records of a cluster by input: all of them, those whose entity is known, and those of each entity. */
type Cluster = {
  readonly all: number[];
  readonly judged: number[];
  readonly entities: Map<string, number[]>;
};

/** Pairs of one group of records with another that may be linked at all. */
function between(one: readonly number[], other: readonly number[], { inputs }: LabelledSet) {
  const sum = (counts: readonly number[]): number => counts.reduce((all, n) => all + n, 0);
  return inputs.reduce(
    (pairs, { once }, no) => pairs - (once ? (one[no] ?? 0) * (other[no] ?? 0) : 0),
    sum(one) * sum(other),
  );
}

const added = (one: readonly number[], other: readonly number[]): number[] =>
  one.map((n, no) => n + (other[no] ?? 0));

function clusterOf(id: string, entity: string | null | undefined, inputs: number): Cluster {
  const no = inputOf(id);
  const own = Array.from({ length: inputs }, (_, i) => (i === no ? 1 : 0));
  const none = own.map(() => 0);
  if (entity === null || entity === undefined) {
    return { all: own, judged: none, entities: new Map() };
  }
  return { all: own, judged: own, entities: new Map([[entity, own]]) };
}

/** Pairs of equal entity that may be linked at all. */
function pairsOf(records: readonly (readonly [string, string | null])[], set: LabelledSet): number {
  const none = set.inputs.map(() => 0);
  const seen = new Map<string, number[]>();
  let pairs = 0;
  for (const [id, entity] of records) {
    if (entity === null) continue;
    const { all } = clusterOf(id, entity, set.inputs.length);
    const before = seen.get(entity) ?? none;
    pairs += between(before, all, set);
    seen.set(entity, added(before, all));
  }
  return pairs;
}

function sweep(
  edges: readonly Edge[],
  entities: ReadonlyMap<string, string | null>,
  set: LabelledSet,
  findable: number,
  isKept: boolean,
): readonly Hindsight[] {
  const roots = new Map<string, string>();
  const clusters = new Map<string, Cluster>();
  const rootOf = (id: string): string => {
    let at = id;
    for (let next = roots.get(at); next !== undefined; next = roots.get(at)) {
      roots.set(id, next);
      at = next;
    }
    return at;
  };
  const of = (root: string): Cluster =>
    clusters.get(root) ?? clusterOf(root, entities.get(root), set.inputs.length);
  let [links, right, largest] = [0, 0, 1];
  const figures: Hindsight[] = [];
  let at = 0;
  for (const bits of [...BITS].reverse()) {
    for (; at < edges.length && (edges[at] as Edge).weight >= bits; at++) {
      const { a, b } = edges[at] as Edge;
      const two = [rootOf(a), rootOf(b)].sort((x, y) => sizeOf(of(y)) - sizeOf(of(x)));
      const [big = a, small = b] = two;
      if (big === small) continue;
      const [one, other] = [of(big), of(small)];
      if (isKept && meetTwice(one, other, set)) continue;
      links += between(one.judged, other.judged, set);
      right += rightBetween(one, other, set);
      const entitiesOfBoth = one.entities;
      for (const [entity, counts] of other.entities) {
        entitiesOfBoth.set(entity, added(counts, one.entities.get(entity) ?? []));
      }
      clusters.set(big, {
        all: added(one.all, other.all),
        judged: added(one.judged, other.judged),
        entities: entitiesOfBoth,
      });
      clusters.delete(small);
      roots.set(small, big);
      largest = Math.max(largest, sizeOf(one) + sizeOf(other));
    }
    figures.push({ ...figuresOf(links, right, findable), bits, largest });
  }
  return figures;
}

const sizeOf = ({ all }: Cluster): number => all.reduce((sum, n) => sum + n, 0);

function rightBetween(one: Cluster, other: Cluster, set: LabelledSet): number {
  let right = 0;
  for (const [entity, counts] of other.entities) {
    const its = one.entities.get(entity);
    if (its !== undefined) right += between(its, counts, set);
  }
  return right;
}

function meetTwice(one: Cluster, other: Cluster, { inputs }: LabelledSet): boolean {
  return inputs.some(({ once }, no) => once && (one.all[no] ?? 0) > 0 && (other.all[no] ?? 0) > 0);
}
