/** same: must be one person; different: never one person; undone: what was said before holds no more. */
export type ReviewVerdict = "same" | "different" | "undone";

/** What people decided about two records. Numbers are given once; the highest for a pair counts. */
export type ReviewDecision = {
  readonly decisionNo: bigint;
  /** Record keys as they were when the reviewer saw them, left below right. */
  readonly leftKey: bigint;
  readonly rightKey: bigint;
  readonly verdict: ReviewVerdict;
  /** yyyymmdd. */
  readonly decidedOn: number;
  /** Number of an account or a role, never a name. */
  readonly actor: string;
  readonly reason: string;
};

/** The last word on each pair, in the order of numbers; the order of rows plays no part. */
export function lastWords(decisions: readonly ReviewDecision[]): readonly ReviewDecision[] {
  const words = new Map<string, ReviewDecision>();
  for (const decision of decisions) {
    const pair = `${decision.leftKey}|${decision.rightKey}`;
    const known = words.get(pair);
    if (known === undefined || known.decisionNo < decision.decisionNo) words.set(pair, decision);
  }
  return [...words.values()].sort((a, b) => (a.decisionNo < b.decisionNo ? -1 : 1));
}
