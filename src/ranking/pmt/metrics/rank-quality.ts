import { correlation, midranks } from "#ranking/rank-correlation.ts";
import type { Judged } from "./quota-errors.ts";
import { cutAt, type Standing, taken } from "./standing.ts";

/** Weighted rank correlation; ties share the middle of their place. */
export function spearman({ truth, score, weight }: Judged): number {
  return correlation(ranksOf(truth, weight), ranksOf(score, weight), weight);
}

/** Shares of the weight below each row, its own place counted half: 0 to 1. */
function ranksOf({ order, place }: Standing, weight: Float64Array): Float64Array {
  const total = weight.reduce((sum, w) => sum + w, 0);
  return midranks(order, Float64Array.from(place), weight).map((rank) => rank / total);
}

/**
 * The chance that somebody poor has a lower score than somebody not poor, ties counted half: the area under
 * the curve of hits against false alarms. Null where nobody is poor, or all are.
 */
export function areaUnderCurve(judged: Judged, quota: number): number | null {
  const { truth, score, weight, isClass } = judged;
  const poor = isClass ? { place: 0, share: 1 } : cutAt(truth, weight, quota);
  let [poorBelow, poorAll, rest, area] = [0, 0, 0, 0];
  const { order, place } = score;
  for (let start = 0; start < order.length; ) {
    const here = place[order[start] as number];
    let [tiedPoor, tiedRest] = [0, 0];
    let end = start;
    while (end < order.length && place[order[end] as number] === here) {
      const row = order[end++] as number;
      const p = taken(poor, truth.place[row] as number);
      tiedPoor += (weight[row] as number) * p;
      tiedRest += (weight[row] as number) * (1 - p);
    }
    area += tiedRest * (poorBelow + tiedPoor / 2);
    poorBelow += tiedPoor;
    rest += tiedRest;
    start = end;
  }
  poorAll = poorBelow;
  return poorAll > 0 && rest > 0 ? area / (poorAll * rest) : null;
}

/** How far scores put households from where they are. Shares of weight; distance in points of 100. */
export type DecileHits = {
  readonly exact: number;
  readonly withinOne: number;
  readonly withinTwo: number;
  readonly meanRankError: number;
  /** By predicted tenth: the share truly among the poorest 40 % and 20 %. */
  readonly poor40: readonly number[];
  readonly poor20: readonly number[];
};

/** Predicted tenths against true ones. Undefined of a class. */
export function decileHits({ truth, score, weight, isClass }: Judged): DecileHits | undefined {
  if (isClass) return undefined;
  const [t, s] = [ranksOf(truth, weight), ranksOf(score, weight)];
  const hits = [0, 0, 0];
  const [all, poor40, poor20] = [new Float64Array(10), new Float64Array(10), new Float64Array(10)];
  let [total, distance] = [0, 0];
  const tenth = (rank: number): number => Math.min(Math.floor(rank * 10), 9);
  for (let row = 0; row < weight.length; row++) {
    const [w, a, b] = [weight[row] as number, t[row] as number, s[row] as number];
    const off = Math.abs(tenth(a) - tenth(b));
    for (let k = off; k < 3; k++) hits[k] = (hits[k] as number) + w;
    total += w;
    distance += w * Math.abs(a - b) * 100;
    const d = tenth(b);
    all[d] = (all[d] as number) + w;
    if (a < 0.4) poor40[d] = (poor40[d] as number) + w;
    if (a < 0.2) poor20[d] = (poor20[d] as number) + w;
  }
  const shares = (part: Float64Array): readonly number[] =>
    Array.from(part, (w, d) => ((all[d] as number) > 0 ? w / (all[d] as number) : 0));
  const [exact = 0, withinOne = 0, withinTwo = 0] = hits.map((w) => w / total);
  return {
    exact,
    withinOne,
    withinTwo,
    meanRankError: distance / total,
    poor40: shares(poor40),
    poor20: shares(poor20),
  };
}
