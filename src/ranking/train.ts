import type { DecileBasis } from "#domain/decile-basis.ts";
import { accept, type Result, refuse } from "#domain/result.ts";
import { judge } from "./accuracy.ts";
import { errorModel } from "./errors/learn-errors.ts";
import {
  FEWEST_HOUSEHOLDS,
  fitPooled,
  fitRegency,
  judged,
  lineWithout,
  outOfFold,
  type Strength,
} from "./fit-lines.ts";
import { type FoldGrams, featureMeans, foldGrams } from "./fold-grams.ts";
import { squaredResiduals } from "./gram.ts";
import { groupErrors, lineErrors } from "./group-errors.ts";
import { FEATURE_SET, RANKED_VARIABLES } from "./ranked-variables.ts";
import type { Line } from "./ridge.ts";
import { FOLDS, type SurveySample } from "./survey-sample.ts";
import type { ModelCard, ModelSet, WelfareModel } from "./welfare-model.ts";

export type TrainProblem = "survey-too-small" | "ill-conditioned";

/** Below this many households there is no model at all. */
export const FEWEST_POOLED = 60;
const MOST_CONDITION = 1e10;
/** How many households' worth a regency is drawn to the pooled weights; chosen out of fold. */
const POOLED_STRENGTHS = [5, 20, 80, 320, 640, 1280] as const;
/** The last is as good as the pooled model itself. */
const REGENCY_STRENGTHS = [20, 80, 320, 1280, 5120, 1_000_000] as const;
const MILLIONTHS = 1e6;

/** Learns all models of a version. The same sample and seed give the same integers. */
export function train(
  sample: SurveySample,
  seed: string,
  basis: DecileBasis,
): Result<Required<ModelSet>, TrainProblem> {
  if (sample.rows < FEWEST_POOLED) return refuse("survey-too-small");
  const grams = foldGrams(sample);
  const strength = bestStrength(grams);
  const pooled = fitPooled(grams, strength.pooled);
  const own = grams.regencies
    .filter((regency) => grams.sum(regency).rows >= FEWEST_HOUSEHOLDS)
    .map((regency) => ({ regency, line: fitRegency(grams, regency, pooled, strength.regency) }));
  const condition = Math.max(pooled.condition, ...own.map(({ line }) => line.condition));
  if (!(condition <= MOST_CONDITION)) return refuse("ill-conditioned");

  const rounded = (regency: number, line: Line, rows: number) =>
    roundModel(sample, regency, line, rows);
  const card = modelCard(sample, grams, strength, condition, own.length);
  return accept({
    featureSet: FEATURE_SET,
    seed,
    trainingSha256: sample.sha256,
    pooled: rounded(0, pooled, sample.rows),
    regencies: own.map(({ regency, line }) => rounded(regency, line, grams.sum(regency).rows)),
    card,
    errors: errorModel(sample, grams, strength, { seed, basis }),
  });
}

/** The strengths with the smallest squared error on folds not seen in fitting; the weaker one on a tie. */
function bestStrength(grams: FoldGrams): Strength {
  const pooled = least(POOLED_STRENGTHS, (strength) =>
    overFolds((fold) => {
      const line = fitPooled(grams, strength, fold);
      return grams.regencies.reduce((sum, r) => sum + residuals(grams, r, fold, line), 0);
    }),
  );
  const regency = least(REGENCY_STRENGTHS, (strength) =>
    overFolds((fold) => {
      const base = fitPooled(grams, pooled, fold);
      return grams.regencies.reduce((sum, r) => {
        const line = lineWithout(grams, r, fold, base, strength);
        return sum + residuals(grams, r, fold, line);
      }, 0);
    }),
  );
  return { pooled, regency };
}

const residuals = (grams: FoldGrams, regency: number, fold: number, line: Line): number =>
  squaredResiduals(grams.of(regency, fold), line.intercept, line.weights);

const overFolds = (cost: (fold: number) => number): number =>
  Array.from({ length: FOLDS }, (_, fold) => cost(fold)).reduce((sum, c) => sum + c, 0);

function least(options: readonly number[], cost: (option: number) => number): number {
  let best = { option: options[0] ?? 1, cost: Number.POSITIVE_INFINITY };
  for (const option of options) {
    const here = cost(option);
    if (here < best.cost * (1 - 1e-9)) best = { option, cost: here };
  }
  return best.option;
}

function roundModel(
  sample: SurveySample,
  regencyNo: number,
  line: Line,
  households: number,
): WelfareModel {
  const isHere = (row: number) => regencyNo === 0 || sample.regencyNo[row] === regencyNo;
  const means = featureMeans(sample, isHere);
  const micro = (value: number) => Math.round(value * MILLIONTHS) + 0;
  let at = 0;
  const absent = RANKED_VARIABLES.map(({ features }) => {
    const start = at;
    at += features.length;
    return micro(
      features.reduce(
        (sum, _, k) => sum + (line.weights[start + k] ?? 0) * (means[start + k] ?? 0),
        0,
      ),
    );
  });
  const area = regencyNo === 0 ? "gabungan" : String(regencyNo).padStart(4, "0");
  return {
    id: `pmt-${area}-${sample.sha256.slice(0, 8)}`,
    regencyNo,
    intercept: micro(line.intercept),
    weights: Array.from(line.weights, micro),
    absent,
    households,
  };
}

function modelCard(
  sample: SurveySample,
  grams: FoldGrams,
  strength: Strength,
  condition: number,
  own: number,
): ModelCard {
  const unseen = judged(sample, outOfFold(sample, grams, strength));
  return {
    method:
      "PMT: weighted least squares of log expenditure per person; a regency is drawn to the pooled weights; signs kept",
    households: sample.rows,
    regencies: grams.regencies.length,
    regenciesPooled: grams.regencies.length - own,
    strength,
    condition,
    folds: FOLDS,
    outOfFold: judge(unseen),
    groups: groupErrors(sample, unseen),
    lines: lineErrors(sample, unseen),
    formula: "score = intercept + sum(weight x feature); absent = the survey's mean there",
    limits: [
      "It orders families, it does not measure income or poverty.",
      "About half of the differences in expenditure are not visible in these facts.",
      "Small and old families are found less well than large ones; see the table by size.",
    ],
  };
}
