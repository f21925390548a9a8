import { gramAdder } from "#ranking/gram.ts";
import type { SurveyTable } from "#ranking/pmt/survey-table.ts";
import type { LineDesign } from "./line-design.ts";

/** What rows of an area say, fold by fold: products of (1, slot - mean) with each other and with what is left. */
export type AreaSums = {
  readonly width: number;
  /** Full squares, by place of the fold. */
  readonly matrix: readonly Float64Array[];
  /** `left[l]` of the ground times each slot over the rows of fold f: `right[f][l]`. */
  readonly right: readonly (readonly Float64Array[])[];
};

/** Where the sums of areas come from. */
export type SumGround = {
  readonly design: LineDesign;
  readonly table: SurveyTable;
  readonly folds: readonly number[];
  readonly means: Float64Array;
  /** What lines leave of the target: the one of all rows, then those without each fold. */
  readonly left: readonly Float64Array[];
};

/** Sums over the rows of an area, of the first `slots` slots. */
export function areaSums(ground: SumGround, rows: Uint32Array, slots: number): AreaSums {
  const { folds, table } = ground;
  const parts = folds.map((fold) => rows.filter((row) => table.fold[row] === fold));
  const made = parts.map((part) => foldSums(ground, part, slots));
  return {
    width: slots + 1,
    matrix: made.map(({ matrix }) => matrix),
    right: made.map(({ right }) => right),
  };
}

function foldSums({ design, table, means, left }: SumGround, rows: Uint32Array, slots: number) {
  const adder = gramAdder(slots);
  const right = left.map(() => new Float64Array(slots + 1));
  const { places, values } = design;
  for (const row of rows) {
    const from = design.starts[row] as number;
    const to = endAmong(design, row, slots);
    const weight = table.weight[row] as number;
    adder.addSparse(weight, 0, { places, values, from, to });
    for (let l = 0; l < left.length; l++) {
      const sums = right[l] as Float64Array;
      const rest = weight * ((left[l] as Float64Array)[row] as number);
      sums[0] = (sums[0] as number) + rest;
      for (let k = from; k < to; k++) {
        const place = (places[k] as number) + 1;
        sums[place] = (sums[place] as number) + rest * (values[k] as number);
      }
    }
  }
  for (const sums of right) {
    for (let k = 1; k < sums.length; k++) {
      sums[k] = (sums[k] as number) - (means[k - 1] as number) * (sums[0] as number);
    }
  }
  return { matrix: aboutMeans(adder.take().sums, slots, means), right };
}

/** Where the entries of a row leave the first slots: they stand in rising order. */
function endAmong({ starts, places }: LineDesign, row: number, slots: number): number {
  const from = starts[row] as number;
  let to = starts[row + 1] as number;
  while (to > from && (places[to - 1] as number) >= slots) to--;
  return to;
}

/** The full square about the means from the upper triangle about zero. */
function aboutMeans(sums: Float64Array, slots: number, means: Float64Array): Float64Array {
  const [from, width] = [slots + 2, slots + 1];
  const at = (a: number, b: number) => sums[a * from + b] as number;
  const mean = (k: number) => (k === 0 ? 0 : (means[k - 1] as number));
  const matrix = new Float64Array(width * width);
  for (let a = 0; a < width; a++) {
    for (let b = a; b < width; b++) {
      const value =
        at(a, b) - mean(a) * at(0, b) - mean(b) * at(0, a) + mean(a) * mean(b) * at(0, 0);
      matrix[a * width + b] = value;
      matrix[b * width + a] = value;
    }
  }
  return matrix;
}
