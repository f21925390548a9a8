import type { LayerName, TargetKind } from "./pmt-spec.ts";

/** A value of the file, read as the nearest whole number of 10^-decimals: with 2, 1.25 is 125; with -3, 1,500,000 is 1,500. */
export type NumberVariable = {
  readonly kind: "number";
  readonly name: string;
  readonly decimals: number;
  /** Values beyond these count as these: nothing is said of what training did not see. */
  readonly low: number;
  readonly high: number;
  /** Where a line adds nothing. */
  readonly middle: number;
  /** A line's weight is for so many whole units. */
  readonly per: number;
  readonly only: -1 | 0 | 1;
};

/** Levels that training saw often enough; all others, and those never seen, count as one more: the rest. */
export type CategoryVariable = {
  readonly kind: "category";
  readonly name: string;
  readonly levels: readonly string[];
};

/**
 * What neighbours have: the mean over a unit's rows of another variable (with `level`: the share of its rows
 * at that level), `times` over, rounded down. It is made of the rows that are scored, never of a target.
 */
export type MeanVariable = {
  readonly kind: "mean";
  readonly name: string;
  readonly unit: "group" | "area";
  /** Place of the other variable. */
  readonly of: number;
  readonly level: string | null;
  readonly times: number;
  readonly low: number;
  readonly high: number;
  readonly middle: number;
  readonly per: number;
  readonly only: -1 | 0 | 1;
};

export type ModelVariable = NumberVariable | CategoryVariable | MeanVariable;

/**
 * What each variable adds, in points. A number has two weights: for `per` whole units above its middle, and
 * where it is absent. A category has one for each level, one for the rest and one for absent.
 */
export type ModelLine = { readonly intercept: number; readonly weights: readonly number[] };

/**
 * Bins of one variable: of a number one more than there are cuts, of a category as `bins` says; then absent. Cuts
 * rise, and lie above `low` and not above `high`.
 */
export type Axis =
  | { readonly variable: number; readonly cuts: readonly number[] }
  /** The bin of each level, of the rest and of absent. */
  | { readonly variable: number; readonly bins: readonly number[] };

/** A term as a table that can be printed: points by bin, or by pairs of bins (the second axis runs faster). */
export type TermTable = {
  readonly axes: readonly [Axis] | readonly [Axis, Axis];
  readonly points: readonly number[];
};

/**
 * A leaf's points, or a question: a number below a cut (above `low`), a category among levels; with
 * neither, whether the value is known at all. Absent goes where `absent` says.
 */
export type Tree =
  | number
  | {
      readonly variable: number;
      readonly below?: number;
      /** Codes of levels; as many as there are levels is the rest. */
      readonly among?: readonly number[];
      readonly absent: "yes" | "no";
      readonly yes: Tree;
      readonly no: Tree;
    };

/** Something that a reader of the model must know: a column that fell out, an area without a line of its own. */
export type ModelNote = {
  readonly code:
    | "column-constant"
    | "collinear"
    | "area-pooled"
    | "levels-gathered"
    | "no-neighbours";
  readonly names: readonly string[];
};

/**
 * A proxy means test as data, for any survey. Score = line of the area (or the pooled one) + tables + trees, in
 * whole points; the target is points / 10^decimals. One file for both scorers.
 */
export type PmtModel = {
  readonly kind: "dtsen-pmt";
  readonly format: 1;
  readonly layer: LayerName;
  readonly targetKind: TargetKind;
  readonly decimals: number;
  readonly variables: readonly ModelVariable[];
  readonly pooled: ModelLine;
  readonly areas: readonly (ModelLine & { readonly area: string })[];
  readonly tables: readonly TermTable[];
  readonly trees: readonly Tree[];
  readonly training: {
    readonly rows: number;
    readonly groups: number;
    readonly folds: number;
    readonly seed: number;
    /** Of what was learned from, in its order. */
    readonly sha256: string;
    /** What was chosen while learning, on groups not seen: strengths, numbers of terms. */
    readonly chosen: Readonly<Record<string, number>>;
  };
  readonly notes: readonly ModelNote[];
};

/** How many weights of a line belong to a variable. */
export const slotsOf = (variable: ModelVariable): number =>
  variable.kind === "category" ? variable.levels.length + 2 : 2;

/** Where the weights of each variable begin; the last entry is how many there are. */
export function slotStarts(variables: readonly ModelVariable[]): readonly number[] {
  let at = 0;
  return [0, ...variables.map((variable) => (at += slotsOf(variable)))];
}
