import type {
  REVIEW_LAPSE_WORDS,
  ReviewVerdict,
  ShownReviewState,
} from "#domain/identity-review.ts";
import type { WeighedField } from "#domain/review-levels.ts";
import type { ReviewStake } from "#domain/review-value.ts";
import type { Tx } from "#store/transact.ts";

/** Level and weight of one field of a pair, as the build wrote them. */
export type KeptBar = { readonly level: number; readonly weight: number; readonly rarity?: number };
/** What the build keeps of a comparison: the prior and a bar a field; no values. */
export type KeptWaterfall = { readonly prior?: number } & Readonly<
  Partial<Record<WeighedField, KeptBar>>
>;
type Aid = readonly (readonly [program: string, outcome: string])[];

/** A pair as the desk keeps it, with how it stands towards whoever acts. */
export type PairRow = {
  readonly pair_id: number;
  readonly version_no: number;
  readonly label: string;
  readonly record_key: number;
  readonly spine_key: number;
  readonly record_person_id: number | null;
  readonly record_family_id: number | null;
  readonly spine_person_id: number | null;
  readonly spine_family_id: number | null;
  readonly record_village_no: number;
  readonly spine_village_no: number;
  readonly weight: number;
  readonly margin: number | null;
  readonly chance_permille: number | null;
  readonly waterfall: KeptWaterfall;
  readonly provenance: string;
  readonly aid: { readonly record?: Aid; readonly spine?: Aid };
  readonly stake: ReviewStake;
  /** Somebody's aid hangs on it, by the version that asks or by the one in force. */
  readonly touches_benefits: boolean;
  readonly opened_on: string;
  readonly round: number;
  readonly state: ShownReviewState;
  readonly waits_until: string | null;
  readonly asked_in: "matching" | "cluster";
  readonly lapsed_at: Date | null;
  readonly lapsed_from: keyof typeof REVIEW_LAPSE_WORDS | null;
  readonly held_until: Date | null;
  /** What whoever acts said last in this round, unless taken back. */
  readonly own_verdict: ReviewVerdict | null;
  /** Settles reviews where both records are. */
  readonly settles: boolean;
  /** Asked for the undoing that waits. */
  readonly is_undoer: boolean;
};

/** SQL: a pair p with how it stands towards whoever acts; row-level security keeps it to the region. */
export const PAIR_COLUMNS = `p.pair_id, p.version_no, v.label, p.record_key, p.spine_key, p.record_person_id,
  p.record_family_id, p.spine_person_id, p.spine_family_id, p.record_village_no, p.spine_village_no, p.weight,
  p.margin, p.chance_permille, p.waterfall, p.provenance, p.aid, p.stake,
  dtsen.pair_touches_benefits(p.pair_id) as touches_benefits, p.opened_on::text, p.round,
  case when own.is_kept then 'answered' else p.state end as state,
  case when own.is_kept then null else p.waits_until end::text as waits_until, p.asked_in, p.lapsed_at, p.lapsed_from,
  (select c.until from dtsen.review_claim c where c.pair_id = p.pair_id and c.until > now()) as held_until,
  own.verdict as own_verdict,
  coalesce(dtsen.holds('settle-review') and p.record_village_no <@ dtsen.my_ranges('settle-review')
    and p.spine_village_no <@ dtsen.my_ranges('settle-review'), false) as settles,
  exists (select from dtsen.review_answer u where u.pair_id = p.pair_id and u.round = p.round and u.verdict = 'undo'
    and u.account_id = dtsen.acting_account()) as is_undoer`;

/** SQL: what whoever acts said last of pair p, unless taken back, and whether what became of it is kept from them. */
export const OWN_ANSWER = `left join lateral (
  select a.verdict, dtsen.is_kept_from_me(p.pair_id, p.round) as is_kept
  from (select k.verdict from dtsen.review_answer k
    where k.pair_id = p.pair_id and k.round = p.round and k.stage <> 'undo' and k.account_id = dtsen.acting_account()
    order by k.answer_no desc limit 1) a where a.verdict <> 'withdrawn') own on true`;

/** One pair of one's region; undefined where there is none of that number to be seen. */
export async function readPair(tx: Tx, pairId: string): Promise<PairRow | undefined> {
  const [row] = await tx.query<PairRow>(
    `select ${PAIR_COLUMNS} from dtsen.review_pair p
     join dtsen.version v on v.version_no = p.version_no ${OWN_ANSWER} where p.pair_id = $1`,
    [pairId],
  );
  return row;
}

/** What no second person spoke about in time is as it was before: one pair, or of all the longest overdue. */
export async function lapseReviews(tx: Tx, pairId?: string): Promise<void> {
  await tx.query("select dtsen.lapse_reviews($1)", [pairId ?? null]);
}

/** What whoever acts may do with a pair now. */
export function mayDo(
  pair: Pick<PairRow, "state" | "held_until" | "own_verdict" | "settles" | "is_undoer">,
) {
  const { state, own_verdict, settles } = pair;
  const isMine = own_verdict !== null;
  return {
    answer:
      !isMine && (state === "open" ? pair.held_until !== null : state === "senior" && settles),
    confirm: settles && (state === "second" ? !isMine : state === "undo-second" && !pair.is_undoer),
    undo:
      state === "decided"
        ? isMine || settles
        : isMine && state !== "undo-second" && state !== "closed",
  };
}

/** Something that was said or decided of a pair and may be seen. */
export type SaidRow = {
  readonly at: Date;
  readonly what: string;
  readonly ground: string | null;
  readonly note: string | null;
  readonly is_own: boolean;
  readonly role_code: string | null;
};

/**
 * What was said of a pair, the newest first: one's own words, others' once nobody is blind, and the book. Of a round
 * that is kept from whoever acts their own words alone, and to undo is to take back.
 */
export async function readSaid(tx: Tx, pairId: number): Promise<readonly SaidRow[]> {
  return await tx.query<SaidRow>(
    `with said as (
       select a.at, case when a.verdict = 'undo' and k.kept then 'withdrawn' else a.verdict end as what, null as ground,
         a.note, a.account_id
       from dtsen.review_answer a cross join lateral (select dtsen.is_kept_from_me($1, a.round) as kept) k
       where a.pair_id = $1 and (a.account_id = dtsen.acting_account() or not k.kept)
       union all
       select d.at, d.verdict, d.ground, null, d.decided_by from dtsen.identity_decision d
       where d.pair_id = $1 and not dtsen.is_kept_from_me($1, d.round))
     select s.at, s.what, s.ground, s.note, s.account_id = dtsen.acting_account() as is_own, r.role_code from said s
     left join dtsen.roles_of_deciders(array(select account_id from said)) r on r.account_id = s.account_id
     order by s.at desc, s.ground nulls last limit 40`,
    [pairId],
  );
}
