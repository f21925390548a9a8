import fc from "fast-check";
import { expect, test } from "vitest";
import { type CountCube, hideSmallCells } from "./small-cells.ts";

/** A cube of random counts with all its sums, each at the end of its line. */
const cubes = fc
  .tuple(
    fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 3 }),
    fc.infiniteStream(fc.oneof(fc.nat(3), fc.nat(30), fc.constant(0))),
  )
  .map(([inner, stream]) => {
    const sizes = inner.map((size) => size + 1);
    const all = sizes.reduce((product, size) => product * size, 1);
    const counts = Array.from({ length: all }, () => 0);
    for (const [i] of counts.entries()) {
      const isPart = keysOf(sizes, i).every((key, axis) => key < (inner[axis] ?? 0));
      if (!isPart) continue;
      const value = stream.next().value ?? 0;
      for (const above of aboveOf(sizes, i)) counts[above] = (counts[above] ?? 0) + value;
    }
    return { sizes, counts };
  });

/** Families by where each of their members is counted. */
const families = fc.array(
  fc.array(fc.oneof(fc.nat(3), fc.constant(3)), { minLength: 1, maxLength: 6 }),
  { maxLength: 40 },
);

const keysOf = (sizes: readonly number[], i: number): number[] =>
  sizes.map((size, axis) => {
    const step = sizes.slice(axis + 1).reduce((product, each) => product * each, 1);
    return Math.floor(i / step) % size;
  });

const placeOf = (sizes: readonly number[], keys: readonly number[]): number =>
  keys.reduce((place, key, axis) => place * (sizes[axis] ?? 1) + key, 0);

/** The cell itself and every sum that it goes into. */
function aboveOf(sizes: readonly number[], i: number): number[] {
  return keysOf(sizes, i)
    .reduce<number[][]>(
      (lists, key, axis) =>
        lists.flatMap((list) => [
          [...list, key],
          [...list, (sizes[axis] ?? 1) - 1],
        ]),
      [[]],
    )
    .map((keys) => placeOf(sizes, keys));
}

/** Each line as its parts and its sum, read plainly: all cells that agree but for one axis. */
function plainLines({ sizes, counts }: CountCube) {
  return sizes.flatMap((size, axis) => {
    const lines = new Map<string, number[]>();
    for (const i of counts.keys()) {
      const name = keysOf(sizes, i)
        .map((key, at) => (at === axis ? "*" : key))
        .join();
      lines.set(name, [...(lines.get(name) ?? []), i]);
    }
    return [...lines.values()].map((cells) => ({
      parts: cells.slice(0, size - 1),
      sum: cells[size - 1] ?? 0,
    }));
  });
}

test("no small cell is shown, and no nought is withheld", () => {
  fc.assert(
    fc.property(cubes, (cube) => {
      const hidden = hideSmallCells(cube, 10);
      for (const [i, count] of cube.counts.entries()) {
        if (count > 0 && count < 10) expect(hidden[i]).toBe(true);
        if (count === 0) expect(hidden[i]).toBe(false);
      }
    }),
  );
});

test("along no line can a withheld cell be reckoned from what is shown", () => {
  fc.assert(
    fc.property(cubes, (cube) => {
      const hidden = hideSmallCells(cube, 10);
      for (const { parts, sum } of plainLines(cube)) {
        const gone = parts.filter((i) => hidden[i]);
        if (hidden[sum]) expect(gone.length).toBeGreaterThan(0);
        else if (gone.length > 0) {
          expect(gone.length).toBeGreaterThan(1);
          expect(gone.reduce((all, i) => all + (cube.counts[i] ?? 0), 0)).toBeGreaterThanOrEqual(
            10,
          );
        }
      }
    }),
  );
});

test("sabotage: hiding the small alone gives them away along their lines", () => {
  const counts = [3, 40, 43];
  const naive = counts.map((count) => count < 10);
  expect(naive).toEqual([true, false, false]);
  expect(hideSmallCells({ sizes: [3], counts }, 10)).toEqual([true, true, false]);
});

test.each([
  [
    "two small ones hide each other only if together they are not small",
    [3, 4, 40, 47],
    [true, true, true, false],
  ],
  ["two that together are not small stay two", [6, 7, 40, 53], [true, true, false, false]],
  ["where there is nothing else, the sum goes too", [3, 0, 3], [true, false, true]],
  ["nothing small, nothing withheld", [10, 11, 21], [false, false, false]],
])("%s", (_name, counts, hidden) => {
  expect(hideSmallCells({ sizes: [counts.length], counts }, 10)).toEqual(hidden);
});

test("many persons of few families are a small cell", () => {
  const persons = [12, 90, 102];
  expect(hideSmallCells({ sizes: [3], counts: persons }, 10, [2, 30, 32])).toEqual([
    true,
    true,
    false,
  ]);
});

test.each([
  ["cells of few families go on until ten families hide together", [8, 5, 90, 103], [2, 1, 40, 43]],
  ["a family in several cells hides them once only", [12, 14, 90, 106], [6, 7, 40, 42]],
])("%s", (_name, persons, families) => {
  const cube = { sizes: [persons.length], counts: persons };
  expect(hideSmallCells(cube, 10, families)).toEqual([true, true, true, false]);
});

test("cells that hide each other hold ten families too, whoever is in several of them", () => {
  fc.assert(
    fc.property(families, (homes) => {
      const counts = [0, 1, 2, 3].map((cell) => homes.flat().filter((at) => at === cell).length);
      const holding = (cells: readonly number[]) =>
        homes.filter((home) => home.some((at) => cells.includes(at))).length;
      const made = [...[0, 1, 2, 3].map((cell) => holding([cell])), holding([0, 1, 2, 3])];
      const cube = { sizes: [5], counts: [...counts, homes.flat().length] };
      const hidden = hideSmallCells(cube, 10, made);
      const gone = [0, 1, 2, 3].filter((cell) => hidden[cell]);
      if (gone.length > 0 && !hidden[4]) expect(holding(gone)).toBeGreaterThanOrEqual(10);
    }),
  );
});

test("what was decided elsewhere stays; where it leaves no way out, the rest goes", () => {
  const cube = { sizes: [3], counts: [3, 40, 43] };
  expect(hideSmallCells(cube, 10, cube.counts, [undefined, undefined, true])).toEqual([
    true,
    false,
    true,
  ]);
  expect(hideSmallCells(cube, 10, cube.counts, [undefined, undefined, false])).toEqual([
    true,
    true,
    false,
  ]);
  // The 15 is all of a sum that is shown above: hiding it here would hide nothing, so the row's sum goes.
  const rows = { sizes: [2, 3], counts: [3, 15, 18, 3, 15, 18] };
  const shownAbove = [undefined, undefined, undefined, true, false, true];
  expect(hideSmallCells(rows, 10, rows.counts, shownAbove)).toEqual([
    true,
    false,
    true,
    true,
    false,
    true,
  ]);
  const stuck = [undefined, undefined, undefined, true, false, false];
  expect(hideSmallCells(rows, 10, rows.counts, stuck)).toEqual([
    true,
    false,
    false,
    true,
    false,
    false,
  ]);
});
