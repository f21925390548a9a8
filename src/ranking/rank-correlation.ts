/** Row numbers with the lowest value first; rows of equal value in the order in which they stand. */
export function orderBy(values: Float64Array): Uint32Array {
  const order = Uint32Array.from(values, (_, i) => i);
  return order.sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0) || a - b);
}

/** Weighted ranks; equal values share the middle of their place. */
export function midranks(
  order: Uint32Array,
  values: Float64Array,
  weight: Float64Array,
): Float64Array {
  const ranks = new Float64Array(values.length);
  let below = 0;
  for (let start = 0; start < order.length; ) {
    let end = start;
    let own = 0;
    while (end < order.length && values[order[end] ?? 0] === values[order[start] ?? 0]) {
      own += weight[order[end++] ?? 0] ?? 0;
    }
    for (let k = start; k < end; k++) ranks[order[k] ?? 0] = below + own / 2;
    below += own;
    start = end;
  }
  return ranks;
}

/** Weighted correlation; 0 where one of both never varies. */
export function correlation(a: Float64Array, b: Float64Array, weight: Float64Array): number {
  const total = weight.reduce((sum, w) => sum + w, 0);
  const mean = (values: Float64Array) => values.reduce((s, v, i) => s + v * (weight[i] ?? 0), 0);
  const [ma, mb] = [mean(a) / total, mean(b) / total];
  let [saa, sbb, sab] = [0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    const [w, da, db] = [weight[i] ?? 0, (a[i] ?? 0) - ma, (b[i] ?? 0) - mb];
    saa += w * da * da;
    sbb += w * db * db;
    sab += w * da * db;
  }
  return saa === 0 || sbb === 0 ? 0 : sab / Math.sqrt(saa * sbb);
}

/** Share of the weighted variance of truth that the score accounts for, out of sample: may be negative. */
export function explained(truth: Float64Array, score: Float64Array, weight: Float64Array): number {
  const total = weight.reduce((sum, w) => sum + w, 0);
  const mean = truth.reduce((sum, y, i) => sum + y * (weight[i] ?? 0), 0) / total;
  let [left, all] = [0, 0];
  for (let i = 0; i < truth.length; i++) {
    const [w, y] = [weight[i] ?? 0, truth[i] ?? 0];
    left += w * (y - (score[i] ?? 0)) ** 2;
    all += w * (y - mean) ** 2;
  }
  return all === 0 ? 0 : 1 - left / all;
}
