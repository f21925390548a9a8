import type { WelfareModel } from "#ranking/welfare-model.ts";

/**
 * How far the place of a family hangs on the sample that taught the model, and on facts that had to be estimated: a
 * variance as a sum over its facts, in billionths of squared log rupiah. Read like a model.
 */
export type Spread = Pick<WelfareModel, "regencyNo" | "intercept" | "weights" | "absent">;

/** Rows of one tenth of the chances, judged on units that the calibration had not seen. */
export type ReliabilityBin = {
  readonly rows: number;
  /** Weighted means, 0 to 1: what was said, and what was so. */
  readonly said: number;
  readonly was: number;
};

/** How true the chances were, for one cut. */
export type Reliability = {
  readonly cut: number;
  readonly bins: readonly ReliabilityBin[];
  /** Mean distance between what was said and what was so, and how much of it chance alone makes. */
  readonly error: number;
  readonly chance: number;
};

/** What a version's models say of their own errors, in whole numbers; the same for generated SQL and TypeScript. */
export type ErrorModel = {
  /** How often whole sampling units were drawn again. */
  readonly replicates: number;
  readonly spread: { readonly pooled: Spread; readonly regencies: readonly Spread[] };
  /** No family's spread is less. */
  readonly leastSpread: number;
  /** Variance of what no fact tells, by size class, in billionths. */
  readonly household: readonly number[];
  /** How far above the cut of the scores the cut of the truth lies, for each of nine cuts, in millionths. */
  readonly truthAbove: readonly number[];
  /** Ten thousand times the squared distance, in standard errors, from which on the chance is a percent further from 50. */
  readonly ladder: readonly number[];
  readonly card: {
    /** Share of the replicates' variance, on units not seen, that the sum over facts tells. */
    readonly spreadExplained: number;
    /** What the standard errors were multiplied by to be true. */
    readonly scale: number;
    readonly reliability: readonly Reliability[];
  };
};

/** Upper ends of the size classes; the last has none. */
const CLASS_ENDS = [1, 2, 4, 6] as const;
export const SIZE_CLASSES: number = CLASS_ENDS.length + 1;

/** Which class a size is in, from nought. */
export const sizeClass = (size: number): number => CLASS_ENDS.filter((end) => size > end).length;

/** The class, in SQL, as a choice between values. */
export function bySizeSql(column: string, values: readonly number[]): string {
  const whens = CLASS_ENDS.map((end, i) => `when ${column} <= ${end} then ${values[i] ?? 0}`);
  return `case ${whens.join(" ")} else ${values.at(-1) ?? 0} end`;
}
