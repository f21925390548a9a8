import { normalBelow } from "#ranking/normal.ts";

/** The normal value that nineteen times of twenty is not exceeded to either side. */
const Z = 1.959964;

/** The same of Student's t with so many degrees of freedom: Cornish and Fisher's expansion, good to 0.01 from five on. */
export function studentBound(freedom: number): number {
  const z = Z;
  const first = (z ** 3 + z) / (4 * freedom);
  const second = (5 * z ** 5 + 16 * z ** 3 + 3 * z) / (96 * freedom ** 2);
  const third = (3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / (384 * freedom ** 3);
  return z + first + second + third;
}

/** The chance of a value at least as far from nothing, where there is nothing. */
export function studentChance(t: number, freedom: number): number {
  const normal = (t * (1 - 1 / (4 * freedom))) / Math.sqrt(1 + t ** 2 / (2 * freedom));
  return 2 * normalBelow(-Math.abs(normal));
}

/**
 * Chances of many questions asked at once, after Holm: the smallest counts for as many as were asked, and none becomes smaller
 * than one before it. In the order given.
 */
export function holm(chances: readonly number[]): readonly number[] {
  const order = chances.map((chance, i) => ({ chance, i })).sort((a, b) => a.chance - b.chance);
  const adjusted = chances.map(() => 1);
  let least = 0;
  for (const [rank, { chance, i }] of order.entries()) {
    least = Math.max(least, Math.min(1, chance * (chances.length - rank)));
    adjusted[i] = least;
  }
  return adjusted;
}
