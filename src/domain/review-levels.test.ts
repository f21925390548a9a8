import { expect, test } from "vitest";
import { compareNumbers, compareTexts, levelTerms } from "./review-levels.ts";
import { findTraps, type ReviewedIdentity } from "./review-traps.ts";

test.each([
  ["9932045705800001", "9932045705800001", "same"],
  ["9932045705800001", "9932045705800091", "near"],
  ["9932045705800001", "9932045708500001", "near"],
  ["9932045705800001", "9932045700850001", "different"],
  [undefined, "9932045705800001", "not-known"],
])("numbers %s and %s are %s", (left, right, answer) => {
  expect(compareNumbers(left, right).answer).toBe(answer);
});

test("texts: case, commas and spaces do not matter; a level that no list knows says nothing", () => {
  expect(compareTexts("Jl. Mawar 3", "JL MAWAR 3").answer).toBe("same");
  expect(compareTexts("Jl. Mawar 3", "Jl. Mawar 4").answer).toBe("different");
  expect(compareTexts(undefined, "x").answer).toBe("not-known");
  expect(levelTerms("name", 99).answer).toBe("not-known");
});

const SITI: ReviewedIdentity = {
  name: "SITI AMINAH",
  nik: "9932045705800001",
  kk: "9932040101150001",
  birthDate: 19800517,
  sex: 2,
  motherName: "KARTINI",
  address: null,
  rt: null,
  rw: null,
  relationship: 1,
};

test.each<[string, Partial<ReviewedIdentity>, readonly string[]]>([
  ["nobody else", {}, []],
  ["a twin", { name: "SITI AISAH", nik: "9932045705800002" }, ["twins"]],
  ["a sister", { name: "DEWI", nik: null, birthDate: 19830101 }, ["siblings"]],
  [
    "a daughter of her name",
    { nik: null, birthDate: 20010304, kk: null, motherName: null },
    ["parent-and-child"],
  ],
  ["her husband with her NIK", { name: "BUDI", sex: 1, motherName: null }, ["borrowed-nik"]],
])("traps: %s", (_, other, traps) => {
  expect(findTraps(SITI, { ...SITI, ...other })).toEqual(traps);
  expect(findTraps({ ...SITI, ...other }, SITI)).toEqual(traps);
});

test("one word for a name, and a birthday that nobody knows", () => {
  const one = { ...SITI, name: "SUTRISNO", birthDate: 19600101 };
  expect(findTraps(one, { ...one })).toEqual(["single-name", "rounded-birthday"]);
});
