import fc from "fast-check";
import { expect, test } from "vitest";
import { DECILE_LABELS, decileOf, parseDecile, writeDecile } from "./decile.ts";
import {
  findRelation,
  headPrecedence,
  isFamilyMember,
  RELATIONS,
  relationWords,
} from "./relationship.ts";

test("the first of a hundred is in the first tenth, the last in the tenth", () => {
  expect([
    decileOf(0n, 100n),
    decileOf(9n, 100n),
    decileOf(10n, 100n),
    decileOf(99n, 100n),
  ]).toEqual([1, 1, 2, 10]);
  expect(() => decileOf(100n, 100n)).toThrow("before < all");
});

test("tenths differ in size by at most one, and nobody overtakes", () => {
  fc.assert(
    fc.property(fc.integer({ min: 10, max: 400 }), (all) => {
      const deciles = Array.from({ length: all }, (_, i) => decileOf(BigInt(i), BigInt(all)));
      const sizes = Array.from(
        { length: 10 },
        (_, i) => deciles.filter((one) => one === i + 1).length,
      );
      expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
      expect(deciles).toEqual(deciles.toSorted((a, b) => a - b));
    }),
  );
});

test.each([0, 11, 1.5, Number.NaN, -1])("%s is not a decile", (number) => {
  expect(parseDecile(number)).toEqual({ ok: false, problem: "not-a-decile" });
});

test("each decile has a word for screens", () => {
  expect(DECILE_LABELS).toHaveLength(10);
  expect(writeDecile(4).id).toBe("desil 4");
});

test("relations have numbers and words; domestic workers are not of the family", () => {
  for (const [relation, number] of Object.entries(RELATIONS)) {
    expect(findRelation(number)).toBe(relation);
    expect(headPrecedence(number)).toBe(number);
  }
  expect(relationWords("head")).toEqual({ id: "Kepala keluarga", en: "Head of family" });
  expect(findRelation(-2)).toBeUndefined();
  expect(headPrecedence(-2)).toBe(9);
  expect(isFamilyMember("domestic-worker")).toBe(false);
});
