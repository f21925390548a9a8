import { expect, test } from "vitest";
import type { Figure } from "#contract/versions.ts";
import { decileCounts, errorRates, programPairs, restOf } from "./version-figures.ts";

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

test("what no chart shows stays in the table", () => {
  const figures = [figure("codes-issued", {}, 688), figure("quota", { program: "pkh" }, 62)];
  expect(restOf(figures).map((row) => row.figure)).toEqual(["codes-issued"]);
});
