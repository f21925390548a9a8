import { CUTS } from "#domain/cut-state.ts";
import type { DecileBasis } from "#domain/decile-basis.ts";
import { fitPooled, judged, outOfFold, type Strength, scoreRow } from "#ranking/fit-lines.ts";
import { type FoldGrams, featureMeans, featureReader } from "#ranking/fold-grams.ts";
import { FOLDS, type SurveySample } from "#ranking/survey-sample.ts";
import { type Calibration, calibrate, cutsOf, type JudgedRows, ladderOf } from "./calibrate.ts";
import type { ErrorModel, Reliability, Spread } from "./error-model.ts";
import { sizeClass } from "./error-model.ts";
import { chanceBelow, truthCuts } from "./place-band.ts";
import { linesOf, replicateVariance } from "./replicates.ts";
import { learnSpreads } from "./spreads.ts";

/** Drawn again so often: each costs a reading of the sample and a fit of every regency (decision 0047). */
const REPLICATES = 24;
const BILLIONTHS = 1e9;
const MILLIONTHS = 1e6;
/** A standard error of a thousandth of a log unit: no place is surer than that. */
const LEAST_SPREAD = 1000;

/** Learns what the models of a sample must say of their errors. The same sample and seed give the same integers. */
export function errorModel(
  sample: SurveySample,
  grams: FoldGrams,
  strength: Strength,
  { seed, basis }: { readonly seed: string; readonly basis: DecileBasis },
): ErrorModel {
  const scored = judged(sample, outOfFold(sample, grams, strength));
  const weight = basis === "persons" ? scored.weight : sample.weight;
  const exact = replicateVariance(sample, strength, weight, { times: REPLICATES, seed });
  const lines = { of: linesOf(grams, strength), pooled: fitPooled(grams, strength.pooled) };
  const { pooled, regencies, explained } = learnSpreads(sample, exact, lines);
  const least = exact.reduce((low, one) => Math.min(low, one), Number.POSITIVE_INFINITY);
  const leastSpread = Math.max(LEAST_SPREAD, Math.round(least * BILLIONTHS));
  const spread = spreadRows(sample, { pooled, regencies }, leastSpread);
  const rows: JudgedRows = { ...scored, weight, spread };
  const all = Uint32Array.from({ length: sample.rows }, (_, row) => row);
  const learned = calibrate(rows, all);
  return {
    replicates: REPLICATES,
    spread: { pooled, regencies },
    leastSpread,
    ...inWholeNumbers(learned),
    card: {
      spreadExplained: explained,
      scale: learned.scale,
      reliability: reliabilityOf(rows, sample.fold),
    },
  };
}

const inWholeNumbers = ({ household, truthAbove, scale }: Calibration) => ({
  household: household.map((one) => Math.round(one * BILLIONTHS)),
  truthAbove: truthAbove.map((one) => Math.round(one * MILLIONTHS)),
  ladder: ladderOf(scale),
});

/** The variance of each row's place as the sum over its facts tells it, on the log scale. */
function spreadRows(
  sample: SurveySample,
  { pooled, regencies }: ErrorModel["spread"],
  leastSpread: number,
): Float64Array {
  const means = featureMeans(sample, () => true);
  const own = new Map(regencies.map((one) => [one.regencyNo, one]));
  const line = ({ intercept, weights }: Spread) => ({
    intercept,
    weights: Float64Array.from(weights),
  });
  const all = line(pooled);
  const lines = new Map([...own].map(([regencyNo, one]) => [regencyNo, line(one)]));
  return Float64Array.from({ length: sample.rows }, (_, row) => {
    const here = lines.get(sample.regencyNo[row] as number) ?? all;
    const told = scoreRow(here, featureReader(sample, row, means));
    return Math.max(told, leastSpread) / BILLIONTHS;
  });
}

const BINS = 10;

/** For each cut, chances against what was so, by calibrations that had not seen the rows' sampling units. */
export function reliabilityOf(rows: JudgedRows, fold: Uint8Array): readonly Reliability[] {
  const truths = cutsOf(rows.truth, rows.weight);
  const tallies = CUTS.map(() => Array.from({ length: BINS }, () => newTally()));
  for (let out = 0; out < FOLDS; out++) {
    const seen = where(fold, (f) => f !== out);
    const unseen = where(fold, (f) => f === out);
    if (seen.length === 0 || unseen.length === 0) continue;
    const said = chancesOf(rows, { seen, unseen });
    for (const [k, cut] of truths.entries()) {
      for (const [i, row] of unseen.entries()) {
        const chance = said[k]?.[i] ?? 50;
        const tally = tallies[k]?.[Math.min(BINS - 1, Math.floor(chance / BINS))];
        const isBelow = (rows.truth[row] as number) <= cut;
        if (tally !== undefined) count(tally, rows.weight[row] as number, chance / 100, isBelow);
      }
    }
  }
  return tallies.map((bins, k) => summed(k + 1, bins));
}

const where = (fold: Uint8Array, isIn: (fold: number) => boolean): Uint32Array =>
  Uint32Array.from(fold.keys()).filter((row) => isIn(fold[row] as number));

/** Chances of the unseen rows for every cut, in percent, computed as SQL does: from whole numbers. */
function chancesOf(
  rows: JudgedRows,
  { seen, unseen }: { readonly seen: Uint32Array; readonly unseen: Uint32Array },
): readonly (readonly number[])[] {
  const errors = inWholeNumbers(calibrate(rows, seen));
  const pick = (values: ArrayLike<number>) =>
    Float64Array.from(seen, (row) => values[row] as number);
  const cuts = cutsOf(pick(rows.score), pick(rows.weight)).map((cut) =>
    Math.round(cut * MILLIONTHS),
  );
  return truthCuts(errors, cuts).map((cut) =>
    Array.from(unseen, (row) => {
      const household = errors.household[sizeClass(rows.size[row] as number)] ?? 0;
      const variance = household + Math.round((rows.spread[row] as number) * BILLIONTHS);
      const score = Math.round((rows.score[row] as number) * MILLIONTHS);
      return chanceBelow(errors.ladder, cut - score, variance);
    }),
  );
}

type Tally = { rows: number; weight: number; squares: number; said: number; was: number };
const newTally = (): Tally => ({ rows: 0, weight: 0, squares: 0, said: 0, was: 0 });

function count(tally: Tally, weight: number, chance: number, isBelow: boolean): void {
  tally.rows++;
  tally.weight += weight;
  tally.squares += weight * weight;
  tally.said += weight * chance;
  tally.was += isBelow ? weight : 0;
}

function summed(cut: number, bins: readonly Tally[]): Reliability {
  const all = bins.reduce((sum, { weight }) => sum + weight, 0) || 1;
  const rounded = (value: number) => Math.round(value * 1e6) / 1e6;
  const mean = (sum: number, { weight }: Tally) => (weight === 0 ? 0 : sum / weight);
  let [error, chance] = [0, 0];
  for (const bin of bins) {
    const said = mean(bin.said, bin);
    error += (bin.weight / all) * Math.abs(said - mean(bin.was, bin));
    // The mean distance of a share of so many draws from its chance: sqrt(2 / pi) standard errors.
    const draws = bin.squares === 0 ? 1 : bin.weight ** 2 / bin.squares;
    chance += (bin.weight / all) * Math.sqrt((2 * said * (1 - said)) / (Math.PI * draws));
  }
  return {
    cut,
    bins: bins.map((bin) => ({
      rows: bin.rows,
      said: rounded(mean(bin.said, bin)),
      was: rounded(mean(bin.was, bin)),
    })),
    error: rounded(error),
    chance: rounded(chance),
  };
}
