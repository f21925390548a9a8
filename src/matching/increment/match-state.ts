import { join } from "node:path";
import type { Calibration } from "#matching/calibration.ts";
import type { Weights } from "#matching/weights.ts";

/** What decides links, frozen: runs under one model differ only where records differ. */
export type FrozenModel = {
  readonly weights: Weights;
  readonly calibration: Pick<Calibration, "bands" | "chances">;
  /** Comparisons that one block may cost before it is refined. */
  readonly hot: number;
};

/**
 * What a run leaves for the next, as Parquet in a folder: a run of the whole writes the first layer, each
 * increment one more. `record` and `name` say who people are (numbers and digests of it are no less): they lie in a
 * private folder, and are sealed wherever they outlive the run.
 */
export type MatchState = { readonly layers: readonly string[] };

/** Tables to which a layer adds; what a later layer lists as gone holds no more. */
export const GROWING = [
  "record",
  "record_gone",
  "name",
  "spine_key",
  "spine_gone",
  "left_key",
  "left_gone",
  "state_link",
  "link_gone",
] as const;
/** Tables that each layer writes whole; they are short beside the records. */
export const RENEWED = ["exact", "pair", "left_state", "residual_state", "state_review"] as const;
/** How rare names and days are: written once, with the model. */
export const FROZEN = ["frozen_name", "frozen_day"] as const;

type StateTable = (typeof GROWING | typeof RENEWED | typeof FROZEN)[number];

/** One table of one layer. */
export const layerFile = (layer: string, table: StateTable): string =>
  join(layer, `${table}.parquet`);

/** The state as inputs of a pipeline. */
export function stateInputs({ layers }: MatchState, tables: readonly StateTable[]) {
  const has = (list: readonly string[], table: string): boolean => list.includes(table);
  return tables.map((table) => {
    const of = has(GROWING, table)
      ? layers
      : has(RENEWED, table)
        ? layers.slice(-1)
        : layers.slice(0, 1);
    return { table, files: of.map((layer) => layerFile(layer, table)) };
  });
}

/** SQL condition: a row `of` of a growing table that no later layer lists as gone. */
export const lives = (of: string, gone: "spine_gone" | "left_gone" | "link_gone"): string => `\
not exists (select 1 from ${gone} g where g.record_key = ${of}.record_key and g.layer > ${of}.layer)`;

/** SQL: all links of a state, as the whole run writes them, for whoever reads its files as `state_link` and `link_gone`. */
export const EVERY_LINK = `\
select l.record_key, l.spine_key, l.rule, l.weight, l.band from state_link l where ${lives("l", "link_gone")}`;
