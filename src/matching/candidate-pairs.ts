import type { Step } from "#engine/step.ts";
import { BLOCKING_KEYS, type BlockingKey, HOT_BLOCK_PAIRS } from "./blocking-keys.ts";

/**
 * Each pair of a record and a spine person worth comparing, once: table `candidate_pair`
 * (record_key, spine_key). Blocks that would cost more than `hot` comparisons are refined by one
 * more number; what is still hot then is left out and counted in table `hot_block`, never silently.
 * Trials (keys with a minus) are paired like any other record and never counted, so that they cannot
 * change what happens to real ones.
 */
export function candidatePairs(hot: number = HOT_BLOCK_PAIRS): readonly Step[] {
  const every = BLOCKING_KEYS.map((_, kind) => kind);
  return [
    ...every.flatMap((kind) => pairsOfKind(kind, BLOCKING_KEYS[kind] as BlockingKey, hot)),
    {
      table: "candidate_pair",
      sql: every.map((kind) => `select record_key, spine_key from pair_${kind}`).join("\nunion\n"),
    },
    {
      table: "hot_block",
      sql: every.map((kind) => `select * from hot_block_${kind}`).join("\nunion all\n"),
    },
  ];
}

function pairsOfKind(kind: number, key: BlockingKey, hot: number): readonly Step[] {
  const refined = `select a, b, c, nl, nr from refined_block where ${cost()} <= ${hot}`;
  return [
    { table: "left_key", sql: keysOf("left_form", key) },
    {
      table: "right_key",
      sql: `select r.* from (${keysOf("spine_form", key)}) r
where exists (select 1 from left_key l where l.a = r.a and l.b = r.b)`,
    },
    { table: "block", sql: sizes("a, b", "l.a = r.a and l.b = r.b", "l.a, l.b", "") },
    {
      table: "refined_block",
      sql: sizes(
        "a, b, c",
        "l.a = r.a and l.b = r.b and l.c = r.c",
        "l.a, l.b, l.c",
        `where exists (select 1 from block h where h.a = k.a and h.b = k.b and ${cost("h.")} > ${hot})`,
      ),
    },
    {
      table: `pair_${kind}`,
      sql: `\
select l.record_key, r.record_key as spine_key
from left_key l
join (select a, b from block where ${cost()} <= ${hot}) h on h.a = l.a and h.b = l.b
join right_key r on r.a = l.a and r.b = l.b
union all
select l.record_key, r.record_key as spine_key
from left_key l
join (${refined}) h on h.a = l.a and h.b = l.b and h.c = l.c
join right_key r on r.a = l.a and r.b = l.b and r.c = l.c`,
    },
    { table: `hot_block_${kind}`, sql: hotBlocks(key, hot) },
  ];
}

/** Comparisons that a block costs; where there are only trials, each as if it were alone. */
const cost = (of = ""): string => `greatest(${of}nl, 1) * ${of}nr`;

function keysOf(table: string, { columns: [a, b, c], known }: BlockingKey): string {
  const isKnown = known.map((column) => `${column} <> 0`).join(" and ");
  return `select cast(${a} as bigint) as a, cast(${b} as bigint) as b, cast(${c} as bigint) as c, record_key
from ${table} where ${isKnown}`;
}

function sizes(columns: string, agree: string, shown: string, where: string): string {
  const counted = (table: string): string =>
    `(select ${columns}, count(case when record_key > 0 then 1 end) as n from ${table} k ${where} group by ${columns})`;
  return `select ${shown}, l.n as nl, r.n as nr
from ${counted("left_key")} l join ${counted("right_key")} r on ${agree}`;
}

function hotBlocks(key: BlockingKey, hot: number): string {
  return `\
select '${key.name}' as blocking_key,
  (select count(*) from block where nl * nr > ${hot}) as hot_blocks,
  (select count(*) from refined_block where nl * nr > ${hot}) as blocks_left_out,
  (select coalesce(cast(sum(nl * nr) as bigint), 0) from refined_block where nl * nr > ${hot})
    as pairs_left_out`;
}
