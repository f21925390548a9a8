import type { CrossTable } from "#domain/cross-table.ts";
import { hideSmallCells } from "#domain/small-cells.ts";
import { type Counted, decidedAbove, type Key, laidOut, sizeOf } from "./cross-table-layout.ts";
import { SMALLEST_CELL } from "./read-figures.ts";

/** Families of one regency with one combination of values. */
export type CountedFamilies = {
  /** Four digits. */
  readonly regency: string;
  readonly values: readonly number[];
  readonly families: number;
};

/** A table of one region, its parts down and values across. */
export type RegionTable = { readonly area: string; readonly table: CrossTable };

/**
 * The nation by provinces, and each province by regencies, with what is too small withheld by the rule of cross tables: decided once
 * from the top, so that no table shows what the one above it hides.
 */
export function regionTables(
  counted: readonly CountedFamilies[],
  values: readonly (readonly number[])[],
): readonly RegionTable[] {
  const provinces = [...new Set(counted.map(({ regency }) => regency.slice(0, 2)))].sort();
  const nation = hidden(tally(counted, [provinces, ...values], (code) => code.slice(0, 2)));
  return [
    { area: "ID", table: laidOut(nation) },
    ...provinces.map((province) => {
      const own = counted.filter(({ regency }) => regency.startsWith(province));
      const axes = [[...new Set(own.map(({ regency }) => regency))].sort(), ...values];
      const decided = decidedAbove(nation, province, axes);
      return {
        area: province,
        table: laidOut(
          hidden(
            tally(own, axes, (code) => code),
            decided,
          ),
        ),
      };
    }),
  ];
}

/** One table of the whole nation, rows and columns numbers, with its sums; null where a count is withheld. */
export function nationTable(
  counts: readonly {
    readonly row: number;
    readonly column: number;
    readonly families: number;
  }[],
  places: readonly number[],
): readonly (readonly (number | null)[])[] {
  const rows = counts.map(({ row, column, families }) => ({
    regency: String(row),
    values: [column],
    families,
  }));
  const table = hidden(tally(rows, [places.map(String), places], (code) => code));
  const width = places.length + 1;
  return Array.from({ length: width }, (_, row) =>
    Array.from({ length: width }, (_, column) => {
      const at = row * width + column;
      return table.hidden[at] ? null : (table.counts[at] ?? 0);
    }),
  );
}

type Tallied = Omit<Counted, "hidden">;

function hidden(table: Tallied, decided: readonly (boolean | undefined)[] = []): Counted {
  const { sizes, counts } = table;
  return { ...table, hidden: hideSmallCells({ sizes, counts }, SMALLEST_CELL, counts, decided) };
}

/** Counts laid flat with all their sums: a family adds to its cell and to every sum over it. */
function tally(
  counted: readonly CountedFamilies[],
  axes: readonly (readonly Key[])[],
  part: (regency: string) => string,
): Tallied {
  const counts = Array.from({ length: sizeOf(axes) }, () => 0);
  const places = axes.map((axis) => new Map(axis.map((key, place) => [key, place])));
  for (const { regency, values, families } of counted) {
    const keys: readonly Key[] = [part(regency), ...values];
    for (let sums = 0; sums < 2 ** axes.length; sums++) {
      const at = keys.reduce<number>((before, key, axis) => {
        const length = axes[axis]?.length ?? 0;
        const isSum = Math.floor(sums / 2 ** axis) % 2 === 1;
        return before * (length + 1) + (isSum ? length : placeOf(places[axis], key));
      }, 0);
      counts[at] = (counts[at] ?? 0) + families;
    }
  }
  return { axes, sizes: axes.map((axis) => axis.length + 1), counts, contributors: counts };
}

function placeOf(places: ReadonlyMap<Key, number> | undefined, key: Key): number {
  const place = places?.get(key);
  if (place === undefined) throw new Error(`no place for "${key}" in the table`);
  return place;
}
