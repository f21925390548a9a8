import type { Figure } from "#contract/versions.ts";
import { nameOf } from "#web/kit/names.ts";
import type { Pair } from "#web/kit/pair-bars.tsx";

const NATION = new Set(["ID", "all"]);
const isNational = ({ area }: Figure) => NATION.has(area);

/** Ten counts of families or persons of the whole version; empty where they were not counted. */
export function decileCounts(figures: readonly Figure[], unit: "families" | "persons"): number[] {
  const found = figures.filter(
    (row) => row.figure === `${unit}-per-decile` && isNational(row) && row.dims.decile,
  );
  if (found.length === 0) return [];
  const counts = new Array<number>(10).fill(0);
  for (const { dims, value } of found) counts[Number(dims.decile) - 1] = value;
  return counts;
}

/** Recipients and quota of each program, over all areas that were counted. */
export function programPairs(figures: readonly Figure[]): Pair[] {
  return pairs(figures, "program", "recipients", "quota");
}

/** Rows received and refused of each source. */
export function sourcePairs(figures: readonly Figure[]): Pair[] {
  return pairs(figures, "source", "rows-received", "rows-refused");
}

/** Exclusion and inclusion error at 10, 20 and 40 percent, as shares. */
export function errorRates(figures: readonly Figure[]): Pair[] {
  return pairs(figures, "percent", "exclusion-error", "inclusion-error").map(fromMilli);
}

/** Precision and recall of matching by source, as shares. */
export function matchingRates(figures: readonly Figure[]): Pair[] {
  return pairs(figures, "source", "matching-precision-milli", "matching-recall-milli").map(
    fromMilli,
  );
}

const fromMilli = (pair: Pair): Pair => ({
  ...pair,
  first: pair.first / 1000,
  second: pair.second / 1000,
});

/** A figure that stands alone, or undefined where it was not counted. */
export function singleFigure(figures: readonly Figure[], name: string): number | undefined {
  return figures.find((row) => row.figure === name && isNational(row))?.value;
}

const DRAWN = new Set([
  "families-per-decile",
  "persons-per-decile",
  "recipients",
  "quota",
  "rows-received",
  "rows-refused",
  "exclusion-error",
  "inclusion-error",
  "matching-precision-milli",
  "matching-recall-milli",
  "spearman-milli",
  "families",
  "persons",
  "other-basis-families",
  "cut-tie-families",
  "cut-tie-persons",
  "cut-reaches-milli-percent",
  "program-cut",
  "quota-tie-regencies",
  "quota-tie-sharing",
  "quota-tie-placed",
]);

/** What no chart shows: told in a table, so that nothing counted stays unseen. */
export function restOf(figures: readonly Figure[]): Figure[] {
  return figures.filter(({ figure }) => !DRAWN.has(figure));
}

function pairs(
  figures: readonly Figure[],
  dim: string,
  firstFigure: string,
  secondFigure: string,
): Pair[] {
  const labels = new Set<string>();
  const sums = new Map<string, number>();
  for (const { figure, dims, value } of figures) {
    const label = dims[dim];
    if (label === undefined || (figure !== firstFigure && figure !== secondFigure)) continue;
    labels.add(label);
    sums.set(`${figure} ${label}`, (sums.get(`${figure} ${label}`) ?? 0) + value);
  }
  return [...labels].map((label) => ({
    label: nameOf(label),
    first: sums.get(`${firstFigure} ${label}`) ?? 0,
    second: sums.get(`${secondFigure} ${label}`) ?? 0,
  }));
}

/** Who has exactly the score of a national cut, how far it reaches with all of them, and which programs end there. */
export type CutTie = {
  readonly cut: number;
  readonly families: number;
  readonly persons: number;
  /** Share of the whole at or below the cut. */
  readonly reaches: number;
  readonly programs: readonly string[];
};

/** The ties of every national cut, the poorest first; empty where they were not counted. */
export function cutTies(figures: readonly Figure[]): CutTie[] {
  const at = (name: string, cut: string | undefined) =>
    figures.find(({ figure, dims }) => figure === name && dims.cut === cut)?.value ?? 0;
  return figures
    .filter(({ figure }) => figure === "cut-tie-families")
    .map(({ dims: { cut }, value }) => ({
      cut: Number(cut),
      families: value,
      persons: at("cut-tie-persons", cut),
      reaches: at("cut-reaches-milli-percent", cut) / 100_000,
      programs: figures
        .filter((row) => row.figure === "program-cut" && row.value === Number(cut))
        .map((row) => nameOf(row.dims.program ?? "")),
    }))
    .sort((a, b) => a.cut - b.cut);
}

/** Who has the score of the last place of a quota, where a draw had to decide. */
export type QuotaTie = {
  readonly program: string;
  readonly regencies: number;
  readonly sharing: number;
  readonly placed: number;
};

export function quotaTies(figures: readonly Figure[]): QuotaTie[] {
  const of = (name: string, program: string | undefined) =>
    figures.find(({ figure, dims }) => figure === name && dims.program === program)?.value ?? 0;
  return figures
    .filter(({ figure }) => figure === "quota-tie-regencies")
    .map(({ dims: { program }, value }) => ({
      program: nameOf(program ?? ""),
      regencies: value,
      sharing: of("quota-tie-sharing", program),
      placed: of("quota-tie-placed", program),
    }));
}

/** Families of the nation that the other basis would place in another decile; undefined where that was not counted. */
export function differingFamilies(figures: readonly Figure[]): number | undefined {
  return figures.find(
    ({ figure, dims }) => figure === "other-basis-families" && dims.scope === "national",
  )?.value;
}
