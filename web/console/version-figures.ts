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
