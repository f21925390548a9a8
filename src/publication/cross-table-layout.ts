import { type CrossTable, foldedValue, type TableVariable } from "#domain/cross-table.ts";

/** A code of a region, or a value of a variable. */
export type Key = string | number;

/** A table with all its margins, laid flat. */
export type Parts = {
  readonly axes: readonly (readonly Key[])[];
  readonly sizes: readonly number[];
  readonly counts: readonly number[];
  readonly contributors: readonly number[];
};
/** The same with what may not be shown of it. */
export type Counted = Parts & { readonly hidden: readonly boolean[] };

/** Places of a table with all its sums. */
export const sizeOf = (axes: readonly (readonly Key[])[]): number =>
  axes.reduce((all, axis) => all * (axis.length + 1), 1);

/** What the table above has decided about a region: the sums of the region's own table. */
export function decidedAbove(
  above: Counted,
  region: string,
  axes: readonly (readonly Key[])[],
): readonly (boolean | undefined)[] {
  const row = above.axes[0]?.indexOf(region) ?? -1;
  const decided = Array.from({ length: sizeOf(axes) }, (): boolean | undefined => undefined);
  if (row < 0) return decided;
  const [, ...values] = axes;
  const [, ...valuesAbove] = above.axes;
  const sumsFrom = (axes[0]?.length ?? 0) * sizeOf(values);
  for (let place = 0; place < sizeOf(values); place++) {
    const keys = keysAt(values, place);
    decided[sumsFrom + place] =
      above.hidden[row * sizeOf(valuesAbove) + placeAt(valuesAbove, keys)];
  }
  return decided;
}

/** The keys at a flat place; undefined stands for a sum. */
function keysAt(axes: readonly (readonly Key[])[], place: number): (Key | undefined)[] {
  return axes.map((axis, i) => {
    const step = sizeOf(axes.slice(i + 1));
    return axis[Math.floor(place / step) % (axis.length + 1)];
  });
}

function placeAt(axes: readonly (readonly Key[])[], keys: readonly (Key | undefined)[]): number {
  return axes.reduce((before, axis, i) => {
    const key = keys[i];
    const own = key === undefined ? axis.length : axis.indexOf(key);
    return before * (axis.length + 1) + own;
  }, 0);
}

/** One region's row alone, as a table whose sums it is; of the widest region, the sums of its parts. */
export function rowOf(counted: Counted, region: string): Counted {
  const [regions = [], ...values] = counted.axes;
  const row = regions.indexOf(region);
  const from = (row < 0 ? regions.length : row) * sizeOf(values);
  const twice = <T>(flat: readonly T[]) => {
    const own = flat.slice(from, from + sizeOf(values));
    return [...own, ...own];
  };
  return {
    axes: [[region], ...values],
    sizes: [2, ...counted.sizes.slice(1)],
    counts: twice(counted.counts),
    contributors: twice(counted.contributors),
    hidden: twice(counted.hidden),
  };
}

/** How many one region has; of the widest region, its parts together. */
export const countOf = (counted: Counted, region: string): number =>
  rowOf(counted, region).counts.at(-1) ?? 0;

/** The shown part: each region against each combination, with the sums of both. */
export function laidOut({ axes, counts, hidden }: Counted): CrossTable {
  const [regions = [], ...values] = axes;
  const perRegion = sizeOf(values);
  const shown = (i: number) => (hidden[i] ? null : (counts[i] ?? 0));
  const combined = combinations(values);
  // A combination that nobody has, anywhere, is no column.
  const columns = combined.filter(
    ({ place }) => (counts[regions.length * perRegion + place] ?? 0) > 0,
  );
  const row = (region: number) => columns.map(({ place }) => shown(region * perRegion + place));
  const cells = regions.map((_, region) => row(region));
  const regionSums = regions.map((_, region) => shown((region + 1) * perRegion - 1));
  const columnSums = row(regions.length);
  const sum = shown(counts.length - 1);
  const all = [...cells.flat(), ...regionSums, ...columnSums, sum];
  return {
    regions: regions.map(String),
    columns: columns.map(({ keys }) => keys),
    cells,
    regionSums,
    columnSums,
    sum,
    withheld: all.filter((cell) => cell === null).length,
  };
}

/**
 * Columns whose values stand under one word are added up; where one of them is withheld so is their sum, or it would
 * tell what the finer table does not.
 */
export function folded(table: CrossTable, variables: readonly TableVariable[]): CrossTable {
  if (variables.every(({ folds }) => folds === undefined)) return table;
  const keysOf = (keys: readonly number[]) =>
    keys.map((key, i) => foldedValue(variables[i] as TableVariable, key));
  const merged = Map.groupBy(table.columns.keys(), (at) => keysOf(table.columns[at] ?? []).join());
  const places = [...merged.values()];
  const fold = (cells: readonly (number | null)[]) =>
    places.map((columns) =>
      columns.reduce<number | null>((sum, at) => {
        const cell = cells[at] ?? null;
        return sum === null || cell === null ? null : sum + cell;
      }, 0),
    );
  const cells = table.cells.map(fold);
  const columnSums = fold(table.columnSums);
  const all = [...cells.flat(), ...table.regionSums, ...columnSums, table.sum];
  return {
    ...table,
    columns: places.map(([first = 0]) => keysOf(table.columns[first] ?? [])),
    cells,
    columnSums,
    withheld: all.filter((cell) => cell === null).length,
  };
}

type Combination = { readonly keys: readonly number[]; readonly place: number };

/** Each value of the first with each of the second, and where it lies within a region's block. */
function combinations(values: readonly (readonly Key[])[]): Combination[] {
  const [first = [], second] = values;
  if (second === undefined) return first.map((key, place) => ({ keys: [Number(key)], place }));
  return first.flatMap((one, i) =>
    second.map((other, j) => ({
      keys: [Number(one), Number(other)],
      place: i * (second.length + 1) + j,
    })),
  );
}
