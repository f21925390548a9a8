import { cutAt, type Standing, taken } from "./standing.ts";

/** A tenth of the rows, by their weight: what they truly are and what they were scored, on average. */
export type CalibrationBin = {
  readonly weight: number;
  readonly truth: number;
  readonly score: number;
};

/** Means of truth and score by tenths of a standing. Who stands on a cut counts in both tenths, by shares. */
export function byTenths(
  by: Standing,
  rows: {
    readonly truth: Float64Array;
    readonly score: Float64Array;
    readonly weight: Float64Array;
  },
): readonly CalibrationBin[] {
  const cuts = Array.from({ length: 11 }, (_, k) =>
    k === 10
      ? { place: Number.MAX_SAFE_INTEGER, share: 1 }
      : k === 0
        ? { place: -1, share: 0 }
        : cutAt(by, rows.weight, k / 10),
  );
  const sums = Array.from({ length: 10 }, () => ({ w: 0, y: 0, s: 0 }));
  for (let row = 0; row < rows.weight.length; row++) {
    const place = by.place[row] as number;
    let below = 0;
    for (let k = 1; k <= 10; k++) {
      const upTo = taken(cuts[k] as { place: number; share: number }, place);
      const here = (rows.weight[row] as number) * (upTo - below);
      below = upTo;
      const sum = sums[k - 1];
      if (here <= 0 || sum === undefined) continue;
      sum.w += here;
      sum.y += here * (rows.truth[row] as number);
      sum.s += here * (rows.score[row] as number);
    }
  }
  return sums
    .filter(({ w }) => w > 0)
    .map(({ w, y, s }) => ({ weight: w, truth: y / w, score: s / w }));
}

/** Weighted mean distance between truth and score over bins. */
export function calibrationError(bins: readonly CalibrationBin[]): number {
  const total = bins.reduce((sum, { weight }) => sum + weight, 0);
  return (
    bins.reduce((sum, { weight, truth, score }) => sum + weight * Math.abs(truth - score), 0) /
    total
  );
}
