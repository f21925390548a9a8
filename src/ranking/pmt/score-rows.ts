import { ABSENT, type Codes, codeOfWhole, encodeRows } from "./encode-rows.ts";
import {
  type Axis,
  type ModelLine,
  type ModelVariable,
  type PmtModel,
  slotStarts,
  type TermTable,
  type Tree,
} from "./pmt-model.ts";
import type { SurveyTable } from "./survey-table.ts";

/** What a model reads of one row: whole numbers of numbers and means, names of levels; null where absent. */
export type ScoreRow = {
  readonly area: string | null;
  readonly values: readonly (number | string | null)[];
};

/** What one variable, or pair of variables, adds; terms and intercept add up to the score exactly. */
export type ScoreTerm = { readonly variables: readonly number[]; readonly points: number };

/** A score taken apart. */
export type ScoredRow = {
  readonly score: number;
  readonly intercept: number;
  readonly terms: readonly ScoreTerm[];
};

type Reader = (variable: number) => number;

/** The score of one row in whole points: the plain reading of the SQL in generated-score.ts. */
export function scoreRow(model: PmtModel, row: ScoreRow): ScoredRow {
  const codes = model.variables.map((variable, v) => codeOf(variable, row.values[v] ?? null));
  const read: Reader = (v) => codes[v] as number;
  const line = model.areas.find(({ area }) => area === row.area) ?? model.pooled;
  const starts = slotStarts(model.variables);
  const terms: ScoreTerm[] = [
    ...model.variables.map((variable, v) => ({
      variables: [v],
      points: lineTerm(variable, line, starts[v] as number, codes[v] as number),
    })),
    ...model.tables.map((table) => ({
      variables: table.axes.map(({ variable }) => variable),
      points: table.points[cellReader(table, model.variables)(read)] as number,
    })),
    ...model.trees.map((tree) => ({
      variables: askedBy(tree),
      points: leafOf(tree, model.variables, read),
    })),
  ];
  const score = terms.reduce((sum, { points }) => sum + points, line.intercept);
  return { score, intercept: line.intercept, terms };
}

/** Scores of the rows of a table on the target's scale. Means of neighbours are made of these rows. */
export function scoreTable(model: PmtModel, table: SurveyTable): Float64Array {
  const points = scoreCodes(model, encodeRows(model.variables, table), areaOf(table));
  const scale = 10 ** model.decimals;
  return points.map((p) => p / scale);
}

const areaOf =
  ({ area, areaNames }: SurveyTable) =>
  (row: number): string | null =>
    area === null ? null : (areaNames[area[row] as number] ?? null);

/** Scores of encoded rows in points: the same sums as `scoreRow`, a variable at a time. */
export function scoreCodes(
  { variables, pooled, areas, tables, trees }: PmtModel,
  codes: Codes,
  areaOf: (row: number) => string | null,
): Float64Array {
  const rows = codes[0]?.length ?? 0;
  const byArea = new Map<string | null, ModelLine>(areas.map((line) => [line.area, line]));
  const lines = Array.from({ length: rows }, (_, row) => byArea.get(areaOf(row)) ?? pooled);
  const points = Float64Array.from(lines, ({ intercept }) => intercept);
  const add = (of: (row: number) => number) => {
    for (let row = 0; row < rows; row++) points[row] = (points[row] as number) + of(row);
  };
  const starts = slotStarts(variables);
  for (const [v, variable] of variables.entries()) {
    const column = codes[v] as Int32Array;
    const start = starts[v] as number;
    add((row) => lineTerm(variable, lines[row] as ModelLine, start, column[row] as number));
  }
  for (const table of tables) {
    const cellOf = cellReader(table, variables);
    add((row) => table.points[cellOf((v) => codes[v]?.[row] as number)] as number);
  }
  for (const tree of trees) add((row) => leafOf(tree, variables, (v) => codes[v]?.[row] as number));
  return points;
}

/** The code of one value as it stands in a row. */
export function codeOf(variable: ModelVariable, value: number | string | null): number {
  if (value === null) return ABSENT;
  if (variable.kind !== "category") return codeOfWhole(Number(value), variable);
  const place = variable.levels.indexOf(String(value));
  return place < 0 ? variable.levels.length : place;
}

function lineTerm(
  variable: ModelVariable,
  { weights }: ModelLine,
  start: number,
  code: number,
): number {
  if (variable.kind === "category") {
    return weights[start + (code === ABSENT ? variable.levels.length + 1 : code)] as number;
  }
  if (code === ABSENT) return weights[start + 1] as number;
  return Math.trunc(((weights[start] as number) * code) / variable.per);
}

/** Finds the cell of a table that a row falls in. */
function cellReader(
  { axes }: TermTable,
  variables: readonly ModelVariable[],
): (read: Reader) => number {
  const sides = axes.map((axis) => ({
    axis,
    bins: binsOf(axis),
    variable: variables[axis.variable] as ModelVariable,
  }));
  return (read) =>
    sides.reduce(
      (cell, { axis, bins, variable }) => cell * bins + binOf(axis, variable, read(axis.variable)),
      0,
    );
}

/** How many bins an axis has, absent among them. */
export const binsOf = (axis: Axis): number =>
  "cuts" in axis ? axis.cuts.length + 2 : Math.max(...axis.bins) + 1;

/** The bin of a code: of a number how many cuts it has reached, absent last. */
export function binOf(axis: Axis, variable: ModelVariable, code: number): number {
  if (!("cuts" in axis)) return axis.bins[code === ABSENT ? axis.bins.length - 1 : code] as number;
  if (code === ABSENT) return axis.cuts.length + 1;
  const whole = code + (variable as { middle: number }).middle;
  let [low, high] = [0, axis.cuts.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (whole >= (axis.cuts[middle] as number)) low = middle + 1;
    else high = middle;
  }
  return low;
}

function leafOf(tree: Tree, variables: readonly ModelVariable[], read: Reader): number {
  let node = tree;
  while (typeof node !== "number")
    node = isYes(node, variables, read(node.variable)) ? node.yes : node.no;
  return node;
}

function isYes(
  node: Exclude<Tree, number>,
  variables: readonly ModelVariable[],
  code: number,
): boolean {
  if (code === ABSENT) return node.absent === "yes";
  if (node.among !== undefined) return node.among.includes(code);
  if (node.below === undefined) return true;
  return code + (variables[node.variable] as { middle: number }).middle < node.below;
}

function askedBy(tree: Tree): readonly number[] {
  if (typeof tree === "number") return [];
  return [...new Set([tree.variable, ...askedBy(tree.yes), ...askedBy(tree.no)])].sort(
    (a, b) => a - b,
  );
}
