import type { SurveyTable } from "#ranking/pmt/survey-table.ts";
import { type Line, type Signs, solveKeeping } from "#ranking/ridge.ts";
import { areaSpread, rowsOfNation } from "./area-effect.ts";
import { type AreaSums, areaSums, type SumGround } from "./area-sums.ts";
import { type LineDesign, lineValue } from "./line-design.ts";
import { rowsByArea } from "./ols-lines.ts";
import { leastOf, type PooledLine } from "./pooled-line.ts";

/** A line on the scale of the target. */
export type AreaLine = { readonly intercept: number; readonly weights: Float64Array };

/** Lines that areas have of their own, drawn to the pooled one, and what they were without each fold. */
export type AreaLines = {
  readonly effectRows: number;
  readonly slopeRows: number;
  readonly lines: ReadonlyMap<number, AreaLine>;
  readonly without: ReadonlyMap<number, ReadonlyMap<number, AreaLine>>;
};

/** How many rows' worth slopes of an area are drawn to the pooled ones; the last: they are the pooled ones. */
const SLOPE_ROWS = [60, 240, 960, 3840, Number.POSITIVE_INFINITY] as const;
/** Strengths are tried on so much work at most: on every so manieth area. */
const MOST_WORK = 3e8;
/** What stands for "without end" in a sum. */
const ENDLESS = 1e12;

/** Everything that areas are fitted from; the lines stand as `left` does. */
type Ground = SumGround & {
  readonly lines: readonly Line[];
  readonly scale: Float64Array;
  readonly signs: Signs;
  /** So many of the first slots may differ by area. */
  readonly own: number;
};

type Strength = { readonly effectRows: number; readonly slopeRows: number };

/**
 * Partial pooling: an area's intercept is drawn to the pooled one by empirical Bayes, its first `own` slopes as far
 * as groups not seen say. An area of any size has its line: the smaller, the nearer to the nation's.
 */
export function fitAreas(
  design: LineDesign,
  table: SurveyTable,
  pooled: PooledLine,
  own: number,
): AreaLines {
  const areas = table.area === null ? new Map<number, Uint32Array>() : rowsByArea(table.area);
  if (table.area === null || areas.size < 2) {
    return { effectRows: ENDLESS, slopeRows: ENDLESS, lines: new Map(), without: new Map() };
  }
  const ground = groundOf(design, table, pooled, own);
  const [residual = new Float64Array(0)] = ground.left;
  const effectRows = Math.min(
    rowsOfNation(areaSpread({ ...table, residual, area: table.area })),
    ENDLESS,
  );
  const { folds } = ground;
  const slopeRows = folds.length < 2 ? ENDLESS : bestSlopeRows(ground, areas, effectRows);
  const lines = new Map<number, AreaLine>();
  const without = new Map(folds.map((fold) => [fold, new Map<number, AreaLine>()]));
  for (const [area, rows] of areas) {
    const sums = areaSums(ground, rows, slopeRows < ENDLESS ? own : 0);
    lines.set(area, solveArea(ground, sums, undefined, { effectRows, slopeRows }));
    for (const [f, fold] of folds.entries()) {
      without.get(fold)?.set(area, solveArea(ground, sums, f, { effectRows, slopeRows }));
    }
  }
  return { effectRows, slopeRows, lines, without };
}

function groundOf(design: LineDesign, table: SurveyTable, pooled: PooledLine, own: number): Ground {
  const lines = [pooled.line, ...pooled.without.values()];
  return {
    design,
    table,
    folds: [...pooled.without.keys()],
    means: pooled.means,
    scale: pooled.scale,
    lines,
    left: lines.map(({ intercept, weights }) =>
      table.target.map((y, row) => y - lineValue(design, row, intercept, weights)),
    ),
    signs: design.slots.slice(0, own).map(({ only }) => only),
    own,
  };
}

/** An area's line, without the fold at place f if one is given: the pooled line and what is its own. */
function solveArea(
  ground: Ground,
  sums: AreaSums,
  f: number | undefined,
  strength: Strength,
): AreaLine {
  const base = ground.lines[f === undefined ? 0 : f + 1] as Line;
  const { matrix, right } = joined(sums, f);
  draw(matrix, ground, strength);
  const target = new Float64Array(sums.width);
  target.set(base.weights.subarray(0, sums.width - 1), 1);
  addProduct(right, matrix, target);
  const { solution } = solveKeeping(matrix, right, [0, ...ground.signs]);
  const weights = base.weights.slice();
  weights.set(solution.subarray(1));
  const shift = weights.reduce(
    (sum, w, k) => sum + (w - (base.weights[k] as number)) * (ground.means[k] as number),
    0,
  );
  return { intercept: base.intercept + (solution[0] as number) - shift, weights };
}

/** Products over all folds but one with what the line without that fold leaves. */
function joined(sums: AreaSums, without: number | undefined) {
  const matrix = new Float64Array(sums.width ** 2);
  const right = new Float64Array(sums.width);
  for (const [f, part] of sums.matrix.entries()) {
    if (f === without) continue;
    addTo(matrix, part);
    addTo(right, sums.right[f]?.[without === undefined ? 0 : without + 1] as Float64Array);
  }
  return { matrix, right };
}

/** As if so many more rows had said that there is nothing of the area's own. */
function draw(matrix: Float64Array, { scale }: Ground, strength: Strength): void {
  const width = Math.sqrt(matrix.length);
  for (let k = 0; k < width; k++) {
    const rows = k === 0 ? strength.effectRows : strength.slopeRows * (scale[k - 1] as number) ** 2;
    matrix[k * width + k] = (matrix[k * width + k] as number) + Math.min(rows, ENDLESS);
  }
}

function addTo(sums: Float64Array, more: Float64Array): void {
  for (let k = 0; k < sums.length; k++) sums[k] = (sums[k] as number) + (more[k] as number);
}

function addProduct(right: Float64Array, matrix: Float64Array, target: Float64Array): void {
  const n = right.length;
  for (let a = 0; a < n; a++) {
    let sum = right[a] as number;
    for (let b = 0; b < n; b++) sum += (matrix[a * n + b] as number) * (target[b] as number);
    right[a] = sum;
  }
}

/** The strength of slopes with the least squared error on folds not seen, over areas spread among all. */
function bestSlopeRows(
  ground: Ground,
  areas: ReadonlyMap<number, Uint32Array>,
  effectRows: number,
): number {
  const { folds, own } = ground;
  const workOfArea = (folds.length * SLOPE_ROWS.length * (own + 1) ** 3) / 3;
  const step = Math.max(1, Math.ceil((areas.size * workOfArea) / MOST_WORK));
  const costs = new Map<number, number>(SLOPE_ROWS.map((rows) => [rows, 0]));
  for (const rows of [...areas.values()].filter((_, i) => i % step === 0)) {
    const sums = areaSums(ground, rows, own);
    for (const f of folds.keys()) {
      const { matrix, right } = joined(sums, f);
      for (const slopeRows of SLOPE_ROWS) {
        const drawn = matrix.slice();
        draw(drawn, ground, { effectRows, slopeRows });
        const cost = costOf(sums, f, solveKeeping(drawn, right).solution);
        costs.set(slopeRows, (costs.get(slopeRows) as number) + cost);
      }
    }
  }
  const best = leastOf([...SLOPE_ROWS].reverse(), (rows) => costs.get(rows) as number);
  return Math.min(best, ENDLESS);
}

/** Squared error on a fold not seen, beside that of the pooled line: below zero something is won. */
function costOf(sums: AreaSums, f: number, own: Float64Array): number {
  const unseen = new Float64Array(sums.width);
  addProduct(unseen, sums.matrix[f] as Float64Array, own);
  const told = sums.right[f]?.[f + 1] as Float64Array;
  return own.reduce((sum, d, k) => sum + d * ((unseen[k] as number) - 2 * (told[k] as number)), 0);
}
