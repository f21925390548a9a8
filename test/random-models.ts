import { dice } from "#domain/dice.ts";
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
