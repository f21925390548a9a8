import { createHash } from "node:crypto";
import type { ModelLine, PmtModel } from "#ranking/pmt/pmt-model.ts";
import type { LayerName } from "#ranking/pmt/pmt-spec.ts";
import { scoreTable } from "#ranking/pmt/score-rows.ts";
import type { SurveyTable } from "#ranking/pmt/survey-table.ts";
import { type FittedLines, fitOfficial, fitPooledLines } from "./fit-lines.ts";
import { type FittedTables, fitTables } from "./fit-tables.ts";
import { fitTrees } from "./fit-trees.ts";
import { placesWhere, rowsUsed } from "./rows-used.ts";

/** What a layer is fitted with beside the rows. */
export type LayerOptions = {
  readonly seed: number;
};

const NO_TABLES: FittedTables = { tables: [], shift: 0, chosen: {} };
const NO_TREES = { trees: [], chosen: {} };

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
  const used = rowsUsed(layer === "L4" ? withCommunity(table) : table, rows);
  const lines = layer === "L0" ? fitOfficial(used) : fitPooledLines(used, layer !== "L1");
  const isTabled = layer === "L3" || layer === "L4";
  const { tables, shift, chosen } = isTabled ? fitTables(lines, used) : NO_TABLES;
  const grown = layer === "challenger" ? fitTrees(lines, used, seed) : NO_TREES;
  const shifted = <Of extends ModelLine>(line: Of): Of => ({
    ...line,
    intercept: line.intercept + shift,
  });
  return {
    kind: "dtsen-pmt",
    format: 1,
    layer,
    targetKind: used.targetKind,
    decimals: lines.decimals,
    variables: lines.variables,
    pooled: shifted(lines.pooled),
    areas: lines.areas.map(shifted),
    tables,
    trees: grown.trees,
    training: {
      rows: used.rows,
      groups: new Set(used.group).size,
      folds: used.folds,
      seed,
      sha256: digestOf(used, lines),
      chosen: { ...lines.chosen, ...chosen, ...grown.chosen },
    },
    notes: lines.notes,
  };
}

/**
 * L4 takes what neighbours said as one more fact: a rank in which 1 is the poorest (or the richest, if the table says so)
 * moves a score in that direction and never against it, by as much as groups not seen bear out. It is never a veto.
 */
function withCommunity(table: SurveyTable): SurveyTable {
  const { community, ...others } = table;
  if (community === undefined) return table;
  const only = community.kind === "number" ? community.only || 1 : 0;
  return { ...others, variables: [...table.variables, { ...community, only }] };
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
