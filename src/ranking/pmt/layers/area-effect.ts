/** What areas have in common, and how much one of them on its own can be believed. */
export type Spread = {
  /** Variance of the mean of one row of an area, groups counted as one answer as far as they answer alike. */
  readonly within: number;
  /** Variance of areas about each other. */
  readonly between: number;
};

type Residuals = {
  readonly residual: Float64Array;
  readonly weight: Float64Array;
  readonly group: Int32Array;
  readonly area: Int32Array;
};

type Sums = { weight: number; sum: number };

/**
 * Empirical Bayes by moments. Within: how far groups of an area are from its mean, so that rows of one group do not
 * count as so many witnesses. Between: what is left of the spread of area means beyond that; never below zero.
 */
export function areaSpread({ residual, weight, group, area }: Residuals): Spread {
  const areas = new Map<number, Sums>();
  const groups = new Map<string, Sums & { readonly area: number }>();
  for (let i = 0; i < residual.length; i++) {
    const [a, w] = [area[i] as number, weight[i] as number];
    if (a < 0) continue;
    const inArea = areas.get(a) ?? { weight: 0, sum: 0 };
    const key = `${a}/${group[i]}`;
    const inGroup = groups.get(key) ?? { area: a, weight: 0, sum: 0 };
    for (const sums of [inArea, inGroup]) {
      sums.weight += w;
      sums.sum += w * (residual[i] as number);
    }
    areas.set(a, inArea);
    groups.set(key, inGroup);
  }
  const within = spreadOfGroups(areas, groups.values());
  return { within, between: Math.max(0, spreadOfAreas([...areas.values()], within)) };
}

function spreadOfGroups(
  areas: ReadonlyMap<number, Sums>,
  groups: Iterable<Sums & { readonly area: number }>,
): number {
  const counts = new Map<number, number>();
  const squares = new Map<number, number>();
  for (const { area, weight, sum } of groups) {
    const of = areas.get(area) as Sums;
    const off = sum - (weight * of.sum) / of.weight;
    counts.set(area, (counts.get(area) ?? 0) + 1);
    squares.set(area, (squares.get(area) ?? 0) + off * off);
  }
  let [above, below] = [0, 0];
  for (const [area, square] of squares) {
    const n = counts.get(area) as number;
    if (n < 2) continue;
    above += square;
    below += ((areas.get(area) as Sums).weight * (n - 1)) / n;
  }
  return below > 0 ? above / below : 0;
}

function spreadOfAreas(areas: readonly Sums[], within: number): number {
  const weight = areas.reduce((sum, of) => sum + of.weight, 0);
  const mean = areas.reduce((sum, of) => sum + of.sum, 0) / weight;
  const squares = areas.reduce((sum, of) => sum + of.weight * (of.sum / of.weight - mean) ** 2, 0);
  const room = weight - areas.reduce((sum, of) => sum + of.weight ** 2, 0) / weight;
  return room > 0 ? (squares - (areas.length - 1) * within) / room : 0;
}

/** How many rows the nation speaks for in each area: an area of as many rows is believed by half. */
export const rowsOfNation = ({ within, between }: Spread): number =>
  between > 0 ? within / between : Number.POSITIVE_INFINITY;
