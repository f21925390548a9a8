import { addGrams, type Gram, gramAdder } from "./gram.ts";
import { FEATURES, RANKED_VARIABLES } from "./ranked-variables.ts";
import { FOLDS, type SurveySample } from "./survey-sample.ts";

/** One Gram matrix for every regency and fold: every fit of this room is sums of these. */
export type FoldGrams = {
  readonly regencies: readonly number[];
  readonly of: (regencyNo: number, fold: number) => Gram;
  /** All of a regency (or, without one, of the nation), leaving out one fold if asked. */
  readonly sum: (regencyNo: number | undefined, without?: number) => Gram;
};

/** Mean of every feature over the households that answered, weighted. */
export function featureMeans(sample: SurveySample, isCounted: (row: number) => boolean) {
  const sums = new Float64Array(FEATURES.length);
  const weights = new Float64Array(FEATURES.length);
  for (let row = 0; row < sample.rows; row++) {
    if (!isCounted(row)) continue;
    const w = sample.weight[row] as number;
    let at = 0;
    for (const [v, variable] of RANKED_VARIABLES.entries()) {
      const isAbsent = sample.absent[row * RANKED_VARIABLES.length + v] === 1;
      for (let k = 0; k < variable.features.length; k++, at++) {
        if (isAbsent) continue;
        const value = sample.features[row * FEATURES.length + at] as number;
        sums[at] = (sums[at] as number) + w * value;
        weights[at] = (weights[at] as number) + w;
      }
    }
  }
  return sums.map((sum, k) => ((weights[k] ?? 0) > 0 ? sum / (weights[k] as number) : 0));
}

/** An absent answer takes part as the nation's mean, so that it pulls nowhere. */
export function foldGrams(sample: SurveySample): FoldGrams {
  const means = featureMeans(sample, () => true);
  const adders = new Map<string, ReturnType<typeof gramAdder>>();
  const adder = (regency: number, fold: number) => {
    const key = `${regency}/${fold}`;
    const found = adders.get(key) ?? gramAdder(FEATURES.length);
    adders.set(key, found);
    return found;
  };
  for (let row = 0; row < sample.rows; row++) {
    adder(sample.regencyNo[row] as number, sample.fold[row] as number).add(
      sample.weight[row] as number,
      sample.logExpenditure[row] as number,
      featureReader(sample, row, means),
    );
  }
  const of = (regency: number, fold: number) => adder(regency, fold).take();
  const regencies = [...new Set(sample.regencyNo)].sort((a, b) => a - b);
  return { regencies, of, sum: memo((regency, without) => add(regencies, of, regency, without)) };
}

const VARIABLE_OF = RANKED_VARIABLES.flatMap(({ features }, v) => features.map(() => v));

/** The value of feature k in a row, the mean where its variable is absent. */
export function featureReader(
  sample: SurveySample,
  row: number,
  means: Float64Array,
): (k: number) => number {
  const at = row * FEATURES.length;
  const absentAt = row * RANKED_VARIABLES.length;
  return (k) =>
    sample.absent[absentAt + (VARIABLE_OF[k] as number)] === 1
      ? (means[k] as number)
      : (sample.features[at + k] as number);
}

function add(
  regencies: readonly number[],
  of: (regency: number, fold: number) => Gram,
  regency: number | undefined,
  without: number | undefined,
): Gram {
  const folds = Array.from({ length: FOLDS }, (_, fold) => fold).filter((f) => f !== without);
  const wanted = regency === undefined ? regencies : [regency];
  return addGrams(
    wanted.flatMap((r) => folds.map((fold) => of(r, fold))),
    FEATURES.length + 2,
  );
}

function memo(make: FoldGrams["sum"]): FoldGrams["sum"] {
  const national = new Map<number | undefined, Gram>();
  return (regency, without) => {
    if (regency !== undefined) return make(regency, without);
    const found = national.get(without) ?? make(undefined, without);
    national.set(without, found);
    return found;
  };
}
