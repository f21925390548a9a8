import fc from "fast-check";
import { expect, test } from "vitest";
import { type AnswerTable, findDrift, kappaOf, sayAgreement } from "./kappa.ts";

test.each([
  // Fleiss, Statistical Methods for Rates and Proportions, table 13.1: two psychiatrists, three diagnoses.
  [
    "Fleiss",
    [
      [75, 1, 4],
      [5, 4, 1],
      [0, 0, 10],
    ],
    676,
  ],
  // Viera and Garrett 2005, Family Medicine 37:360, table 1.
  [
    "Viera and Garrett",
    [
      [15, 5],
      [10, 70],
    ],
    571,
  ],
] as const)("%s' worked example", (_, table, kappa) => {
  expect(kappaOf(table)).toMatchObject({ pairs: 100, kappaMilli: kappa });
});

const tables = fc.array(fc.array(fc.nat(40), { minLength: 3, maxLength: 3 }), {
  minLength: 3,
  maxLength: 3,
});
const turned = (table: AnswerTable): AnswerTable =>
  table.map((_, i) => table.map((row) => row[i] ?? 0));

test("who of the two stands first makes no difference, nor how the answers are called", () => {
  fc.assert(
    fc.property(tables, (table) => {
      expect(kappaOf(turned(table))).toEqual(kappaOf(table));
      const renamed = [...table].reverse().map((row) => [...row].reverse());
      expect(kappaOf(renamed)).toEqual(kappaOf(table));
    }),
  );
});

test("one where they always agree, never above it, and nothing beyond chance where both are indifferent", () => {
  fc.assert(
    fc.property(
      fc.tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 40 })),
      ([a, b]) => {
        expect(
          kappaOf([
            [a, 0],
            [0, b],
          ]).kappaMilli,
        ).toBe(1000);
        expect(
          kappaOf([
            [a * a, a * b],
            [b * a, b * b],
          ]).kappaMilli,
        ).toBe(0);
      },
    ),
  );
  fc.assert(
    fc.property(tables, (table) => {
      const { kappaMilli = 0, pairs, alike } = kappaOf(table);
      expect(Math.abs(kappaMilli)).toBeLessThanOrEqual(1000);
      expect(kappaMilli === 1000).toBe(
        alike === pairs && pairs > 0 && kappaOf(table).kappaMilli !== undefined,
      );
    }),
  );
});

test("where chance explains everything no number is told", () => {
  expect(kappaOf([])).toEqual({ pairs: 0, alike: 0, kappaMilli: undefined });
  expect(
    kappaOf([
      [30, 0],
      [0, 0],
    ]).kappaMilli,
  ).toBeUndefined();
  expect(
    sayAgreement(
      kappaOf([
        [30, 0],
        [0, 0],
      ]),
    ).en,
  ).toContain("one kind");
  expect(
    sayAgreement(
      kappaOf([
        [3, 0],
        [0, 2],
      ]),
    ).en,
  ).toContain("too few");
  expect(
    sayAgreement(
      kappaOf([
        [30, 0],
        [0, 20],
      ]),
    ).en,
  ).toBe("meets the aim");
});

test("a reviewer who says yes more and more often is noticed, one who stays as he was is not", () => {
  const week = (same: number) => ({ answers: 20, same });
  expect(
    findDrift([week(10), week(10), week(10), week(16), week(16), week(17), week(16)])?.en,
  ).toBe('The share of "same person" moved from 50 % to 81 %.');
  expect(
    findDrift([week(10), week(11), week(10), week(12), week(11), week(10), week(11)]),
  ).toBeUndefined();
  expect(findDrift([week(1), week(19)])).toBeUndefined();
});
