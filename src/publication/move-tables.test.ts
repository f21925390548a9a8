import fc from "fast-check";
import { expect, test } from "vitest";
import type { CrossTable } from "#domain/cross-table.ts";
import { type CountedFamilies, nationTable, regionTables } from "./move-tables.ts";
import { SMALLEST_CELL } from "./read-figures.ts";

const REGENCIES = ["3204", "3273", "3301", "3307", "9403"];
const MOVES = [1, 2, 3];
const few = fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 14 }), fc.nat(60));
const counted = fc
  .array(few, { minLength: 15, maxLength: 15 })
  .map((counts) =>
    REGENCIES.flatMap((regency, r) =>
      MOVES.map((move, m) => ({ regency, values: [move], families: counts[r * 3 + m] ?? 0 })),
    ),
  );

/** Every row and every column of a table, each with its sum last; what is withheld is null. */
function linesOf({ cells, regionSums, columnSums, sum }: CrossTable): (number | null)[][] {
  const rows = cells.map((row, i) => [...row, regionSums[i] ?? null]);
  const all = [...rows, [...columnSums, sum]];
  return [...all, ...(all[0] ?? []).map((_, column) => all.map((row) => row[column] ?? null))];
}

const truth = (rows: readonly CountedFamilies[], area: string) =>
  rows
    .filter(({ regency }) => area === "ID" || regency.startsWith(area))
    .reduce((sum, { families }) => sum + families, 0);

test("along no line of the nation or of a province can a withheld number be reckoned, and none is small", () => {
  fc.assert(
    fc.property(counted, (rows) => {
      for (const { area, table } of regionTables(rows, [MOVES])) {
        if (table.sum !== null) expect(table.sum).toBe(truth(rows, area));
        for (const line of linesOf(table)) {
          const parts = line.slice(0, -1);
          const gone = parts.filter((part) => part === null).length;
          if (line.at(-1) !== null) expect(gone).not.toBe(1);
          // What the nation has decided of a province may leave its table no other way than to withhold a sum alone.
          else if (area === "ID") expect(gone).toBeGreaterThan(0);
          for (const one of line) {
            if (one !== null && one > 0) expect(one).toBeGreaterThanOrEqual(SMALLEST_CELL);
          }
        }
      }
    }),
  );
});

test("a sum that the nation withholds of a province, the province's own table withholds with its parts", () => {
  fc.assert(
    fc.property(counted, (rows) => {
      const [nation, ...provinces] = regionTables(rows, [MOVES]);
      for (const { area, table } of provinces) {
        const row = nation?.table.regions.indexOf(area) ?? -1;
        expect([area, table.sum]).toEqual([area, nation?.table.regionSums[row]]);
        for (const [i, column] of table.columns.entries()) {
          const above = nation?.table.columns.findIndex(([move]) => move === column[0]) ?? -1;
          expect(table.columnSums[i]).toBe(nation?.table.cells[row]?.[above]);
        }
      }
    }),
  );
});

test("sabotage: a province decided by itself shows what the nation withholds", () => {
  const small = { "3204": [40, 40, 40], "3273": [40, 40, 40], "3301": [4, 40, 40] };
  const rows = Object.entries(small).flatMap(([regency, counts]) =>
    counts.map((families, i) => ({ regency, values: [i + 1], families })),
  );
  const tables = new Map(regionTables(rows, [MOVES]).map(({ area, table }) => [area, table]));
  const alone = regionTables(
    rows.filter(({ regency }) => regency.startsWith("32")),
    [MOVES],
  ).find(({ area }) => area === "32")?.table;
  expect(tables.get("ID")?.cells[0]?.[0]).toBeNull();
  expect(alone?.columnSums[0]).toBe(80);
  expect(tables.get("32")?.columnSums[0]).toBeNull();
  expect(tables.get("32")?.cells.map(([first]) => first)).toContain(null);
});

test("the nation's table of deciles before and after withholds along rows and columns alike", () => {
  fc.assert(
    fc.property(fc.array(few, { minLength: 9, maxLength: 9 }), (counts) => {
      const moved = counts.map((families, i) => ({
        ...{ row: 1 + Math.floor(i / 3), column: 1 + (i % 3) },
        families,
      }));
      const rows = nationTable(moved, MOVES);
      for (const line of [...rows, ...rows.map((_, k) => rows.map((row) => row[k] ?? null))]) {
        const gone = line.slice(0, -1).filter((one) => one === null).length;
        if (line.at(-1) === null) expect(gone).toBeGreaterThan(0);
        else expect(gone).not.toBe(1);
        for (const one of line) if (one) expect(one).toBeGreaterThanOrEqual(SMALLEST_CELL);
      }
    }),
  );
});
