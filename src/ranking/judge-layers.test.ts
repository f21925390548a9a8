import { expect, test } from "vitest";
import { mustAccept } from "#domain/result.ts";
import { madeSample } from "#test/made-sample.ts";
import { judgeLayers, leftOutOf, REGISTER } from "./judge-layers.ts";
import { FEATURES } from "./ranked-variables.ts";
import { train } from "./train.ts";

/** Three households of one person, and no more. */
const judged = (rows: number) => {
  const made = madeSample(rows);
  const sample = { ...made, size: made.size.map((size, row) => (row < 3 ? 1 : Math.max(size, 2))) };
  const { card } = mustAccept(train(sample, "seed", "persons"), "models");
  return { card, layers: judgeLayers(sample, card) };
};

test("the model that places families is judged beside the layers, on the same unseen units", () => {
  const { card, layers } = judged(520);
  expect(layers).toMatchObject({ rows: 520, units: 65, regencies: 2, features: FEATURES.length });
  expect(layers.layers.map(({ name }) => name)).toEqual([REGISTER, "L0", "L1", "L2"]);
  expect(layers.layers[0]?.figures.rSquared).toBeCloseTo(card.outOfFold.rSquared, 9);
  for (const { figures } of layers.layers) {
    expect(figures.sizes.map(({ name }) => name)).toEqual(["2", "3-4", "5-6", "7+"]);
    expect(figures.quotas.map(({ quota }) => quota)).toEqual([0.1, 0.2, 0.4]);
    expect(figures.quotas.every(({ exclusion, se }) => exclusion > 0 && (se ?? 0) > 0)).toBe(true);
  }
  expect(layers.choice?.gains.map(({ name }) => name)).toEqual(["L1", "L2"]);
  expect(layers.overRegister).toMatchObject({ name: layers.choice?.chosen, over: REGISTER });
});

test("what is not judged is named, with its reason", () => {
  expect(judged(200).layers).toMatchObject({ layers: [], choice: null, overRegister: null });
  const reasons = (rows: number, units: number) =>
    leftOutOf(rows, units).map(({ name, because }) => `${name} ${because}`);
  expect(reasons(499, 60)).toHaveLength(5);
  expect(reasons(800, 9)).toContain("L0 few-units");
  expect(reasons(699, 60)).toEqual(["L3 few-for-tables", "challenger few-for-tables"]);
  expect(reasons(700, 60)).toEqual([]);
  expect(reasons(345_000, 34_500)).toEqual(["L3 many-for-tables", "challenger many-for-tables"]);
});
