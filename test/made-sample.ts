import { dice } from "#domain/dice.ts";
import { readFeature } from "#ranking/feature.ts";
import { FEATURES, RANKED_VARIABLES } from "#ranking/ranked-variables.ts";
import { FOLDS, type SurveySample } from "#ranking/survey-sample.ts";

const MOST_SIZE = 7;
const HOUSEHOLDS_A_UNIT = 8;

/**
 * A survey as a version reads it, of households that nobody has, in sampling units of eight: welfare follows their facts, with as
 * much again that no fact tells: an error of the household, larger where it is small, and one that neighbours share.
 */
export function madeSample(rows: number, regencies = 2, seed = 1): SurveySample {
  const roll = dice(seed);
  const normal = () =>
    Array.from({ length: 12 }, () => roll(1e6) / 1e6).reduce((sum, u) => sum + u, -6);
  const truth = dice(99);
  const weights = FEATURES.map(({ only }) => ((only === "lowers" ? -1 : 1) * truth(1000)) / 12_000);
  const sample = {
    rows,
    regencyNo: new Int32Array(rows),
    fold: new Uint8Array(rows),
    unit: new Int32Array(rows),
    weight: new Float64Array(rows).fill(1),
    size: new Int32Array(rows),
    logExpenditure: new Float64Array(rows),
    features: new Int32Array(rows * FEATURES.length),
    absent: new Uint8Array(rows * RANKED_VARIABLES.length),
    sha256: String(seed).padStart(64, "0"),
  };
  let shared = 0;
  for (let row = 0; row < rows; row++) {
    const unit = Math.floor(row / HOUSEHOLDS_A_UNIT);
    if (row % HOUSEHOLDS_A_UNIT === 0) shared = 0.1 * normal();
    const size = 1 + roll(MOST_SIZE);
    let [at, log] = [0, 13 + shared];
    for (const { id, features } of RANKED_VARIABLES) {
      const answer = id === "size" ? size : roll(9);
      for (const feature of features) {
        const value = readFeature(feature, answer);
        sample.features[row * FEATURES.length + at] = value;
        log += (weights[at] ?? 0) * value;
        at++;
      }
    }
    sample.unit[row] = unit;
    sample.regencyNo[row] = 3301 + (unit % regencies);
    sample.fold[row] = Math.floor(unit / regencies) % FOLDS;
    sample.size[row] = size;
    sample.logExpenditure[row] = log + (size <= 2 ? 0.6 : 0.4) * normal();
  }
  return sample;
}
