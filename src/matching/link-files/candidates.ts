import type { DuckDb } from "#engine/duckdb/database.ts";
import { formJoins, type Key, keyDigest, type Term, termDigest } from "./blocking-key.ts";
import type { DraftInput, KeyReport } from "./link-draft.ts";
import { addNeighbours, insertNeighbours } from "./neighbours.ts";
import { mayLink } from "./topology.ts";

/** A block of more pairs than this is refined by one more term; small files have smaller ones. */
const HOT_BLOCK_PAIRS = 50_000;
const SMALLEST_HOT_BLOCK = 2_000;

export type CandidateDraft = {
  readonly inputs: readonly DraftInput[];
  readonly records: number;
  readonly keys: readonly Key[];
  /** What hot blocks are refined by, the most telling first. */
  readonly refinements: readonly Term[];
  readonly hot?: number;
};

/**
 * Table `candidate` (a, b, key_no): each pair worth comparing, once, under the first key that finds it.
 * What a block keeps of a key is settled before pairs are made, so that later keys refuse what earlier ones found
 * by comparing two numbers, and no pairs are sorted to remove duplicates.
 */
export async function makeCandidates(
  db: DuckDb,
  draft: CandidateDraft,
): Promise<readonly KeyReport[]> {
  const { keys, inputs } = draft;
  const digests = keys.map(({ terms }, i) => `${keyDigest(terms.map(termDigest))} as k${i}`);
  await db.run(`create or replace table rec_key as
    select r.rid, r.input_no, ${digests.join(",\n")} from rec r ${formJoins(keys.flatMap(({ terms }) => terms))}`);
  await db.run("create or replace table neighbour (a bigint, b bigint, key_no tinyint)");
  const cooled: { hotBlocks: number; leftOut: number }[] = [];
  const largest = await largestBlocks(db, keys.length);
  for (const [i] of keys.entries()) {
    const isHot = (largest[i] ?? 0) > mostOf(draft);
    cooled.push(isHot ? await coolKey(db, draft, i) : { hotBlocks: 0, leftOut: 0 });
  }
  await db.run("create or replace table candidate (a bigint, b bigint, key_no tinyint)");
  for (const [i] of keys.entries()) {
    const found = keys
      .slice(0, i)
      .map((_, j) => ` and (l.k${j} <> r.k${j} or l.k${j} is null or r.k${j} is null)`);
    await db.run(`insert into candidate select l.rid, r.rid, ${i}
      from rec_key l join rec_key r on l.k${i} = r.k${i} where ${mayLink(inputs)}${found.join("")}`);
  }
  await insertNeighbours(db, keys);
  await db.run("drop table rec_key");
  const counts = await db.all<{ key_no: number; n: bigint }>(
    "select key_no, count(*) as n from candidate group by 1",
  );
  const pairs = new Map(counts.map(({ key_no, n }) => [key_no, Number(n)]));
  return keys.map(({ name }, i) => ({
    name,
    pairs: pairs.get(i) ?? 0,
    hotBlocks: cooled[i]?.hotBlocks ?? 0,
    leftOut: cooled[i]?.leftOut ?? 0,
  }));
}

/** Every pair that may be linked: for files so small that choosing would cost more than comparing. */
export async function makeAllPairs(
  db: DuckDb,
  inputs: readonly DraftInput[],
): Promise<readonly KeyReport[]> {
  await db.run(`create or replace table candidate as
    select l.rid as a, r.rid as b, 0::tinyint as key_no from rec l join rec r on ${mayLink(inputs)}`);
  const [row] = await db.all<{ n: bigint }>("select count(*) as n from candidate");
  return [{ name: "every pair", pairs: Number(row?.n ?? 0n), hotBlocks: 0, leftOut: 0 }];
}

const mostOf = ({ hot, records }: CandidateDraft): number =>
  hot ?? Math.min(HOT_BLOCK_PAIRS, Math.max(SMALLEST_HOT_BLOCK, 4 * records));

/** At most so many pairs are in one block, by key: most keys have no large block, and one look tells. */
async function largestBlocks(db: DuckDb, keys: number): Promise<readonly number[]> {
  const queries = Array.from(
    { length: keys },
    (_, i) => `select ${i} as i, max(n)::double as n from (
      select count(*) as n from rec_key where k${i} is not null group by k${i}
    )`,
  );
  const rows = await db.all<{ i: number; n: number | null }>(queries.join(" union all "));
  const largest = new Array<number>(keys).fill(0);
  for (const { i, n } of rows) largest[i] = ((n ?? 0) * ((n ?? 0) - 1)) / 2;
  return largest;
}

/**
 * Blocks of key `i` that are too large agree in one more thing, then in two more; what is still too large is left out, but
 * for a few neighbours of each record.
 */
async function coolKey(
  db: DuckDb,
  draft: CandidateDraft,
  i: number,
): Promise<{ hotBlocks: number; leftOut: number }> {
  const { inputs, keys, refinements } = draft;
  const most = mostOf(draft);
  const own = new Set((keys[i]?.terms ?? []).flatMap((t) => ("field" in t ? [t.field.no] : [])));
  const more = refinements
    .filter((term) => !("field" in term) || !own.has(term.field.no))
    .slice(0, 2);
  let { blocks, pairs } = await hotBlocks(db, inputs, i, most);
  const first = blocks;
  if (blocks > 0) await addNeighbours(db, inputs, i, more);
  for (const term of more) {
    if (blocks === 0) break;
    await db.run(`create or replace table rec_key as
      select r.* replace (case when h.k is null then r.k${i} else ${keyDigest([`r.k${i}`, termDigest(term)])} end as k${i})
      from (select k.*, rec.* exclude (rid, input_no) from rec_key k join rec using (rid)) r
      left join hot_block h on h.k = r.k${i} ${formJoins([term])}`);
    await db.run(
      `create or replace table rec_key as select ${["rid", "input_no", ...keys.map((_, j) => `k${j}`)].join(", ")} from rec_key`,
    );
    ({ blocks, pairs } = await hotBlocks(db, inputs, i, most));
  }
  if (blocks > 0) {
    await db.run(`update rec_key set k${i} = null where k${i} in (select k from hot_block)`);
  }
  return { hotBlocks: first, leftOut: blocks > 0 ? pairs : 0 };
}

/** Table `hot_block` (k, pairs) of key `i`. */
async function hotBlocks(
  db: DuckDb,
  inputs: readonly DraftInput[],
  i: number,
  most: number,
): Promise<{ blocks: number; pairs: number }> {
  const single = inputs.flatMap(({ oneRecordPerEntity }, no) => (oneRecordPerEntity ? [no] : []));
  const refused =
    single.length === 0
      ? "0"
      : `sum(case when input_no in (${single.join(", ")}) then n * (n - 1) // 2 else 0 end)`;
  await db.run(`create or replace table hot_block as select k, pairs from (
    select k, (sum(n) * (sum(n) - 1) // 2 - ${refused})::bigint as pairs
    from (select k${i} as k, input_no, count(*) as n from rec_key where k${i} is not null group by 1, 2) group by k
  ) where pairs > ${most}`);
  const [row] = await db.all<{ blocks: bigint; pairs: bigint | null }>(
    "select count(*) as blocks, sum(pairs)::bigint as pairs from hot_block",
  );
  return { blocks: Number(row?.blocks ?? 0n), pairs: Number(row?.pairs ?? 0n) };
}
