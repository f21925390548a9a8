import { dice, type Roll } from "#domain/dice.ts";
import {
  FEWEST_HOUSEHOLDS,
  fitPooled,
  fitRegency,
  type Strength,
  scoreRow,
} from "#ranking/fit-lines.ts";
import { type FoldGrams, featureMeans, featureReader, foldGrams } from "#ranking/fold-grams.ts";
import type { Line } from "#ranking/ridge.ts";
import type { SurveySample } from "#ranking/survey-sample.ts";

/** The line that speaks for each regency. */
export type Lines = (regencyNo: number) => Line;

/** The lines of a sample: a regency's own where it has households enough, the pooled one elsewhere. */
export function linesOf(grams: FoldGrams, strength: Strength): Lines {
  const pooled = fitPooled(grams, strength.pooled);
  const own = new Map(
    grams.regencies
      .filter((regency) => grams.sum(regency).rows >= FEWEST_HOUSEHOLDS)
      .map((regency) => [regency, fitRegency(grams, regency, pooled, strength.regency)]),
  );
  return (regencyNo) => own.get(regencyNo) ?? pooled;
}

/**
 * Variance of every row's score over models of other samples: whole sampling units of each regency are drawn again with
 * replacement. What a sample adds to all families alike moves nobody's place and is taken out first.
 */
export function replicateVariance(
  sample: SurveySample,
  strength: Strength,
  weight: Float64Array,
  { times, seed }: { readonly times: number; readonly seed: string },
): Float64Array {
  const roll = dice(seedOf(seed));
  const units = unitsByRegency(sample);
  const means = featureMeans(sample, () => true);
  const sums = new Float64Array(sample.rows);
  const squares = new Float64Array(sample.rows);
  for (let time = 0; time < times; time++) {
    const lines = linesOf(foldGrams(drawnAgain(sample, units, roll)), strength);
    const scores = Float64Array.from({ length: sample.rows }, (_, row) =>
      scoreRow(lines(sample.regencyNo[row] as number), featureReader(sample, row, means)),
    );
    const shift = weightedMean(scores, weight);
    for (let row = 0; row < sample.rows; row++) {
      const placed = (scores[row] as number) - shift;
      sums[row] = (sums[row] as number) + placed;
      squares[row] = (squares[row] as number) + placed * placed;
    }
  }
  return sums.map((sum, row) =>
    Math.max(0, ((squares[row] as number) - (sum * sum) / times) / Math.max(1, times - 1)),
  );
}

/** Mean of values by weight. */
export function weightedMean(values: ArrayLike<number>, weight: Float64Array): number {
  let [sum, all] = [0, 0];
  for (let row = 0; row < weight.length; row++) {
    sum += (values[row] as number) * (weight[row] as number);
    all += weight[row] as number;
  }
  return all === 0 ? 0 : sum / all;
}

/** Four letters of a seed as a number: the same on every machine. */
const seedOf = (seed: string): number =>
  [...seed].reduce((sum, letter) => (Math.imul(sum, 31) + letter.charCodeAt(0)) >>> 0, 7);

function unitsByRegency({ unit, regencyNo, rows }: SurveySample): readonly (readonly number[])[] {
  const units = new Map<number, Set<number>>();
  for (let row = 0; row < rows; row++) {
    const regency = regencyNo[row] as number;
    const here = units.get(regency) ?? new Set();
    units.set(regency, here.add(unit[row] as number));
  }
  return [...units.entries()].sort(([a], [b]) => a - b).map(([, here]) => [...here]);
}

function drawnAgain(
  sample: SurveySample,
  units: readonly (readonly number[])[],
  roll: Roll,
): SurveySample {
  const drawn = new Map<number, number>();
  for (const here of units) {
    for (const _ of here) {
      const unit = here[roll(here.length)] as number;
      drawn.set(unit, (drawn.get(unit) ?? 0) + 1);
    }
  }
  const weight = sample.weight.map((w, row) => w * (drawn.get(sample.unit[row] as number) ?? 0));
  return { ...sample, weight };
}
