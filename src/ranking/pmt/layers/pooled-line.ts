import {
  addGrams,
  type Centred,
  centre,
  type Gram,
  gramAdder,
  squaredResiduals,
} from "#ranking/gram.ts";
import type { SurveyTable } from "#ranking/pmt/survey-table.ts";
import { fitToward, type Line, scaleOf } from "#ranking/ridge.ts";
import type { LineDesign, Slot } from "./line-design.ts";
import { foldsOf } from "./rows-used.ts";

/** One line for all areas, and what it would be without each fold. */
export type PooledLine = {
  readonly strength: number;
  readonly line: Line;
  readonly without: ReadonlyMap<number, Line>;
  /** Spread by which slots are drawn alike: of numbers their own, of levels that of a half. */
  readonly scale: Float64Array;
  readonly means: Float64Array;
};

/** How many rows' worth weights are drawn to zero; chosen on groups not seen. */
const STRENGTHS = [1, 5, 20, 80, 320, 1280] as const;
const USUAL = 20;
const OF_A_HALF = 0.5;

/** Weighted least squares drawn to zero, with the signs that are asked for. */
export function fitPooled(design: LineDesign, table: SurveyTable): PooledLine {
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
  const lineOf = (of: Centred, strength: number) => fitToward(of, zero, scale, strength, signs);
  const parts = [...grams.keys()].map((fold) => ({ fold, centred: sum(fold) }));
  const strength =
    parts.length < 2
      ? USUAL
      : leastOf(STRENGTHS, (option) =>
          parts.reduce((cost, { fold, centred }) => {
            const { intercept, weights } = lineOf(centred, option);
            return cost + squaredResiduals(grams.get(fold) as Gram, intercept, weights);
          }, 0),
        );
  return {
    strength,
    line: lineOf(whole, strength),
    without: new Map(parts.map(({ fold, centred }) => [fold, lineOf(centred, strength)])),
    scale,
    means: whole.means,
  };
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
