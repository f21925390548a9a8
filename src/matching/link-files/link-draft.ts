import type { EngineLimits } from "#engine/engine.ts";
import type { FieldKind, LinkProfile } from "./job.ts";

/** What is compared of a record; its values are column `f0`, `f1`, … of the record file, in this order. */
export type DraftField = { readonly column: string; readonly kind: FieldKind };

export type DraftInput = { readonly name: string; readonly oneRecordPerEntity: boolean };

/** Records of any files, read into one narrow Parquet file (rid, input_no, id, f0, f1, …). */
export type LinkDraft = {
  readonly recordFile: string;
  readonly inputs: readonly DraftInput[];
  readonly fields: readonly DraftField[];
  /** Absent: proposed from the data. Columns, with ":3" for the first three signs or ":year". */
  readonly blocking?: readonly (readonly string[])[];
  readonly profile: LinkProfile;
  /** Probability; absent: chosen from the data. */
  readonly threshold?: number;
  readonly seed: number;
  /** Receives candidate, scored, link and cluster as Parquet. What it holds can be read back to people. */
  readonly privateFolder: string;
  readonly limits: EngineLimits;
};

/** How often a level is seen among pairs that are one entity (`m`) and among all others (`u`). */
export type LevelWeight = {
  readonly level: number;
  readonly says: string;
  readonly m: number;
  readonly u: number;
  readonly milliBits: number;
};

export type FieldWeights = { readonly column: string; readonly levels: readonly LevelWeight[] };

/** A key by which pairs were found. Blocks too large were refined; `leftOut` is the pairs of those that stayed so. */
export type KeyReport = {
  readonly name: string;
  readonly pairs: number;
  readonly hotBlocks: number;
  readonly leftOut: number;
};

export type CurvePoint = {
  readonly threshold: number;
  readonly expectedPrecision: number;
  readonly expectedRecall: number;
  readonly expectedF1: number;
};

export type LinkResult = {
  readonly records: number;
  readonly pairsCompared: number;
  readonly links: number;
  readonly clusters: number;
  readonly largestCluster: number;
  readonly threshold: number;
  readonly thresholdReason: string;
  readonly weights: readonly FieldWeights[];
  /** Chance that a pair of any two records that may be linked is one entity. */
  readonly prior: number;
  readonly keys: readonly KeyReport[];
  readonly curve: readonly CurvePoint[];
  readonly warnings: readonly string[];
};
