import { featureMeans } from "./fold-grams.ts";
import { numberColumn, wholeColumn } from "./pmt/columns.ts";
import type { PmtVariable, SurveyTable } from "./pmt/survey-table.ts";
import { FEATURES, RANKED_VARIABLES } from "./ranked-variables.ts";
import { FOLDS, type SurveySample } from "./survey-sample.ts";

/**
 * The version's survey as `dtsen pmt` sees one: the features that its models read, with their signs; regencies as areas, sampling
 * units as groups, the folds that its models are judged on. An absent answer is the survey's mean, as it is to those models.
 */
export function sampleTable(sample: SurveySample): SurveyTable {
  const regencies = [...new Set(sample.regencyNo)].sort((a, b) => a - b);
  const place = new Map(regencies.map((regency, area) => [regency, area]));
  const means = featureMeans(sample, () => true).map(inHundredths);
  return {
    rows: sample.rows,
    targetKind: "log",
    target: sample.logExpenditure,
    weight: sample.weight,
    size: Float64Array.from(sample.size),
    group: sample.unit,
    area: wholeColumn(sample.rows, (row) => place.get(sample.regencyNo[row] as number) ?? -1),
    areaNames: regencies.map((regency) => String(regency).padStart(4, "0")),
    fold: sample.fold,
    folds: FOLDS,
    variables: FEATURES.map((_, k) => featureColumn(sample, k, means[k] as number)),
  };
}

/** What stands for an answer that is not known needs no more digits. */
const inHundredths = (mean: number): number => Math.round(mean * 100) / 100;

/** The variable that each feature is made of. */
const VARIABLE_OF = RANKED_VARIABLES.flatMap(({ features }, v) => features.map(() => v));

function featureColumn(sample: SurveySample, k: number, mean: number): PmtVariable {
  const { id = "", only } = FEATURES[k] ?? {};
  const variable = VARIABLE_OF[k] as number;
  const isAbsent = (row: number) => sample.absent[row * RANKED_VARIABLES.length + variable] === 1;
  return {
    name: id,
    kind: "number",
    levels: [],
    values: numberColumn(sample.rows, (row) =>
      isAbsent(row) ? mean : (sample.features[row * FEATURES.length + k] as number),
    ),
    only: only === undefined ? 0 : only === "raises" ? 1 : -1,
  };
}
