import { expect, test } from "vitest";
import { culturesOf } from "./culture-of-province.ts";
import { POOL_KINDS, POOL_SIZE } from "./name-pools.ts";
import { CULTURES, nameTokenRows, poolPlaces, spreadTokens } from "./name-table.ts";

test("a pool has as many places as eight bits choose from, or none", () => {
  for (const { pools } of CULTURES) {
    for (const kind of POOL_KINDS) {
      const places = poolPlaces(pools[kind]);
      expect([0, POOL_SIZE]).toContain(pools[kind] === "" ? 0 : places.length);
    }
  }
});

test("the first token of a pool is the most frequent, and every token has a place", () => {
  const spread = spreadTokens(["A", "B", "C", "D"], 64);
  const count = (token: string): number => spread.filter((place) => place === token).length;
  expect(spread).toHaveLength(64);
  expect(count("A")).toBeGreaterThan(count("D"));
  expect(count("D")).toBeGreaterThan(0);
});

test("Balinese first-born take the first quarter of the order words", () => {
  const bali = CULTURES.find(({ id }) => id === "bali");
  const places = poolPlaces(bali?.pools.prefixMale ?? "");
  expect(places.slice(0, 64)).toContain("I WAYAN");
  expect(places.slice(192)).toEqual(Array.from({ length: 64 }, () => "I KETUT"));
});

test("places are unique and tokens are upper-case words", () => {
  const rows = nameTokenRows();
  expect(new Set(rows.map(([place]) => place)).size).toBe(rows.length);
  expect(rows.filter(([, token]) => !/^[A-ZÉ]+( [A-Z]+)*$/.test(token))).toEqual([]);
});

test("the cultures of every province add up to a hundred and are known", () => {
  const known = CULTURES.map(({ id }) => id);
  for (const province of ["11", "12", "31", "33", "51", "53", "64", "73", "82", "91", "96"]) {
    const mix = culturesOf(province);
    expect(Object.values(mix).reduce((sum, percent) => sum + percent, 0)).toBe(100);
    for (const culture of Object.keys(mix)) expect(known).toContain(culture);
  }
});
