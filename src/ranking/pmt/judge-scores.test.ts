import { expect, test } from "vitest";
import { dice } from "#domain/dice.ts";
import { chooseLayer } from "./choose-layer.ts";
import {
  explainsAlone,
  featuresThatExplainTooMuch,
  noBetterThanChance,
  scoresTooGood,
} from "./explains-alone.ts";
import { judgeScores } from "./judge-scores.ts";
import type { LayerName } from "./pmt-spec.ts";
import type { SurveyTable } from "./survey-table.ts";

const ROWS = 600;
const roll = dice(3);
/** About normal: the sum of twelve rolls. */
const normal = (): number =>
  Array.from({ length: 12 }, () => roll(1_000_000) / 1e6).reduce((sum, u) => sum + u, -6);
const many = (make: (i: number) => number): Float64Array =>
  Float64Array.from({ length: ROWS }, (_, i) => make(i));

const seen = many(normal);
const target = seen.map((value) => 13 + 0.5 * value + 0.5 * normal());
const number = (name: string, values: Float64Array) =>
  ({ name, kind: "number", levels: [], values, only: 0 }) as const;

const TABLE: SurveyTable = {
  rows: ROWS,
  targetKind: "log",
  target,
  weight: new Float64Array(ROWS).fill(1),
  size: many((i) => 1 + (i % 6)),
  group: Int32Array.from({ length: ROWS }, (_, i) => i >> 3),
  area: null,
  areaNames: [],
  fold: Uint8Array.from({ length: ROWS }, (_, i) => (i >> 3) % 5),
  folds: 5,
  variables: [
    number("seen", seen),
    number(
      "copy",
      target.map((y) => y * 3 + 1),
    ),
  ],
};
const sex = {
  name: "head",
  kind: "category",
  levels: ["man", "woman"],
  values: many((i) => (i % 5 === 0 ? 1 : 0)),
  only: 0,
} as const;

const scored = (noise: number): Float64Array =>
  seen.map((value) => 13 + 0.5 * value + noise * normal());

test("the figures of a score: errors with standard errors, tables by size and group, calibration", () => {
  const { figures } = judgeScores(TABLE, scored(0), [0.1, 0.2, 0.4], [sex], 1);
  expect(figures.spearman.value).toBeGreaterThan(0.6);
  expect(figures.spearman.se).toBeGreaterThan(0.005);
  expect(figures.quotas.map(({ quota }) => quota)).toEqual([0.1, 0.2, 0.4]);
  for (const { exclusion, expectedFromRSquared, se } of figures.quotas) {
    expect(Math.abs(exclusion - (expectedFromRSquared ?? 0))).toBeLessThan(0.12);
    expect(se).toBeGreaterThan(0.005);
    expect(se).toBeLessThan(0.15);
  }
  expect(figures.sizes.map(({ name }) => name)).toEqual(["1", "2", "3-4", "5-6"]);
  expect(figures.groups[0]?.groups.map(({ name }) => name)).toEqual(["man", "woman"]);
  expect(figures.byScore).toHaveLength(10);
  expect(figures.calibrationError).toBeLessThan(0.1);
  expect(figures.smallHouseholds).toBeGreaterThan(0);
});

test("the same seed gives the same standard errors, and a perfect score has none to fear", () => {
  const [a, b] = [1, 1].map((seed) => judgeScores(TABLE, scored(0), [0.2], [], seed).figures);
  expect(b).toEqual(a);
  const perfect = judgeScores(TABLE, target, [0.2]).figures;
  // But for the household that the quota ends in.
  expect(perfect.quotas[0]?.exclusion).toBeLessThan(1 / (0.2 * ROWS));
  expect(perfect.quotas[0]?.se).toBeLessThan(1 / (0.2 * ROWS));
});

const layer = (name: LayerName, noise: number) => ({
  name,
  judgement: judgeScores(TABLE, scored(noise), [0.1, 0.2, 0.4], [], 1),
});

test("a layer ships only where it beats the last that did; the challenger is never chosen over them", () => {
  const { chosen, gains } = chooseLayer([
    layer("L0", 0.6),
    layer("L1", 0.2),
    layer("L2", 0.5),
    layer("L3", 0.2),
    layer("challenger", 0),
  ]);
  expect(chosen).toBe("L1");
  expect(gains.map(({ name, over, ships }) => [name, over, ships]).slice(0, 2)).toEqual([
    ["L1", "L0", true],
    ["L2", "L1", false],
  ]);
  expect(gains.at(-1)).toMatchObject({ name: "challenger", over: "L1", ships: false });
  expect(gains.at(-1)?.exclusion.value).toBeGreaterThan(0);
  expect(chooseLayer([layer("challenger", 0)]).chosen).toBe("challenger");
});

test("a column made from the target is suspected, an honest one is not", () => {
  expect(featuresThatExplainTooMuch(TABLE).map(({ code, column }) => [code, column])).toEqual([
    ["leak-explains-too-much", "copy"],
  ]);
  const [honest] = TABLE.variables;
  expect(honest && explainsAlone(honest, TABLE)).toBeLessThan(0.55);
  const rows = {
    ...number(
      "row",
      many((i) => i),
    ),
    kind: "category" as const,
    levels: [...TABLE.target].map(String),
  };
  // A level of its own for every row teaches nothing about other rows.
  expect(explainsAlone(rows, TABLE)).toBeLessThan(0.01);
});

test("an order that chance could have brought is told", () => {
  const { figures } = judgeScores(TABLE, many(normal), [0.4]);
  expect(noBetterThanChance("L1", figures.spearman)?.code).toBe("no-better-than-chance");
  expect(
    noBetterThanChance("L1", judgeScores(TABLE, scored(0), [0.4]).figures.spearman),
  ).toBeUndefined();
});

test("a model better than honest facts make it is suspected", () => {
  expect(scoresTooGood("L1", 0.6)).toBeUndefined();
  expect(scoresTooGood("L1", 0.8)?.code).toBe("leak-too-good");
});
