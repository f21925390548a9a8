import { isotonic, type ScoreChance, type ScoreCount } from "./isotonic.ts";
import { BANDS, type Bands, type BandsByProvince, SCORE_FLOOR, SCORE_STEP } from "./weights.ts";

/** Trials of one kind: what was linked to a record whose NIK was hidden. `score` -1: nothing was found. */
export type TrialCount = {
  readonly deliveryNo: number;
  readonly province: number;
  readonly ageBand: number;
  readonly sex: number;
  /** In steps of half a bit. */
  readonly score: number;
  /** 1 where name and day carry the pair and no rival is near: only such pairs may be linked without people. */
  readonly isClear: number;
  readonly isRight: number;
  readonly pairs: number;
};

/** Trials that would have been linked to a stranger if their person were not in the registry. */
export type AbsentCount = {
  readonly deliveryNo: number;
  readonly province: number;
  readonly score: number;
  readonly pairs: number;
};

/** Records of a stratum that pass 0 left to be scored: the people whom trials stand for. */
export type ResidualCount = {
  readonly deliveryNo: number;
  readonly province: number;
  readonly records: number;
};

export type Evidence = {
  readonly trials: readonly TrialCount[];
  readonly absents: readonly AbsentCount[];
  readonly residuals: readonly ResidualCount[];
};

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

/** Fewer trials with a clear answer are no evidence at all. */
export const TRIALS_NEEDED = 100;
/** Fewer may make the stated bands stricter and never looser; a province with fewer has the nation's. */
export const TRIALS_ENOUGH = 2_000;
/** So many pairs in each step of the score are taken from what the model claims (in a province: from the nation). */
const PRIOR_PAIRS = 5;
/** 60 bits; nothing scores higher by much, and what does counts here. */
const TOP_SCORE = 120;

export type Basis = "calibrated" | "shrunk" | "prior";

export type Curve = {
  readonly basis: Basis;
  readonly bands: BandsByProvince;
  /** Trials of the nation by score, weighted to stand for what is scored, and P(match). */
  readonly points: readonly (ScoreCount & ScoreChance)[];
};

/** From trials to P(match) by score, and from there to the bands of the nation and of its provinces. */
export function calibrate(evidence: Evidence, targets: Targets = TARGETS): Curve {
  const weighted = weighTrials(evidence);
  const clear = clearTrials(weighted.trials);
  const counts = countScores(weighted, targets);
  const nation = chances(counts, modelChance);
  const points = counts.map((count, score) => ({ ...count, chance: nation[score] ?? 0 }));
  if (clear < TRIALS_NEEDED) {
    return { basis: "prior", bands: { nation: BANDS, provinces: [] }, points };
  }
  const learned = chooseBands(weighted, counts, nation, targets);
  if (clear < TRIALS_ENOUGH) {
    return { basis: "shrunk", bands: { nation: onlyStricter(learned), provinces: [] }, points };
  }
  const provinces = provincesOf(evidence).flatMap((province) => {
    const own = ofProvince(weighted, province);
    if (clearTrials(own.trials) < TRIALS_ENOUGH) return [];
    const ownCounts = countScores(own, targets);
    const curve = chances(ownCounts, (score) => nation[score] ?? 0);
    return [{ province, bands: chooseBands(own, ownCounts, curve, targets) }];
  });
  return { basis: "calibrated", bands: { nation: learned, provinces }, points };
}

/** Little evidence may make the stated bands stricter, never looser. */
const onlyStricter = (learned: Bands): Bands => ({
  ...BANDS,
  link: Math.max(learned.link, BANDS.link),
});

type Weighed = {
  readonly trials: readonly (TrialCount & { readonly weight: number })[];
  readonly absents: readonly (AbsentCount & { readonly weight: number })[];
};

/** Each stratum counts as much as it has records to be scored: those with a NIK are cleaner than the rest. */
function weighTrials({ trials, absents, residuals }: Evidence): Weighed {
  const stratum = (row: { readonly deliveryNo: number; readonly province: number }): string =>
    `${row.deliveryNo}|${row.province}`;
  const tried = sumBy(trials, stratum, (row) => row.pairs);
  const left = sumBy(residuals, stratum, (row) => row.records);
  const ofStratum = (name: string): number => (left.get(name) ?? 0) + 1;
  const allTried = [...tried.values()].reduce((sum, n) => sum + n, 0);
  const allLeft = [...tried.keys()].reduce((sum, name) => sum + ofStratum(name), 0);
  const weightOf = (name: string): number =>
    (ofStratum(name) / allLeft) * (allTried / (tried.get(name) ?? 1));
  const weigh = <T extends { readonly deliveryNo: number; readonly province: number }>(row: T) => ({
    ...row,
    weight: weightOf(stratum(row)),
  });
  return { trials: trials.map(weigh), absents: absents.map(weigh) };
}

function sumBy<T>(
  rows: readonly T[],
  key: (row: T) => string,
  value: (row: T) => number,
): Map<string, number> {
  const sums = new Map<string, number>();
  for (const row of rows) sums.set(key(row), (sums.get(key(row)) ?? 0) + value(row));
  return sums;
}

const clearTrials = (trials: readonly TrialCount[]): number =>
  trials.reduce((sum, row) => sum + (row.isClear === 1 ? row.pairs : 0), 0);

const provincesOf = ({ trials }: Evidence): readonly number[] =>
  [...new Set(trials.map(({ province }) => province))].filter((no) => no > 0).sort((a, b) => a - b);

const ofProvince = ({ trials, absents }: Weighed, province: number): Weighed => ({
  trials: trials.filter((row) => row.province === province),
  absents: absents.filter((row) => row.province === province),
});

/** Right and wrong pairs that could be linked, step by step; the absent are wrong by definition. */
function countScores({ trials, absents }: Weighed, { absent }: Targets): readonly ScoreCount[] {
  const counts = Array.from({ length: TOP_SCORE + 1 }, (_, score) => ({
    score,
    right: 0,
    wrong: 0,
  }));
  const at = (score: number) => counts[Math.min(score, TOP_SCORE)];
  for (const { score, isClear, isRight, pairs, weight } of trials) {
    const count = isClear === 1 ? at(score) : undefined;
    if (count !== undefined)
      count[isRight === 1 ? "right" : "wrong"] += pairs * weight * (1 - absent);
  }
  for (const { score, pairs, weight } of absents) {
    const count = at(score);
    if (count !== undefined) count.wrong += pairs * weight * absent;
  }
  return counts;
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

function chooseBands(
  { trials }: Weighed,
  counts: readonly ScoreCount[],
  curve: readonly number[],
  targets: Targets,
): Bands {
  const link = linkFrom(counts, curve, targets);
  return { link, review: reviewFrom(trials, link, targets), margin: BANDS.margin };
}

/** The lowest step from which on both targets of linking hold; above all steps where none does. */
function linkFrom(
  counts: readonly ScoreCount[],
  curve: readonly number[],
  { falseLinks, leastChance }: Targets,
): number {
  let pairs = 0;
  let wrong = 0;
  let from = TOP_SCORE + 1;
  for (let score = TOP_SCORE; score >= 0; score--) {
    const chance = curve[score] ?? 0;
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
function reviewFrom(trials: Weighed["trials"], link: number, { missedLinks }: Targets): number {
  const all = trials.reduce((sum, row) => sum + row.pairs * row.weight, 0);
  let missed = 0;
  let from = 0;
  for (let score = 0; score * SCORE_STEP < link; score++) {
    missed += trials
      .filter((row) => row.score === score && row.isRight === 1)
      .reduce((sum, row) => sum + row.pairs * row.weight, 0);
    if (missed > missedLinks * all) break;
    from = score + 1;
  }
  return Math.min(Math.max(from * SCORE_STEP, SCORE_FLOOR), link);
}
