import { orderBy } from "#ranking/rank-correlation.ts";

/** Rows by their place: equal values share one, numbered from the lowest. */
export type Standing = {
  readonly order: Uint32Array;
  readonly place: Int32Array;
};

/** The places of values; what is higher stands higher. */
export function standingOf(values: Float64Array): Standing {
  const order = orderBy(values);
  const place = new Int32Array(values.length);
  let at = -1;
  let last = Number.NaN;
  for (const row of order) {
    const value = values[row] as number;
    if (value !== last) at++;
    last = value;
    place[row] = at;
  }
  return { order, place };
}

/** Where a quota ends: all below the place, and a share of those who stand on it. */
export type Cut = { readonly place: number; readonly share: number };

/**
 * The cut at which exactly `quota` of the weight is taken, from the lowest. Who stands on the cut is taken in
 * part, as a fair draw would on average, so that neither the order of rows nor luck decides a figure.
 */
export function cutAt({ order, place }: Standing, weight: Float64Array, quota: number): Cut {
  let total = 0;
  for (const w of weight) total += w;
  const wanted = total * quota;
  let below = 0;
  for (let start = 0; start < order.length; ) {
    const here = place[order[start] as number] as number;
    let own = 0;
    let end = start;
    while (end < order.length && place[order[end] as number] === here)
      own += weight[order[end++] as number] as number;
    if (below + own >= wanted && own > 0) return { place: here, share: (wanted - below) / own };
    below += own;
    start = end;
  }
  return { place: Number.MAX_SAFE_INTEGER, share: 1 };
}

/** How much of a row a cut takes: 1, 0 or, on the cut, a part. */
export const taken = (cut: Cut, place: number): number =>
  place < cut.place ? 1 : place === cut.place ? cut.share : 0;
