/** A share with the interval in which the true one lies with 95 % confidence. */
export type Estimate = { readonly share: number; readonly low: number; readonly high: number };

/** The normal quantile of 97.5 %. */
const Z = 1.959963984540054;

/** Wilson's score interval (1927), without continuity correction; of nothing it says 0 to 1. */
export function wilson(hits: number, of: number): Estimate {
  if (of === 0) return { share: 0, low: 0, high: 1 };
  const share = hits / of;
  const square = Z * Z;
  const middle = (share + square / (2 * of)) / (1 + square / of);
  const spread =
    (Z * Math.sqrt((share * (1 - share)) / of + square / (4 * of * of))) / (1 + square / of);
  return { share, low: Math.max(0, middle - spread), high: Math.min(1, middle + spread) };
}
