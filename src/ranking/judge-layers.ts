import { unseenScores } from "./fit-lines.ts";
import { type Choice, chooseLayer, gainOver, type LayerGain } from "./pmt/choose-layer.ts";
import { type Judgement, judgeScores, type ScoreFigures } from "./pmt/judge-scores.ts";
import { outOfFolds } from "./pmt/layers/fit-layer.ts";
import type { LayerName } from "./pmt/pmt-spec.ts";
import { sampleTable } from "./sample-table.ts";
import type { SurveySample } from "./survey-sample.ts";
import type { ModelCard } from "./welfare-model.ts";

/** The model by which the version places its families, judged beside the layers by the same rule. */
export const REGISTER = "register";

/** Why a layer was not judged in a build. */
export type LeftOut = {
  readonly name: LayerName;
  readonly because: "few-households" | "few-units" | "few-for-tables" | "many-for-tables";
};

/** Ways to rank the version's own survey, each by scores that had not seen a household's sampling unit. Counts and errors only. */
export type JudgedLayers = {
  readonly rows: number;
  readonly units: number;
  readonly regencies: number;
  readonly features: number;
  readonly layers: readonly {
    readonly name: LayerName | typeof REGISTER;
    readonly folds: number;
    readonly figures: ScoreFigures;
  }[];
  /** Among L0 to L3, each over the last that shipped; the challenger beside. */
  readonly choice: Choice<string> | null;
  /** What the layer chosen gains over the model that places the families. */
  readonly overRegister: LayerGain | null;
  readonly leftOut: readonly LeftOut[];
};

const NATIONAL: readonly LayerName[] = ["L0", "L1", "L2", "L3", "challenger"];
/** Of fewer, an error of the poorest tenth is told by fifty households; and pairs are found by chance in less than a regency's sample. */
const FEWEST_HOUSEHOLDS = 500;
const FEWEST_FOR_TABLES = 700;
const FEWEST_UNITS = 10;
/** Tables and trees of more would take a build minutes: `dtsen pmt evaluate` has the time. */
const MOST_FOR_TABLES = 20_000;
const QUOTAS = [0.1, 0.2, 0.4] as const;

/** Judges the layers on the sample that the version's models were learned from; the same sample gives the same figures. */
export function judgeLayers(sample: SurveySample, card: ModelCard, seed = 1): JudgedLayers {
  const table = sampleTable(sample);
  const units = new Set(sample.unit).size;
  const base = {
    rows: sample.rows,
    units,
    regencies: table.areaNames.length,
    features: table.variables.length,
  };
  const leftOut = leftOutOf(sample.rows, units);
  const names = NATIONAL.filter((name) => !leftOut.some((one) => one.name === name));
  if (names.length === 0) return { ...base, layers: [], choice: null, overRegister: null, leftOut };
  const judge = (scores: Float64Array): Judgement => judgeScores(table, scores, QUOTAS, [], seed);
  const register = {
    name: REGISTER,
    judgement: judge(unseenScores(sample, card.strength)),
  } as const;
  const unseen = outOfFolds(names, table, { seed });
  const layers = [...unseen].map(([name, scores]) => ({ name, judgement: judge(scores) }));
  const choice = chooseLayer(layers);
  const chosen = layers.find(({ name }) => name === choice.chosen);
  return {
    ...base,
    layers: [register, ...layers].map(({ name, judgement }) => ({
      name,
      folds: card.folds,
      figures: withoutFew(judgement.figures),
    })),
    choice,
    overRegister: chosen === undefined ? null : gainOver(register, chosen),
    leftOut,
  };
}

/** Of fewer households a figure would say something of each: it does not leave the survey. */
const FEWEST_OF_GROUP = 5;

const withoutFew = (figures: ScoreFigures): ScoreFigures => ({
  ...figures,
  sizes: figures.sizes.filter(({ rows }) => rows >= FEWEST_OF_GROUP),
});

/** Which layers a build has no rows, or no time, to judge. */
export function leftOutOf(households: number, units: number): readonly LeftOut[] {
  if (households < FEWEST_HOUSEHOLDS)
    return NATIONAL.map((name) => ({ name, because: "few-households" }));
  if (units < FEWEST_UNITS) return NATIONAL.map((name) => ({ name, because: "few-units" }));
  const tabled: readonly LayerName[] = ["L3", "challenger"];
  if (households < FEWEST_FOR_TABLES)
    return tabled.map((name) => ({ name, because: "few-for-tables" }));
  if (households <= MOST_FOR_TABLES) return [];
  return tabled.map((name) => ({ name, because: "many-for-tables" }));
}
