import { readFile } from "node:fs/promises";
import { join } from "node:path";

/** What the survey of a version says of errors at its quotas: aggregates that left the zone with the model. */
export type SurveyErrors = {
  readonly quotaPercent: number;
  readonly households: number;
  readonly exclusion: readonly [low: number, high: number];
  readonly inclusion: readonly [low: number, high: number];
}[];

type Estimate = { readonly value: number; readonly error: number };
export type ErrorGroup = {
  kind: string;
  quotaPercent: number;
  households: number;
  exclusion?: Estimate;
  inclusion?: Estimate;
};

/** Ninety-five percent: so many standard errors to each side. */
const REACH = 1.96;

/** Nothing where a version has no models, or ones that say nothing of their errors. */
export async function surveyErrors(folder: string): Promise<SurveyErrors> {
  const models = await readFile(join(folder, "models.json"), "utf8").catch(() => undefined);
  if (models === undefined) return [];
  const { card } = JSON.parse(models) as { card?: { groups?: readonly ErrorGroup[] } };
  return errorsOf(card?.groups ?? []);
}

/** The same of the groups that a model's card tells. */
export function errorsOf(groups: readonly ErrorGroup[]): SurveyErrors {
  return groups.flatMap(({ kind, quotaPercent, households, exclusion, inclusion }) =>
    kind !== "everybody" || exclusion === undefined || inclusion === undefined
      ? []
      : [
          {
            quotaPercent,
            households,
            exclusion: interval(exclusion),
            inclusion: interval(inclusion),
          },
        ],
  );
}

const interval = ({ value, error }: Estimate): readonly [number, number] => {
  const to4 = (share: number) => Math.round(Math.min(Math.max(share, 0), 1) * 10_000) / 10_000;
  return [to4(value - REACH * error), to4(value + REACH * error)];
};
