import type { WhatIfScenario, WhatIfTerms } from "#domain/what-if.ts";
import { type BinCount, drawLines, type Lines, WHOLE } from "./lines.ts";
import {
  binQuery,
  GROUP_COLUMNS,
  GROUPINGS,
  TALLIES,
  type TallyName,
  tallyQuery,
} from "./tallies.ts";
import { type Welfare, welfareOf } from "./welfare.ts";

/** Rows of any engine that reads the queries: numbers may come as text or bigint. */
export type Ask = (sql: string) => Promise<readonly Readonly<Record<string, unknown>>[]>;

/** One group of families, by which keys it is told apart. */
export type Tally = { readonly keys: Readonly<Record<string, number>> } & Readonly<
  Record<TallyName, number>
>;

/** Errors as the model expects them: persons truly poor by each family's own chance. */
export type Expected = {
  /** Poor and not reached, over the poor. */
  readonly exclusion: number | null;
  /** Reached and not poor, over the reached. */
  readonly inclusion: number | null;
  readonly poorReached: number;
  readonly rupiahPerPoorReached: number | null;
};

export type SideAnswer = {
  readonly families: number;
  readonly persons: number;
  readonly units: number;
  readonly rupiahAYear: number;
  /** What reaching them costs beside it. */
  readonly administrationAYear: number;
  /** Persons over all persons. */
  readonly coverage: number;
  readonly expected: Expected;
  readonly welfare: Welfare;
};

export type FrontierPoint = {
  readonly percentile: number;
  readonly units: number;
  readonly rupiahAYear: number;
  readonly coverage: number;
  readonly exclusion: number | null;
  readonly inclusion: number | null;
};

/** The same question turned round three ways. */
export type Solved = {
  /** The budget that quota and benefit ask for. */
  readonly budgetRupiah: number;
  /** The flat benefit of a phase that the budget allows these recipients; null without a budget. */
  readonly flatRupiah: number | null;
  /** The last percentile, and units, that the budget pays for at this benefit; null without a budget. */
  readonly quota: { readonly percentile: number; readonly units: number } | null;
};

export type WhatIfAnswer = {
  /** False where a line cuts through a bin and its families were taken to lie evenly. */
  readonly isExact: boolean;
  readonly lines: { readonly reform: Lines; readonly baseline?: Lines };
  readonly families: number;
  readonly persons: number;
  readonly reform: SideAnswer;
  readonly baseline: SideAnswer;
  readonly nothing: Welfare;
  readonly winners: number;
  readonly losers: number;
  readonly staying: number;
  readonly marginal: number;
  readonly groups: Readonly<Record<string, readonly Tally[]>>;
  readonly frontier: readonly FrontierPoint[];
  readonly solved: Solved;
};

/** Exact shares of single families stand in the place of lines through bins. */
export type ExactShares = { readonly reform: string; readonly baseline: string };

export type AnswerDraft = {
  readonly ask: Ask;
  /** Cells, or families in exact mode. */
  readonly from: string;
  readonly scenario: Pick<
    WhatIfScenario,
    "reform" | "baseline" | "marginalPercentiles" | "rhoTenths" | "poorDecile"
  >;
  /** Exact mode: makes the shares once the lines are known. */
  readonly sharpen?: (lines: {
    readonly reform: Lines;
    readonly baseline?: Lines;
  }) => Promise<ExactShares>;
  /** The table that then has them. */
  readonly sharpened?: string;
};

/** Answers a scenario from cells: lines first, then every table in one pass. */
export async function answerWhatIf({
  ask,
  from,
  scenario,
  sharpen,
  sharpened,
}: AnswerDraft): Promise<WhatIfAnswer> {
  const { reform, baseline, marginalPercentiles } = scenario;
  const bins = await readBins(ask, binQuery(from, "reform", reform));
  const lines = drawLines(reform, bins);
  const before =
    baseline === "as-determined"
      ? undefined
      : drawLines(baseline, await readBins(ask, binQuery(from, "baseline", baseline)));
  const drawn = before === undefined ? { reform: lines } : { reform: lines, baseline: before };
  const shares = await sharpen?.(drawn);
  const tallies = await readTallies(ask, {
    from: sharpened ?? from,
    reform: { terms: reform, lines, ...(shares === undefined ? {} : { share: shares.reform }) },
    baseline: {
      terms: baseline,
      ...(before === undefined ? {} : { lines: before }),
      ...(shares === undefined ? {} : { share: shares.baseline }),
    },
    marginalPercentiles,
  });
  const fitting = await readTallies(ask, {
    from,
    reform: { terms: reform, lines, share: `c.fits_reform * ${WHOLE}` },
    baseline: { terms: "as-determined" },
    marginalPercentiles,
    groupings: [["bin"]],
  });
  const all = tallies.get("")?.[0] ?? emptyTally();
  const strata = tallies.get("bin,size") ?? [];
  const each = reform.administrationRupiah ?? 0;
  const eachBefore = baseline === "as-determined" ? each : (baseline.administrationRupiah ?? 0);
  const side = (of: "reform" | "baseline"): SideAnswer =>
    sideOf(of, all, welfareOf(strata, of, scenario), of === "reform" ? each : eachBefore);
  return {
    isExact: shares !== undefined || (lines.isExact && before?.isExact !== false),
    lines: drawn,
    families: all.families,
    persons: all.persons,
    reform: side("reform"),
    baseline: side("baseline"),
    nothing: welfareOf(strata, undefined, scenario),
    winners: all.winners,
    losers: all.losers,
    staying: all.staying,
    marginal: all.marginal,
    groups: Object.fromEntries([...tallies].filter(([name]) => name !== "" && name !== "bin,size")),
    frontier: frontierOf(fitting.get("bin") ?? [], all),
    solved: solve(reform, all, fitting.get("bin") ?? []),
  };
}

/** What lines are drawn from. */
export async function readBins(ask: Ask, sql: string): Promise<readonly BinCount[]> {
  const rows = await ask(sql);
  return rows.map((row) => ({
    regencyNo: Number(row.regency_no),
    bin: Number(row.bin),
    families: Number(row.families),
    poor: Number(row.poor),
    units: Number(row.units),
    rupiah: Number(row.rupiah),
    scoreLow: Number(row.score_low),
    scoreHigh: Number(row.score_high),
  }));
}

const MILLIONTHS = new Set<string>(
  TALLIES.filter((name) => /^(reform|baseline)_|^(winners|losers|staying)$/.test(name)),
);
const PERCENTS = new Set<string>(TALLIES.filter((name) => /poor/.test(name)));

async function readTallies(
  ask: Ask,
  terms: Parameters<typeof tallyQuery>[0],
): Promise<ReadonlyMap<string, readonly Tally[]>> {
  const groupings: readonly (readonly string[])[] = terms.groupings ?? GROUPINGS;
  const used = GROUP_COLUMNS.filter((key) => groupings.some((keys) => keys.includes(key)));
  const rows = await ask(tallyQuery(terms));
  const tallies = rows.map((row) => {
    const grouped = Number(row.grouped);
    const keys = used.filter((_, i) => ((grouped >> (used.length - 1 - i)) & 1) === 0);
    const numbers = TALLIES.map((name) => [name, numberOf(name, row[name])]);
    return {
      name: keys.join(","),
      tally: {
        keys: Object.fromEntries(keys.map((key) => [key, Number(row[key])])),
        ...Object.fromEntries(numbers),
      } as Tally,
    };
  });
  return new Map(
    [...Map.groupBy(tallies, ({ name }) => name)].map(([name, of]) => [
      name,
      of.map(({ tally }) => tally),
    ]),
  );
}

/** Back from millionths and percents; whole families, persons and rupiah. */
function numberOf(name: TallyName, value: unknown): number {
  const whole = Number(value ?? 0);
  const divisor = (MILLIONTHS.has(name) ? WHOLE : 1) * (PERCENTS.has(name) ? 100 : 1);
  return divisor === 1 ? whole : Math.round(whole / divisor);
}

const emptyTally = (): Tally =>
  ({ keys: {}, ...Object.fromEntries(TALLIES.map((name) => [name, 0])) }) as Tally;

function sideOf(
  side: "reform" | "baseline",
  all: Tally,
  welfare: Welfare,
  administration: number,
): SideAnswer {
  const persons = all[`${side}_persons`];
  const rupiahAYear = all[`${side}_rupiah`];
  return {
    families: all[`${side}_families`],
    persons,
    units: all[`${side}_units`],
    rupiahAYear,
    administrationAYear: all[`${side}_units`] * administration,
    coverage: share(persons, all.persons) ?? 0,
    expected: expectedOf(all.poor_persons, all[`${side}_poor_persons`], persons, rupiahAYear),
    welfare,
  };
}

/** Four places after the point: more is not known. */
export const share = (part: number, whole: number): number | null =>
  whole === 0 ? null : Math.round((part / whole) * 10_000) / 10_000;

/** Errors of whoever is reached, by each family's own chance of being poor. */
export function expectedOf(poor: number, reached: number, taken: number, rupiah: number): Expected {
  return {
    exclusion: share(poor - reached, poor),
    inclusion: share(taken - reached, taken),
    poorReached: reached,
    rupiahPerPoorReached: reached === 0 ? null : Math.round(rupiah / reached),
  };
}

/** Errors, coverage and money at every percentile, as if the line were drawn there for the nation. */
function frontierOf(bins: readonly Tally[], all: Tally): readonly FrontierPoint[] {
  let [units, rupiah, persons, poor] = [0, 0, 0, 0];
  const by = new Map(bins.map((bin) => [bin.keys.bin, bin]));
  return Array.from({ length: 100 }, (_, i) => {
    const bin = by.get(i + 1);
    units += bin?.reform_units ?? 0;
    rupiah += bin?.reform_rupiah ?? 0;
    persons += bin?.reform_persons ?? 0;
    poor += bin?.reform_poor_persons ?? 0;
    const { exclusion, inclusion } = expectedOf(all.poor_persons, poor, persons, rupiah);
    return {
      percentile: i + 1,
      units,
      rupiahAYear: rupiah,
      coverage: share(persons, all.persons) ?? 0,
      exclusion,
      inclusion,
    };
  });
}

function solve(
  { budgetRupiah, phasesAYear, administrationRupiah: each = 0 }: WhatIfTerms,
  all: Tally,
  bins: readonly Tally[],
): Solved {
  const wholeBudget = all.reform_rupiah + all.reform_units * each;
  if (budgetRupiah === undefined) {
    return { budgetRupiah: wholeBudget, flatRupiah: null, quota: null };
  }
  let [spent, units, percentile] = [0, 0, 0];
  for (const bin of bins.toSorted((a, b) => (a.keys.bin ?? 0) - (b.keys.bin ?? 0))) {
    if ((bin.keys.bin ?? 0) === 0) continue;
    const cost = bin.reform_rupiah + bin.reform_units * each;
    if (spent + cost > budgetRupiah) break;
    spent += cost;
    units += bin.reform_units;
    percentile = bin.keys.bin ?? 0;
  }
  const receiving = all.reform_units * phasesAYear;
  const toGive = Math.max(budgetRupiah - all.reform_units * each, 0);
  return {
    budgetRupiah: wholeBudget,
    flatRupiah: receiving === 0 ? null : Math.floor(toGive / receiving),
    quota: { percentile, units },
  };
}
