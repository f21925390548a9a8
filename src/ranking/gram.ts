/** Weighted sums of products of (1, features, outcome): all that least squares needs to know of its rows. */
export type Gram = { readonly width: number; readonly rows: number; readonly sums: Float64Array };

/** Adds rows one by one; `take` gives what was added. Only the upper triangle is kept. */
export function gramAdder(features: number) {
  const width = features + 2;
  const sums = new Float64Array(width * width);
  const places = new Int32Array(width);
  const values = new Float64Array(width);
  let [rows, used] = [0, 0];
  const put = (place: number, value: number): void => {
    places[used] = place;
    values[used++] = value;
  };
  const addUp = (weight: number): void => {
    for (let a = 0; a < used; a++) {
      const row = (places[a] as number) * width;
      const scaled = weight * (values[a] as number);
      for (let b = a; b < used; b++) {
        const at = row + (places[b] as number);
        sums[at] = (sums[at] as number) + scaled * (values[b] as number);
      }
    }
    rows++;
  };
  return {
    add(weight: number, outcome: number, feature: (k: number) => number): void {
      used = 0;
      put(0, 1);
      for (let k = 0; k < features; k++) {
        const value = feature(k);
        if (value !== 0) put(k + 1, value);
      }
      put(width - 1, outcome);
      addUp(weight);
    },
    /** A row of which only the features that are not zero are given, in rising order. */
    addSparse(weight: number, outcome: number, row: SparseRow): void {
      used = 0;
      put(0, 1);
      for (let k = row.from; k < row.to; k++) put((row.places[k] ?? 0) + 1, row.values[k] ?? 0);
      put(width - 1, outcome);
      addUp(weight);
    },
    take: (): Gram => ({ width, rows, sums }),
  };
}

/** Features of one row among those of many: entries `from` up to `to`. */
export type SparseRow = {
  readonly places: ArrayLike<number>;
  readonly values: ArrayLike<number>;
  readonly from: number;
  readonly to: number;
};

/** Sums are additive: folds, regencies and the nation are made of each other. */
export function addGrams(grams: readonly Gram[], width: number): Gram {
  const sums = new Float64Array(width * width);
  let rows = 0;
  for (const gram of grams) {
    rows += gram.rows;
    for (let i = 0; i < sums.length; i++) sums[i] = (sums[i] ?? 0) + (gram.sums[i] ?? 0);
  }
  return { width, rows, sums };
}

/** Means, and sums of squares and products about the means, in full square form. */
export type Centred = {
  readonly rows: number;
  readonly weight: number;
  readonly means: Float64Array;
  readonly meanOutcome: number;
  readonly products: Float64Array;
  readonly withOutcome: Float64Array;
};

/** Centres before solving, so that large means do not eat the digits of small differences. */
export function centre({ width, rows, sums }: Gram): Centred {
  const n = width - 2;
  const weight = sums[0] ?? 0;
  const at = (a: number, b: number) => sums[a * width + b] ?? 0;
  const mean = (k: number) => (weight === 0 ? 0 : at(0, k) / weight);
  const means = Float64Array.from({ length: n }, (_, k) => mean(k + 1));
  const products = new Float64Array(n * n);
  const withOutcome = new Float64Array(n);
  for (let a = 0; a < n; a++) {
    for (let b = a; b < n; b++) {
      const value = at(a + 1, b + 1) - weight * mean(a + 1) * mean(b + 1);
      products[a * n + b] = value;
      products[b * n + a] = value;
    }
    withOutcome[a] = at(a + 1, width - 1) - weight * mean(a + 1) * mean(width - 1);
  }
  return { rows, weight, means, meanOutcome: mean(width - 1), products, withOutcome };
}

/** Weighted sum of squared residuals of a line on the rows of a Gram, without seeing them again. */
export function squaredResiduals(gram: Gram, intercept: number, weights: Float64Array): number {
  const { width, sums } = gram;
  const line = new Float64Array(width);
  line[0] = intercept;
  line.set(weights, 1);
  line[width - 1] = -1;
  let total = 0;
  for (let a = 0; a < width; a++) {
    for (let b = a; b < width; b++) {
      const term = (sums[a * width + b] ?? 0) * (line[a] ?? 0) * (line[b] ?? 0);
      total += a === b ? term : 2 * term;
    }
  }
  return total;
}
