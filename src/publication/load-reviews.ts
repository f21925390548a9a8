import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { termsOn } from "#domain/identity-review.ts";
import type { PlainDate } from "#domain/plain-date.ts";
import { WAITING_DAYS } from "#domain/review-value.ts";
import { type DuckDb, text } from "#engine/duckdb/database.ts";
import type { FieldKeys } from "#store/field-cipher.ts";
import type { Desk } from "#store/open.ts";
import { asWorker } from "#store/transact.ts";
import { loadReviewEvents } from "./load-review-events.ts";
import { loadReviewRecords } from "./load-review-records.ts";
import { reviewPairRows } from "./review-pair-rows.ts";

/** A frozen version's folder and its opened review files. */
export type ReviewLoad = {
  readonly versionNo: number;
  readonly folder: string;
  readonly records: readonly string[];
  readonly fields: FieldKeys;
  /** Where the identity ledger's segments lie. */
  readonly ledgerFolder: string;
};

/** What came to the desk for people to review; known truth is not told apart. */
export type ReviewReport = { readonly pairs: number; readonly clusters: number };

/**
 * Brings what a version leaves to people to the desk: pairs, the records behind them, clusters. Done again, nothing
 * doubles: a pair keeps its number, its answers and its day. Pairs whose decisions contradict others are asked again, what
 * no version asks any more is closed, and records are kept only where somebody may still look at them.
 */
export async function loadReviews(desk: Desk, db: DuckDb, load: ReviewLoad): Promise<ReviewReport> {
  const { versionNo, folder } = load;
  const gold = join(folder, "gold_pair.parquet");
  if ((await stat(gold).catch(() => undefined)) === undefined) return { pairs: 0, clusters: 0 };
  const calibration: unknown = JSON.parse(await readFile(join(folder, "calibration.json"), "utf8"));
  const today = await deskDay(desk);
  let pairs = 0;
  for await (const rows of reviewPairRows(db, { ...load, gold, calibration, today })) {
    await asWorker(desk, (tx) => tx.query(ADD_PAIRS, [versionNo, JSON.stringify(rows)]));
    pairs += rows.length;
  }
  await loadReviewRecords(desk, db, load);
  await loadReviewEvents(desk, db, load);
  const clusters = await loadClusters(desk, db, load);
  await asWorker(desk, async (tx) => {
    await tx.query("select dtsen.ask_contradicted_again($1)", [versionNo]);
    await tx.query(CLOSE_OTHERS, [versionNo]);
    await tx.query(FORGET_OTHERS, [versionNo, today, termsOn(today).keepDays]);
  });
  return { pairs, clusters };
}

/** Today, by the desk's own clock, as every day of its queues. */
async function deskDay(desk: Desk): Promise<PlainDate> {
  const [row] = await asWorker(desk, (tx) =>
    tx.query<{ today: PlainDate }>(
      "select (now() at time zone 'Asia/Jakarta')::date::text as today",
    ),
  );
  if (row === undefined) throw new Error("the desk does not say what day it is");
  return row.today;
}

const COLUMNS = `record_key bigint, spine_key bigint, record_person_id bigint, record_family_id bigint,
  spine_person_id bigint, spine_family_id bigint, record_village_no bigint, spine_village_no bigint, weight bigint,
  margin bigint, chance_permille smallint, waterfall jsonb, provenance text, aid jsonb, stake text, value bigint,
  opened_on date, is_double boolean`;
const NAMES = COLUMNS.split(",").map((column) => column.trim().split(" ")[0] ?? "");
const CHANGED = NAMES.filter(
  (name) => !["record_key", "spine_key", "opened_on", "is_double", "value"].includes(name),
);

/** A new pair is worth what doubt and stake make of it; one that waits, more by the day (review-value.ts). */
const { MONTH, YEAR } = WAITING_DAYS;

/** A pair that somebody set aside, or that was closed, is asked anew; one under an answer or a decision stays. */
const ADD_PAIRS = `
with said as (select * from jsonb_to_recordset($2::jsonb) as s(${COLUMNS}, truth text)),
made as (
  insert into review_pair as p (version_no, ${NAMES.join(", ")})
  select $1, ${NAMES.join(", ")} from said
  on conflict (record_key, spine_key) do update set version_no = excluded.version_no,
    ${CHANGED.map((name) => `${name} = excluded.${name}`).join(", ")},
    value = excluded.value / ${MONTH} * (${MONTH} + least(excluded.opened_on - p.opened_on, ${YEAR})),
    round = p.round + (p.state in ('set-aside', 'closed'))::int,
    state = case when p.state in ('set-aside', 'closed') then 'open' else p.state end
  returning pair_id, record_key, spine_key)
insert into review_gold (pair_id, truth)
select m.pair_id, s.truth from made m join said s on s.record_key = m.record_key and s.spine_key = m.spine_key
where s.truth is not null on conflict (pair_id) do update set truth = excluded.truth`;

const CLOSE_OTHERS = `update review_pair set state = 'closed', state_at = now(), waits_until = null
where version_no <> $1 and state in ('open', 'senior', 'second', 'set-aside')
  and not (asked_in = 'cluster' and state in ('second', 'senior'))`;

/** Records stay for the pairs of this version, and for decisions that are young enough to be looked at and undone. */
const FORGET_OTHERS = `delete from review_record r where r.version_no <> $1 and not exists (
  select from review_pair p join identity_decision d on d.pair_id = p.pair_id
  join review_record o on o.record_key in (p.record_key, p.spine_key) and o.household_key = r.household_key
  where p.state in ('decided', 'undo-second') and d.decided_on > $2::date - $3::int)
  and not exists (select from review_pair p
    join review_record o on o.record_key in (p.record_key, p.spine_key) and o.household_key = r.household_key
    where p.asked_in = 'cluster' and p.state in ('second', 'senior'))`;

/** All or none: whoever looks meanwhile sees those of the version before. */
async function loadClusters(
  desk: Desk,
  db: DuckDb,
  { versionNo, folder }: ReviewLoad,
): Promise<number> {
  const rows =
    db.chunks(`select cluster_key, person_id, family_id, village_lo, village_hi, is_on_register, records,
      deliveries, density_permille, contradictions, members, edges
    from read_parquet(${text(join(folder, "review_cluster.parquet"))})`);
  return await asWorker(desk, async (tx) => {
    let clusters = 0;
    await tx.query("delete from review_cluster");
    for await (const { columns, rows: count } of rows) {
      await tx.query(ADD_CLUSTERS, [versionNo, ...columns.map((column) => [...column])]);
      clusters += count;
    }
    return clusters;
  });
}

const ADD_CLUSTERS = `
insert into review_cluster (version_no, cluster_key, person_id, family_id, village_lo, village_hi, is_on_register,
  records, deliveries, density_permille, contradictions, members, edges)
select $1, k, p, f, lo, hi, r, n, d, y, coalesce(string_to_array(nullif(c, ''), ','), '{}'), m::jsonb, e::jsonb
from unnest($2::bigint[], $3::bigint[], $4::bigint[], $5::bigint[], $6::bigint[], $7::boolean[], $8::int[],
  $9::int[], $10::int[], $11::text[], $12::text[], $13::text[]) as u (k, p, f, lo, hi, r, n, d, y, c, m, e)`;
