import type { CutBounds, PlaceBand } from "#domain/cut-state.ts";
import { normalQuantile } from "#ranking/normal.ts";
import { type ModelAnswers, scoreFamily } from "#ranking/score-family.ts";
import { type ErrorModel, type Spread, sizeClass } from "./error-model.ts";

/** Further than this, in millionths of log rupiah, is as far as can be. */
export const FARTHEST = 20_000_000;
const MONTHS_OF_A_YEAR_TIMES_THOUSAND = 12_000;
/** A squared distance in millionths over a variance in billionths, times this, is ten thousand times its square in standard errors. */
export const SQUARES = 10;

/** What is known of a family when its place is judged. */
export type JudgedFamily = {
  readonly score: number;
  readonly size: number;
  readonly answers: ModelAnswers;
  /** yyyymmdd of its newest fact; nought where no list ever spoke of it. */
  readonly factsAsOf: number;
};

/** One row of VERSION_STABILITY but for the id. */
export type Stability = PlaceBand & { readonly spread: number; readonly variance: number };

/** How sure a family's place is: the plain reading of the SQL in stability.ts, to the last unit. */
export function stabilityOf(
  errors: ErrorModel,
  spread: Spread,
  family: JudgedFamily,
  {
    cuts,
    day,
    bounds,
  }: { readonly cuts: readonly number[]; readonly day: number; readonly bounds: CutBounds },
): Stability {
  const { score: hangs } = scoreFamily(spread, family.answers);
  const place = Math.max(hangs, errors.leastSpread);
  const household = errors.household[sizeClass(family.size)] ?? 0;
  const months = monthsOld(family.factsAsOf, day, bounds.oldestMonths);
  const aged = (household * bounds.ageingPerYear * months) / MONTHS_OF_A_YEAR_TIMES_THOUSAND;
  const variance = place + household + Math.trunc(aged);
  const reach = bandReach(bounds) * place;
  const isFar = (cut: number) => squared(cut - family.score) > reach;
  const isBelow = (cut: number) => cut < family.score;
  return {
    spread: place,
    variance,
    low: 1 + cuts.filter((cut) => isBelow(cut) && isFar(cut)).length,
    high: 1 + cuts.filter((cut) => isBelow(cut) || !isFar(cut)).length,
    below: truthCuts(errors, cuts).map((cut) =>
      chanceBelow(errors.ladder, cut - family.score, variance),
    ),
  };
}

/** Where the truth's cuts lie; never lower than a cut before. */
export function truthCuts({ truthAbove }: Pick<ErrorModel, "truthAbove">, cuts: readonly number[]) {
  let most = Number.NEGATIVE_INFINITY;
  return cuts.map((cut, k) => {
    most = Math.max(most, cut + (truthAbove[k] ?? 0));
    return most;
  });
}

/** Percent, 1 to 99: how likely somebody is below a cut that lies so far above. */
export function chanceBelow(ladder: readonly number[], above: number, variance: number): number {
  const far = Math.floor(squared(above) / variance);
  const chance = 50 + ladder.filter((least) => far >= least).length;
  return above < 0 ? 100 - chance : chance;
}

const squared = (distance: number): number => {
  const far = Math.min(Math.abs(distance), FARTHEST);
  return far * far * SQUARES;
};

/** Within how many squared standard errors of a cut other samples disagree more than is stated. */
export const bandReach = ({ sameSide }: CutBounds): number =>
  Math.round(normalQuantile(sameSide / 100) ** 2 * 10_000);

/** Whole calendar months from a day to another; none where the first is not known or later. */
export function monthsOld(since: number, day: number, most: number): number {
  if (since <= 0) return 0;
  const months = (number: number) =>
    Math.floor(number / 10_000) * 12 + (Math.floor(number / 100) % 100);
  return Math.min(most, Math.max(0, months(day) - months(since)));
}
