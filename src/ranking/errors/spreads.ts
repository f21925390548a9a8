import { FEWEST_HOUSEHOLDS, scoreRow } from "#ranking/fit-lines.ts";
import { type FoldGrams, featureMeans, featureReader, foldGrams } from "#ranking/fold-grams.ts";
import { centre } from "#ranking/gram.ts";
import { FEATURES, RANKED_VARIABLES } from "#ranking/ranked-variables.ts";
import { fitToward, type Line, scaleOf } from "#ranking/ridge.ts";
import { FOLDS, type SurveySample } from "#ranking/survey-sample.ts";
import type { Spread } from "./error-model.ts";
import type { Lines } from "./replicates.ts";

/** Households' worth by which the sum over facts is drawn to nought, and a regency's to the nation's. */
const STRENGTH = { pooled: 20, regency: 320 } as const;
const BILLIONTHS = 1e9;
/** Facts go together: all of them missing is at least half, and at most three times, the sum of each missing alone. */
const TOGETHER = { least: 0.5, most: 3 } as const;

export type Spreads = {
  readonly pooled: Spread;
  readonly regencies: readonly Spread[];
  readonly explained: number;
};

/** The rows' variances as a sum over facts, for the nation and each regency with a model of its own. */
export function learnSpreads(
  sample: SurveySample,
  variance: Float64Array,
  lines: { readonly of: Lines; readonly pooled: Line },
): Spreads {
  const grams = foldGrams({ ...sample, logExpenditure: variance });
  const pooled = pooledSpread(grams);
  const own = grams.regencies.filter((r) => grams.sum(r).rows >= FEWEST_HOUSEHOLDS);
  return {
    pooled: roundSpread(sample, { regencyNo: 0, line: pooled, model: lines.pooled }),
    regencies: own.map((regencyNo) =>
      roundSpread(sample, {
        regencyNo,
        line: regencySpread(grams, regencyNo, pooled),
        model: lines.of(regencyNo),
      }),
    ),
    explained: explainedOutOfFold(sample, grams, variance),
  };
}

function pooledSpread(grams: FoldGrams, without?: number): Line {
  const centred = centre(grams.sum(undefined, without));
  return fitToward(centred, new Float64Array(FEATURES.length), scaleOf(centred), STRENGTH.pooled);
}

function regencySpread(grams: FoldGrams, regency: number, pooled: Line, without?: number): Line {
  const scale = scaleOf(centre(grams.sum(undefined, without)));
  return fitToward(centre(grams.sum(regency, without)), pooled.weights, scale, STRENGTH.regency);
}

/** Share of the rows' variances that the sum tells, on sampling units that it had not seen. */
function explainedOutOfFold(
  sample: SurveySample,
  grams: FoldGrams,
  variance: Float64Array,
): number {
  const means = featureMeans(sample, () => true);
  const mean = variance.reduce((sum, v) => sum + v, 0) / variance.length;
  let [left, all] = [0, 0];
  for (let fold = 0; fold < FOLDS; fold++) {
    const pooled = pooledSpread(grams, fold);
    const own = new Map(
      grams.regencies
        .filter((r) => grams.sum(r).rows >= FEWEST_HOUSEHOLDS)
        .map((r) => [r, regencySpread(grams, r, pooled, fold)]),
    );
    for (let row = 0; row < sample.rows; row++) {
      if (sample.fold[row] !== fold) continue;
      const line = own.get(sample.regencyNo[row] as number) ?? pooled;
      const told = scoreRow(line, featureReader(sample, row, means));
      const exact = variance[row] as number;
      left += (exact - told) ** 2;
      all += (exact - mean) ** 2;
    }
  }
  return all === 0 ? 1 : 1 - left / all;
}

type Drafted = { readonly regencyNo: number; readonly line: Line; readonly model: Line };

function roundSpread(sample: SurveySample, { regencyNo, line, model }: Drafted): Spread {
  const isHere = (row: number) => regencyNo === 0 || sample.regencyNo[row] === regencyNo;
  const means = featureMeans(sample, isHere);
  const missing = varianceOfMissing(sample, isHere, model, means);
  const nano = (value: number) => Math.round(value * BILLIONTHS) + 0;
  let at = 0;
  const absent = RANKED_VARIABLES.map(({ features }, v) => {
    const start = at;
    at += features.length;
    const mean = features.reduce(
      (sum, _, k) => sum + (line.weights[start + k] ?? 0) * (means[start + k] ?? 0),
      0,
    );
    return nano(mean + (missing[v] ?? 0));
  });
  return {
    regencyNo,
    intercept: nano(line.intercept),
    weights: Array.from(line.weights, nano),
    absent,
  };
}

/** What is not known of a score where a variable is absent: how much its part differs between households. */
function varianceOfMissing(
  sample: SurveySample,
  isHere: (row: number) => boolean,
  model: Line,
  means: Float64Array,
): readonly number[] {
  const width = RANKED_VARIABLES.length + 1;
  const sums = new Float64Array(width);
  const squares = new Float64Array(width);
  let weights = 0;
  for (let row = 0; row < sample.rows; row++) {
    if (!isHere(row)) continue;
    const weight = sample.weight[row] as number;
    const parts = partsOf(model, featureReader(sample, row, means));
    weights += weight;
    for (const [v, part] of [...parts, parts.reduce((sum, one) => sum + one, 0)].entries()) {
      sums[v] = (sums[v] as number) + weight * part;
      squares[v] = (squares[v] as number) + weight * part * part;
    }
  }
  const variances = Array.from(sums, (sum, v) => {
    const mean = weights === 0 ? 0 : sum / weights;
    return weights === 0 ? 0 : Math.max(0, (squares[v] as number) / weights - mean * mean);
  });
  const each = variances.slice(0, -1);
  const alone = each.reduce((sum, one) => sum + one, 0);
  const ratio = alone === 0 ? 1 : (variances.at(-1) ?? 0) / alone;
  const together = Math.min(TOGETHER.most, Math.max(TOGETHER.least, ratio));
  return each.map((one) => one * together);
}

function partsOf(model: Line, feature: (k: number) => number): readonly number[] {
  let at = 0;
  return RANKED_VARIABLES.map(({ features }) => {
    const start = at;
    at += features.length;
    return features.reduce(
      (sum, _, k) => sum + (model.weights[start + k] ?? 0) * feature(start + k),
      0,
    );
  });
}
