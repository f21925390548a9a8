import { studentBound, studentChance } from "./chances.ts";

/** One drawing of lots among families of equal score: those with a place and those without. */
export type Drawing = {
  readonly inside: ArmSums;
  readonly outside: ArmSums;
};
export type ArmSums = { readonly families: number; readonly sum: number; readonly square: number };

export type LotEstimate = {
  readonly drawings: number;
  readonly families: { readonly inside: number; readonly outside: number };
  readonly effect: number;
  readonly standardError: number;
  readonly low: number;
  readonly high: number;
  readonly chance: number;
  readonly detectable: number;
};

const POWER = 1.959964 + 0.841621;

/**
 * Families whom chance alone parted: the difference of means within each drawing, weighed by how much it tells. Arms share one
 * spread each, for most drawings are too small to have their own. Undefined where no drawing has both arms.
 */
export function compareLots(drawings: readonly Drawing[]): LotEstimate | undefined {
  const both = drawings.filter(
    ({ inside, outside }) => inside.families > 0 && outside.families > 0,
  );
  const families = {
    inside: both.reduce((sum, { inside }) => sum + inside.families, 0),
    outside: both.reduce((sum, { outside }) => sum + outside.families, 0),
  };
  const freedom = families.inside + families.outside - 2 * both.length;
  if (both.length === 0 || freedom < 2) return undefined;
  const spread = {
    inside: spreadOf(both.map(({ inside }) => inside)),
    outside: spreadOf(both.map(({ outside }) => outside)),
  };
  let [weights, sum, variance] = [0, 0, 0];
  for (const { inside, outside } of both) {
    const weight = (inside.families * outside.families) / (inside.families + outside.families);
    weights += weight;
    sum += weight * (inside.sum / inside.families - outside.sum / outside.families);
    variance += weight ** 2 * (spread.inside / inside.families + spread.outside / outside.families);
  }
  const effect = sum / weights;
  const standardError = Math.sqrt(variance) / weights;
  const width = studentBound(freedom) * standardError;
  return {
    drawings: both.length,
    families,
    effect,
    standardError,
    low: effect - width,
    high: effect + width,
    chance:
      standardError === 0
        ? Math.abs(effect) < 1e-9
          ? 1
          : 0
        : studentChance(effect / standardError, freedom),
    detectable: POWER * standardError,
  };
}

function spreadOf(arms: readonly ArmSums[]): number {
  const freedom = arms.reduce((all, { families }) => all + families - 1, 0);
  const squares = arms.reduce(
    (all, { families, sum, square }) => all + square - sum ** 2 / families,
    0,
  );
  return freedom > 0 ? Math.max(0, squares) / freedom : pooled(arms);
}

/** Every arm has one family only: what there is, is how they differ from each other. */
function pooled(arms: readonly ArmSums[]): number {
  const n = arms.length;
  const mean = arms.reduce((all, { sum }) => all + sum, 0) / n;
  return arms.reduce((all, { sum }) => all + (sum - mean) ** 2, 0) / Math.max(1, n - 1);
}
