import { dice, type Roll } from "#domain/dice.ts";

/**
 * Draws whole groups with replacement, as many as there are, again and again from the seed, and gives each time
 * what every row then counts. The array is the same one each time, so that nothing is kept of it.
 */
export function* resampledWeights(
  group: Int32Array,
  weight: Float64Array,
  times: number,
  seed: number,
): Generator<Float64Array> {
  const groups = group.reduce((most, g) => Math.max(most, g + 1), 0);
  const roll: Roll = dice(seed);
  const drawn = new Float64Array(groups);
  const counted = new Float64Array(weight.length);
  for (let time = 0; time < times; time++) {
    drawn.fill(0);
    for (let k = 0; k < groups; k++) {
      const g = roll(groups);
      drawn[g] = (drawn[g] as number) + 1;
    }
    for (let row = 0; row < weight.length; row++)
      counted[row] = (weight[row] as number) * (drawn[group[row] as number] as number);
    yield counted;
  }
}

/** Standard deviation of what resampling gave: the standard error. Null of fewer than two. */
export function spreadOf(values: readonly number[]): number | null {
  const known = values.filter((value) => Number.isFinite(value));
  if (known.length < 2) return null;
  const mean = known.reduce((sum, v) => sum + v, 0) / known.length;
  return Math.sqrt(known.reduce((sum, v) => sum + (v - mean) ** 2, 0) / (known.length - 1));
}
