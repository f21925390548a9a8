import { dice, type Roll } from "#domain/dice.ts";
import { ladderOf } from "#ranking/errors/calibrate.ts";
import { type ErrorModel, SIZE_CLASSES } from "#ranking/errors/error-model.ts";
import { FEATURE_SET, FEATURES, RANKED_VARIABLES } from "#ranking/ranked-variables.ts";
import type { ModelSet, WelfareModel } from "#ranking/welfare-model.ts";

/** Models with weights of every sign and size, without sense: for proofs that engines agree. */
export function randomModels(seed: number, regencies: readonly number[] = [3273, 9403]): ModelSet {
  const roll = dice(seed);
  const weight = () => roll(600_000) - 300_000;
  const model = (regencyNo: number): WelfareModel => ({
    id: `random-${regencyNo}`,
    regencyNo,
    intercept: 13_000_000 + weight(),
    weights: FEATURES.map(weight),
    absent: RANKED_VARIABLES.map(weight),
    households: 700,
  });
  return {
    featureSet: FEATURE_SET,
    seed: String(seed),
    trainingSha256: "",
    pooled: model(0),
    regencies: regencies.map(model),
    errors: randomErrors(roll, regencies),
    card: {
      method: "random",
      households: 0,
      regencies: regencies.length,
      regenciesPooled: 0,
      strength: { pooled: 0, regency: 0 },
      condition: 1,
      outOfFold: { rows: 0, rSquared: 0, spearman: 0, quotas: [], sizes: [] },
      folds: 0,
      formula: "",
      limits: [],
    },
  };
}

function randomErrors(roll: Roll, regencies: readonly number[]): ErrorModel {
  const spread = (regencyNo: number) => ({
    regencyNo,
    intercept: roll(40_000_000),
    weights: FEATURES.map(() => roll(8_000_000) - 4_000_000),
    absent: RANKED_VARIABLES.map(() => roll(8_000_000) - 2_000_000),
  });
  return {
    replicates: 0,
    spread: { pooled: spread(0), regencies: regencies.map(spread) },
    leastSpread: 1000 + roll(1_000_000),
    household: Array.from({ length: SIZE_CLASSES }, () => 20_000_000 + roll(300_000_000)),
    truthAbove: Array.from({ length: 9 }, () => roll(4_000_000) - 2_000_000),
    ladder: ladderOf(0.9 + roll(30) / 100),
    card: { spreadExplained: 0, scale: 1, reliability: [] },
  };
}
