import { dice, type Roll } from "#domain/dice.ts";
import type { Feature } from "#ranking/feature.ts";
import { FEATURE_SET, FEATURES, RANKED_VARIABLES } from "#ranking/ranked-variables.ts";
import type { ModelCard, ModelSet, WelfareModel } from "#ranking/welfare-model.ts";
import { REGENCIES, regencyNo } from "./nation.ts";

/** How much one whole feature moves a score at most, and a regency beside the nation: log rupiah in millionths. */
const FEATURE_MOVES = 120_000;
const REGENCY_MOVES = 20_000;

/** A model of its own for each regency, near the pooled one: scores spread as those of a survey do. */
export function nationModels(seed: number): ModelSet {
  const roll = dice(seed);
  const pooled = FEATURES.map((feature) =>
    Math.round(signed(roll, FEATURE_MOVES) / reach(feature)),
  );
  const absent = RANKED_VARIABLES.map(() => signed(roll, FEATURE_MOVES));
  const model = (no: number, moves: number): WelfareModel => ({
    id: `pmt-${String(no).padStart(4, "0")}-bench`,
    regencyNo: no,
    intercept: 13_500_000 + signed(roll, 10 * moves),
    weights: pooled.map(
      (weight, k) => weight + Math.round(signed(roll, moves) / reach(FEATURES[k] as Feature)),
    ),
    absent: absent.map((adds) => adds + signed(roll, moves)),
    households: 700,
  });
  return {
    featureSet: FEATURE_SET,
    seed: String(seed),
    trainingSha256: "0",
    pooled: model(0, 1),
    regencies: Array.from({ length: REGENCIES }, (_, nth) => model(regencyNo(nth), REGENCY_MOVES)),
    card: {} as ModelCard,
  };
}

const signed = (roll: Roll, most: number): number => roll(2 * most + 1) - most;

const reach = (feature: Feature): number => ("upTo" in feature ? feature.upTo : 1);
