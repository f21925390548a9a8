import { type PairChances, type Stair, stairsOf } from "./chance-stairs.ts";
import { chooseBands, type Judged, TARGETS, type Targets, trueShares } from "./choose-bands.ts";
import { isotonic, type ScoreChance, type ScoreCount } from "./isotonic.ts";
import {
  clearTrials,
  countRivals,
  countScores,
  type Evidence,
  effectiveTrials,
  ofProvince,
  provincesOf,
  type Weighed,
  weighTrials,
} from "./trial-counts.ts";
import { BANDS, type Bands, type BandsByProvince, SCORE_STEP } from "./weights.ts";

/** Fewer trials with a clear answer are no evidence at all, of a nation or of a province; nor are those that count as half. */
export const TRIALS_NEEDED = 100;
/**
 * Fewer may make the stated bands stricter and never looser: without a single wrong one among them they could not tell
 * whether one link in a thousand is wrong (Wilson's interval of 4,000 right ones of 4,000 ends there).
 */
export const TRIALS_ENOUGH = 4_000;
/** In a province so many count as much as the nation. */
const NATION_AS_TRIALS = 2_000;
/** So many pairs in each step of the score are taken from what the model claims (in a province: from the nation). */
const PRIOR_PAIRS = 5;

/** `prior`: no evidence; `shrunk`: little, it may only make bands stricter; `calibrated`: bands are learned. */
export type Basis = "calibrated" | "shrunk" | "prior";

export type Curve = {
  readonly basis: Basis;
  readonly bands: BandsByProvince;
  /** Absent where there is no evidence: then no pair has a probability. */
  readonly chances?: PairChances;
  /** Trials of the nation by score, weighted to stand for what is scored, and P(match). */
  readonly points: readonly (ScoreCount & ScoreChance)[];
};

/** From trials to P(match) by score, and from there to the bands of the nation and of its provinces. */
export function calibrate(evidence: Evidence, targets: Targets = TARGETS): Curve {
  const weighed = weighTrials(evidence);
  const clear = clearTrials(weighed.trials);
  const effective = effectiveTrials(weighed);
  const nation = judge(weighed, targets, modelChance);
  const points = nation.counts.map((count, score) => ({
    ...count,
    chance: nation.chances[score] ?? 0,
  }));
  if (clear < TRIALS_NEEDED || effective < TRIALS_NEEDED / 2) {
    return { basis: "prior", bands: { nation: BANDS, provinces: [] }, points };
  }
  const provinces = provincesOf(weighed.trials).flatMap((province) => {
    const own = ofProvince(weighed, province);
    const count = effectiveTrials(own);
    return count < TRIALS_NEEDED
      ? []
      : [{ province, judged: shrink(judge(own, targets, priorOf(nation)), nation, count) }];
  });
  const isEnough = effective >= TRIALS_ENOUGH;
  const bandsOf = (judged: Judged): Bands => {
    const learned = chooseBands(judged, targets);
    return isEnough ? learned : onlyStricter(learned);
  };
  return {
    basis: isEnough ? "calibrated" : "shrunk",
    bands: {
      nation: bandsOf(nation),
      provinces: provinces.map(({ province, judged }) => ({ province, bands: bandsOf(judged) })),
    },
    chances: {
      nation: stairsOf(nation.chances),
      provinces: provinces.map(({ province, judged }) => ({
        province,
        stairs: stairsOf(judged.chances),
      })),
      rivals: rivalStairs(weighed),
    },
    points,
  };
}

/** Little evidence may make the stated bands stricter, never looser. */
const onlyStricter = (learned: Bands): Bands => ({
  ...BANDS,
  link: Math.max(learned.link, BANDS.link),
});

function judge(weighed: Weighed, { absent }: Targets, prior: (score: number) => number): Judged {
  const counts = countScores(weighed, absent);
  return { counts, chances: chances(counts, prior), trueShares: trueShares(weighed) };
}

const priorOf =
  ({ chances }: Judged) =>
  (score: number): number =>
    chances[score] ?? 0;

/** A province of few trials is nearly the nation, one of many nearly itself. */
function shrink(own: Judged, nation: Judged, trials: number): Judged {
  const share = trials / (trials + NATION_AS_TRIALS);
  const between = (a: readonly number[], b: readonly number[]): readonly number[] =>
    a.map((value, i) => share * value + (1 - share) * (b[i] ?? 0));
  return {
    counts: own.counts,
    chances: between(own.chances, nation.chances),
    trueShares: between(own.trueShares, nation.trueShares),
  };
}

/** What the model claims: a score is log2 of the odds that two records are one person. */
const modelChance = (score: number): number =>
  1 / (1 + 2 ** -(((score + 0.5) * SCORE_STEP) / 1000));

/** P(match) of every step: the counts, a few pairs of what was believed before, made never to fall. */
function chances(
  counts: readonly ScoreCount[],
  prior: (score: number) => number,
): readonly number[] {
  const shrunk = counts.map(({ score, right, wrong }) => ({
    score,
    right: right + PRIOR_PAIRS * prior(score),
    wrong: wrong + PRIOR_PAIRS * (1 - prior(score)),
  }));
  return isotonic(shrunk).map(({ chance }) => chance);
}

/**
 * Where a rival is near: the chance that it is this one of the two, by the distance between them. The
 * model claims the same of a distance as of a score: log2 of the odds.
 */
function rivalStairs(weighed: Weighed): readonly Stair[] {
  return stairsOf(chances(countRivals(weighed, BANDS.margin / SCORE_STEP), modelChance));
}
