import type { DuckDb } from "#engine/duckdb/database.ts";
import { averageClusters, connected, type Edge, oneToOne, spokenFor } from "./cluster-records.ts";
import { comparePairs } from "./compare.ts";
import { insertRows } from "./insert-rows.ts";
import { joinClusters } from "./join-clusters.ts";
import type { DraftInput } from "./link-draft.ts";
import { type Scorer, weighPairs } from "./score.ts";
import { isAcrossOnly, mayLink } from "./topology.ts";

/** Groups larger than this are parted at higher thresholds, and what was found in the parts is joined again. */
const LARGEST_GROUP = 250;
/** Unless most of their pairs speak for each other: one entity may well have hundreds of records. */
const LARGEST_DENSE = 1_000;
const DENSE = 0.5;
const STRICTER_MILLI_BITS = 2_000;
/** The number of a key that no key has: the pair was scored because its cluster holds both. */
export const COMPLETED = -1;
/** The same, of records that are equal in every field. */
export const COPIED = -2;

/** A pair must be spoken for: in a tiny file the prior alone may lie above the threshold. */
export const leastWeight = (threshold: number, { priorMilliBits }: Scorer["model"]): number =>
  Math.max(threshold, priorMilliBits + 1);

export type Settled = { readonly partedGroups: number };

/**
 * Table `cluster` (rid, cluster): every record once, `cluster` its lowest record; copies go with the two that were compared. Pairs within a group that no key had found are
 * scored before anything is decided, and added to table `scored`.
 */
export async function settle(
  db: DuckDb,
  scorer: Scorer,
  inputs: readonly DraftInput[],
  threshold: number,
): Promise<Settled> {
  const edges = await readEdges(
    db,
    `select a, b, weight from scored where weight >= ${threshold} order by a, b`,
    threshold,
    scorer.model.priorMilliBits,
  );
  const inputOf = await readInputs(db);
  const single = (record: number): number | undefined => {
    const no = inputOf[record] ?? 0;
    return inputs[no]?.oneRecordPerEntity === true ? no : undefined;
  };
  let partedGroups = 0;
  let clusters: readonly (readonly number[])[];
  if (isAcrossOnly(inputs) && inputs.length === 2) {
    clusters = oneToOne(edges, (record) => inputOf[record] ?? 0).map(({ a, b }) => [a, b]);
  } else {
    const parted = part(edges);
    partedGroups = parted.parted.size;
    const work: Work = { db, scorer, inputs, threshold, single };
    clusters = await rejoin(work, parted, await clustersOf(work, parted));
  }
  await writeClusters(db, clusters);
  return { partedGroups };
}

async function readEdges(
  db: DuckDb,
  query: string,
  threshold: number,
  prior: number,
): Promise<readonly Edge[]> {
  const edges: Edge[] = [];
  for await (const { columns, rows } of db.chunks(query)) {
    const [a = [], b = [], weight = []] = columns;
    for (let i = 0; i < rows; i++) {
      edges.push({
        a: Number(a[i]),
        b: Number(b[i]),
        above: spokenFor(Number(weight[i]), threshold, prior),
      });
    }
  }
  return edges;
}

async function readInputs(db: DuckDb): Promise<readonly number[]> {
  const inputs: number[] = [];
  for await (const { columns, rows } of db.chunks("select rid, input_no from rec order by rid")) {
    for (let i = 0; i < rows; i++) inputs[Number(columns[0]?.[i])] = Number(columns[1]?.[i]);
  }
  return inputs;
}

/** What clusters are looked for with. */
export type Work = {
  readonly db: DuckDb;
  readonly scorer: Scorer;
  readonly inputs: readonly DraftInput[];
  readonly threshold: number;
  /** The file that holds nobody twice, of a record of one. */
  readonly single: (record: number) => number | undefined;
};

type Parted = {
  readonly groups: ReadonlyMap<number, readonly number[]>;
  readonly edges: ReadonlyMap<number, readonly Edge[]>;
  /** What joined the groups that were too large, by their lowest record. */
  readonly parted: ReadonlyMap<number, readonly Edge[]>;
};

/** Groups of records that edges join; too large ones fall apart at a stricter threshold. */
function part(edges: readonly Edge[]): Parted {
  const groups = new Map<number, readonly number[]>();
  const kept = new Map<number, readonly Edge[]>();
  const parted = new Map<number, readonly Edge[]>();
  const visit = (some: readonly Edge[], above: number): void => {
    const roots = connected(some);
    const members = Map.groupBy(roots.keys(), (record) => roots.get(record) ?? record);
    const within = Map.groupBy(some, ({ a }) => roots.get(a) ?? a);
    for (const [root, records] of members) {
      const own = within.get(root) ?? [];
      const pairs = (records.length * (records.length - 1)) / 2;
      const isDense = records.length <= LARGEST_DENSE && own.length >= DENSE * pairs;
      if (records.length <= LARGEST_GROUP || isDense) {
        groups.set(root, records);
        kept.set(root, own);
        continue;
      }
      if (above === 0) parted.set(root, own);
      const stricter = above + STRICTER_MILLI_BITS;
      const strong = own.filter((edge) => edge.above >= stricter);
      const isHopeless = strong.length === own.length && stricter > 60_000;
      if (!isHopeless) visit(strong, stricter);
    }
  };
  visit(edges, 0);
  return { groups, edges: kept, parted };
}

async function clustersOf(
  work: Work,
  { groups, edges }: Parted,
): Promise<readonly (readonly number[])[]> {
  const large = [...groups].filter(([, records]) => records.length > 2);
  const whole = await scoreWithin(work, new Map(large));
  const rootOf = new Map(
    large.flatMap(([root, records]) => records.map((rid) => [rid, root] as const)),
  );
  const byGroup = Map.groupBy(whole, ({ a }) => rootOf.get(a) ?? a);
  return [...groups].flatMap(([root, records]) =>
    averageClusters(records, byGroup.get(root) ?? edges.get(root) ?? [], work.single),
  );
}

/** What all pairs within these groups say, those too that no key has found, or that were let go below the floor. */
async function scoreWithin(
  work: Work,
  groups: ReadonlyMap<number, readonly number[]>,
): Promise<readonly Edge[]> {
  const { db, scorer, inputs, threshold } = work;
  const rows = [...groups].flatMap(([root, records]) => records.map((rid) => [rid, root]));
  await insertRows(db, "group_member", "rid bigint, root bigint", rows);
  const member = "(select g.*, rec.input_no from group_member g join rec using (rid))";
  await scoreMissing(
    work,
    `select l.rid as a, r.rid as b from ${member} l join ${member} r on l.root = r.root where ${mayLink(inputs)}`,
  );
  const edges = await readEdges(
    db,
    `select s.a, s.b, s.weight from scored s
    join group_member l on l.rid = s.a join group_member r on r.rid = s.b and r.root = l.root order by s.a, s.b`,
    threshold,
    scorer.model.priorMilliBits,
  );
  await db.run("drop table group_member");
  return edges;
}

/** Scores those of the pairs (a, b) that were not. */
async function scoreMissing({ db, scorer }: Work, pairs: string): Promise<void> {
  await db.run(`create or replace table missing_pair as
    select p.a, p.b, ${COMPLETED} as key_no from (${pairs}) p
    left join scored s on s.a = p.a and s.b = p.b where s.a is null`);
  const [missing] = await db.all<{ n: bigint }>("select count(*) as n from missing_pair");
  if (missing?.n !== 0n) {
    await comparePairs(db, scorer.fields, scorer.crossed, "missing_pair", "missing_level");
    await weighPairs(db, scorer, "missing_level", "insert into scored");
    await db.run("drop table missing_level");
  }
  await db.run("drop table missing_pair");
}

/**
 * The clusters of groups that were too large to be looked at whole: those that were found in their parts are joined as
 * long as some of their records, drawn evenly, speak for each other on average.
 */
async function rejoin(
  work: Work,
  { parted }: Parted,
  found: readonly (readonly number[])[],
): Promise<readonly (readonly number[])[]> {
  if (parted.size === 0) return found;
  const edges = [...parted.values()].flat();
  const joined = await joinClusters(found, edges, work.single, (pairs) => said(work, pairs));
  const grown = joined.filter(({ length }) => length > 2 && length <= LARGEST_GROUP);
  await scoreWithin(work, new Map(grown.map((records) => [Math.min(...records), records])));
  return joined;
}

/** What each of these pairs says. */
async function said(
  work: Work,
  pairs: readonly (readonly [number, number])[],
): Promise<readonly Edge[]> {
  const { db, scorer, threshold } = work;
  await insertRows(db, "asked_pair", "a bigint, b bigint", pairs);
  await scoreMissing(work, "select a, b from asked_pair");
  const edges = await readEdges(
    db,
    "select s.a, s.b, s.weight from scored s join asked_pair p on p.a = s.a and p.b = s.b order by s.a, s.b",
    threshold,
    scorer.model.priorMilliBits,
  );
  await db.run("drop table asked_pair");
  return edges;
}

async function writeClusters(db: DuckDb, clusters: readonly (readonly number[])[]): Promise<void> {
  const rows = clusters.flatMap((records) => records.map((rid) => [rid, Math.min(...records)]));
  await insertRows(db, "joined", "rid bigint, cluster bigint", rows);
  await db.run(`create or replace table cluster as
    with compared as (select r.rid, coalesce(j.cluster, r.rid)::bigint as cluster from rec r left join joined j using (rid))
    select * from (
      select * from compared
      union all
      select c.rid, case when f.cluster = s.cluster then f.cluster else c.rid end
      from copied c join compared f on f.rid = c.first join compared s on s.rid = c.second
    ) order by rid`);
  await db.run("drop table joined");
}
