import type { Judged } from "./accuracy.ts";
import { type FoldGrams, featureMeans, featureReader, foldGrams } from "./fold-grams.ts";
import { centre } from "./gram.ts";
import { FEATURES } from "./ranked-variables.ts";
import { fitToward, type Line, type Signs, scaleOf } from "./ridge.ts";
import { FOLDS, type SurveySample } from "./survey-sample.ts";

/** Official practice fits every regency by itself; below this many households it has no model of its own. */
export const FEWEST_HOUSEHOLDS = 150;
const SIGNS: Signs = FEATURES.map(({ only }) =>
  only === undefined ? 0 : only === "raises" ? 1 : -1,
);

/** In households: how strongly weights are drawn to nought, and to the pooled ones. */
export type Strength = { readonly pooled: number; readonly regency: number };

/** The line of all households, or of those outside one fold. */
export function fitPooled(grams: FoldGrams, strength: number, without?: number): Line {
  const centred = centre(grams.sum(undefined, without));
  const zero = new Float64Array(FEATURES.length);
  return fitToward(centred, zero, scaleOf(centred), strength, SIGNS);
}

/** The line of a regency, drawn to the pooled one. */
export function fitRegency(
  grams: FoldGrams,
  regency: number,
  pooled: Line,
  strength: number,
  without?: number,
): Line {
  const scale = scaleOf(centre(grams.sum(undefined, without)));
  const here = centre(grams.sum(regency, without));
  return fitToward(here, pooled.weights, scale, strength, SIGNS);
}

/** The model a regency would have had without one fold: its own where enough households are left. */
export function lineWithout(
  grams: FoldGrams,
  regency: number,
  fold: number,
  pooled: Line,
  strength: number,
): Line {
  if (grams.sum(regency).rows < FEWEST_HOUSEHOLDS) return pooled;
  return fitRegency(grams, regency, pooled, strength, fold);
}

/** The score of a row on the log scale. */
export function scoreRow(
  line: Pick<Line, "intercept" | "weights">,
  feature: (k: number) => number,
) {
  let sum = line.intercept;
  for (let k = 0; k < line.weights.length; k++) sum += (line.weights[k] as number) * feature(k);
  return sum;
}

/** Every household scored, in log rupiah, by models that never saw its primary sampling unit. */
export function outOfFold(
  sample: SurveySample,
  grams: FoldGrams,
  strength: Strength,
): Float64Array {
  const means = featureMeans(sample, () => true);
  const lines = Array.from({ length: FOLDS }, (_, fold) => {
    const pooled = fitPooled(grams, strength.pooled, fold);
    return new Map(
      grams.regencies.map((r) => [r, lineWithout(grams, r, fold, pooled, strength.regency)]),
    );
  });
  return Float64Array.from({ length: sample.rows }, (_, row) => {
    const line = lines[sample.fold[row] as number]?.get(sample.regencyNo[row] as number) as Line;
    return scoreRow(line, featureReader(sample, row, means));
  });
}

/** The same from a sample alone. */
export const unseenScores = (sample: SurveySample, strength: Strength): Float64Array =>
  outOfFold(sample, foldGrams(sample), strength);

/** Scores beside the truth; persons weigh. */
export function judged(sample: SurveySample, score: Float64Array): Judged {
  const weight = sample.weight.map((w, row) => w * (sample.size[row] as number));
  return { truth: sample.logExpenditure, score, weight, size: sample.size };
}
