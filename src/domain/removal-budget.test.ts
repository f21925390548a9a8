import { expect, test } from "vitest";
import {
  budgetsOn,
  judgeRemovals,
  type LeavingCount,
  type RemovalBudget,
} from "./removal-budget.ts";

const DAY = "2026-10-01";
const over = (counts: readonly LeavingCount[]) =>
  judgeRemovals(counts, DAY)
    .filter(({ outcome }) => outcome === "over")
    .map(({ program, areaNo, cause, permille, bound }) => [
      program,
      areaNo,
      cause,
      permille,
      bound,
    ]);

/** 96.8 million in 514 regencies; so many of each thousand leave. */
const nation = (permille: number, cause: "decile" | "deceased" = "decile"): LeavingCount[] =>
  Array.from({ length: 514 }, (_, i) => ({
    program: "pbi-jk",
    regencyNo: 1101 + i,
    recipients: 188_326,
    leaving: { [cause]: Math.round((188_326 * permille) / 1000) },
  }));

test("a removal of 11 million of 96.8 in one night is stopped, in the nation and in every regency", () => {
  const stopped = over(nation(114));
  expect(stopped.slice(0, 2)).toEqual([
    ["pbi-jk", 0, "any", 114, 40],
    ["pbi-jk", 0, "decile", 114, 30],
  ]);
  expect(new Set(stopped.map(([, area]) => area)).size).toBe(515);
});

test("so is the 7.39 million of May 2025, which no single regency would have shown", () => {
  expect(over(nation(77)).map(([, area]) => area)).toContain(0);
  expect(over(nation(77)).some(([, area, cause]) => area !== 0 && cause === "any")).toBe(false);
});

test("a quarter's deaths and moves pass; one regency that loses its lists does not", () => {
  expect(over(nation(2, "deceased"))).toEqual([]);
  const [first, ...others] = nation(2, "deceased");
  expect(over([{ ...(first as LeavingCount), leaving: { evidence: 20_000 } }, ...others])).toEqual([
    ["pbi-jk", 1101, "any", 107, 80],
    ["pbi-jk", 1101, "evidence", 107, 50],
  ]);
});

test("a figure above its bound never comes out as the bound; at the bound it is within", () => {
  const at = (leaving: number) =>
    over([{ program: "pkh", regencyNo: 1101, recipients: 100_000, leaving: { decile: leaving } }]);
  expect(at(3000)).toEqual([]);
  expect(at(3001)).toEqual([["pkh", 0, "decile", 31, 30]]);
});

test("few recipients say nothing yet, and nobody at all is within", () => {
  const small = judgeRemovals(
    [{ program: "pkh", regencyNo: 1101, recipients: 90, leaving: { decile: 90 } }],
    DAY,
  );
  expect(new Set(small.map(({ outcome }) => outcome))).toEqual(new Set(["within", "too-few"]));
  expect(judgeRemovals([], DAY)).toEqual([]);
});

test("a program's own budget of the day stands in place of the common one", () => {
  const common: RemovalBudget = {
    tier: "nation",
    cause: "any",
    mostPermille: 40,
    fewestRecipients: 10,
    validFrom: "2026-01-01",
    legalBasis: "x",
    isExample: true,
  };
  const own = { ...common, program: "pkh", mostPermille: 90, validTo: "2026-12-31" };
  const bound = (day: string, program: string) =>
    budgetsOn(day, program, [common, own]).map(({ mostPermille }) => mostPermille);
  expect(bound(DAY, "pkh")).toEqual([90]);
  expect(bound(DAY, "sembako")).toEqual([40]);
  expect(bound("2027-01-01", "pkh")).toEqual([40]);
  expect(bound("2025-12-31", "pkh")).toEqual([]);
});
