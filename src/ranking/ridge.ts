import type { Centred } from "./gram.ts";

/** A fitted line, on the log scale. */
export type Line = {
  readonly intercept: number;
  readonly weights: Float64Array;
  /** Lower bound of the condition number of the scaled system. */
  readonly condition: number;
};

/** 1 where a weight may not be negative, -1 where it may not be positive, 0 where it is free. */
export type Signs = readonly (-1 | 0 | 1)[];

/**
 * Weighted least squares whose weights are drawn toward `target` as if `strength` more households
 * had said so, and keep the signs that sense demands. A feature that never varies keeps the
 * target's weight.
 */
export function fitToward(
  centred: Centred,
  target: Float64Array,
  scale: Float64Array,
  strength: number,
  signs: Signs = [],
): Line {
  const n = target.length;
  const matrix = new Float64Array(n * n);
  const right = new Float64Array(n);
  for (let a = 0; a < n; a++) {
    for (let b = 0; b < n; b++) {
      const product = centred.products[a * n + b] ?? 0;
      matrix[a * n + b] = product / ((scale[a] ?? 1) * (scale[b] ?? 1));
    }
    matrix[a * n + a] = (matrix[a * n + a] ?? 0) + strength;
    const drawn = strength * (target[a] ?? 0) * (scale[a] ?? 1);
    right[a] = (centred.withOutcome[a] ?? 0) / (scale[a] ?? 1) + drawn;
  }
  const { solution, condition } = solveKeeping(matrix, right, signs);
  const weights = solution.map((value, k) => value / (scale[k] ?? 1));
  const shift = weights.reduce((sum, value, k) => sum + value * (centred.means[k] ?? 0), 0);
  return { intercept: centred.meanOutcome - shift, weights, condition };
}

/** Solves a symmetric positive system; where a sign is asked for, the best solution that keeps it. */
export function solveKeeping(
  matrix: Float64Array,
  right: Float64Array,
  signs: Signs = [],
): { readonly solution: Float64Array; readonly condition: number } {
  const n = right.length;
  const triangle = matrix.slice();
  const condition = choleskyInPlace(triangle, n);
  const free = solveCholesky(triangle, right, n);
  return { solution: keepSigns(matrix, right, free, signs), condition };
}

const MOST_ROUNDS = 2000;
const SMALL = 1e-9;

/** Coordinate descent from the free solution: each weight in turn takes its best value of its sign. */
function keepSigns(
  matrix: Float64Array,
  right: Float64Array,
  free: Float64Array,
  signs: Signs,
): Float64Array {
  const n = free.length;
  const allowed = (value: number, k: number) => ((signs[k] ?? 0) * value < 0 ? 0 : value);
  if (free.every((value, k) => allowed(value, k) === value)) return free;
  const x = free.map(allowed);
  // What is zero takes nothing away, and half of them may be: the same sums, in the same order.
  const places = new Int32Array(n);
  let used = placesOfOthers(x, places);
  for (let round = 0; round < MOST_ROUNDS; round++) {
    let moved = 0;
    for (let a = 0; a < n; a++) {
      let rest = right[a] as number;
      const row = a * n;
      for (let k = 0; k < used; k++) {
        const b = places[k] as number;
        rest -= (matrix[row + b] as number) * (x[b] as number);
      }
      const before = x[a] as number;
      const best = allowed(before + rest / (matrix[row + a] as number), a);
      moved = Math.max(moved, Math.abs(best - before));
      x[a] = best;
      if ((best === 0) !== (before === 0)) used = placesOfOthers(x, places);
    }
    if (moved < SMALL) return x;
  }
  return x;
}

/** Writes down where values are not zero, in rising order; answers how many. */
function placesOfOthers(values: Float64Array, into: Int32Array): number {
  let used = 0;
  for (let k = 0; k < values.length; k++) if (values[k] !== 0) into[used++] = k;
  return used;
}

/** Standard deviations, 1 where a feature never varies, so that strength means the same for all. */
export function scaleOf(centred: Centred): Float64Array {
  const n = centred.means.length;
  return Float64Array.from({ length: n }, (_, k) => {
    const variance = (centred.products[k * n + k] ?? 0) / Math.max(centred.weight, 1);
    return variance > 1e-9 ? Math.sqrt(variance) : 1;
  });
}

/** Lower triangle in place; gives the ratio of the largest to the smallest pivot. */
function choleskyInPlace(m: Float64Array, n: number): number {
  let [largest, smallest] = [0, Number.POSITIVE_INFINITY];
  for (let j = 0; j < n; j++) {
    let pivot = m[j * n + j] as number;
    for (let k = 0; k < j; k++) pivot -= (m[j * n + k] as number) ** 2;
    if (!(pivot > 0)) throw new Error(`feature ${j} depends on those before it: pivot ${pivot}`);
    largest = Math.max(largest, pivot);
    smallest = Math.min(smallest, pivot);
    const root = Math.sqrt(pivot);
    m[j * n + j] = root;
    for (let i = j + 1; i < n; i++) {
      let sum = m[i * n + j] as number;
      for (let k = 0; k < j; k++) sum -= (m[i * n + k] as number) * (m[j * n + k] as number);
      m[i * n + j] = sum / root;
    }
  }
  return largest / smallest;
}

function solveCholesky(m: Float64Array, right: Float64Array, n: number): Float64Array {
  const x = right.slice();
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < i; k++)
      x[i] = (x[i] as number) - (m[i * n + k] as number) * (x[k] as number);
    x[i] = (x[i] as number) / (m[i * n + i] as number);
  }
  for (let i = n - 1; i >= 0; i--) {
    for (let k = i + 1; k < n; k++) {
      x[i] = (x[i] as number) - (m[k * n + i] as number) * (x[k] as number);
    }
    x[i] = (x[i] as number) / (m[i * n + i] as number);
  }
  return x;
}
