import { expect, test } from "vitest";
import type { Figure } from "#contract/versions.ts";
import {
  cutTies,
  decileCounts,
  differingFamilies,
  errorRates,
  programPairs,
  quotaTies,
  restOf,
} from "./version-figures.ts";

const figure = (name: string, dims: Record<string, string>, value: number): Figure => ({
  figure: name,
  area: "ID",
  dims,
  value,
  unit: "count",
});

test("ten counts in order of decile, zero where none was counted, nothing where nothing was", () => {
  const figures = [
    figure("families-per-decile", { decile: "10" }, 4),
    figure("families-per-decile", { decile: "1" }, 2),
  ];
  expect(decileCounts(figures, "families")).toEqual([2, 0, 0, 0, 0, 0, 0, 0, 0, 4]);
  expect(decileCounts(figures, "persons")).toEqual([]);
});

test("recipients stand beside their quota", () => {
  const figures = [
    figure("recipients", { program: "pkh" }, 56),
    figure("quota", { program: "pkh" }, 62),
  ];
  expect(programPairs(figures)).toEqual([{ label: "PKH", first: 56, second: 62 }]);
});

test("errors come in thousandths and are shown as shares", () => {
  const figures = [
    figure("exclusion-error", { percent: "10" }, 551),
    figure("inclusion-error", { percent: "10" }, 549),
  ];
  expect(errorRates(figures)).toEqual([{ label: "10", first: 0.551, second: 0.549 }]);
});

test("who stands on a cut is told with the programs that end there, and who had to be drawn with who was not", () => {
  const figures = [
    figure("cut-tie-families", { cut: "10" }, 1),
    figure("cut-tie-families", { cut: "4" }, 12),
    figure("cut-tie-persons", { cut: "4" }, 41),
    figure("cut-reaches-milli-percent", { cut: "4" }, 40_013),
    figure("program-cut", { program: "pkh" }, 4),
    figure("quota-tie-regencies", { program: "pkh" }, 2),
    figure("quota-tie-sharing", { program: "pkh" }, 17),
    figure("quota-tie-placed", { program: "pkh" }, 5),
    figure("other-basis-families", { scope: "regency" }, 7),
    figure("other-basis-families", { scope: "national" }, 9),
  ];
  const [first] = cutTies(figures);
  expect(first).toEqual({
    cut: 4,
    families: 12,
    persons: 41,
    reaches: 0.40013,
    programs: ["PKH"],
  });
  expect(quotaTies(figures)).toEqual([{ program: "PKH", regencies: 2, sharing: 17, placed: 5 }]);
  expect(differingFamilies(figures)).toBe(9);
  expect(restOf(figures)).toEqual([]);
});

test("what no chart shows stays in the table", () => {
  const figures = [figure("codes-issued", {}, 688), figure("quota", { program: "pkh" }, 62)];
  expect(restOf(figures).map((row) => row.figure)).toEqual(["codes-issued"]);
});
