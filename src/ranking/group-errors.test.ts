import { expect, test } from "vitest";
import { madeSample } from "#test/made-sample.ts";
import type { Judged } from "./accuracy.ts";
import { groupErrors, lineErrors } from "./group-errors.ts";
import { FEATURES } from "./ranked-variables.ts";

const ROWS = 1200;
const sample = madeSample(ROWS, 3);
/** A score that is a little wrong everywhere. */
const rows: Judged = {
  truth: sample.logExpenditure,
  score: sample.logExpenditure.map((value, row) => value + ((row * 37) % 100) / 100 - 0.5),
  weight: sample.weight,
  size: sample.size,
};
const groups = groupErrors(sample, rows);
const find = (kind: string, group: string, percent = 40) =>
  groups.find((one) => one.kind === kind && one.group === group && one.quotaPercent === percent);

test("everybody at each quota; groups at the widest, each household once", () => {
  expect(groups.filter(({ kind }) => kind === "everybody").length).toBe(3);
  for (const kind of ["area", "regency"]) {
    const own = groups.filter((one) => one.kind === kind);
    expect(own.reduce((sum, { households }) => sum + households, 0)).toBe(ROWS);
  }
  expect(groups.filter(({ kind }) => kind === "regency").map(({ group }) => group)).toEqual([
    "3301",
    "3302",
    "3303",
  ]);
});

test("a group's errors are what a plain count of its households gives", () => {
  const female = FEATURES.findIndex(({ id }) => id === "head_female");
  const lowest = (values: Float64Array) => {
    const cut = [...values].sort((a, b) => a - b)[ROWS * 0.4 - 1] ?? 0;
    return (row: number) => (values[row] ?? 0) <= cut;
  };
  const [poor, selected] = [lowest(rows.truth), lowest(rows.score)];
  const here = Array.from({ length: ROWS }, (_, row) => row).filter(
    (row) => sample.features[row * FEATURES.length + female] === 1,
  );
  const found = find("head", "female");
  const missed = here.filter((row) => poor(row) && !selected(row)).length;
  expect(found?.exclusion?.value).toBeCloseTo(missed / here.filter(poor).length, 1);
  expect(found?.selected?.value).toBeCloseTo(here.filter(selected).length / here.length, 1);
  expect(found?.exclusion?.error).toBeGreaterThan(0);
});

test("a whole unit that errs together makes the interval wider than as many strangers would", () => {
  const together = { ...sample, unit: sample.unit.map((unit) => unit >> 3) };
  const clustered = Float64Array.from(rows.truth, (value, row) =>
    (sample.unit[row] ?? 0) % 16 < 8 ? value : value + 3,
  );
  const alone = groupErrors(sample, { ...rows, score: clustered })[2]?.exclusion?.error ?? 0;
  const whole = groupErrors(together, { ...rows, score: clustered })[2]?.exclusion?.error ?? 0;
  expect(whole).toBeGreaterThan(alone * 2);
});

test("fewer than ten households, or one unit, say nothing", () => {
  const few = { ...sample, regencyNo: sample.regencyNo.map((no, row) => (row < 6 ? 9101 : no)) };
  const one = groupErrors(few, rows).find(({ group }) => group === "9101");
  expect(one).toEqual({ kind: "regency", group: "9101", quotaPercent: 40, households: 6 });
});

test("lines reach more and more, miss fewer of the poor, and at two fifths say what the quota says", () => {
  const lines = lineErrors(sample, rows);
  expect(lines.map(({ reachedPercent }) => reachedPercent)).toEqual([
    ...[1, 2, 3, 4],
    ...Array.from({ length: 19 }, (_, i) => 5 * (i + 1)),
  ]);
  const missed = lines.map(({ exclusion }) => exclusion?.value ?? 1);
  expect(missed).toEqual(missed.toSorted((a, b) => b - a));
  expect(lines[11]?.exclusion).toEqual(find("everybody", "all")?.exclusion);
  expect(lines[11]?.inclusion).toEqual(find("everybody", "all")?.inclusion);
});
