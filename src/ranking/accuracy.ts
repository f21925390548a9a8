import { errorRateOf } from "./r-squared-check.ts";
import { correlation, explained, midranks, orderBy } from "./rank-correlation.ts";

/** Rows to be judged: true welfare, score (low is poor), persons times design weight, size. */
export type Judged = {
  readonly truth: Float64Array;
  readonly score: Float64Array;
  readonly weight: Float64Array;
  readonly size: Int32Array;
};

/** At one quota both errors are the same share but for the families at the edge. */
export type QuotaErrors = {
  readonly quotaPercent: number;
  /** Poor and not selected, over the poor. */
  readonly exclusion: number;
  /** Selected and not poor, over the selected. */
  readonly inclusion: number;
  /** What R2 alone would buy in a perfectly normal world; far below it is a leak, far above a fault. */
  readonly expectedFromRSquared: number;
};

/** Small families are the systematic victims of a proxy means test: shown every run. */
export type SizeErrors = {
  readonly size: string;
  readonly sharePoor40: number;
  readonly shareSelected40: number;
  readonly exclusion40: number;
};

/** How well scores order families by true expenditure. Shares are 0 to 1. */
export type Accuracy = {
  readonly rows: number;
  readonly rSquared: number;
  readonly spearman: number;
  readonly quotas: readonly QuotaErrors[];
  readonly sizes: readonly SizeErrors[];
};

const QUOTAS = [10, 20, 40] as const;
const SIZES: readonly (readonly [string, number, number])[] = [
  ["1", 1, 1],
  ["2", 2, 2],
  ["3-4", 3, 4],
  ["5-6", 5, 6],
  ["7+", 7, 1000],
];

/** All figures of one set of rows. Truth must be on the score's scale (log) for R2 to mean anything. */
export function judge(rows: Judged): Accuracy {
  const byTruth = orderBy(rows.truth);
  const byScore = orderBy(rows.score);
  const rSquared = explained(rows.truth, rows.score, rows.weight);
  return {
    rows: rows.truth.length,
    rSquared,
    spearman: correlation(
      midranks(byTruth, rows.truth, rows.weight),
      midranks(byScore, rows.score, rows.weight),
      rows.weight,
    ),
    quotas: QUOTAS.map((quotaPercent) => {
      const poor = lowestOf(byTruth, rows.weight, quotaPercent);
      const selected = lowestOf(byScore, rows.weight, quotaPercent);
      const both = shareOf(rows.weight, (i) => poor[i] === 1 && selected[i] === 1);
      return {
        quotaPercent,
        exclusion: 1 - both / shareOf(rows.weight, (i) => poor[i] === 1),
        inclusion: 1 - both / shareOf(rows.weight, (i) => selected[i] === 1),
        expectedFromRSquared: errorRateOf(rSquared, quotaPercent / 100),
      };
    }),
    sizes: sizeTable(rows, byTruth, byScore),
  };
}

function sizeTable(rows: Judged, byTruth: Uint32Array, byScore: Uint32Array): SizeErrors[] {
  const poor = lowestOf(byTruth, rows.weight, 40);
  const selected = lowestOf(byScore, rows.weight, 40);
  return SIZES.map(([size, low, high]) => {
    const here = (i: number) => (rows.size[i] ?? 0) >= low && (rows.size[i] ?? 0) <= high;
    const all = shareOf(rows.weight, here) || 1;
    const poorHere = shareOf(rows.weight, (i) => here(i) && poor[i] === 1);
    const missed = shareOf(rows.weight, (i) => here(i) && poor[i] === 1 && selected[i] === 0);
    return {
      size,
      sharePoor40: poorHere / all,
      shareSelected40: shareOf(rows.weight, (i) => here(i) && selected[i] === 1) / all,
      exclusion40: poorHere === 0 ? 0 : missed / poorHere,
    };
  });
}

/** 1 for the rows of the lowest values whose weight fits into the quota. */
export function lowestRows(
  values: Float64Array,
  weight: Float64Array,
  percent: number,
): Uint8Array {
  return lowestOf(orderBy(values), weight, percent);
}

function lowestOf(order: Uint32Array, weight: Float64Array, percent: number): Uint8Array {
  const marks = new Uint8Array(order.length);
  const quota = (weight.reduce((sum, w) => sum + w, 0) * percent) / 100;
  let taken = 0;
  for (const i of order) {
    taken += weight[i] ?? 0;
    if (taken > quota * (1 + 1e-12)) break;
    marks[i] = 1;
  }
  return marks;
}

function shareOf(weight: Float64Array, isCounted: (i: number) => boolean): number {
  let sum = 0;
  for (let i = 0; i < weight.length; i++) if (isCounted(i)) sum += weight[i] ?? 0;
  return sum;
}
