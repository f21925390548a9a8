import type { PmtSummary } from "#ranking/pmt/train-survey.ts";

const rounded = (value: number): number => Number(value.toFixed(6));
const orNull = (value: number | null): number | null => (value === null ? null : rounded(value));

/** The object of --json, as the page promises it. */
export function pmtFigures({ survey, layers, choice, notices }: PmtSummary) {
  return {
    rows: survey.table.rows,
    target: survey.targetName,
    layers: layers.map(({ name, folds, figures }) => ({
      name,
      folds,
      spearman: rounded(figures.spearman.value),
      r2: rounded(figures.rSquared),
      auc: orNull(figures.auc),
      eer: Object.fromEntries(
        figures.quotas.map(({ quota, exclusion, se }) => [
          `${quota}`,
          { value: rounded(exclusion), se: orNull(se) },
        ]),
      ),
      eer_small_households: orNull(figures.smallHouseholds),
      bottom10_missed_at_40: orNull(figures.severe?.bottom10Missed ?? null),
    })),
    chosen: choice.chosen,
    warnings: notices,
  };
}
