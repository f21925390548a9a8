import type { ClusterCase } from "#contract/review-quality.ts";
import {
  REVIEW_STATE_WORDS,
  REVIEW_VERDICT_WORDS,
  type ReviewVerdict,
  type ShownReviewState,
} from "#domain/identity-review.ts";
import { say, type Words } from "#domain/words.ts";
import type { Tx } from "#store/transact.ts";

type SpokenRow = {
  readonly pair_id: number;
  readonly record_key: number;
  readonly spine_key: number;
  readonly state: ShownReviewState;
  /** What stands in the book of a pair that is decided. */
  readonly verdict: ReviewVerdict | null;
};

/** What people decided of pairs among these records, or what waits for a second person, the newest first. */
export async function readSpoken(
  tx: Tx,
  recordKeys: readonly number[],
): Promise<ClusterCase["spoken"]> {
  const rows = await tx.query<SpokenRow>(
    `select p.pair_id, p.record_key, p.spine_key, p.state, d.verdict from dtsen.review_pair p
     left join lateral (select k.verdict from dtsen.identity_decision k where k.pair_id = p.pair_id
       order by k.decision_no desc limit 1) d on p.state = 'decided'
     where p.record_key = any ($1) and p.spine_key = any ($1) and p.state in ('decided', 'second', 'undo-second')
       and not dtsen.is_kept_from_me(p.pair_id, p.round)
     order by p.state_at desc, p.pair_id`,
    [recordKeys],
  );
  return rows.map((row) => ({
    pairId: String(row.pair_id),
    left: String(row.record_key),
    right: String(row.spine_key),
    says: { ...saySpoken(row) },
  }));
}

function saySpoken({ state, verdict }: SpokenRow): Words {
  const stands = REVIEW_STATE_WORDS[state];
  if (verdict === null) return stands;
  const said = REVIEW_VERDICT_WORDS[verdict];
  return say(`${stands.id}: ${said.id}`, `${stands.en}: ${said.en}`);
}
