import type { Balanced, Evaluated, Verdict } from "#domain/evaluation.ts";
import { atLeastSmallest, SMALLEST_FAMILIES } from "../what-if/whole-table.ts";
import type { Beside, Compared, Found, Silence } from "./compare.ts";
import type { Evaluation, SideCounts } from "./evaluate.ts";

/** A count; null where it is withheld for being small. */
type Count = number | null;
type ShownSides = { readonly inside: Count; readonly outside: Count };

export type ShownFound = Omit<
  Found,
  "estimate" | "bins" | "families" | "narrow" | "wide" | "placebos"
> & {
  readonly effect: number;
  readonly standardError: number;
  readonly low: number;
  readonly high: number;
  readonly plainLow: number;
  readonly plainHigh: number;
  readonly chance: number;
  readonly villages: number;
  readonly detectable: number;
  readonly narrow: Beside | null;
  readonly wide: Beside | null;
  readonly placebos: readonly Beside[];
  /** Height at the line and slope over a band. */
  readonly insideLine: readonly number[];
  readonly outsideLine: readonly number[];
  readonly bins: readonly { readonly at: number; readonly families: Count; readonly mean: Count }[];
};

export type ShownMeasure = ShownSides & {
  readonly found: ShownFound | null;
  readonly silence: Silence | null;
  readonly detectable: number | null;
};

/** An evaluation as it leaves the lake: rounded, small counts withheld. */
export type ShownEvaluation = Pick<Evaluation, "density" | "heap"> & {
  readonly lines: readonly (ShownSides & {
    readonly kind: "quota" | "decile";
    readonly regencies: number;
  })[];
  readonly takeUp: {
    readonly determined: Count;
    /** Null where no payment was reported. */
    readonly paid: ShownSides | null;
  };
  readonly balance: readonly (ShownMeasure & { readonly id: Balanced })[];
  readonly others: readonly (ShownMeasure & { readonly program: string })[];
  readonly outcomes: readonly (ShownMeasure & {
    readonly id: Evaluated;
    readonly verdict: Verdict;
  })[];
  readonly lots: readonly {
    readonly id: Evaluated;
    readonly drawings: number;
    readonly inside: number;
    readonly outside: number;
    readonly effect: number;
    readonly low: number;
    readonly high: number;
    readonly chance: number;
    readonly detectable: number;
  }[];
  readonly plans: Readonly<Record<"opened" | "graduated" | "shocks", ShownSides>>;
};

const rounded = (value: number): number => {
  const shown = Math.round(value * 10_000) / 10_000;
  return Object.is(shown, -0) ? 0 : shown;
};
const sides = ({ inside, outside }: SideCounts): ShownSides => ({
  inside: atLeastSmallest(inside),
  outside: atLeastSmallest(outside),
});

export function shownEvaluation(said: Evaluation): ShownEvaluation {
  const { plans, takeUp, density } = said;
  return {
    lines: said.lines.map(({ kind, regencies, families }) => ({
      kind,
      regencies,
      ...sides(families),
    })),
    takeUp: {
      determined: atLeastSmallest(takeUp.determined),
      paid: takeUp.paid === null ? null : sides(takeUp.paid),
    },
    density:
      density === null
        ? null
        : { ...density, jump: rounded(density.jump), chance: rounded(density.chance) },
    heap: rounded(said.heap),
    balance: said.balance.map((one) => ({ id: one.id, ...shownMeasure(one) })),
    others: said.others.map((one) => ({ program: one.program, ...shownMeasure(one) })),
    outcomes: said.outcomes.map((one) => ({
      id: one.id,
      verdict: one.verdict ?? "too-little",
      ...shownMeasure(one),
    })),
    lots: said.lots.map(({ id, estimate }) => ({
      id,
      drawings: estimate.drawings,
      ...estimate.families,
      effect: rounded(estimate.effect),
      low: rounded(estimate.low),
      high: rounded(estimate.high),
      chance: rounded(estimate.chance),
      detectable: rounded(estimate.detectable),
    })),
    plans: {
      opened: sides(plans.opened),
      graduated: sides(plans.graduated),
      shocks: sides(plans.shocks),
    },
  };
}

const shownMeasure = ({ families, found, silence, detectable }: Compared): ShownMeasure => ({
  ...sides(families),
  found: found === undefined ? null : shownFound(found),
  silence: silence ?? null,
  detectable: detectable === undefined ? null : rounded(detectable),
});

function shownFound({ estimate, bins, ...found }: Found): ShownFound {
  const { narrow, wide, placebos, wald } = found;
  return {
    band: rounded(found.band),
    effect: rounded(estimate.effect),
    standardError: rounded(estimate.standardError),
    low: rounded(estimate.low),
    high: rounded(estimate.high),
    plainLow: rounded(estimate.plain[0]),
    plainHigh: rounded(estimate.plain[1]),
    chance: rounded(estimate.chance),
    adjusted: rounded(found.adjusted),
    villages: estimate.clusters,
    detectable: rounded(estimate.detectable),
    narrow: besideOf(narrow),
    wide: besideOf(wide),
    placebos: placebos.flatMap((one) => besideOf(one) ?? []),
    wald:
      wald === null
        ? null
        : {
            takeUp: rounded(wald.takeUp),
            strength: Math.min(rounded(wald.strength), STRONGEST),
            effect: rounded(wald.effect),
            low: rounded(wald.low),
            high: rounded(wald.high),
          },
    insideLine: estimate.lines.inside.map(rounded),
    outsideLine: estimate.lines.outside.map(rounded),
    bins: bins.map(({ at, families, mean }) => {
      const isSmall = families < SMALLEST_FAMILIES;
      return { at, families: isSmall ? null : families, mean: isSmall ? null : rounded(mean) };
    }),
  };
}

/** Where everybody inside takes part and nobody outside, the jump is endlessly strong. */
const STRONGEST = 1_000_000;

const besideOf = (beside: Beside | null): Beside | null =>
  beside === null
    ? null
    : {
        effect: rounded(beside.effect),
        low: rounded(beside.low),
        high: rounded(beside.high),
        chance: rounded(beside.chance),
      };
