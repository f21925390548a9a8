import { join } from "node:path";
import type { Calibration } from "#matching/calibration.ts";
import { NAME_KEYS } from "#matching/match-record.ts";
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

/** Tables to which a layer adds. */
export const GROWING = ["record", "record_gone", "name", "spine_key", "spine_gone"] as const;
/** Tables that each layer writes whole; they are short beside the records. */
export const RENEWED = ["exact", "pair", "state_link", "state_review"] as const;
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

/** Columns of a compared record; `name_id` and `mother_id` are numbers of the state's names. */
export const RECORD_COLUMNS: readonly string[] = [
  ...["record_key", "delivery_no", "as_of", "is_spine", "nik", "nik_head", "nik_tail", "kk"],
  ...[
    "birth_day",
    "birth_year",
    "birth_month",
    "birth_dom",
    "sex",
    "village",
    "district",
    "regency",
  ],
  ...["name_id", "mother_id", ...NAME_KEYS, "life_status"],
];

/** SQL: those columns of a table. */
export const recordColumns = (of: string): string =>
  RECORD_COLUMNS.map((name) => `${of}.${name}`).join(", ");
