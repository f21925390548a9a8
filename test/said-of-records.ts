import type { ReviewDecision, ReviewVerdict } from "#matching/review-decisions.ts";

/** Deliveries of a hamlet in their order (`staged-house.ts`): the civil registry's and the list's people. */
export const [REGISTRY, LIST] = [1, 2];

/** The key of a row of a delivery, counted from 0, as the lake packs it. */
export const record = (delivery: number, row: number): bigint =>
  BigInt(delivery) * 4_294_967_296n + BigInt(row) + 1n;

/** What a reviewer decided about two records, whichever of them is named first. */
export function says(
  no: number,
  one: bigint | number,
  verdict: ReviewVerdict,
  other: bigint | number,
): ReviewDecision {
  const [a, b] = [BigInt(one), BigInt(other)];
  return {
    decisionNo: BigInt(no),
    leftKey: a < b ? a : b,
    rightKey: a < b ? b : a,
    verdict,
    decidedOn: 20260401,
    actor: "31",
    reason: "same-mother",
  };
}
