/** What a column of a survey is to a model. */
export type PmtVariable = {
  /** The column's name in the file. */
  readonly name: string;
  readonly kind: "number" | "category";
  /** Of a category, most frequent first; empty of a number. */
  readonly levels: readonly string[];
  /** A number: its value; a category: the place of its level. NaN where absent. */
  readonly values: Float64Array;
  /** 1: more of it never lowers the score; -1: never raises it; 0: free. */
  readonly only: -1 | 0 | 1;
};

/**
 * A survey as numbers, in an order that depends on what its rows hold and not on how they stood in the
 * file. A high target and a high score are always the better off.
 */
export type SurveyTable = {
  readonly rows: number;
  /** "log": the natural logarithm of the column; "level": the column; "class": 0 poor, 1 not. */
  readonly targetKind: "log" | "level" | "class";
  readonly target: Float64Array;
  /** Design weight, with a mean of 1. */
  readonly weight: Float64Array;
  /** Members, 1 where the file names none; errors are counted by weight times size. */
  readonly size: Float64Array;
  /** Sampling unit, numbered from 0; the row itself where the file names none. */
  readonly group: Int32Array;
  /** Area numbered from 0, its name in `areaNames`. */
  readonly area: Int32Array | null;
  readonly areaNames: readonly string[];
  /** Whole groups are dealt to folds from the seed. */
  readonly fold: Uint8Array;
  readonly folds: number;
  readonly variables: readonly PmtVariable[];
  /** What neighbours said of a household, where it is known: for L4 alone. */
  readonly community?: PmtVariable;
};
