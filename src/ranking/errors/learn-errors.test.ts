import { beforeAll, expect, test } from "vitest";
import { mustAccept } from "#domain/result.ts";
import { scoreRow } from "#ranking/fit-lines.ts";
import { featureMeans, featureReader } from "#ranking/fold-grams.ts";
import type { SurveySample } from "#ranking/survey-sample.ts";
import { train } from "#ranking/train.ts";
import type { ModelSet, WelfareModel } from "#ranking/welfare-model.ts";
import { madeSample } from "#test/made-sample.ts";
import { cutsOf } from "./calibrate.ts";
import { type ErrorModel, sizeClass } from "./error-model.ts";
import { chanceBelow, truthCuts } from "./place-band.ts";
import { replicateVariance, weightedMean } from "./replicates.ts";

const SAMPLE = madeSample(3000, 3, 1);
let models: Required<ModelSet>;
beforeAll(() => {
  models = mustAccept(train(SAMPLE, "s", "persons"), "training");
});

const persons = (sample: SurveySample) =>
  sample.weight.map((w, row) => w * (sample.size[row] as number));

/** Scores of a line in whole numbers, on the scale of the sample. */
function told(
  sample: SurveySample,
  line: Pick<WelfareModel, "intercept" | "weights">,
): Float64Array {
  const means = featureMeans(sample, () => true);
  const float = { intercept: line.intercept, weights: Float64Array.from(line.weights) };
  return Float64Array.from({ length: sample.rows }, (_, row) =>
    scoreRow(float, featureReader(sample, row, means)),
  );
}

/** Mean distance of chances from what is so, over tenths, of units that nobody has learned from. */
function errorOn(sample: SurveySample, errors: ErrorModel, cut: number): number {
  const weight = persons(sample);
  const score = told(sample, models.pooled);
  const spread = told(sample, errors.spread.pooled);
  const at = truthCuts(errors, cutsOf(score, weight))[cut - 1] as number;
  const truth = cutsOf(sample.logExpenditure, weight)[cut - 1] as number;
  const bins = Array.from({ length: 10 }, () => ({ weight: 0, said: 0, was: 0 }));
  for (let row = 0; row < sample.rows; row++) {
    const household = errors.household[sizeClass(sample.size[row] as number)] as number;
    const variance = Math.max(errors.leastSpread, Math.round(spread[row] as number)) + household;
    const chance = chanceBelow(errors.ladder, at - (score[row] as number), variance);
    const bin = bins[Math.floor(chance / 10)] as (typeof bins)[number];
    const w = weight[row] as number;
    bin.weight += w;
    bin.said += (w * chance) / 100;
    bin.was += (sample.logExpenditure[row] as number) <= truth ? w : 0;
  }
  const all = weight.reduce((sum, w) => sum + w, 0);
  return bins.reduce((sum, bin) => sum + Math.abs(bin.said - bin.was), 0) / all;
}

test.each([1, 4, 5])(
  "chances of being below cut %i are true on households and units that nobody has learned from",
  (cut) => {
    const fresh = madeSample(6000, 3, 2);
    expect(errorOn(fresh, models.errors, cut)).toBeLessThan(0.025);
    const judged = models.errors.card.reliability.find((one) => one.cut === cut);
    expect(judged?.error).toBeLessThan(0.01 + 2 * (judged?.chance ?? 0));
    // What the test can see: chances of somebody who thinks too well of the model, or of a cut that is the scores'.
    const sure = { ...models.errors, household: models.errors.household.map((one) => one / 5) };
    expect(errorOn(fresh, sure, cut)).toBeGreaterThan(0.03);
    const shifted = {
      ...models.errors,
      truthAbove: models.errors.truthAbove.map((one) => one + 150_000),
    };
    expect(errorOn(fresh, shifted, cut)).toBeGreaterThan(0.03);
  },
);

test("what no fact tells is found again, larger where the household is small", () => {
  const { household } = models.errors;
  const [one, two, , five] = household.map((variance) => variance / 1e9);
  // Planted: 0.36 of small ones and 0.16 of others, and 0.01 that neighbours share.
  for (const small of [one, two]) expect(Math.abs((small ?? 0) - 0.37)).toBeLessThan(0.09);
  expect(Math.abs((five ?? 0) - 0.17)).toBeLessThan(0.04);
});

test("the spread of places is that of the replicates on average, and tells who is less sure", () => {
  const strength = models.card.strength;
  const exact = replicateVariance(SAMPLE, strength, persons(SAMPLE), { times: 24, seed: "s" });
  const sum = told(SAMPLE, models.errors.spread.pooled).map((nano) => nano / 1e9);
  const [mean, meant] = [weightedMean(sum, SAMPLE.weight), weightedMean(exact, SAMPLE.weight)];
  expect(mean / meant).toBeGreaterThan(0.9);
  expect(mean / meant).toBeLessThan(1.1);
  expect(models.errors.card.spreadExplained).toBeGreaterThan(0.1);
});

test("whole units are drawn: where neighbours are alike, other samples differ more than single draws would say", () => {
  const { strength } = models.card;
  const alone = { ...SAMPLE, unit: Int32Array.from({ length: SAMPLE.rows }, (_, row) => row) };
  const spreadOf = (sample: SurveySample) =>
    weightedMean(
      replicateVariance(sample, strength, persons(sample), { times: 24, seed: "s" }),
      sample.weight,
    );
  const copies = { ...SAMPLE, ...doubled(SAMPLE) };
  expect(spreadOf(copies)).toBeGreaterThan(1.5 * spreadOf({ ...copies, unit: alone.unit }));
});

/** Every household of a unit answers as its first one: a unit is one witness. */
function doubled(sample: SurveySample): Pick<SurveySample, "features" | "logExpenditure" | "size"> {
  const first = (row: number) => row - (row % 10);
  const width = sample.features.length / sample.rows;
  return {
    features: sample.features.map((_, at) => {
      const row = Math.floor(at / width);
      return sample.features[first(row) * width + (at % width)] as number;
    }),
    logExpenditure: sample.logExpenditure.map(
      (_, row) => sample.logExpenditure[first(row)] as number,
    ),
    size: sample.size.map((_, row) => sample.size[first(row)] as number),
  };
}

test("the same sample and seed give the same integers; all of them are whole", () => {
  const again = mustAccept(train(SAMPLE, "s", "persons"), "training");
  expect(again.errors).toEqual(models.errors);
  const { spread, household, truthAbove, ladder, leastSpread } = models.errors;
  const all = [spread.pooled, ...spread.regencies].flatMap((one) => [
    one.intercept,
    ...one.weights,
    ...one.absent,
  ]);
  for (const one of [...all, ...household, ...truthAbove, ...ladder, leastSpread]) {
    expect(Number.isInteger(one)).toBe(true);
  }
  expect(ladder).toEqual(ladder.toSorted((a, b) => a - b));
});
