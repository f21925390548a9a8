import { type Judged, lowestRows } from "./accuracy.ts";
import { FEATURES, RANKED_VARIABLES } from "./ranked-variables.ts";
import type { SurveySample } from "./survey-sample.ts";

/** By what households are told apart. */
export const GROUP_KINDS = [
  "everybody",
  "area",
  "head",
  "disability",
  "elderly",
  "children",
  "regency",
] as const;
export type GroupKind = (typeof GROUP_KINDS)[number];

/** A share with its standard error from whole sampling units. */
export type Estimate = { readonly value: number; readonly error: number };

/** How one group fares at a quota, out of fold. Errors are absent where too few households speak. */
export type GroupErrors = {
  readonly kind: GroupKind;
  /** "all", "city", "female" ..., or the four digits of a regency. */
  readonly group: string;
  readonly quotaPercent: number;
  readonly households: number;
  readonly poor?: Estimate;
  readonly selected?: Estimate;
  /** Poor and not selected, over the poor. */
  readonly exclusion?: Estimate;
  /** Selected and not poor, over the selected. */
  readonly inclusion?: Estimate;
};

/** What a line through the scores misses and takes in beside the poor, out of fold. */
export type LineErrors = {
  /** How much of everybody the line reaches, the lowest scores first. */
  readonly reachedPercent: number;
  readonly households: number;
  /** Of the poorest four tenths, those that the line does not reach. */
  readonly exclusion?: Estimate;
  /** Of those that it reaches, whoever is not of the poorest four tenths. */
  readonly inclusion?: Estimate;
};

/** Below so many households, or sampling units, a share says nothing and may tell of somebody. */
const FEWEST_HOUSEHOLDS = 10;
const FEWEST_UNITS = 2;
const QUOTAS = [10, 20, 40] as const;
const WIDEST = 40;
/** Who is called poor where lines are judged: as many as the widest quota. */
const POOR = WIDEST;
const LINES = [1, 2, 3, 4, ...Array.from({ length: 19 }, (_, i) => 5 * (i + 1))];
/** Numbers of cities begin at 71 within their province. */
const FIRST_CITY = 71;

type GroupOf = { readonly kind: GroupKind; readonly of: (row: number) => string | undefined };

/** Everybody at each quota, and every group at the widest. */
export function groupErrors(sample: SurveySample, rows: Judged): readonly GroupErrors[] {
  const whole: GroupOf = { kind: "everybody", of: () => "all" };
  return [
    ...QUOTAS.flatMap((quota) => errorsOf(whole, quota, sample, rows)),
    ...groupsOf(sample).flatMap((group) => errorsOf(group, WIDEST, sample, rows)),
  ];
}

/** The errors of lines that reach from a hundredth to nineteen twentieths of everybody. */
export function lineErrors({ unit }: SurveySample, rows: Judged): readonly LineErrors[] {
  const poor = lowestRows(rows.truth, rows.weight, POOR);
  const all = Array.from(poor.keys());
  const ofPoor = all.filter((row) => poor[row] === 1);
  return LINES.map((reachedPercent) => {
    const reached = lowestRows(rows.score, rows.weight, reachedPercent);
    const ofReached = all.filter((row) => reached[row] === 1);
    const exclusion = estimate(ofPoor, {
      weight: rows.weight,
      unit,
      is: (row) => reached[row] === 0,
    });
    const inclusion = estimate(ofReached, {
      weight: rows.weight,
      unit,
      is: (row) => poor[row] === 0,
    });
    return {
      reachedPercent,
      households: rows.weight.length,
      ...(exclusion === undefined ? {} : { exclusion }),
      ...(inclusion === undefined ? {} : { inclusion }),
    };
  });
}

function groupsOf(sample: SurveySample): readonly GroupOf[] {
  const yesNo = (kind: GroupKind, feature: string, yes: string, no: string): GroupOf => {
    const read = featureOf(sample, feature);
    return {
      kind,
      of: (row) => {
        const value = read(row);
        return value === undefined ? undefined : value > 0 ? yes : no;
      },
    };
  };
  const regency = (row: number) => sample.regencyNo[row] as number;
  return [
    { kind: "area", of: (row) => (regency(row) % 100 >= FIRST_CITY ? "city" : "regency") },
    yesNo("head", "head_female", "female", "male"),
    yesNo("disability", "members_disabled_count", "with", "without"),
    yesNo("elderly", "members_60_up_count", "with", "without"),
    yesNo("children", "members_0_6_count", "with", "without"),
    { kind: "regency", of: (row) => String(regency(row)).padStart(4, "0") },
  ];
}

/** The value of a feature in a row; undefined where its variable was not answered. */
function featureOf(sample: SurveySample, id: string): (row: number) => number | undefined {
  const k = FEATURES.findIndex((feature) => feature.id === id);
  const variable = RANKED_VARIABLES.findIndex(({ features }) =>
    features.some((feature) => feature.id === id),
  );
  if (k < 0) throw new Error(`no feature is called ${id}`);
  return (row) =>
    sample.absent[row * RANKED_VARIABLES.length + variable] === 1
      ? undefined
      : sample.features[row * FEATURES.length + k];
}

function errorsOf(
  { kind, of }: GroupOf,
  quotaPercent: number,
  { unit }: SurveySample,
  rows: Judged,
): GroupErrors[] {
  const poor = lowestRows(rows.truth, rows.weight, quotaPercent);
  const selected = lowestRows(rows.score, rows.weight, quotaPercent);
  const groups = new Map<string, number[]>();
  for (let row = 0; row < rows.weight.length; row++) {
    const group = of(row);
    if (group === undefined) continue;
    const own = groups.get(group);
    if (own === undefined) groups.set(group, [row]);
    else own.push(row);
  }
  const share = (among: readonly number[], marks: Uint8Array, value: 0 | 1) =>
    estimate(among, { weight: rows.weight, unit, is: (row) => marks[row] === value });
  return [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([group, own]) => {
      const ofPoor = own.filter((row) => poor[row] === 1);
      const ofSelected = own.filter((row) => selected[row] === 1);
      const shares = {
        poor: share(own, poor, 1),
        selected: share(own, selected, 1),
        exclusion: share(ofPoor, selected, 0),
        inclusion: share(ofSelected, poor, 0),
      };
      const told = Object.entries(shares).filter(([, one]) => one !== undefined);
      const head = { kind, group, quotaPercent, households: own.length };
      return { ...head, ...(Object.fromEntries(told) as Pick<GroupErrors, keyof typeof shares>) };
    });
}

type Counted = {
  readonly weight: Float64Array;
  readonly unit: Int32Array;
  readonly is: (row: number) => boolean;
};

/**
 * The weighted share of rows that are so, with the error of a ratio over whole sampling units (first order; strata are
 * not known): households of one unit are neighbours and count for less than as many strangers.
 */
function estimate(rows: readonly number[], { weight, unit, is }: Counted): Estimate | undefined {
  const units = new Map<number, { all: number; so: number }>();
  for (const row of rows) {
    const number = unit[row] as number;
    const sum = units.get(number) ?? { all: 0, so: 0 };
    sum.all += weight[row] as number;
    if (is(row)) sum.so += weight[row] as number;
    units.set(number, sum);
  }
  if (rows.length < FEWEST_HOUSEHOLDS || units.size < FEWEST_UNITS) return undefined;
  const sums = [...units.values()];
  const all = sums.reduce((sum, one) => sum + one.all, 0);
  const value = sums.reduce((sum, one) => sum + one.so, 0) / all;
  const squares = sums.reduce((sum, one) => sum + (one.so - value * one.all) ** 2, 0);
  return { value, error: Math.sqrt((squares * units.size) / (units.size - 1)) / all };
}
