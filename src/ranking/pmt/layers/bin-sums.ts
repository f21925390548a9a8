import { binColumn, numberColumn } from "#ranking/pmt/columns.ts";
import type { BinnedColumn } from "./term-axes.ts";

/**
 * Sums over rows by bin: all that fitting tables needs to know of them. Weights of rows that share two bins stand in a
 * square of all bins of all columns; `left` is the weighted rest of the target in each bin.
 */
export type BinSums = {
  readonly bins: number;
  readonly shared: Float64Array;
  readonly left: Float64Array;
};

/** Where the bins of each column begin; the last entry is how many there are. */
export function binStarts(columns: readonly BinnedColumn[]): readonly number[] {
  let at = 0;
  return [0, ...columns.map(({ bins }) => (at += bins))];
}

/** Sums over some rows. Two columns at a time, so that what is added to stays small and near. */
export function binSums(
  columns: readonly BinnedColumn[],
  rows: Uint32Array,
  weight: Float64Array,
  rest: Float64Array,
): BinSums {
  const starts = binStarts(columns);
  const bins = starts.at(-1) as number;
  const shared = new Float64Array(bins * bins);
  const left = new Float64Array(bins);
  const weights = numberColumn(rows.length, (i) => weight[rows[i] as number] as number);
  const rests = numberColumn(
    rows.length,
    (i) => (weights[i] as number) * (rest[rows[i] as number] as number),
  );
  const picked = columns.map(({ of }) =>
    binColumn(rows.length, (i) => of[rows[i] as number] as number),
  );
  for (const [a, first] of picked.entries()) {
    const start = starts[a] as number;
    addByBin(left.subarray(start), first, rests);
    for (let b = a; b < picked.length; b++) {
      const width = (columns[b] as BinnedColumn).bins;
      const block = crossSums(
        first,
        picked[b] as Uint8Array,
        width,
        weights,
        (columns[a] as BinnedColumn).bins,
      );
      layInto(shared, bins, block, start, starts[b] as number, width);
    }
  }
  return { bins, shared, left };
}

function addByBin(sums: Float64Array, of: Uint8Array, values: Float64Array): void {
  for (let i = 0; i < of.length; i++) {
    const bin = of[i] as number;
    sums[bin] = (sums[bin] as number) + (values[i] as number);
  }
}

/** Sums of values by pairs of bins. */
export function crossSums(
  a: Uint8Array,
  b: Uint8Array,
  width: number,
  values: Float64Array,
  height: number,
): Float64Array {
  const sums = new Float64Array(height * width);
  for (let i = 0; i < a.length; i++) {
    const cell = (a[i] as number) * width + (b[i] as number);
    sums[cell] = (sums[cell] as number) + (values[i] as number);
  }
  return sums;
}

function layInto(
  shared: Float64Array,
  bins: number,
  block: Float64Array,
  row: number,
  column: number,
  width: number,
): void {
  for (let cell = 0; cell < block.length; cell++) {
    const [y, x] = [row + Math.floor(cell / width), column + (cell % width)];
    shared[y * bins + x] = block[cell] as number;
    shared[x * bins + y] = block[cell] as number;
  }
}

/** Sums of parts are the sums of the whole. */
export function joinSums(parts: readonly BinSums[]): BinSums {
  const [first] = parts;
  if (first === undefined) throw new Error("no sums to join");
  const shared = first.shared.slice();
  const left = first.left.slice();
  for (const part of parts.slice(1)) {
    for (let k = 0; k < shared.length; k++)
      shared[k] = (shared[k] as number) + (part.shared[k] as number);
    for (let k = 0; k < left.length; k++) left[k] = (left[k] as number) + (part.left[k] as number);
  }
  return { bins: first.bins, shared, left };
}
