import { readFile } from "node:fs/promises";
import { join } from "node:path";

/** From where to where, nineteen times of twenty. */
export type Interval = readonly [low: number, high: number];

export type Measured = {
  readonly households: number;
  readonly exclusion: Interval;
  readonly inclusion: Interval;
};

/** What the survey of a version says of errors: aggregates that left the zone with the model. */
export type SurveyErrors = {
  /** At the quotas of the model's card: the poor are as many as the selected. */
  readonly quotas: readonly (Measured & { readonly quotaPercent: number })[];
  /** Of lines that reach so much of everybody; the poor are the poorest four tenths. */
  readonly lines: readonly (Measured & { readonly reachedPercent: number })[];
};

type Estimate = { readonly value: number; readonly error: number };
type Told = { households: number; exclusion?: Estimate; inclusion?: Estimate };
/** What of a model's card speaks of errors. */
export type ErrorCard = {
  readonly groups?: readonly (Told & { kind: string; quotaPercent: number })[] | null;
  readonly lines?: readonly (Told & { reachedPercent: number })[] | null;
};

/** Ninety-five percent: so many standard errors to each side. */
const REACH = 1.96;

/** Nothing where a version has no models, or ones that say nothing of their errors. */
export async function surveyErrors(folder: string): Promise<SurveyErrors> {
  const models = await readFile(join(folder, "models.json"), "utf8").catch(() => undefined);
  if (models === undefined) return errorsOf({});
  return errorsOf((JSON.parse(models) as { card?: ErrorCard }).card ?? {});
}

/** The same of what a model's card tells. */
export function errorsOf({ groups, lines }: ErrorCard): SurveyErrors {
  const everybody = (groups ?? []).filter(({ kind }) => kind === "everybody");
  return {
    quotas: everybody.flatMap(({ quotaPercent, ...told }) =>
      measured(told).map((one) => ({ quotaPercent, ...one })),
    ),
    lines: (lines ?? []).flatMap(({ reachedPercent, ...told }) =>
      measured(told).map((one) => ({ reachedPercent, ...one })),
    ),
  };
}

/**
 * Errors of a line that reaches such a share of everybody, between the two lines beside it; nothing outside the lines that were
 * judged. It is the line's error and not a program's: what a program asks beside the line, the survey does not know.
 */
export function measuredAt(
  { lines }: SurveyErrors,
  reached: number | null | undefined,
): Measured | undefined {
  if (reached === null || reached === undefined) return undefined;
  const percent = reached * 100;
  const below = lines.findLast(({ reachedPercent }) => reachedPercent <= percent);
  const above = lines.find(({ reachedPercent }) => reachedPercent >= percent);
  if (below === undefined || above === undefined) return undefined;
  const width = above.reachedPercent - below.reachedPercent;
  const part = width === 0 ? 0 : (percent - below.reachedPercent) / width;
  const between = (a: number, b: number) => to4(a + (b - a) * part);
  const of = (a: Interval, b: Interval): Interval => [between(a[0], b[0]), between(a[1], b[1])];
  return {
    households: below.households,
    exclusion: of(below.exclusion, above.exclusion),
    inclusion: of(below.inclusion, above.inclusion),
  };
}

const measured = ({ households, exclusion, inclusion }: Told): readonly Measured[] =>
  exclusion === undefined || inclusion === undefined
    ? []
    : [{ households, exclusion: interval(exclusion), inclusion: interval(inclusion) }];

const to4 = (share: number): number =>
  Math.round(Math.min(Math.max(share, 0), 1) * 10_000) / 10_000;

const interval = ({ value, error }: Estimate): Interval => [
  to4(value - REACH * error),
  to4(value + REACH * error),
];
