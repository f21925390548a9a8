import type { ScoreCount } from "./isotonic.ts";
import { TOP_SCORE, type Weighed } from "./trial-counts.ts";
import { BANDS, type Bands, SCORE_FLOOR, SCORE_STEP } from "./weights.ts";

/** What the bands must hold to, and what is assumed where trials cannot know. */
export type Targets = {
  /** Of all links that scores alone decide, so many may be wrong. */
  readonly falseLinks: number;
  /** Of all records whose person is in the registry, so many may be rejected without people seeing them. */
  readonly missedLinks: number;
  /** No single link may be less likely than this. */
  readonly leastChance: number;
  /** Assumed share of scored records whose person is not in the registry; trials have one by their making. */
  readonly absent: number;
};

export const TARGETS: Targets = {
  falseLinks: 0.001,
  missedLinks: 0.001,
  leastChance: 0.98,
  absent: 0.05,
};

/** Counts and P(match) of every step of the score, and the share of true pairs that lie in it, found or shown. */
export type Judged = {
  readonly counts: readonly ScoreCount[];
  readonly chances: readonly number[];
  readonly trueShares: readonly number[];
};

/** Where links begin and where review begins, by the targets. */
export function chooseBands(judged: Judged, targets: Targets): Bands {
  const link = linkFrom(judged, targets);
  return { link, review: reviewFrom(judged.trueShares, link, targets), margin: BANDS.margin };
}

/** The lowest step from which on both targets of linking hold; above all steps where none does. */
function linkFrom({ counts, chances }: Judged, { falseLinks, leastChance }: Targets): number {
  let pairs = 0;
  let wrong = 0;
  let from = TOP_SCORE + 1;
  for (let score = TOP_SCORE; score >= 0; score--) {
    const chance = chances[score] ?? 0;
    const here = (counts[score]?.right ?? 0) + (counts[score]?.wrong ?? 0);
    pairs += here;
    wrong += here * (1 - chance);
    const share = pairs === 0 ? 0 : wrong / pairs;
    if (chance < leastChance || share > falseLinks) break;
    from = score;
  }
  return Math.max(from * SCORE_STEP, SCORE_FLOOR);
}

/** The highest step below which no more true pairs lie than may be missed; never above the link band. */
function reviewFrom(trueShares: readonly number[], link: number, { missedLinks }: Targets): number {
  let missed = 0;
  let from = 0;
  for (let score = 0; score * SCORE_STEP < link; score++) {
    missed += trueShares[score] ?? 0;
    if (missed > missedLinks) break;
    from = score + 1;
  }
  return Math.min(Math.max(from * SCORE_STEP, SCORE_FLOOR), link);
}

/** Of all trials, the share that found its own person at each step of the score. */
export function trueShares({ trials }: Weighed): readonly number[] {
  const all = trials.reduce((sum, row) => sum + row.pairs * row.weight, 0);
  const shares = Array.from({ length: TOP_SCORE + 1 }, () => 0);
  for (const { score, isRight, pairs, weight } of trials) {
    const step = Math.min(score, TOP_SCORE);
    if (isRight === 1) shares[step] = (shares[step] ?? 0) + (pairs * weight) / all;
  }
  return shares;
}
