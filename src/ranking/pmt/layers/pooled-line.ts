import {
  addGrams,
  type Centred,
  centre,
  type Gram,
  gramAdder,
  squaredResiduals,
} from "#ranking/gram.ts";
import { unitCount } from "#ranking/pmt/columns.ts";
import type { SurveyTable } from "#ranking/pmt/survey-table.ts";
import { fitToward, type Line, scaleOf } from "#ranking/ridge.ts";
import { type LineDesign, lineValue, type Slot } from "./line-design.ts";
import { foldsOf } from "./rows-used.ts";

/** One line for all areas, and what it would be without each fold. */
export type PooledLine = {
  readonly strength: number;
  /** How many times as strongly what neighbours have is drawn to zero. */
  readonly meanTimes: number;
  readonly line: Line;
  readonly without: ReadonlyMap<number, Line>;
  /** Spread by which slots are drawn alike: of numbers their own, of levels that of a half. */
  readonly scale: Float64Array;
  readonly means: Float64Array;
};

/** How many rows' worth weights are drawn to zero; chosen on groups not seen. */
const STRENGTHS = [1, 5, 20, 80, 320, 1280] as const;
const USUAL = 20;
/** Means of few rows say less for sure than facts of one's own; the last leaves next to nothing of them. */
const MEAN_TIMES = [1, 8, 64, 512, 4096] as const;
const OF_A_HALF = 0.5;

/** Weighted least squares drawn to zero, with the signs that are asked for. The first `own` slots are facts of the row itself. */
export function fitPooled(
  design: LineDesign,
  table: SurveyTable,
  own = design.slots.length,
): PooledLine {
  const { slots } = design;
  const grams = foldGrams(design, table);
  const width = slots.length + 2;
  const sum = (without?: number): Centred =>
    centre(
      addGrams(
        [...grams].filter(([fold]) => fold !== without).map(([, gram]) => gram),
        width,
      ),
    );
  const whole = sum();
  const scale = slotScale(whole, slots);
  const signs = slots.map(({ only }) => only);
  const zero = new Float64Array(slots.length);
  const drawn = (times: number) => scale.map((s, k) => (k < own ? s : s * Math.sqrt(times)));
  const lineOf = (of: Centred, strength: number, times: number) =>
    fitToward(of, zero, drawn(times), strength, signs);
  const parts = [...grams.keys()].map((fold) => ({ fold, centred: sum(fold) }));
  const made = new Map<string, ReadonlyMap<number, Line>>();
  const linesAt = (strength: number, times: number) => {
    const known = made.get(`${strength} ${times}`);
    if (known !== undefined) return known;
    const lines = new Map(
      parts.map(({ fold, centred }) => [fold, lineOf(centred, strength, times)]),
    );
    made.set(`${strength} ${times}`, lines);
    return lines;
  };
  const missed = (strength: number) =>
    [...linesAt(strength, 1)].reduce(
      (cost, [fold, { intercept, weights }]) =>
        cost + squaredResiduals(grams.get(fold) as Gram, intercept, weights),
      0,
    );
  const isJudged = parts.length > 1;
  const strength = isJudged ? leastOf(STRENGTHS, missed) : USUAL;
  const hasMeans = own < slots.length;
  const meanTimes =
    isJudged && hasMeans
      ? leastOf(MEAN_TIMES, (times) => missedWithin(design, table, linesAt(strength, times)))
      : 1;
  return {
    strength,
    meanTimes,
    line: lineOf(whole, strength, meanTimes),
    without: linesAt(strength, meanTimes),
    scale,
    means: whole.means,
  };
}

/**
 * Squared error of rows by lines that did not see their fold, about the mean error of their area: an area has an intercept of its
 * own in the end, and what neighbours have must tell more than in which area one is.
 */
function missedWithin(
  design: LineDesign,
  { rows, target, weight, fold, area }: SurveyTable,
  without: ReadonlyMap<number, Line>,
): number {
  const areas = area === null ? 0 : unitCount(area);
  const [sums, weights] = [new Float64Array(areas + 1), new Float64Array(areas + 1)];
  let squares = 0;
  for (let row = 0; row < rows; row++) {
    const line = without.get(fold[row] as number);
    if (line === undefined) continue;
    const w = weight[row] as number;
    const left = (target[row] as number) - lineValue(design, row, line.intercept, line.weights);
    const at = area === null || (area[row] as number) < 0 ? areas : (area[row] as number);
    sums[at] = (sums[at] as number) + w * left;
    weights[at] = (weights[at] as number) + w;
    squares += w * left * left;
  }
  return sums.reduce((all, sum, at) => all - (sum * sum) / (weights[at] || 1), squares);
}

function foldGrams(design: LineDesign, table: SurveyTable): ReadonlyMap<number, Gram> {
  const adders = new Map(foldsOf(table).map((fold) => [fold, gramAdder(design.slots.length)]));
  for (let row = 0; row < table.rows; row++) {
    adders
      .get(table.fold[row] as number)
      ?.addSparse(table.weight[row] as number, table.target[row] as number, sparseRow(design, row));
  }
  return new Map([...adders].map(([fold, adder]) => [fold, adder.take()]));
}

/** The entries of one row. */
export const sparseRow = ({ places, values, starts }: LineDesign, row: number) => ({
  places,
  values,
  from: starts[row] as number,
  to: starts[row + 1] as number,
});

const slotScale = (centred: Centred, slots: readonly Slot[]): Float64Array =>
  scaleOf(centred).map((scale, k) => (slots[k]?.kind === "slope" ? scale : OF_A_HALF));

/** The option of least cost, the first on a tie. */
export function leastOf(options: readonly number[], cost: (option: number) => number): number {
  let best = { option: options[0] as number, cost: Number.MAX_VALUE };
  for (const option of options) {
    const here = cost(option);
    if (here < best.cost - 1e-9 * Math.abs(best.cost)) best = { option, cost: here };
  }
  return best.option;
}
