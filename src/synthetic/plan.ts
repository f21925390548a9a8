import type { DeliverySet, Source } from "#domain/source.ts";
import type { ErrorProfile } from "./error-profiles.ts";

/** One file to be received, in order; `file` is relative to the folder of the plan. */
export type PlannedDelivery = {
  readonly source: Source;
  readonly set: DeliverySet;
  readonly edition: string;
  readonly file: string;
  /** The day the source speaks of. */
  readonly asOf: string;
  readonly rows: number;
};

/** Parquet files of the truth, as globs: one file a regency, so that nothing is written twice. The last three only where there is a second edition. */
export type TruthFiles = {
  /** Which row of which file speaks of whom: source, set, edition, file, row_no, person_no, family_no. */
  readonly record: string;
  readonly family: string;
  readonly person: string;
  readonly event?: string;
  readonly familySecond?: string;
  readonly personSecond?: string;
  /** Which villages spoilt which list, and how: source, edition, village_code, habit (careless, january). Only where habits were asked for. */
  readonly habit?: string;
};

/** plan.json: what was made, in the order in which it should be received. */
export type SyntheticPlan = {
  readonly seed: string;
  readonly families: number;
  readonly persons: number;
  readonly asOf: string;
  /** How often the sources are wrong. */
  readonly errors: ErrorProfile;
  /** Four digits each. */
  readonly regencies: readonly string[];
  readonly deliveries: readonly PlannedDelivery[];
  /** Parquet files relative to the folder of the plan. */
  readonly truth: TruthFiles;
};
