import type { BinnedColumn } from "./term-axes.ts";

/** A tree over bins: each question says which bins go to `yes`. */
export type BinTree =
  | number
  | {
      readonly column: number;
      readonly isYes: Uint8Array;
      readonly yes: BinTree;
      readonly no: BinTree;
    };

/** What trees grow on: bins of rows, and what is left of each row's target times its weight. */
export type TreeGround = {
  readonly columns: readonly BinnedColumn[];
  readonly starts: readonly number[];
  readonly weight: Float64Array;
  readonly left: Float64Array;
};

const DEEPEST = 5;
const FEWEST_ROWS = 20;
/** A leaf's value is drawn to nothing as if so many more rows had said nothing. */
const NOTHING_ROWS = 10;

/** Sums by bin of all columns over the rows of a node. */
type Histogram = { readonly left: Float64Array; readonly weight: Float64Array };

/** A tree of least squares on some rows: at each node the cut that explains most. */
export function growTree(ground: TreeGround, rows: Uint32Array): BinTree {
  return growNode(ground, rows, histogramOf(ground, rows), DEEPEST);
}

function growNode(ground: TreeGround, rows: Uint32Array, sums: Histogram, depth: number): BinTree {
  const cut = depth === 0 || rows.length < 2 * FEWEST_ROWS ? undefined : bestCut(ground, sums);
  if (cut === undefined) return leafValue(ground, sums);
  const { of } = ground.columns[cut.column] as BinnedColumn;
  const [yes, no] = parted(rows, (row) => cut.isYes[of[row] as number] === 1);
  const isYesLess = yes.length < no.length;
  const ofLess = histogramOf(ground, isYesLess ? yes : no);
  // The sums of the larger side are what the smaller one leaves of the whole.
  const ofMore = without(sums, ofLess);
  return {
    ...cut,
    yes: growNode(ground, yes, isYesLess ? ofLess : ofMore, depth - 1),
    no: growNode(ground, no, isYesLess ? ofMore : ofLess, depth - 1),
  };
}

function parted(
  rows: Uint32Array,
  isYes: (row: number) => boolean,
): readonly [Uint32Array, Uint32Array] {
  const sorted = new Uint32Array(rows.length);
  let [yes, no] = [0, rows.length];
  for (const row of rows) {
    if (isYes(row)) sorted[yes++] = row;
    else sorted[--no] = row;
  }
  // The other side was laid down from the end: turned round, rows keep their order.
  return [sorted.subarray(0, yes), sorted.subarray(yes).reverse()];
}

function histogramOf({ columns, starts, weight, left }: TreeGround, rows: Uint32Array): Histogram {
  const bins = starts.at(-1) as number;
  const sums = { left: new Float64Array(bins), weight: new Float64Array(bins) };
  for (const [c, { of }] of columns.entries()) {
    const start = starts[c] as number;
    for (let i = 0; i < rows.length; i++) {
      const row = rows[i] as number;
      const bin = start + (of[row] as number);
      sums.left[bin] = (sums.left[bin] as number) + (left[row] as number);
      sums.weight[bin] = (sums.weight[bin] as number) + (weight[row] as number);
    }
  }
  return sums;
}

const without = (whole: Histogram, part: Histogram): Histogram => ({
  left: whole.left.map((sum, bin) => sum - (part.left[bin] as number)),
  weight: whole.weight.map((sum, bin) => sum - (part.weight[bin] as number)),
});

const drawnMean = (left: number, weight: number): number => left / (weight + NOTHING_ROWS);

/** Any one column tells the sums of the whole node. */
function wholeOf({ starts }: TreeGround, sums: Histogram): readonly [number, number] {
  const add = (values: Float64Array) =>
    values.subarray(0, starts[1]).reduce((sum, value) => sum + value, 0);
  return [add(sums.left), add(sums.weight)];
}

const leafValue = (ground: TreeGround, sums: Histogram): number =>
  drawnMean(...wholeOf(ground, sums));

type Cut = { readonly column: number; readonly isYes: Uint8Array };

function bestCut(ground: TreeGround, sums: Histogram): Cut | undefined {
  const [left, weight] = wholeOf(ground, sums);
  let best = {
    gain: left * drawnMean(left, weight) * (1 + 1e-9) + 1e-12,
    cut: undefined as Cut | undefined,
  };
  for (const [column, { bins, axes }] of ground.columns.entries()) {
    const start = ground.starts[column] as number;
    const order = "cuts" in axes[0] ? rising(bins) : byMean(bins, start, sums);
    let [yesLeft, yesWeight] = [0, 0];
    for (let k = 0; k + 1 < order.length; k++) {
      const bin = start + (order[k] as number);
      yesLeft += sums.left[bin] as number;
      yesWeight += sums.weight[bin] as number;
      if (yesWeight < FEWEST_ROWS || weight - yesWeight < FEWEST_ROWS) continue;
      const gain =
        yesLeft * drawnMean(yesLeft, yesWeight) +
        (left - yesLeft) * drawnMean(left - yesLeft, weight - yesWeight);
      if (gain > best.gain)
        best = { gain, cut: { column, isYes: marked(bins, order.slice(0, k + 1)) } };
    }
  }
  return best.cut;
}

/** Absent is the last bin of a number: it goes with the high ones, or is cut off alone. */
const rising = (bins: number): readonly number[] => Array.from({ length: bins }, (_, bin) => bin);

/** Levels in the order of what is left of them, in which the best two sides always lie next to each other. */
function byMean(bins: number, start: number, { left, weight }: Histogram): readonly number[] {
  const mean = (bin: number) =>
    drawnMean(left[start + bin] as number, weight[start + bin] as number);
  return rising(bins)
    .filter((bin) => (weight[start + bin] as number) > 0)
    .sort((a, b) => mean(a) - mean(b) || a - b);
}

function marked(bins: number, yes: readonly number[]): Uint8Array {
  const marks = new Uint8Array(bins);
  for (const bin of yes) marks[bin] = 1;
  return marks;
}

/** The leaf that a row falls in. */
export function leafOf(tree: BinTree, columns: readonly BinnedColumn[], row: number): number {
  let node = tree;
  while (typeof node !== "number") {
    const bin = (columns[node.column] as BinnedColumn).of[row] as number;
    node = node.isYes[bin] === 1 ? node.yes : node.no;
  }
  return node;
}
