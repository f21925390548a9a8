import type { ReviewFilter, ReviewPage, ReviewRow } from "#contract/identity-reviews.ts";
import type { FieldKeys } from "#store/field-cipher.ts";
import type { Tx } from "#store/transact.ts";
import { placeOf } from "./family-place.ts";
import { villageRange } from "./region-code.ts";
import { sayReviewer } from "./review-ledger.ts";
import { saySaid } from "./review-pair.ts";
import { type OpenRecord, readRecords } from "./review-records.ts";
import { lapseReviews, mayDo, OWN_ANSWER, PAIR_COLUMNS, type PairRow } from "./review-rows.ts";
import { cutSlice, readSlice } from "./slice.ts";

type ListState = NonNullable<ReviewFilter["state"]>;

type ListedPair = PairRow & {
  /** What the list is ordered by: the newest first. */
  readonly sort_no: number;
  readonly what: string | null;
  readonly note: string | null;
  readonly said_at: Date;
  readonly is_own: boolean | null;
  readonly roles: readonly (string | null)[] | null;
  readonly decision_no: number | null;
  readonly in_version: string | null;
};

const OF_STATE = `select p.pair_id, (extract(epoch from p.state_at) * 1000000)::bigint as sort_no, p.state_at as said_at,
    null::bigint as decision_no from dtsen.review_pair p where p.state = $1 and not dtsen.is_kept_from_me(p.pair_id, p.round)`;

/** SQL: pairs of a list with what orders them. */
const PICKED = {
  senior: OF_STATE,
  second: OF_STATE,
  "undo-second": OF_STATE,
  "set-aside": OF_STATE,
  decided: `select p.pair_id, d.decision_no as sort_no, d.at as said_at, d.decision_no from dtsen.review_pair p
    join lateral (select k.decision_no, k.at from dtsen.identity_decision k where k.pair_id = p.pair_id
      order by k.decision_no desc limit 1) d on true
    where p.state = $1 and not dtsen.is_kept_from_me(p.pair_id, p.round)`,
  undone: `select d.pair_id, d.decision_no as sort_no, d.at as said_at, d.decision_no from dtsen.identity_decision d
    where d.verdict = $1 and not dtsen.is_kept_from_me(d.pair_id, d.round)`,
  mine: `select distinct on (a.pair_id) a.pair_id, a.answer_no as sort_no, a.at as said_at, null::bigint as decision_no
    from dtsen.review_answer a where a.account_id = dtsen.acting_account() and $1::text is not null
    order by a.pair_id, a.answer_no desc`,
} as const satisfies Record<ListState, string>;

const listOf = (state: ListState): string => `
select ${PAIR_COLUMNS}, picked.sort_no, picked.said_at, picked.decision_no,
  coalesce(d.verdict, case when last.verdict = 'undo' and dtsen.is_kept_from_me(p.pair_id, last.round) then 'withdrawn'
    else last.verdict end) as what, last.note,
  coalesce(d.decided_by = dtsen.acting_account() or d.confirmed_by = dtsen.acting_account(),
    last.account_id = dtsen.acting_account()) as is_own,
  (select array_agg(r.role_code order by r.role_code) from dtsen.roles_of_deciders(
    array_remove(array[coalesce(d.decided_by, last.account_id), d.confirmed_by], null)) r) as roles,
  (select b.label from dtsen.version b where b.state in ('frozen', 'projected', 'published')
    and dtsen.decisions_built(b.inputs) >= d.decision_no order by b.version_no limit 1) as in_version
from (${PICKED[state]}) picked
join dtsen.review_pair p on p.pair_id = picked.pair_id
join dtsen.version v on v.version_no = p.version_no ${OWN_ANSWER}
left join dtsen.identity_decision d on d.decision_no = picked.decision_no
left join lateral (select a.verdict, a.note, a.account_id, a.round from dtsen.review_answer a
  where a.pair_id = p.pair_id and (a.round = p.round or $1 in ('undone', 'mine'))
    and ($1 <> 'mine' or a.account_id = dtsen.acting_account())
    and ($1 <> 'undone' or a.verdict = 'undo')
  order by a.answer_no desc limit 1) last on true
where picked.sort_no < $2 and p.record_village_no between $3 and $4
order by picked.sort_no desc limit $5`;

const STATE_TO_ASK: Readonly<Partial<Record<ListState, string>>> = { undone: "undone" };

/** A list of pairs by state, the newest first, with everybody whom it names. */
export async function listReviews(
  tx: Tx,
  keys: FieldKeys,
  filter: ReviewFilter,
): Promise<{ readonly page: ReviewPage; readonly people: readonly OpenRecord[] }> {
  const state = filter.state ?? "mine";
  await lapseReviews(tx);
  const slice = readSlice(filter, [Number.MAX_SAFE_INTEGER]);
  const rows = await tx.query<ListedPair>(listOf(state), [
    STATE_TO_ASK[state] ?? state,
    ...slice.after,
    ...villageRange(filter.region ?? ""),
    slice.limit + 1,
  ]);
  const { shown, next } = cutSlice(rows, slice, ({ sort_no }) => [sort_no]);
  const records = await readRecords(
    tx,
    keys,
    shown.flatMap(({ record_key, spine_key }) => [record_key, spine_key]),
  );
  return {
    page: { items: shown.map((row) => writeRow(row, records)), ...next },
    people: [...records.values()],
  };
}

function writeRow(row: ListedPair, records: ReadonlyMap<number, OpenRecord>): ReviewRow {
  const [left, right] = [records.get(row.record_key), records.get(row.spine_key)];
  return {
    pairId: String(row.pair_id),
    ...(left === undefined || right === undefined
      ? {}
      : { names: [left.says.name ?? "–", right.says.name ?? "–"] as [string, string] }),
    ...(row.spine_village_no === 0 ? {} : { place: placeOf(row.spine_village_no) }),
    ...(row.what === null ? {} : { verdict: { ...saySaid(row.what) } }),
    ...(row.decision_no === null ? {} : { decisionNo: String(row.decision_no) }),
    at: row.said_at.toISOString(),
    by: (row.roles ?? []).map((role) => ({ ...sayReviewer(role) })),
    isOwn: row.is_own === true,
    ...(row.note === null || row.note === "" ? {} : { reason: row.note }),
    touchesBenefits: row.touches_benefits,
    ...(row.waits_until === null ? {} : { waitsUntil: row.waits_until }),
    ...(row.in_version === null ? {} : { inVersion: row.in_version }),
    may: mayDo(row),
  };
}
