/** Ways of ranking, each meant to beat the one before; the challenger is a ceiling and never chosen. */
export const LAYERS = ["L0", "L1", "L2", "L3", "L4", "challenger"] as const;
export type LayerName = (typeof LAYERS)[number];

/** "log": an amount of which the logarithm is learned; "level": a number as it is; "class": poor or not. */
export const TARGET_KINDS = ["log", "level", "class"] as const;
export type TargetKind = (typeof TARGET_KINDS)[number];

/** A column that a model may learn from. What is not said is guessed, and the guess is told. */
export type PmtFeature = {
  readonly column: string;
  readonly kind?: "number" | "category";
  /** More of it never lowers, or never raises, how well off a household looks. */
  readonly only?: "raises" | "lowers";
};

/** Columns that are no features: what is learned, how it is counted, who belongs together. */
export const ROLES = ["target", "weight", "size", "group", "area", "id"] as const;
export type Role = (typeof ROLES)[number];

/** What `dtsen pmt` is to do with a survey, as options and spec file say it, usual values filled in. */
export type PmtSpec = {
  readonly columns: Readonly<Partial<Record<Role, string>>>;
  readonly targetKind?: TargetKind;
  /** The value of a class that means poor. */
  readonly poor?: string;
  /** Absent: every column that is nothing else. */
  readonly features?: readonly PmtFeature[];
  /** What neighbours said of a household, a rank or a class: read by L4 alone. */
  readonly community?: PmtFeature;
  readonly leaveOut: readonly string[];
  /** Columns by whose values errors are shown; they need not be features. */
  readonly fairness: readonly string[];
  readonly layers: readonly LayerName[];
  readonly folds: number;
  readonly quotas: readonly number[];
  readonly seed: number;
  readonly out: string;
};

/** Each option of the command that may stand in a spec file too. */
export const SPEC_KEYS = [
  "$schema",
  ...ROLES,
  "target_kind",
  "poor",
  "features",
  "community",
  "leave_out",
  "fairness",
  "layers",
  "folds",
  "quota",
  "seed",
  "out",
] as const;
