import type { Accuracy } from "./accuracy.ts";
import type { ErrorModel } from "./errors/error-model.ts";
import { isCounted } from "./feature.ts";
import type { GroupErrors, LineErrors } from "./group-errors.ts";
import { FEATURES } from "./ranked-variables.ts";

/** A proxy means test as data: log of monthly expenditure per person, in whole millionths. */
export type WelfareModel = {
  /** Names area and training; written beside every score it made. */
  readonly id: string;
  /** Four digits as a number; 0 is the pooled model, for regencies with too few households. */
  readonly regencyNo: number;
  readonly intercept: number;
  /** One per feature, in model order. */
  readonly weights: readonly number[];
  /** One per ranked variable: what an absent answer is taken to add, the mean of the survey there. */
  readonly absent: readonly number[];
  /** Households of the survey it was fitted on. */
  readonly households: number;
};

/** What readers need to judge the models: nothing here comes from households seen in fitting. */
export type ModelCard = {
  readonly method: string;
  readonly households: number;
  readonly regencies: number;
  /** Regencies that use the pooled model because their sample is too small. */
  readonly regenciesPooled: number;
  /** In households: how strongly weights are drawn to zero (pooled) and to the pooled ones (regency). */
  readonly strength: { readonly pooled: number; readonly regency: number };
  /** Largest condition number met while fitting; above 1e10 nothing is published. */
  readonly condition: number;
  readonly outOfFold: Accuracy;
  /** The same by groups of households, with errors; models of before have none. */
  readonly groups?: readonly GroupErrors[];
  /** What lines through the scores miss and take in, with errors; models of before have none. */
  readonly lines?: readonly LineErrors[];
  readonly folds: number;
  readonly formula: string;
  readonly limits: readonly string[];
};

/** All models of one version, with the hash of the survey rows they were learned from. */
export type ModelSet = {
  readonly featureSet: string;
  readonly seed: string;
  readonly trainingSha256: string;
  readonly pooled: WelfareModel;
  readonly regencies: readonly WelfareModel[];
  readonly card: ModelCard;
  /** What the models say of their own errors; models of before say nothing. */
  readonly errors?: ErrorModel;
};

/** The model that speaks for a regency. */
export function modelFor(models: ModelSet, regencyNo: number): WelfareModel {
  return models.regencies.find((model) => model.regencyNo === regencyNo) ?? models.pooled;
}

/** What no score of a model can pass, nor any part of its sum: everything it may add, whatever its sign. */
export function largestScore({
  intercept,
  weights,
  absent,
}: Pick<WelfareModel, "intercept" | "weights" | "absent">): number {
  const reach = (k: number): number => {
    const feature = FEATURES[k];
    return feature !== undefined && isCounted(feature) ? feature.upTo : 1;
  };
  const added = weights.map((weight, k) => Math.abs(weight) * reach(k));
  return [intercept, ...added, ...absent].reduce((sum, adds) => sum + Math.abs(adds), 0);
}
