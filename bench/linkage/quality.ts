import { join } from "node:path";
import { type DuckDb, text } from "#engine/duckdb/database.ts";

/** Links at or above one weight: how many there are, and how many of them are right. */
export type WeightCount = {
  readonly weight: number;
  readonly links: number;
  readonly right: number;
};

/** How well links agree with the truth; a repeat inside the source counts like any other record. */
export type Quality = {
  /** The best F1 that any one threshold would have given, seen in hindsight. */
  readonly bestF1: number;
  readonly bestThreshold: number;
  /** The highest recall of a threshold that keeps the precision at .999. */
  readonly recallAt999: number;
};

export type LinkFigures = {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
};

const PRECISION = 0.999;

/** Precision, recall and their harmonic mean. */
export function figuresOf(links: number, right: number, findable: number): LinkFigures {
  const precision = links === 0 ? 1 : right / links;
  const recall = findable === 0 ? 1 : right / findable;
  return { precision, recall, f1: right === 0 ? 0 : (2 * right) / (links + findable) };
}

/** The best of every threshold there is, from counts by weight in any order. */
export function judgeThresholds(counts: readonly WeightCount[], findable: number): Quality {
  let [links, right] = [0, 0];
  let best: Quality = { bestF1: 0, bestThreshold: Number.POSITIVE_INFINITY, recallAt999: 0 };
  for (const count of [...counts].sort((a, b) => b.weight - a.weight)) {
    links += count.links;
    right += count.right;
    const { precision, recall, f1 } = figuresOf(links, right, findable);
    if (f1 > best.bestF1) best = { ...best, bestF1: f1, bestThreshold: count.weight };
    if (precision >= PRECISION) {
      best = { ...best, recallAt999: Math.max(best.recallAt999, recall) };
    }
  }
  return best;
}

/**
 * Counts by weight (hundredths of a bit) of the one best spine record of each record, from a
 * Parquet of edges (record_key, spine_key, weight); `isMutual` keeps only those that are also the
 * best of their spine record.
 */
export async function countWeights(
  db: DuckDb,
  data: string,
  edges: string,
  isMutual: boolean,
): Promise<readonly WeightCount[]> {
  const truth = `read_parquet(${text(`${data}/truth.parquet`)})`;
  const counts = await db.all<WeightCount>(`\
select cast(floor(e.weight * 100) / 100 as double) as weight, cast(count(*) as int) as links,
  cast(sum(case when a.person_no = b.person_no then 1 else 0 end) as int) as "right"
from (
  select *, row_number() over (partition by record_key order by weight desc, spine_key) as of_record,
    row_number() over (partition by spine_key order by weight desc, record_key) as of_spine
  from read_parquet(${text(edges)})
) e
join ${truth} a on a.record_key = e.record_key
join ${truth} b on b.record_key = e.spine_key
where of_record = 1${isMutual ? " and of_spine = 1" : ""}
group by 1`);
  return counts;
}

/** Records of the source whose person the register holds. */
export async function countFindable(db: DuckDb, data: string): Promise<number> {
  const read = (name: string): string => `read_parquet(${text(`${data}/${name}.parquet`)})`;
  const [row] = await db.all<{ n: bigint }>(`\
select count(*) as n from ${read("source")} s join ${read("truth")} t on t.record_key = s.record_key
where t.person_no in (select b.person_no from ${read("register")} r
  join ${read("truth")} b on b.record_key = r.record_key)`);
  return Number(row?.n ?? 0n);
}

/** What was linked without hindsight: edges with is_link = 1. */
export async function judgeOwnThreshold(
  db: DuckDb,
  data: string,
  edges: string,
  findable: number,
): Promise<LinkFigures> {
  const truth = `read_parquet(${text(`${data}/truth.parquet`)})`;
  const [row] = await db.all<{ links: number; right: number }>(`\
select cast(count(*) as int) as links,
  cast(sum(case when a.person_no = b.person_no then 1 else 0 end) as int) as "right"
from read_parquet(${text(edges)}) e
join ${truth} a on a.record_key = e.record_key
join ${truth} b on b.record_key = e.spine_key
where e.is_link = 1`);
  return figuresOf(row?.links ?? 0, row?.right ?? 0, findable);
}

/** Our answer as edges (record_key, spine_key, weight, is_link): links, and what is kept for people, by weight. */
export async function writeOurEdges(db: DuckDb, answer: string, file: string): Promise<void> {
  const read = (table: string): string => `read_parquet(${text(join(answer, `${table}.parquet`))})`;
  await db.run(`copy (
    select record_key, spine_key, weight / 1000.0 as weight, 1 as is_link from ${read("link")}
    where band = 'link' and rule <> 'spine-repeat'
    union all
    select record_key, spine_key, weight / 1000.0 as weight, 0 as is_link from ${read("review_pair")}
  ) to ${text(file)} (format parquet)`);
}
