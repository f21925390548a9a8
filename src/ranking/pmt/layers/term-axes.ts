import { binColumn } from "#ranking/pmt/columns.ts";
import { ABSENT, type Codes } from "#ranking/pmt/encode-rows.ts";
import type { Axis, MeanVariable, ModelVariable, NumberVariable } from "#ranking/pmt/pmt-model.ts";
import { binOf, binsOf } from "#ranking/pmt/score-rows.ts";
import { binsFor } from "./learn-variables.ts";

/** Rows cut into bins along one axis, or along two: bins of the second run faster. */
export type BinnedColumn = {
  readonly axes: readonly [Axis] | readonly [Axis, Axis];
  readonly bins: number;
  readonly of: Uint8Array;
};

/** Finer than this says nothing more: a bin has about so many rows, and a column so many bins. */
const ROWS_OF_BIN = 50;
const MOST_BINS = 24;
const BINS_OF_MEAN = 8;
const BINS_OF_PAIR = 5;

/** Every variable along its own axis, as finely as all of them together allow. */
export function binColumns(
  variables: readonly ModelVariable[],
  codes: Codes,
): readonly BinnedColumn[] {
  const rows = codes[0]?.length ?? 0;
  const most = Math.min(
    binsFor(variables.length),
    Math.max(Math.floor(rows / ROWS_OF_BIN), BINS_OF_PAIR),
    MOST_BINS,
  );
  return variables.map((variable, v) => {
    const column = codes[v] as Int32Array;
    const bins = variable.kind === "mean" ? Math.min(most, BINS_OF_MEAN) : most;
    return alongAxis(axisOf(variable, v, column, bins), variable, column);
  });
}

/** Coarser axes, for pairs: five bins of a number; of a category the most frequent levels and all others. */
export function coarseColumns(
  variables: readonly ModelVariable[],
  codes: Codes,
): readonly BinnedColumn[] {
  return variables.map((variable, v) => {
    const column = codes[v] as Int32Array;
    return alongAxis(axisOf(variable, v, column, BINS_OF_PAIR), variable, column);
  });
}

/** Two columns laid across each other. */
export function crossed(a: BinnedColumn, b: BinnedColumn): BinnedColumn {
  const of = new Uint8Array(a.of.length);
  for (let row = 0; row < of.length; row++) {
    of[row] = (a.of[row] as number) * b.bins + (b.of[row] as number);
  }
  return { axes: [a.axes[0], b.axes[0]], bins: a.bins * b.bins, of };
}

function axisOf(variable: ModelVariable, v: number, column: Int32Array, most: number): Axis {
  if (variable.kind !== "category") return { variable: v, cuts: cutsOf(variable, column, most) };
  const [levels, named] = [variable.levels.length, Math.min(variable.levels.length, most)];
  // Levels beyond the first few share the bin of the rest.
  const bins = Array.from({ length: levels + 1 }, (_, code) => Math.min(code, named));
  return { variable: v, bins: [...bins, named + 1] };
}

/** Where values are few, at each of them; otherwise so that bins hold about as many rows each. */
function cutsOf(
  { low, high, middle }: NumberVariable | MeanVariable,
  column: Int32Array,
  most: number,
): readonly number[] {
  const known = column.slice().sort();
  let from = 0;
  while (known[from] === ABSENT) from++;
  const values = [...new Set(known.subarray(from, from + 1))];
  for (let k = from; k < known.length && values.length <= most; k++) {
    if (known[k] !== values.at(-1)) values.push(known[k] as number);
  }
  const codes =
    values.length <= most
      ? values
      : Array.from({ length: most - 1 }, (_, k) => {
          const place = from + Math.floor(((k + 1) * (known.length - from)) / most);
          return known[place] as number;
        });
  const wholes = [...new Set(codes.map((code) => code + middle))];
  return wholes.filter((whole) => whole > low && whole <= high).sort((a, b) => a - b);
}

function alongAxis(axis: Axis, variable: ModelVariable, column: Int32Array): BinnedColumn {
  const of = binColumn(column.length, (row) => binOf(axis, variable, column[row] as number));
  return { axes: [axis], bins: binsOf(axis), of };
}
