import { explained } from "#ranking/rank-correlation.ts";
import { resampledWeights, spreadOf } from "./metrics/bootstrap.ts";
import { byTenths, type CalibrationBin, calibrationError } from "./metrics/calibration.ts";
import {
  type GroupErrors,
  type GroupedRows,
  groupErrors,
  SIZE_NAMES,
  sizeGroup,
} from "./metrics/group-errors.ts";
import {
  type QuotaErrors,
  quotaErrors,
  type SevereErrors,
  severeErrors,
} from "./metrics/quota-errors.ts";
import { areaUnderCurve, type DecileHits, decileHits, spearman } from "./metrics/rank-quality.ts";
import { standingOf } from "./metrics/standing.ts";
import type { PmtVariable, SurveyTable } from "./survey-table.ts";

/** A figure with its standard error from resampled groups; null where it could not be had. */
export type Estimate = { readonly value: number; readonly se: number | null };

/** All that is said of one set of scores. Shares are 0 to 1, quotas by persons where members are known. */
export type ScoreFigures = {
  readonly rows: number;
  readonly spearman: Estimate;
  readonly rSquared: number;
  /** Of the poor at the largest quota, or of the class. */
  readonly auc: number | null;
  readonly quotas: readonly (QuotaErrors & { readonly se: number | null })[];
  /** Exclusion among households of one and two at 40 %; null where sizes are not known. */
  readonly smallHouseholds: number | null;
  readonly severe: SevereErrors | null;
  readonly hits: DecileHits | null;
  readonly byScore: readonly CalibrationBin[];
  readonly byTruth: readonly CalibrationBin[];
  readonly calibrationError: number;
  readonly sizes: readonly GroupErrors[];
  readonly groups: readonly { readonly column: string; readonly groups: readonly GroupErrors[] }[];
};

/** What of scores was drawn again with each resampling: to compare layers on the same draws. */
export type Resampled = {
  readonly spearman: readonly number[];
  /** By quota. */
  readonly exclusion: readonly (readonly number[])[];
};

export type Judgement = { readonly figures: ScoreFigures; readonly resampled: Resampled };

/** Everybody has at most so many names in a table of groups. */
const MOST_GROUPS = 12;
const SMALL = 2;
const MAIN_QUOTA = 0.4;

/** Draws enough for two digits of a standard error, and fewer where each costs a second. */
const timesFor = (rows: number): number => (rows > 100_000 ? 100 : 200);

/** Judges scores against the target of the same rows. */
export function judgeScores(
  table: SurveyTable,
  scores: Float64Array,
  quotas: readonly number[],
  fairness: readonly PmtVariable[] = [],
  seed = 1,
): Judgement {
  const weight = table.weight.map((w, row) => w * (table.size[row] as number));
  const rows: GroupedRows = {
    truth: standingOf(table.target),
    score: standingOf(scores),
    weight,
    isClass: table.targetKind === "class",
    truthValues: table.target,
    scoreValues: scores,
  };
  const rSquared = explained(table.target, scores, weight);
  const resampled = resample(rows, table.group, quotas, seed);
  const values = { truth: table.target, score: scores, weight };
  const byScore = byTenths(rows.score, values);
  const hasSizes = table.size.some((members) => members !== 1);
  const sizes = hasSizes
    ? groupErrors(rows, MAIN_QUOTA, SIZE_NAMES, (row) => sizeGroup(table.size[row] as number))
    : [];
  const figures: ScoreFigures = {
    rows: table.rows,
    spearman: { value: spearman(rows), se: spreadOf(resampled.spearman) },
    rSquared,
    auc: areaUnderCurve(rows, Math.max(...quotas)),
    quotas: quotas.map((quota, q) => ({
      ...quotaErrors(rows, quota, rSquared),
      se: spreadOf(resampled.exclusion[q] ?? []),
    })),
    smallHouseholds: hasSizes ? smallHouseholds(rows, table.size) : null,
    severe: severeErrors(rows) ?? null,
    hits: decileHits(rows) ?? null,
    byScore,
    byTruth: rows.isClass ? [] : byTenths(rows.truth, values),
    calibrationError: calibrationError(byScore),
    sizes,
    groups: fairness.map((variable) => groupTable(rows, variable)),
  };
  return { figures, resampled };
}

function smallHouseholds(rows: GroupedRows, size: Float64Array): number | null {
  const [small] = groupErrors(rows, MAIN_QUOTA, ["small"], (row) =>
    (size[row] as number) <= SMALL ? 0 : -1,
  );
  return small?.exclusion ?? null;
}

function groupTable(rows: GroupedRows, variable: PmtVariable) {
  const { name, kind, levels, values } = variable;
  if (kind === "category") {
    const shown = levels.slice(0, MOST_GROUPS);
    const rest = levels.length > MOST_GROUPS ? ["(others)"] : [];
    const place = (row: number): number => {
      const value = values[row] as number;
      return Number.isNaN(value) ? -1 : Math.min(value, MOST_GROUPS);
    };
    return { column: name, groups: groupErrors(rows, MAIN_QUOTA, [...shown, ...rest], place) };
  }
  const distinct = [...new Set(values)]
    .filter((value) => !Number.isNaN(value))
    .sort((a, b) => a - b);
  if (distinct.length <= MOST_GROUPS) {
    const names = distinct.map((value) => `${value}`);
    const place = new Map(distinct.map((value, i) => [value, i]));
    return {
      column: name,
      groups: groupErrors(rows, MAIN_QUOTA, names, (row) => place.get(values[row] as number) ?? -1),
    };
  }
  return { column: name, groups: byFourths(rows, values) };
}

/** Numbers of many values are shown in four parts of about as many rows. */
function byFourths(rows: GroupedRows, values: Float64Array): readonly GroupErrors[] {
  const known = values.filter((value) => !Number.isNaN(value)).sort();
  const cuts = [0.25, 0.5, 0.75].map((share) => known[Math.floor(share * known.length)] as number);
  const names = ["lowest fourth", "second fourth", "third fourth", "highest fourth"];
  return groupErrors(rows, MAIN_QUOTA, names, (row) => {
    const value = values[row] as number;
    return Number.isNaN(value) ? -1 : cuts.filter((cut) => value >= cut).length;
  });
}

function resample(
  rows: GroupedRows,
  group: Int32Array,
  quotas: readonly number[],
  seed: number,
): Resampled {
  const correlations: number[] = [];
  const exclusion = quotas.map((): number[] => []);
  for (const weight of resampledWeights(group, rows.weight, timesFor(rows.weight.length), seed)) {
    const drawn = { ...rows, weight };
    correlations.push(spearman(drawn));
    for (const [q, quota] of quotas.entries())
      exclusion[q]?.push(quotaErrors(drawn, quota, 0).exclusion);
  }
  return { spearman: correlations, exclusion };
}
