import fc from "fast-check";
import { expect, test } from "vitest";
import { type AreaValues, hideAreas } from "./hide-areas.ts";
import { SMALLEST_CELL } from "./read-figures.ts";

const VILLAGES = ["3204052001", "3204052002", "3204062001", "3301012001"];
const areasOf = (village: string) => [
  "ID",
  ...[2, 4, 6, 10].map((digits) => village.slice(0, digits)),
];

/** Rows of all regions over villages with these values. */
function rowsOf(villages: ReadonlyMap<string, readonly number[]>): AreaValues[] {
  const rows = new Map<string, number[]>();
  for (const [village, values] of villages) {
    for (const area of areasOf(village)) {
      const sums = rows.get(area) ?? values.map(() => 0);
      rows.set(
        area,
        sums.map((sum, i) => sum + (values[i] ?? 0)),
      );
    }
  }
  return [...rows].map(([area, values]) => ({ area, values }));
}

const counts = fc.array(fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 40 })), {
  minLength: 3,
  maxLength: 3,
});
const nation = fc
  .tuple(counts, counts, counts, counts)
  .map((all) => rowsOf(new Map(VILLAGES.map((village, i) => [village, all[i] ?? []]))));

test("what is shown is true, no small number is shown, and one hidden number never stands alone", () => {
  fc.assert(
    fc.property(nation, (rows) => {
      const shown = hideAreas(rows, { within: "ID", area: "3204", digits: 10 });
      for (const [area, { values, sum }] of shown) {
        const truth = rows.find((row) => row.area === area)?.values ?? [];
        for (const [i, value] of values.entries()) {
          if (value !== null) expect(value).toBe(truth[i]);
          if (value !== null && value > 0) expect(value).toBeGreaterThanOrEqual(SMALLEST_CELL);
        }
        if (sum !== null) {
          expect(sum).toBe(truth.reduce((all, one) => all + one, 0));
          expect(values.filter((value) => value === null).length).not.toBe(1);
        }
      }
    }),
  );
});

test("a number that a region withholds is withheld of one of its parts at least, and one that it shows of none or two", () => {
  fc.assert(
    fc.property(nation, (rows) => {
      const shown = hideAreas(rows, { within: "ID", area: "ID", digits: 10 });
      for (const [area, { values }] of shown) {
        const parts = [...shown].filter(([code]) => isPartOf(code, area));
        if (parts.length === 0) continue;
        for (const [i, value] of values.entries()) {
          const gone = parts.filter(([, part]) => part.values[i] === null).length;
          if (value === null) expect([area, i, gone > 0]).toEqual([area, i, true]);
          else expect([area, i, gone]).not.toEqual([area, i, 1]);
        }
      }
    }),
  );
});

/** One tier below. */
function isPartOf(code: string, area: string): boolean {
  if (area === "ID") return code.length === 2 && code !== area;
  const digits = { 2: 4, 4: 6, 6: 10 }[area.length];
  return code.length === digits && code.startsWith(area);
}

test("a part shows the same in its own table as in the one above, whoever's whole it is seen from", () => {
  fc.assert(
    fc.property(nation, (rows) => {
      const above = hideAreas(rows, { within: "ID", area: "32", digits: 4 });
      const own = hideAreas(rows, { within: "ID", area: "3204", digits: 6 });
      const deep = hideAreas(rows, { within: "ID", area: "32", digits: 6 });
      for (const [area, values] of own) {
        if (above.has(area)) expect(values).toEqual(above.get(area));
        if (deep.has(area)) expect(values).toEqual(deep.get(area));
      }
    }),
  );
});

test("a neighbour's number that would give a small one away is withheld too, also two tiers down", () => {
  const rows = rowsOf(
    new Map([
      ["3204052001", [3, 50]],
      ["3204052002", [15, 90]],
      ["3204062001", [40, 40]],
    ]),
  );
  const shown = hideAreas(rows, { within: "3204", area: "3204", digits: 10 });
  expect(shown.get("3204052001")?.values[0]).toBeNull();
  expect(shown.get("3204052002")?.values[0]).toBeNull();
  expect(shown.get("3204")).toEqual({ values: [58, 180], sum: 238 });
});

test("a village that is all that one sees is decided by itself", () => {
  const rows = [{ area: "3204052001", values: [4, 30, 30] }];
  const shown = hideAreas(rows, { within: "3204052001", area: "3204052001", digits: 10 });
  expect(shown.get("3204052001")?.values[0]).toBeNull();
});
