/** Bounds beyond which a value says more about the form than about the household. */
export type Bounds = { readonly low: number; readonly high: number };

/** So many scaled median deviations from the median: of a thousand million normal ones two lie farther. */
const FARTHEST = 6;
/** Of numbers that may be below zero, which are rarely normal. */
const FARTHEST_PLAIN = 12;
const TO_SIGMA = 1.4826;

/**
 * Bounds by the median and the median deviation from it. Numbers that are never below zero are judged by
 * their logarithms, for amounts are skewed. Undefined where most values are the same.
 */
export function boundsOf(values: Float64Array): Bounds | undefined {
  const known = values.filter((value) => Number.isFinite(value));
  if (known.some((value) => value < 0)) return around(known, FARTHEST_PLAIN);
  const bounds = around(known.filter((value) => value > 0).map(Math.log), FARTHEST);
  return bounds && { low: 0, high: Math.exp(bounds.high) };
}

/** Bounds of logarithms on both sides. */
export const logBounds = (logs: Float64Array): Bounds | undefined =>
  around(
    logs.filter((value) => Number.isFinite(value)),
    FARTHEST,
  );

function around(values: Float64Array, farthest: number): Bounds | undefined {
  if (values.length === 0) return undefined;
  const centre = middle(values.sort());
  const spread = middle(values.map((value) => Math.abs(value - centre)).sort()) * TO_SIGMA;
  if (!(spread > 0)) return undefined;
  return { low: centre - farthest * spread, high: centre + farthest * spread };
}

function middle(sorted: Float64Array): number {
  const at = sorted.length >> 1;
  const upper = sorted[at] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[at - 1] ?? upper)) / 2;
}

/** Draws values beyond the bounds to them, in place; how many there were. */
export function clamp(values: Float64Array, { low, high }: Bounds): number {
  let drawn = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number;
    if (!(value < low || value > high)) continue;
    values[i] = value < low ? low : high;
    drawn++;
  }
  return drawn;
}
