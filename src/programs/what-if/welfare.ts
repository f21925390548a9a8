import type { WhatIfScenario } from "#domain/what-if.ts";
import type { Tally } from "./answer.ts";

/**
 * Poverty, inequality and welfare of predicted consumption, before and after benefits. Simulated: families of one bin and
 * size are taken to have the same consumption, nobody changes what they do, and the line is the model's own.
 */
export type Welfare = {
  /** Rupiah per person and month below which the poorest so many tenths are predicted to live. */
  readonly lineRupiah: number;
  /** Foster-Greer-Thorbecke 0, 1 and 2. */
  readonly headcount: number;
  readonly gap: number;
  readonly severity: number;
  readonly gini: number;
  /** Consumption that, the same for all, would be as good: welfare of constant relative risk aversion as money. */
  readonly equalRupiah: number;
  /** Of every rupiah given, how much of it closed the gap; null where nothing was given. */
  readonly gapClosedPerRupiah: number | null;
};

/** So many persons who live on so much a month. */
export type Stratum = { readonly weight: number; readonly rupiah: number };

/** Nothing is given where no side is named. */
export function welfareOf(
  strata: readonly Tally[],
  side: "reform" | "baseline" | undefined,
  { poorDecile, rhoTenths }: Pick<WhatIfScenario, "poorDecile" | "rhoTenths">,
): Welfare {
  const ranked = strata.filter(
    ({ keys, persons, families }) => (keys.bin ?? 0) > 0 && persons > 0 && families > 0,
  );
  const before = ranked.map((one) => ({ weight: one.persons, rupiah: consumption(one) }));
  const after = side === undefined ? before : ranked.flatMap((one) => given(one, side));
  const rupiahAYear =
    side === undefined ? 0 : ranked.reduce((sum, one) => sum + one[`${side}_rupiah`], 0);
  return measure({ before, after, rupiahAYear }, { poorDecile, rhoTenths });
}

/** The same of strata that stand already: what people live on before anything is given, and after. */
export function measure(
  {
    before,
    after,
    rupiahAYear,
  }: {
    readonly before: readonly Stratum[];
    readonly after: readonly Stratum[];
    readonly rupiahAYear: number;
  },
  { poorDecile, rhoTenths }: Pick<WhatIfScenario, "poorDecile" | "rhoTenths">,
): Welfare {
  const line = lineOf(before, poorDecile);
  const gaps = gapRupiah(before, line) - gapRupiah(after, line);
  return {
    lineRupiah: Math.round(line),
    headcount: rounded(poverty(after, line, 0)),
    gap: rounded(poverty(after, line, 1)),
    severity: rounded(poverty(after, line, 2)),
    gini: rounded(giniOf(after)),
    equalRupiah: Math.round(equallyGood(after, rhoTenths / 10)),
    gapClosedPerRupiah: rupiahAYear === 0 ? null : rounded((gaps * 12) / rupiahAYear),
  };
}

const rounded = (value: number): number => Math.round(value * 1e6) / 1e6;

/** Predicted rupiah per person and month: the score is its logarithm in millionths. */
export const consumption = ({
  score_sum,
  families,
}: Pick<Tally, "score_sum" | "families">): number => Math.exp(score_sum / families / 1e6);

/** Those who receive are parted from those who do not; a benefit is shared by all members, month by month. */
function given(one: Tally, side: "reform" | "baseline"): readonly Stratum[] {
  const own = consumption(one);
  const receiving = Math.min(one[`${side}_persons`], one.persons);
  const rest = { weight: one.persons - receiving, rupiah: own };
  if (receiving === 0) return [rest];
  return [{ weight: receiving, rupiah: own + one[`${side}_rupiah`] / 12 / receiving }, rest];
}

/** The consumption below which so many tenths of the persons are predicted to be. */
function lineOf(strata: readonly Stratum[], decile: number): number {
  const sorted = strata.toSorted((a, b) => a.rupiah - b.rupiah);
  const all = sorted.reduce((sum, { weight }) => sum + weight, 0);
  let below = 0;
  for (const { weight, rupiah } of sorted) {
    below += weight;
    if (below * 10 >= all * decile) return rupiah;
  }
  return sorted.at(-1)?.rupiah ?? 1;
}

function poverty(strata: readonly Stratum[], line: number, power: number): number {
  const all = strata.reduce((sum, { weight }) => sum + weight, 0);
  if (all === 0) return 0;
  const poor = strata.filter(({ rupiah }) => rupiah < line);
  return (
    poor.reduce((sum, { weight, rupiah }) => sum + weight * (1 - rupiah / line) ** power, 0) / all
  );
}

const gapRupiah = (strata: readonly Stratum[], line: number): number =>
  strata.reduce((sum, { weight, rupiah }) => sum + weight * Math.max(line - rupiah, 0), 0);

/** Concentration index of consumption with itself: fractional ranks, weighted. */
function giniOf(strata: readonly Stratum[]): number {
  const sorted = strata.toSorted((a, b) => a.rupiah - b.rupiah);
  const all = sorted.reduce((sum, { weight }) => sum + weight, 0);
  const money = sorted.reduce((sum, { weight, rupiah }) => sum + weight * rupiah, 0);
  if (all === 0 || money === 0) return 0;
  let before = 0;
  let sum = 0;
  for (const { weight, rupiah } of sorted) {
    sum += weight * rupiah * ((before + weight / 2) / all);
    before += weight;
  }
  return (2 * sum) / money - 1;
}

function equallyGood(strata: readonly Stratum[], rho: number): number {
  const all = strata.reduce((sum, { weight }) => sum + weight, 0);
  if (all === 0) return 0;
  if (rho === 1) {
    return Math.exp(
      strata.reduce((sum, { weight, rupiah }) => sum + weight * Math.log(rupiah), 0) / all,
    );
  }
  const mean =
    strata.reduce((sum, { weight, rupiah }) => sum + weight * rupiah ** (1 - rho), 0) / all;
  return mean ** (1 / (1 - rho));
}
