import { join } from "node:path";
import type { Calibration } from "#matching/calibration.ts";
import type { FamilyWeights } from "#matching/family-weights.ts";
import type { Weights } from "#matching/weights.ts";

/** What decides links, frozen: runs under one model differ only where records or decisions differ. */
export type FrozenModel = {
  readonly weights: Weights;
  readonly familyWeights: FamilyWeights;
  readonly calibration: Pick<Calibration, "bands" | "chances">;
  /** Comparisons that one block may cost before it is refined. */
  readonly hot: number;
};

/** A delivery, and the one that began its list: its records name that one, whoever delivers the list again. */
export type StandingDelivery = { readonly deliveryNo: number; readonly listNo: number };

/**
 * What a run leaves for the next, as DuckDB's own files in a folder: a run of the whole writes the first layer, each
 * increment one more. It says who people are (numbers and digests of it are no less): it lies in a private
 * folder, and is sealed wherever it outlives the run.
 */
export type MatchState = {
  readonly layers: readonly string[];
  /** Deliveries that stand in it. A delivery never changes under its number. */
  readonly deliveries: readonly StandingDelivery[];
  /** Whether it knows statements about persons. */
  readonly hasEvidence: boolean;
};

/** Tables to which a layer adds; a row holds until a later layer lists its record as gone from that table. */
const GROWING = [
  "record",
  "record_gone",
  "registry_key",
  "name",
  "left_state",
  "left_key",
  "left_gone",
  "exact",
  "exact_gone",
  "own_pair",
  "own_gone",
  "sure_link",
  "sure_gone",
  "state_link",
  "link_gone",
] as const;
/** Tables that each layer writes whole; they are short beside the records. */
const RENEWED = [
  "kin_state",
  "residual_state",
  "spine_repeat_state",
  "decided_state",
  "state_review",
] as const;
/** How rare names and days are: written once, with the model. */
export const FROZEN = ["frozen_name", "frozen_day"] as const;
/** Where there are statements about persons: the statements grow, what they speak of is written whole. */
const OF_EVIDENCE = ["evidence", "evidence_gone", "state_evidence"] as const;

export type StateTable = (
  | typeof GROWING
  | typeof RENEWED
  | typeof FROZEN
  | typeof OF_EVIDENCE
)[number];

/** The one file of a layer. */
export const layerFile = (layer: string): string => join(layer, "layer.duckdb");

/** The state as inputs of a pipeline. */
export function stateInputs({ layers }: MatchState, tables: readonly StateTable[]) {
  const grows: readonly StateTable[] = [...GROWING, "evidence", "evidence_gone"];
  const isFrozen = (table: StateTable): boolean => FROZEN.some((one) => one === table);
  return tables.map((table) => {
    const of = grows.includes(table)
      ? layers
      : isFrozen(table)
        ? layers.slice(0, 1)
        : layers.slice(-1);
    return { table, files: of.map(layerFile) };
  });
}

/** Everything that a run reads of a state. */
export const everyTable = ({ hasEvidence }: MatchState): readonly StateTable[] => [
  ...GROWING,
  ...RENEWED,
  ...FROZEN,
  ...(hasEvidence ? OF_EVIDENCE : []),
];

/** SQL condition: a row `of` of a growing table that no later layer lists as gone. */
export const lives = (
  of: string,
  gone: "left_gone" | "exact_gone" | "sure_gone" | "link_gone" | "evidence_gone",
): string => `\
not exists (select 1 from ${gone} g where g.record_key = ${of}.record_key and g.layer > ${of}.layer)`;

/** SQL: all links of a state, as the whole run writes them, for whoever reads its files as `state_link` and `link_gone`. */
export const EVERY_LINK = `\
select l.record_key, l.spine_key, l.rule, l.weight, l.band from state_link l where ${lives("l", "link_gone")}`;
