import type { ScoreCount } from "./isotonic.ts";

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
  /** Distance to the near rival in steps of half a bit; -1 where none is near. */
  readonly rival: number;
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

/** Trials with the weight of their stratum. */
export type Weighed = {
  readonly trials: readonly (TrialCount & { readonly weight: number })[];
  readonly absents: readonly (AbsentCount & { readonly weight: number })[];
};

/** 60 bits; nothing scores higher by much, and what does counts here. */
export const TOP_SCORE = 120;

/** Each stratum counts as much as it has records to be scored: those with a NIK are cleaner than the rest. */
export function weighTrials({ trials, absents, residuals }: Evidence): Weighed {
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

/** All that were tried. */
export const countTrials = (trials: readonly TrialCount[]): number =>
  trials.reduce((sum, row) => sum + row.pairs, 0);

/** Those with a clear answer, by which bands are chosen. */
export const clearTrials = (trials: readonly TrialCount[]): number =>
  countTrials(trials.filter(({ isClear }) => isClear === 1));

/**
 * As many trials as would say as much if each counted alike (Kish 1965, Survey Sampling 11.7): a trial that stands for
 * a thousand people is one trial, however many others stand for few.
 */
export function effectiveTrials({ trials }: Weighed): number {
  const clear = trials.filter(({ isClear }) => isClear === 1);
  const sum = (of: (weight: number) => number): number =>
    clear.reduce((total, { pairs, weight }) => total + pairs * of(weight), 0);
  const squares = sum((weight) => weight * weight);
  // A rounding error must not make 4,000 equal ones fewer.
  return squares === 0 ? 0 : Math.floor(sum((weight) => weight) ** 2 / squares + 1e-6);
}

/** Provinces in which anybody was tried. */
export const provincesOf = (trials: readonly TrialCount[]): readonly number[] =>
  [...new Set(trials.map(({ province }) => province))].filter((no) => no > 0).sort((a, b) => a - b);

/** The trials of one province. */
export const ofProvince = ({ trials, absents }: Weighed, province: number): Weighed => ({
  trials: trials.filter((row) => row.province === province),
  absents: absents.filter((row) => row.province === province),
});

/**
 * Right and wrong pairs that could be linked, step by step; a share `absent` of all that is scored counts as people
 * whom the registry does not know, and those are wrong by definition.
 */
export function countScores({ trials, absents }: Weighed, absent: number): readonly ScoreCount[] {
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

/** Of trials with a near rival, how many were right, by the distance to it. */
export function countRivals({ trials }: Weighed, steps: number): readonly ScoreCount[] {
  const counts = Array.from({ length: steps }, (_, score) => ({ score, right: 0, wrong: 0 }));
  for (const { rival, isRight, pairs, weight } of trials) {
    const count = rival < 0 ? undefined : counts[Math.min(rival, steps - 1)];
    if (count !== undefined) count[isRight === 1 ? "right" : "wrong"] += pairs * weight;
  }
  return counts;
}
