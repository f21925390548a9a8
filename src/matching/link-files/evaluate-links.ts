import { type DuckDb, text } from "#engine/duckdb/database.ts";

export type Quality = { readonly precision: number; readonly recall: number; readonly f1: number };

/** Links against the truth, over the records of which it is known. */
export type LinkEvaluation = {
  /** Over all pairs that may be linked: two records of one cluster against two records of one entity. */
  readonly pairwise: Quality;
  /** Each record counts once: how much of its cluster is its entity, and how much of its entity is there. */
  readonly bcubed: Quality;
  /** Share of the true pairs that were compared at all. */
  readonly candidateRecall: number;
  readonly judgedRecords: number;
  readonly truePairs: number;
};

export type EvaluationDraft = {
  readonly recordFile: string;
  readonly truthFile: string;
  readonly clusterFile: string;
  readonly candidateFile: string;
  /** Records that are equal to another in every field, and that one. */
  readonly copiedFile: string;
  /** By number of the input: records of one such input may not be linked with each other. */
  readonly oneRecordPerEntity: readonly boolean[];
};

/** Judges an answer; undefined where the truth is known of no record. */
export async function evaluateLinks(
  db: DuckDb,
  draft: EvaluationDraft,
): Promise<LinkEvaluation | undefined> {
  await db.run(`create or replace temp table judged as
    select r.rid, r.input_no, c.cluster, t.entity
    from read_parquet(${text(draft.truthFile)}) t
    join read_parquet(${text(draft.recordFile)}) r using (rid)
    join read_parquet(${text(draft.clusterFile)}) c using (rid)`);
  const once = draft.oneRecordPerEntity.flatMap((isOnce, i) => (isOnce ? [i] : []));
  const linked = await pairsWithin(db, "cluster", once);
  const truePairs = await pairsWithin(db, "entity", once);
  const right = await pairsWithin(db, "cluster, entity", once);
  const { judgedRecords, bcubed } = await byRecord(db);
  const compared = await comparedTruePairs(db, draft);
  await db.run("drop table judged");
  if (judgedRecords === 0) return undefined;
  return {
    pairwise: quality(share(right, linked), share(right, truePairs)),
    bcubed,
    candidateRecall: share(compared, truePairs),
    judgedRecords,
    truePairs,
  };
}

/** Nothing wrongly said of nothing is right. */
const share = (part: number, whole: number): number => (whole === 0 ? 1 : part / whole);

function quality(precision: number, recall: number): Quality {
  const sum = precision + recall;
  return { precision, recall, f1: sum === 0 ? 0 : (2 * precision * recall) / sum };
}

/** Pairs of records that agree in these columns and may be linked: counted from sizes, never listed. */
async function pairsWithin(db: DuckDb, key: string, once: readonly number[]): Promise<number> {
  const forbidden =
    once.length === 0
      ? "0"
      : `case when input_no in (${once.join(", ")}) then n * (n - 1) // 2 else 0 end`;
  const [row] = await db.all<{ pairs: bigint | null }>(`\
with part as (select ${key}, input_no, count(*) as n from judged group by ${key}, input_no),
whole as (select sum(n)::bigint as n, sum(${forbidden})::bigint as forbidden from part group by ${key})
select sum(n * (n - 1) // 2 - forbidden)::bigint as pairs from whole`);
  return Number(row?.pairs ?? 0n);
}

async function byRecord(
  db: DuckDb,
): Promise<{ readonly judgedRecords: number; readonly bcubed: Quality }> {
  const rows = await db.all<{ both: bigint; cluster: bigint; entity: bigint; times: bigint }>(`\
with c as (select cluster, count(*) as n from judged group by cluster),
e as (select entity, count(*) as n from judged group by entity),
b as (select cluster, entity, count(*) as n from judged group by cluster, entity)
select b.n as "both", c.n as cluster, e.n as entity, count(*) as times
from b join c using (cluster) join e using (entity) group by all order by all`);
  let [records, precision, recall] = [0, 0, 0];
  for (const { both, cluster, entity, times } of rows) {
    const [n, count] = [Number(both), Number(times)];
    records += n * count;
    precision += (n * n * count) / Number(cluster);
    recall += (n * n * count) / Number(entity);
  }
  return {
    judgedRecords: records,
    bcubed: quality(share(precision, records), share(recall, records)),
  };
}

/** Copies were compared by the first of them. */
async function comparedTruePairs(
  db: DuckDb,
  { candidateFile, copiedFile }: EvaluationDraft,
): Promise<number> {
  const [row] = await db.all<{ compared: bigint | null; copies: bigint | null }>(`\
with part as (
  select coalesce(k.first, j.rid) as rid, j.entity, count(*) as n
  from judged j left join read_parquet(${text(copiedFile)}) k using (rid) group by all
)
select (
  select sum(a.n * b.n)::bigint from read_parquet(${text(candidateFile)}) p
  join part a on a.rid = p.a join part b on b.rid = p.b and b.entity = a.entity
) as compared, (select sum(n * (n - 1) // 2)::bigint from part) as copies`);
  return Number(row?.compared ?? 0n) + Number(row?.copies ?? 0n);
}
