import type { ModelVariable } from "#ranking/pmt/pmt-model.ts";
import { crossSums } from "./bin-sums.ts";
import { type BinnedColumn, crossed } from "./term-axes.ts";
import { splitsOf, UNTOUCHED } from "./term-splits.ts";

/** Pairs are sought among so many variables at most, and so many of them become tables. */
const MOST_VARIABLES = 60;
const MOST_PAIRS = 12;
const NOTHING_ROWS = 20;

/** The pairs of columns whose best cross of two cuts explains most of what single terms leave. */
export function choosePairs(
  columns: readonly BinnedColumn[],
  variables: readonly ModelVariable[],
  weight: Float64Array,
  rest: Float64Array,
  target: Float64Array,
): readonly BinnedColumn[] {
  const left = rest.map((value, row) => value * (weight[row] as number));
  const told = mostTelling(columns, weight, target);
  const found: { readonly a: BinnedColumn; readonly b: BinnedColumn; readonly gain: number }[] = [];
  for (const [i, a] of told.entries()) {
    for (const b of told.slice(i + 1)) {
      const sums = crossSums(a.of, b.of, b.bins, left, a.bins);
      const rows = crossSums(a.of, b.of, b.bins, weight, a.bins);
      found.push({ a, b, gain: bestGain(a, b, variables, sums, rows) });
    }
  }
  // A stable sort: on a tie the pair that comes first in the table.
  const best = found.sort((one, two) => two.gain - one.gain).slice(0, MOST_PAIRS);
  return best.filter(({ gain }) => gain > 0).map(({ a, b }) => crossed(a, b));
}

/** The columns that tell most of the target alone, in their own order. */
function mostTelling(
  columns: readonly BinnedColumn[],
  weight: Float64Array,
  target: Float64Array,
): readonly BinnedColumn[] {
  if (columns.length <= MOST_VARIABLES) return columns;
  const total = weight.reduce((sum, w) => sum + w, 0);
  const mean = target.reduce((sum, y, row) => sum + y * (weight[row] as number), 0) / total;
  const telling = columns.map(({ of, bins }, place) => {
    const one = new Uint8Array(of.length);
    const sums = crossSums(
      of,
      one,
      1,
      target.map((y, row) => (y - mean) * (weight[row] as number)),
      bins,
    );
    const rows = crossSums(of, one, 1, weight, bins);
    return {
      place,
      told: sums.reduce((sum, s, bin) => sum + (s * s) / ((rows[bin] as number) + NOTHING_ROWS), 0),
    };
  });
  const best = telling
    .sort((a, b) => b.told - a.told || a.place - b.place)
    .slice(0, MOST_VARIABLES);
  return best
    .map(({ place }) => place)
    .sort((a, b) => a - b)
    .map((place) => columns[place] as BinnedColumn);
}

function bestGain(
  a: BinnedColumn,
  b: BinnedColumn,
  variables: readonly ModelVariable[],
  sums: Float64Array,
  rows: Float64Array,
): number {
  const cells = { axes: [a.axes[0], b.axes[0]] as const, bins: sums.length, of: new Uint8Array(0) };
  let best = 0;
  for (const { parts } of splitsOf(cells, variables)) {
    const [left, weight] = [new Float64Array(4), new Float64Array(4)];
    for (let cell = 0; cell < parts.length; cell++) {
      const part = parts[cell] as number;
      if (part === UNTOUCHED) continue;
      left[part] = (left[part] as number) + (sums[cell] as number);
      weight[part] = (weight[part] as number) + (rows[cell] as number);
    }
    best = Math.max(
      best,
      left.reduce((gain, s, part) => gain + (s * s) / ((weight[part] as number) + NOTHING_ROWS), 0),
    );
  }
  return best;
}
