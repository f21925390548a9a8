import type { Step } from "#engine/step.ts";
import {
  BLOCKING_KEYS,
  type BlockingKey,
  HOT_BLOCK_PAIRS,
  KEYS_OF_A_KIND,
} from "./blocking-keys.ts";

/** Which tables are compared, and how many comparisons one block may cost. */
export type CandidateDraft = {
  /** Records that seek their person: few beside the registry. */
  readonly left: string;
  /** The registry. */
  readonly right: string;
  readonly hot: number;
};

/** What pass 0 left beside the whole spine. */
const WHOLE: CandidateDraft = { left: "left_form", right: "spine", hot: HOT_BLOCK_PAIRS };

/**
 * Each pair of a record and a spine person worth comparing, once: table `candidate_pair`
 * (record_key, spine_key). Blocks that would cost more than `hot` comparisons are refined by one
 * more number; what is still hot then is left out and counted in table `hot_block`, never silently.
 * Trials (keys with a minus) are paired like any other record and never counted, so that they cannot
 * change what happens to real ones.
 */
export function candidatePairs(draft: Partial<CandidateDraft> = {}): readonly Step[] {
  const { left, right, hot } = { ...WHOLE, ...draft };
  return [
    {
      table: "left_key",
      sql: BLOCKING_KEYS.map(
        (key, kind) => `select k.key, k.record_key from (${leftKeys(left, key, kind)}) k`,
      ).join(ALL),
      isScattered: true,
    },
    {
      table: "right_key",
      sql: BLOCKING_KEYS.map((key, kind) => rightKeys(right, key, kind)).join(ALL),
      isScattered: true,
    },
    {
      table: "bucket_count",
      sql: `\
select count(case when record_key % ${KEYS_OF_BUCKET} = 1 then 1 end) + 1 as n from (
  select record_key from left_key union all select record_key from right_key
) k`,
    },
    { table: "hot_bucket", sql: hotBuckets(hot) },
    {
      table: "hot_key",
      sql: `${sizes("key", ["left_key", "right_key"], IN_HOT_BUCKET)} where ${cost("l.n", "r.n")} > ${hot}`,
    },
    {
      table: "hot_left",
      sql: BLOCKING_KEYS.map((key, kind) => refined(leftKeys(left, key, kind), kind)).join(ALL),
    },
    {
      table: "hot_right",
      sql: BLOCKING_KEYS.map((key, kind) => refined(keysOf(right, key, kind), kind)).join(ALL),
    },
    { table: "refined_block", sql: sizes("key, refinement", ["hot_left", "hot_right"], "") },
    {
      table: "candidate_pair",
      sql: `\
select l.record_key, r.record_key as spine_key
from (
  select k.* from left_key k where not exists (select 1 from hot_key h where h.key = k.key)
) l join right_key r on r.key = l.key
union
select l.record_key, r.record_key as spine_key
from hot_left l
join (select key, refinement from refined_block where ${cost("nl", "nr")} <= ${hot}) h
  on h.key = l.key and h.refinement = l.refinement
join hot_right r on r.key = l.key and r.refinement = l.refinement`,
    },
    {
      table: "hot_block",
      sql: BLOCKING_KEYS.map(({ name }, kind) => hotBlocks(name, kind, hot)).join(ALL),
    },
  ];
}

const ALL = "\nunion all\n";
/** About so many keys share a bucket, of records and of the spine together: far from hot, and few buckets to count in. */
const KEYS_OF_BUCKET = 48;
const BUCKET = "key % (select n from bucket_count)";
const IN_HOT_BUCKET = `where k.${BUCKET} in (select h.bucket from hot_bucket h)`;

/** SQL (key, refinement, record_key): the keys of one kind that records ask for. */
export function leftKeys(
  table: string,
  { lacking = [], ...key }: BlockingKey,
  kind: number,
): string {
  const lacks = lacking.map((column) => ` and ${column} = 0`).join("");
  return `${keysOf(table, key, kind)}${lacks}`;
}

/**
 * Only keys that a record has: nobody asks for the others. Asked by `in`, which no planner unrolls into a join of its
 * own. Who seeks knows all that the key is made of, so that a person of whom one part is not known agrees no more often
 * than two digests do by chance: it is not asked what is known, which would cost as much as the key itself.
 */
function rightKeys(table: string, { key }: BlockingKey, kind: number): string {
  return `\
select ${firstOf(kind)} + r.part as key, r.record_key from (select ${key} as part, record_key from ${table}) r
where r.part in (select l.key - ${firstOf(kind)} from left_key l where ${ofKind("l.key", kind)})`;
}

/** SQL (key, refinement, record_key): the keys of one kind that a table's records have. */
export function keysOf(
  table: string,
  { key, refinement, known }: BlockingKey,
  kind: number,
): string {
  return `select ${firstOf(kind)} + ${key} as key, cast(${refinement} as bigint) as refinement, record_key
from ${table} where ${isKnown(known)}`;
}

const isKnown = (columns: readonly string[]): string =>
  columns.map((column) => `${column} <> 0`).join(" and ");

const firstOf = (kind: number): bigint => BigInt(kind) * KEYS_OF_A_KIND;

const ofKind = (key: string, kind: number): string =>
  `${key} between ${firstOf(kind)} and ${firstOf(kind + 1) - 1n}`;

/** Comparisons that a block costs; where there are only trials, each as if it were alone. */
const cost = (left: string, right: string): string => `greatest(${left}, 1) * ${right}`;

/**
 * Keys gathered in buckets: one whose comparisons all together are few holds no hot block. Nearly all are such, and
 * to count buckets is cheaper than to count every key. Table `hot_bucket` (bucket).
 */
function hotBuckets(hot: number): string {
  const counted = (table: string): string =>
    `(select bucket, count(*) as n from (select ${BUCKET} as bucket from ${table}) b group by bucket)`;
  return `select l.bucket from ${counted("left_key")} l join ${counted("right_key")} r on r.bucket = l.bucket
where l.n * r.n > ${hot}`;
}

/** SQL: of keys of one kind those in hot blocks, with what refines them. Hardly any: no other key carries that along. */
const refined = (keys: string, kind: number): string =>
  `select k.* from (${keys}) k where k.key in (select h.key from hot_key h where ${ofKind("h.key", kind)})`;

/** How many records and how many spine persons share a key. */
function sizes(columns: string, [left, right]: readonly [string, string], where: string): string {
  const counted = (table: string): string =>
    `(select ${columns}, count(case when record_key > 0 then 1 end) as n from ${table} k ${where} group by ${columns})`;
  const names = columns.split(", ");
  const agree = names.map((name) => `l.${name} = r.${name}`).join(" and ");
  return `select ${names.map((name) => `l.${name}`).join(", ")}, l.n as nl, r.n as nr
from ${counted(left)} l join ${counted(right)} r on ${agree}`;
}

function hotBlocks(name: string, kind: number, hot: number): string {
  const leftOut = `from refined_block where nl * nr > ${hot} and ${ofKind("key", kind)}`;
  return `\
select '${name}' as blocking_key,
  (select count(*) from hot_key where nl * nr > ${hot} and ${ofKind("key", kind)}) as hot_blocks,
  (select count(*) ${leftOut}) as blocks_left_out,
  (select coalesce(cast(sum(nl * nr) as bigint), 0) ${leftOut}) as pairs_left_out`;
}
