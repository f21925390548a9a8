/** Weighted sums of products of (1, features, outcome): all that least squares needs to know of its rows. */
export type Gram = { readonly width: number; readonly rows: number; readonly sums: Float64Array };

/** Adds rows one by one; `take` gives what was added. Only the upper triangle is kept. */
export function gramAdder(features: number) {
  const width = features + 2;
  const sums = new Float64Array(width * width);
  const places = new Int32Array(width);
  const values = new Float64Array(width);
  let rows = 0;
  return {
    add(weight: number, outcome: number, feature: (k: number) => number): void {
      places[0] = 0;
      values[0] = 1;
      let used = 1;
      for (let k = 0; k < features; k++) {
        const value = feature(k);
        if (value === 0) continue;
        places[used] = k + 1;
        values[used++] = value;
      }
      places[used] = width - 1;
      values[used++] = outcome;
      for (let a = 0; a < used; a++) {
        const row = (places[a] as number) * width;
        const scaled = weight * (values[a] as number);
        for (let b = a; b < used; b++) {
          const at = row + (places[b] as number);
          sums[at] = (sums[at] as number) + scaled * (values[b] as number);
        }
      }
      rows++;
    },
    take: (): Gram => ({ width, rows, sums }),
  };
}

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
