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
  options: LayerOptions,
): PmtModel {
  return fitOn(layer, groundOf(layer, table, rows), options);
}

/** Rows that are learned from, and lines on them. */
type Ground = { readonly used: SurveyTable; readonly lines: FittedLines };

/** Tables and trees go on from the lines of L2: on the same rows these are fitted once. */
const GOES_ON_FROM: Partial<Record<LayerName, LayerName>> = { L3: "L2", challenger: "L2" };

function groundOf(
  layer: LayerName,
  table: SurveyTable,
  rows: readonly number[] | Uint32Array,
): Ground {
  const used = rowsUsed(layer === "L4" ? withCommunity(table) : table, rows);
  const lines = layer === "L0" ? fitOfficial(used) : fitPooledLines(used, layer !== "L1");
  return { used, lines };
}

function fitOn(layer: LayerName, { used, lines }: Ground, { seed }: LayerOptions): PmtModel {
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
  return outOfFolds([layer], table, options).get(layer) as Float64Array;
}

/** The same of several layers. Fold by fold: lines of all folds at once would fill the memory. */
export function outOfFolds(
  layers: readonly LayerName[],
  table: SurveyTable,
  options: LayerOptions,
  tell: (layer: LayerName) => void = () => undefined,
): ReadonlyMap<LayerName, Float64Array> {
  const scores = new Map(layers.map((layer) => [layer, new Float64Array(table.rows)]));
  for (const fold of new Set(table.fold)) {
    const isUnseen = (row: number) => table.fold[row] === fold;
    const teachers = placesWhere(table.rows, (row) => !isUnseen(row));
    const unseen = placesWhere(table.rows, isUnseen);
    const asked = rowsUsed(table, unseen);
    const grounds = new Map<LayerName, Ground>();
    for (const [layer, ofLayer] of scores) {
      tell(layer);
      const from = GOES_ON_FROM[layer] ?? layer;
      const ground = grounds.get(from) ?? groundOf(layer, table, teachers);
      grounds.set(from, ground);
      const told = scoreTable(fitOn(layer, ground, options), asked);
      for (const [k, row] of unseen.entries()) ofLayer[row] = told[k] as number;
    }
  }
  return scores;
}
