import type { ReviewDecision, ReviewVerdict } from "#matching/review-decisions.ts";

/** What a reviewer decided about two records, whichever of them is named first. */
export const says = (
  no: number,
  left: number,
  verdict: ReviewVerdict,
  right: number,
): ReviewDecision => ({
  decisionNo: BigInt(no),
  leftKey: BigInt(Math.min(left, right)),
  rightKey: BigInt(Math.max(left, right)),
  verdict,
  decidedOn: 20260401,
  actor: "31",
  reason: "same-mother",
});
