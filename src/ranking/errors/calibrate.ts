import { CUTS } from "#domain/cut-state.ts";
import { normalBelow, normalQuantile } from "#ranking/normal.ts";
import { SIZE_CLASSES, sizeClass } from "./error-model.ts";

/** Rows whose score never saw their sampling unit; `spread` is the variance of their place. */
export type JudgedRows = {
  readonly truth: Float64Array;
  readonly score: Float64Array;
  readonly weight: Float64Array;
  readonly size: Int32Array;
  readonly spread: Float64Array;
};

/** What makes chances out of distances: all on the log scale. */
export type Calibration = {
  readonly household: readonly number[];
  readonly truthAbove: readonly number[];
  readonly scale: number;
};

/** Rows that a class of sizes is worth beside all others together. */
const CLASS_STRENGTH = 30;
/** Standard errors are tried from so many times theirs to so many. */
const SCALES: readonly number[] = Array.from({ length: 7 }, (_, k) => (7 + k) / 10);
/** Rows enough to choose a scale by, and to place nine cuts. */
const FEW = 800;
const MANY = 5000;
const LEAST_VARIANCE = 1e-4;

/** Learns from the rows named: the errors of each size class, where the truth's cuts lie, and the scale that is likeliest. */
export function calibrate(rows: JudgedRows, of: Uint32Array): Calibration {
  const household = householdVariance(rows, of);
  const few = standardised(rows, thinned(of, FEW), household);
  const best = SCALES.map((scale) => ({ scale, loss: lossOf(few, aboveOf(few, scale), scale) }));
  const { scale } = best.reduce((least, one) => (one.loss < least.loss - 1e-12 ? one : least));
  const many = standardised(rows, thinned(of, MANY), household);
  return { household, truthAbove: aboveOf(many, scale), scale };
}

const thinned = (of: Uint32Array, most: number): Uint32Array => {
  const every = Math.ceil(of.length / most);
  return every <= 1 ? of : of.filter((_, i) => i % every === 0);
};

/** Mean squared error of each size class less what the sample makes of it; small classes lean to all. */
function householdVariance(rows: JudgedRows, of: Uint32Array): readonly number[] {
  const sums = new Float64Array(SIZE_CLASSES);
  const weights = new Float64Array(SIZE_CLASSES);
  const counts = new Float64Array(SIZE_CLASSES);
  for (const row of of) {
    const at = sizeClass(rows.size[row] as number);
    const weight = rows.weight[row] as number;
    const error = (rows.truth[row] as number) - (rows.score[row] as number);
    sums[at] = (sums[at] as number) + weight * (error * error - (rows.spread[row] as number));
    weights[at] = (weights[at] as number) + weight;
    counts[at] = (counts[at] as number) + 1;
  }
  const total = (values: Float64Array) => values.reduce((sum, v) => sum + v, 0);
  const all = total(sums) / Math.max(total(weights), 1e-12);
  return Array.from(sums, (sum, at) => {
    const own = (weights[at] as number) === 0 ? all : sum / (weights[at] as number);
    const count = counts[at] as number;
    return Math.max(
      LEAST_VARIANCE,
      (own * count + all * CLASS_STRENGTH) / (count + CLASS_STRENGTH),
    );
  });
}

type Standardised = {
  readonly score: Float64Array;
  readonly truth: Float64Array;
  readonly weight: Float64Array;
  readonly error: Float64Array;
  /** Of scores and of the truth, for each cut. */
  readonly cuts: readonly { readonly score: number; readonly truth: number }[];
};

function standardised(
  rows: JudgedRows,
  of: Uint32Array,
  household: readonly number[],
): Standardised {
  const pick = (values: ArrayLike<number>) => Float64Array.from(of, (row) => values[row] as number);
  const [score, truth, weight] = [pick(rows.score), pick(rows.truth), pick(rows.weight)];
  const error = Float64Array.from(of, (row) =>
    Math.sqrt((rows.spread[row] as number) + (household[sizeClass(rows.size[row] as number)] ?? 0)),
  );
  const scores = cutsOf(score, weight);
  const truths = cutsOf(truth, weight);
  const cuts = CUTS.map((_, k) => ({ score: scores[k] as number, truth: truths[k] as number }));
  return { score, truth, weight, error, cuts };
}

/** The smallest value at or below which so many tenths of the weight live, for each cut. */
export function cutsOf(values: Float64Array, weight: Float64Array): readonly number[] {
  const order = Uint32Array.from(values.keys()).sort(
    (a, b) => (values[a] as number) - (values[b] as number) || a - b,
  );
  const all = weight.reduce((sum, w) => sum + w, 0);
  const cuts: number[] = [];
  let reached = 0;
  for (const row of order) {
    reached += weight[row] as number;
    while (cuts.length < CUTS.length && reached * 10 >= all * (cuts.length + 1) * (1 - 1e-12)) {
      cuts.push(values[row] as number);
    }
  }
  return cuts;
}

/** Halvings of six units of log: down to less than a millionth. */
const ROUNDS = 24;

/** How far above the score's cut the truth's must be thought, so that as many are said to be below as are. */
function aboveOf({ score, weight, error, cuts }: Standardised, scale: number): readonly number[] {
  const all = weight.reduce((sum, w) => sum + w, 0);
  return cuts.map((cut, k) => {
    let [low, high] = [-3, 3];
    for (let round = 0; round < ROUNDS; round++) {
      const middle = (low + high) / 2;
      let below = 0;
      for (let row = 0; row < score.length; row++) {
        const far =
          (cut.score + middle - (score[row] as number)) / (scale * (error[row] as number));
        below += (weight[row] as number) * normalBelow(far);
      }
      if (below * 10 < all * (k + 1)) low = middle;
      else high = middle;
    }
    return (low + high) / 2;
  });
}

/** How surprising the truth is where chances are so: the less the better. */
function lossOf(
  { score, truth, weight, error, cuts }: Standardised,
  above: readonly number[],
  scale: number,
): number {
  let loss = 0;
  for (const [k, cut] of cuts.entries()) {
    const at = cut.score + (above[k] ?? 0);
    for (let row = 0; row < score.length; row++) {
      const far = (at - (score[row] as number)) / (scale * (error[row] as number));
      const chance = Math.min(1 - 1e-6, Math.max(1e-6, normalBelow(far)));
      const isBelow = (truth[row] as number) <= cut.truth;
      loss -= (weight[row] as number) * Math.log(isBelow ? chance : 1 - chance);
    }
  }
  return loss;
}

const STEPS = 49;
const TEN_THOUSAND = 10_000;

/** Distances, squared, from which on a chance is 51, 52, … 99 %. */
export const ladderOf = (scale: number): readonly number[] =>
  Array.from({ length: STEPS }, (_, i) => {
    const z = normalQuantile((50.5 + i) / 100) * scale;
    return Math.ceil(z * z * TEN_THOUSAND);
  });
