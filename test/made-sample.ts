import { dice } from "#domain/dice.ts";
import { isCounted } from "#ranking/feature.ts";
import { FEATURES, RANKED_VARIABLES } from "#ranking/ranked-variables.ts";
import { FOLDS, type SurveySample } from "#ranking/survey-sample.ts";

/** A survey as a version reads it, of households that nobody has: expenditure follows every third feature, and the regency. */
export function madeSample(rows: number, regencies = 2, seed = 1): SurveySample {
  const roll = dice(seed);
  const features = new Int32Array(rows * FEATURES.length);
  const absent = new Uint8Array(rows * RANKED_VARIABLES.length).map(() => (roll(50) === 0 ? 1 : 0));
  const logExpenditure = new Float64Array(rows);
  for (let row = 0; row < rows; row++) {
    let log = 13.5 + 0.2 * ((row >> 3) % regencies) + (roll(1000) + roll(1000) - 1000) / 1500;
    for (const [k, feature] of FEATURES.entries()) {
      const value = roll(isCounted(feature) ? Math.min(feature.upTo, 5) + 1 : 2);
      features[row * FEATURES.length + k] = value;
      if (k % 3 === 0) log += (feature.only === "lowers" ? -0.06 : 0.06) * value;
    }
    logExpenditure[row] = log;
  }
  const unit = Int32Array.from({ length: rows }, (_, row) => row >> 3);
  return {
    rows,
    regencyNo: unit.map((place) => 3301 + (place % regencies)),
    fold: Uint8Array.from(unit, (place) => Math.floor(place / regencies) % FOLDS),
    unit,
    weight: new Float64Array(rows).fill(1),
    size: Int32Array.from({ length: rows }, () => 1 + roll(7)),
    logExpenditure,
    features,
    absent,
    sha256: `made ${seed}`,
  };
}
