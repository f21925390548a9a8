import { createHash } from "node:crypto";
import type { PmtModel } from "#ranking/pmt/pmt-model.ts";
import type { LayerName } from "#ranking/pmt/pmt-spec.ts";
import { scoreTable } from "#ranking/pmt/score-rows.ts";
import type { SurveyTable } from "#ranking/pmt/survey-table.ts";
import { type FittedLines, fitOfficial, fitPooledLines } from "./fit-lines.ts";
import { placesWhere, rowsUsed } from "./rows-used.ts";

/** What a layer is fitted with beside the rows. */
export type LayerOptions = {
  readonly seed: number;
};

/**
 * Fits one layer on some rows of a table. The same rows in the same table give the same integers, whatever the
 * order in which `rows` names them and however groups are numbered.
 */
export function fitLayer(
  layer: LayerName,
  table: SurveyTable,
  rows: readonly number[] | Uint32Array,
  { seed }: LayerOptions,
): PmtModel {
  const used = rowsUsed(table, rows);
  const lines = layer === "L0" ? fitOfficial(used) : fitPooledLines(used, layer !== "L1");
  return {
    kind: "dtsen-pmt",
    format: 1,
    layer,
    targetKind: used.targetKind,
    decimals: lines.decimals,
    variables: lines.variables,
    pooled: lines.pooled,
    areas: lines.areas,
    tables: [],
    trees: [],
    training: {
      rows: used.rows,
      groups: new Set(used.group).size,
      folds: used.folds,
      seed,
      sha256: digestOf(used, lines),
      chosen: lines.chosen,
    },
    notes: lines.notes,
  };
}

function digestOf({ target, weight, group, fold }: SurveyTable, { codes }: FittedLines): string {
  const digest = createHash("sha256");
  for (const column of [target, weight, group, fold, ...codes]) digest.update(column);
  return digest.digest("hex");
}

/** The scores of every row by models that did not see its group, on the target's scale. */
export function outOfFold(
  layer: LayerName,
  table: SurveyTable,
  options: LayerOptions,
): Float64Array {
  const scores = new Float64Array(table.rows);
  for (const fold of new Set(table.fold)) {
    const isUnseen = (row: number) => table.fold[row] === fold;
    const model = fitLayer(
      layer,
      table,
      placesWhere(table.rows, (row) => !isUnseen(row)),
      options,
    );
    const unseen = placesWhere(table.rows, isUnseen);
    const told = scoreTable(model, rowsUsed(table, unseen));
    for (const [k, row] of unseen.entries()) scores[row] = told[k] as number;
  }
  return scores;
}
