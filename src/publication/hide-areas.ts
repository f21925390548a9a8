import { pathBetween } from "#domain/cross-table.ts";
import { hideSmallCells } from "#domain/small-cells.ts";
import { type Counted, decidedAbove } from "./cross-table-layout.ts";
import { SMALLEST_CELL } from "./read-figures.ts";

/** Counts of one region, along one variable. */
export type AreaValues = { readonly area: string; readonly values: readonly number[] };

/** The same as it may be shown; null where a number is withheld. */
export type ShownValues = {
  readonly values: readonly (number | null)[];
  readonly sum: number | null;
};

/** What to show: a region, and its parts at a tier of so many digits, from the region of whoever asks downwards. */
export type ShownParts = {
  readonly within: string;
  readonly area: string;
  readonly digits: number;
};

/**
 * Withholds small counts by the rule of cross tables: decided once, in the table of the region above, from the whole of
 * whoever asks downwards, so that no part's own table shows what the table over it withholds. Answers every region that
 * was decided on the way, by its code.
 */
export function hideAreas(
  all: readonly AreaValues[],
  { within, area, digits }: ShownParts,
): ReadonlyMap<string, ShownValues> {
  const shown = new Map<string, ShownValues>();
  const decide = (node: string, above: Counted | undefined): Counted => {
    const counted = cubeOf(partsOf(all, node), node, above);
    for (const [code, values] of shownOf(counted, node)) {
      if (!shown.has(code)) shown.set(code, values);
    }
    return counted;
  };
  const descend = (node: string, above: Counted): void => {
    for (const { area: part } of partsOf(all, node)) {
      if (part.length < digits) descend(part, decide(part, above));
    }
  };
  let above: Counted | undefined;
  for (const node of pathBetween(within, area)) {
    if (node.length < 10 || above === undefined) above = decide(node, above);
  }
  if (above !== undefined) descend(area, above);
  return shown;
}

const DEEPER: Readonly<Record<number, number>> = { 0: 2, 2: 4, 4: 6, 6: 10 };
const digitsOf = (area: string): number => (area === "ID" ? 0 : area.length);

/** Regions one tier below; a region without any is its own only part. */
function partsOf(all: readonly AreaValues[], node: string): readonly AreaValues[] {
  const prefix = node === "ID" ? "" : node;
  const digits = DEEPER[digitsOf(node)];
  const below = all.filter(({ area }) => digitsOf(area) === digits && area.startsWith(prefix));
  return below.length > 0 ? below : all.filter(({ area }) => area === node);
}

function cubeOf(parts: readonly AreaValues[], node: string, above: Counted | undefined): Counted {
  const width = parts[0]?.values.length ?? 0;
  const axes = [parts.map(({ area }) => area), Array.from({ length: width }, (_, i) => i)];
  const withSum = (values: readonly number[]) => [...values, values.reduce((sum, n) => sum + n, 0)];
  const sums = Array.from({ length: width }, (_, i) =>
    parts.reduce((sum, { values }) => sum + (values[i] ?? 0), 0),
  );
  const counts = [...parts.map(({ values }) => values), sums].flatMap(withSum);
  const sizes = axes.map((axis) => axis.length + 1);
  const decided = above === undefined ? [] : decidedAbove(above, node, axes);
  const hidden = hideSmallCells({ sizes, counts }, SMALLEST_CELL, counts, decided);
  return { axes, sizes, counts, contributors: counts, hidden };
}

/** Every part, and the region itself by the sums of its parts. */
function shownOf({ axes, counts, hidden }: Counted, node: string): [string, ShownValues][] {
  const [regions = [], values = []] = axes;
  const width = values.length + 1;
  return [...regions.map(String), node].map((code, row) => {
    const cells = counts
      .slice(row * width, (row + 1) * width)
      .map((count, i) => (hidden[row * width + i] ? null : count));
    return [code, { values: cells.slice(0, -1), sum: cells.at(-1) ?? null }];
  });
}
