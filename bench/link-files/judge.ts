import type { DuckDb } from "#engine/duckdb/database.ts";
import { text } from "#engine/duckdb/database.ts";
import { figuresOf, type LinkFigures } from "../linkage/quality.ts";
import type { LabelledSet } from "./sets.ts";

/** Thresholds that hindsight may choose among, in bits. */
const BITS = Array.from({ length: 53 }, (_, i) => -6 + i * 0.5);

type Edge = { readonly a: string; readonly b: string; readonly weight: number };

/** Links of the best threshold in hindsight. */
export type Hindsight = LinkFigures & { readonly bits: number };

/**
 * The best F1 that edges can give: at each threshold records are joined from the heaviest edge down, once all of them
 * (connected components) and once only where no file that holds nobody twice would have two in a cluster; the better counts.
 */
export async function bestInHindsight(
  db: DuckDb,
  set: LabelledSet,
  edgesFile: string,
): Promise<Hindsight> {
  const entities = await readEntities(db, set);
  const edges = await db.all<Edge>(
    `select a, b, weight from read_parquet(${text(edgesFile)}) order by weight desc, a, b`,
  );
  const findable = pairsOf(
    [...Map.groupBy(entities, ([, entity]) => entity).values()].map((rows) =>
      rows.map(([id]) => id),
    ),
    set,
  );
  const found = [false, true].flatMap((isKept) =>
    sweep(edges, new Map(entities), set, findable, isKept),
  );
  return found.reduce((best, one) => (one.f1 > best.f1 ? one : best), {
    precision: 1,
    recall: 0,
    f1: 0,
    bits: Infinity,
  });
}

async function readEntities(
  db: DuckDb,
  { inputs, folder }: LabelledSet,
): Promise<readonly (readonly [string, string])[]> {
  const parts = inputs.map(
    ({ path, id }, no) =>
      `select '${no} ' || ${id} as id, entity from read_csv(${text(`${folder}/${path}`)}, header = true, all_varchar = true)`,
  );
  const rows = await db.all<{ id: string; entity: string }>(parts.join(" union all "));
  return rows.map(({ id, entity }) => [id, entity] as const);
}

const inputOf = (id: string): number => Number(id.slice(0, id.indexOf(" ")));

/** Pairs within groups that may be linked at all. */
function pairsOf(groups: readonly (readonly string[])[], { inputs }: LabelledSet): number {
  return groups.reduce((sum, ids) => {
    const own = Map.groupBy(ids, inputOf);
    const forbidden = [...own].reduce(
      (n, [no, same]) =>
        n + (inputs[no]?.once === true ? (same.length * (same.length - 1)) / 2 : 0),
      0,
    );
    return sum + (ids.length * (ids.length - 1)) / 2 - forbidden;
  }, 0);
}

function sweep(
  edges: readonly Edge[],
  entities: ReadonlyMap<string, string>,
  set: LabelledSet,
  findable: number,
  isKept: boolean,
): readonly Hindsight[] {
  const clusters = new Map<string, string[]>();
  let [links, right] = [0, 0];
  const figures: Hindsight[] = [];
  let at = 0;
  for (const bits of [...BITS].reverse()) {
    for (; at < edges.length && (edges[at] as Edge).weight >= bits; at++) {
      const { a, b } = edges[at] as Edge;
      const [one, other] = [clusters.get(a) ?? [a], clusters.get(b) ?? [b]];
      if (one === other || (isKept && meetTwice(one, other, set))) continue;
      for (const x of one) {
        for (const y of other) {
          if (inputOf(x) === inputOf(y) && set.inputs[inputOf(x)]?.once === true) continue;
          links++;
          if (entities.get(x) === entities.get(y)) right++;
        }
      }
      const both = [...one, ...other];
      for (const id of both) clusters.set(id, both);
    }
    figures.push({ ...figuresOf(links, right, findable), bits });
  }
  return figures;
}

function meetTwice(
  one: readonly string[],
  other: readonly string[],
  { inputs }: LabelledSet,
): boolean {
  const own = new Set(one.map(inputOf));
  return other.some((id) => own.has(inputOf(id)) && inputs[inputOf(id)]?.once === true);
}
