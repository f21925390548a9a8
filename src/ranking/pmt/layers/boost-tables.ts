import type { BinSums } from "./bin-sums.ts";
import { type Split, UNTOUCHED } from "./term-splits.ts";

/** A table that grows: its cells among all bins, and the splits its steps may take. */
export type GrowingTerm = { readonly start: number; readonly splits: readonly Split[] };

/** Each step goes so far of the way, as if so many more rows had said nothing. */
const PACE = 0.1;
const NOTHING_ROWS = 20;
/** Steps end when so many have not made a better guess of rows not seen. */
const PATIENCE = 40;
const MOST_STEPS = 2000;
const NO_GAIN = 1e-12;

/** A path of steps: values by bin, and what is left in each bin, of all rows and of those not seen. */
export type Path = {
  readonly sums: BinSums;
  /** Rows that do not teach: their sums are part of `sums`. */
  readonly unseen: BinSums | undefined;
  /** Weight of the rows that teach, by bin. */
  readonly rows: Float64Array;
  readonly values: Float64Array;
  readonly left: Float64Array;
  readonly leftUnseen: Float64Array;
};

/** A path that has not gone a step. */
export function newPath(sums: BinSums, unseen?: BinSums): Path {
  return {
    sums,
    unseen,
    rows: sums.left.map((_, bin) => {
      const at = bin * sums.bins + bin;
      return (sums.shared[at] as number) - (unseen?.shared[at] ?? 0);
    }),
    values: new Float64Array(sums.bins),
    left: sums.left.slice(),
    leftUnseen: unseen === undefined ? new Float64Array(sums.bins) : unseen.left.slice(),
  };
}

/**
 * Goes paths side by side, each taking the step that explains most of what its own rows leave, and says after how
 * many steps the rows that they do not see were guessed best, and by how much better. The paths end beyond that.
 */
export function countSteps(
  paths: readonly Path[],
  terms: readonly GrowingTerm[],
): { readonly steps: number; readonly gain: number } {
  let [steps, least, cost] = [0, 0, 0];
  for (let step = 1; step <= MOST_STEPS && step - steps <= PATIENCE; step++) {
    for (const path of paths) cost += takeStep(path, terms);
    if (cost < least) [steps, least] = [step, cost];
  }
  return { steps, gain: -least };
}

/** Goes so many steps. */
export function goSteps(path: Path, terms: readonly GrowingTerm[], steps: number): void {
  for (let step = 0; step < steps; step++) takeStep(path, terms);
}

/** One step; gives by how much the squared error of rows not seen grew. */
function takeStep(path: Path, terms: readonly GrowingTerm[]): number {
  const best = bestStep(path, terms);
  if (best === undefined) return 0;
  const { start, parts, values } = best;
  let cost = 0;
  for (let cell = 0; cell < parts.length; cell++) {
    const part = parts[cell] as number;
    const delta = part === UNTOUCHED ? 0 : PACE * (values[part] as number);
    if (delta === 0) continue;
    const bin = start + cell;
    path.values[bin] = (path.values[bin] as number) + delta;
    if (path.unseen !== undefined) {
      const weight = path.unseen.shared[bin * path.sums.bins + bin] as number;
      cost += delta * (weight * delta - 2 * (path.leftUnseen[bin] as number));
      takeAway(path.leftUnseen, path.unseen, bin, delta);
    }
    takeAway(path.left, path.sums, bin, delta);
  }
  return cost;
}

/** What is left in all bins once a bin has got more. Bins of one table share no rows, so costs add up. */
function takeAway(left: Float64Array, { shared, bins }: BinSums, bin: number, delta: number): void {
  const row = bin * bins;
  for (let k = 0; k < bins; k++)
    left[k] = (left[k] as number) - delta * (shared[row + k] as number);
}

type Step = { readonly start: number; readonly parts: Uint8Array; readonly values: Float64Array };

/** The split that explains most of what is left of the rows that teach; the first on a tie. */
function bestStep(path: Path, terms: readonly GrowingTerm[]): Step | undefined {
  const { rows, left, leftUnseen } = path;
  const rest = left.map((value, bin) => value - (leftUnseen[bin] as number));
  const [leftOf, rowsOf] = [new Float64Array(4), new Float64Array(4)];
  let best:
    | { readonly gain: number; readonly term: GrowingTerm; readonly split: Split }
    | undefined;
  const values = new Float64Array(4);
  for (const term of terms) {
    for (const split of term.splits) {
      addParts(split, term.start, rest, rows, leftOf, rowsOf);
      let gain = 0;
      for (let part = 0; part < split.count; part++) {
        const value = (leftOf[part] as number) / ((rowsOf[part] as number) + NOTHING_ROWS);
        values[part] = value;
        gain += value * (leftOf[part] as number);
      }
      if (gain <= (best?.gain ?? NO_GAIN) || !isRising(split, values)) continue;
      best = { gain, term, split };
    }
  }
  if (best === undefined) return undefined;
  const { term, split } = best;
  addParts(split, term.start, rest, rows, leftOf, rowsOf);
  return {
    start: term.start,
    parts: split.parts,
    values: leftOf.map((value, part) => value / ((rowsOf[part] as number) + NOTHING_ROWS)),
  };
}

const isRising = ({ rising }: Split, values: Float64Array): boolean =>
  rising.every(([a, b]) => (values[a] as number) <= (values[b] as number));

function addParts(
  { parts }: Split,
  start: number,
  rest: Float64Array,
  rows: Float64Array,
  leftOf: Float64Array,
  rowsOf: Float64Array,
): void {
  leftOf.fill(0);
  rowsOf.fill(0);
  for (let cell = 0; cell < parts.length; cell++) {
    const part = parts[cell] as number;
    if (part === UNTOUCHED) continue;
    leftOf[part] = (leftOf[part] as number) + (rest[start + cell] as number);
    rowsOf[part] = (rowsOf[part] as number) + (rows[start + cell] as number);
  }
}
