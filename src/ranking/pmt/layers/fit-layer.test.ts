import fc from "fast-check";
import { expect, test } from "vitest";
import { judge } from "#ranking/accuracy.ts";
import { encodeRows } from "#ranking/pmt/encode-rows.ts";
import type { LayerName } from "#ranking/pmt/pmt-spec.ts";
import { scoreTable } from "#ranking/pmt/score-rows.ts";
import type { PmtVariable, SurveyTable } from "#ranking/pmt/survey-table.ts";
import { madeSurvey } from "#test/made-survey.ts";
import { fitLayer, outOfFold } from "./fit-layer.ts";
import { placesWhere } from "./rows-used.ts";

const OPTIONS = { seed: 1 };
const everyRow = (table: SurveyTable) => placesWhere(table.rows, () => true);
const MADE: readonly LayerName[] = ["L0", "L1", "L2", "L3", "challenger"];

/** R2 of scores of rows that the models did not see. */
function unseen(layer: LayerName, table: SurveyTable): number {
  const score = outOfFold(layer, table, OPTIONS);
  return judge({
    truth: table.target,
    score,
    weight: table.weight,
    size: Int32Array.from(table.size),
  }).rSquared;
}

/** The same survey with some of its variables changed. */
const withVariables = (
  table: SurveyTable,
  change: (variable: PmtVariable, v: number) => PmtVariable,
): SurveyTable => ({
  ...table,
  variables: table.variables.map(change),
});

test.each(MADE)("%s: the same integers however rows are named and groups numbered", (layer) => {
  const table = madeSurvey({ rows: 900, variables: 10, areas: 6 });
  const renumbered = { ...table, group: table.group.map((g) => 1000 - g) };
  const model = fitLayer(layer, table, everyRow(table), OPTIONS);
  expect(fitLayer(layer, renumbered, [...everyRow(table)].reverse(), OPTIONS)).toEqual(model);
});

test.each(MADE)("%s: what a group says of itself changes nothing in its own scores", (layer) => {
  const table = madeSurvey({ rows: 500, variables: 6, areas: 5 });
  const scores = outOfFold(layer, table, OPTIONS);
  const fold = table.fold[0] as number;
  const target = table.target.map((y, row) => (table.fold[row] === fold ? y + 3 * (row % 7) : y));
  const told = outOfFold(layer, { ...table, target }, OPTIONS);
  const rows = everyRow(table);
  const own = rows.filter((row) => table.fold[row] === fold);
  const others = rows.filter((row) => table.fold[row] !== fold);
  expect(own.map((row) => told[row] as number)).toEqual(own.map((row) => scores[row] as number));
  expect(others.some((row) => told[row] !== scores[row])).toBe(true);
});

test.each<LayerName>(["L1", "L2", "L3"])(
  "%s: an asset never lowers a score, whatever the sample says",
  (layer) => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2 ** 30 }), (seed) => {
        const free = madeSurvey({ rows: 400, variables: 8, areas: 3, seed, slopeSpread: 0.2 });
        const table = withVariables(free, (variable, v) => ({
          ...variable,
          only: v < 3 ? 1 : v === 3 ? -1 : 0,
        }));
        const model = fitLayer(layer, table, everyRow(table), OPTIONS);
        for (const v of [0, 1, 2, 3]) {
          const more = withVariables(table, (variable, k) =>
            k === v ? { ...variable, values: variable.values.map((x) => x + 1) } : variable,
          );
          const [before, after] = [scoreTable(model, table), scoreTable(model, more)];
          const sign = v === 3 ? -1 : 1;
          expect(after.every((score, row) => sign * (score - (before[row] as number)) >= 0)).toBe(
            true,
          );
        }
      }),
      { numRuns: layer === "L3" ? 4 : 10 },
    );
  },
);

test("partial pooling beats a line for each area where areas are small, and the pooled line where they differ", () => {
  const small = { rows: 2400, variables: 10, areas: 12, bent: 0 };
  const table = madeSurvey({ ...small, slopeSpread: 0.1, areaSpread: 0.3 });
  const [official, partial] = [unseen("L0", table), unseen("L1", table)];
  expect(partial).toBeGreaterThan(official);
  const pooled = unseen("L1", { ...table, area: null });
  expect(partial).toBeGreaterThan(pooled + 0.02);
});

test("what neighbours have tells of a village that nobody asked", () => {
  const table = madeSurvey({ rows: 3000, variables: 10, areas: 6, bent: 0, villageSpread: 0.3 });
  const [without, withMeans] = [unseen("L1", table), unseen("L2", table)];
  expect(withMeans).toBeGreaterThan(without + 0.02);
});

test("means of neighbours are drawn to nothing where they tell nothing, and left alone where they tell much", () => {
  const timesOf = (variables: number, villageSpread: number) => {
    const table = madeSurvey({ rows: 900, variables, areas: 4, bent: 0, villageSpread });
    return fitLayer("L2", table, everyRow(table), OPTIONS).training.chosen.meanTimes;
  };
  expect(timesOf(40, 0)).toBeGreaterThanOrEqual(64);
  expect(timesOf(10, 0.3)).toBe(1);
});

test("means that only say in which area one is are drawn to nothing: an area has an intercept of its own", () => {
  const table = madeSurvey({ rows: 900, variables: 40, areas: 6, bent: 0, villageSpread: 0 });
  const areaOf = (row: number) => table.area?.[row] as number;
  const byArea = withVariables(table, (variable) => ({
    ...variable,
    values: variable.values.map((x, row) =>
      variable.name.startsWith("count") ? x + 2 * areaOf(row) : x,
    ),
  }));
  const rich = { ...byArea, target: table.target.map((y, row) => y + 0.5 * areaOf(row)) };
  const { meanTimes } = fitLayer("L2", rich, everyRow(rich), OPTIONS).training.chosen;
  expect(meanTimes).toBeGreaterThanOrEqual(64);
});

test("curves and pairs are found where they are, and cost nothing where there are none", () => {
  const bent = madeSurvey({ rows: 2000, variables: 8, areas: 5 });
  const [line, tables, ceiling] = [
    unseen("L1", bent),
    unseen("L3", bent),
    unseen("challenger", bent),
  ];
  expect(tables).toBeGreaterThan(line + 0.1);
  expect(Math.abs(ceiling - tables)).toBeLessThan(0.04);
  const straight = madeSurvey({ rows: 2000, variables: 8, areas: 5, bent: 0 });
  expect(unseen("L3", straight)).toBeGreaterThan(unseen("L2", straight) - 0.005);
});

test("what neighbours say is believed as far as it is borne out, and never against somebody", () => {
  const table = madeSurvey({ rows: 1200, variables: 5, areas: 4 });
  const rank = (noise: number): PmtVariable => ({
    name: "village rank",
    kind: "number",
    levels: [],
    values: table.target.map((y, row) => Math.round(10 * (y - 12) + noise * ((row * 7919) % 13))),
    only: 0,
  });
  const before = unseen("L3", table);
  const [sharp, dull] = [
    { ...table, community: rank(0.3) },
    { ...table, community: rank(300) },
  ];
  expect(unseen("L4", sharp)).toBeGreaterThan(before + 0.02);
  expect(Math.abs(unseen("L4", dull) - before)).toBeLessThan(0.02);
  expect(unseen("L3", sharp)).toBe(before);
  const against = {
    ...table,
    community: { ...rank(0.3), values: rank(0.3).values.map((x) => -x) },
  };
  const model = fitLayer("L4", against, everyRow(against), OPTIONS);
  const lower = { ...against.community, values: against.community.values.map((x) => x + 5) };
  const [scores, moved] = [
    scoreTable(model, against),
    scoreTable(model, { ...against, community: lower }),
  ];
  expect(moved.every((score, row) => score >= (scores[row] as number))).toBe(true);
});

const number = (name: string, values: readonly number[]): PmtVariable => ({
  name,
  kind: "number",
  levels: [],
  values: Float64Array.from(values),
  only: 0,
});

/** Fifty rows, one area, and every column that ever made a fit fall over. */
function awkward(): SurveyTable {
  const rows = Array.from({ length: 50 }, (_, i) => i);
  const levels = rows.map((i) => `level ${i}`);
  const x = rows.map((i) => (i * 7) % 11);
  return {
    rows: 50,
    targetKind: "level",
    target: Float64Array.from(rows, (i) => 1e6 * (3 + (x[i] as number) + (i % 3))),
    weight: new Float64Array(50).fill(1),
    size: new Float64Array(50).fill(1),
    group: Int32Array.from(rows),
    area: new Int32Array(50),
    areaNames: ["only"],
    fold: Uint8Array.from(rows, (i) => i % 5),
    folds: 5,
    variables: [
      number("x", x),
      number(
        "twice x",
        x.map((value) => 2 * value),
      ),
      number(
        "constant",
        rows.map(() => 4),
      ),
      number(
        "absent everywhere",
        rows.map(() => Number.NaN),
      ),
      number(
        "one known",
        rows.map((i) => (i === 3 ? 1 : Number.NaN)),
      ),
      number(
        "huge",
        rows.map((i) => 1e15 + 1e12 * (i % 6)),
      ),
      number(
        "tiny",
        rows.map((i) => 1e-9 * (i % 8)),
      ),
      number(
        "outlier",
        rows.map((i) => (i === 9 ? 1e300 : i % 40)),
      ),
      { name: "names", kind: "category", levels, values: Float64Array.from(rows), only: 0 },
      { name: "one level", kind: "category", levels: ["a"], values: new Float64Array(50), only: 0 },
    ],
  };
}

test.each(MADE)(
  "%s: fifty rows, one area, columns constant, doubled, empty, huge, tiny, all different",
  (layer) => {
    const table = awkward();
    const model = fitLayer(layer, table, everyRow(table), OPTIONS);
    const notes = Object.fromEntries(model.notes.map(({ code, names }) => [code, names]));
    expect(notes["column-constant"]).toContain("constant");
    expect(notes["column-constant"]).toContain("absent everywhere");
    if (layer === "L0") expect(notes.collinear).toEqual(["twice x"]);
    const scores = scoreTable(model, table);
    expect(scores.every(Number.isFinite)).toBe(true);
    expect(model.pooled.weights.every(Number.isSafeInteger)).toBe(true);
    const { rSquared } = judge({
      truth: table.target,
      score: scores,
      weight: table.weight,
      size: new Int32Array(50),
    });
    expect(rSquared).toBeGreaterThan(0.5);
  },
);

test("thousands of levels are gathered, the frequent ones kept and the gathering told", () => {
  const made = madeSurvey({ rows: 6000, variables: 3, areas: 2 });
  const levels = Array.from({ length: 3000 }, (_, i) => `village ${i}`);
  const values = Float64Array.from({ length: 6000 }, (_, i) => (i % 3 === 0 ? i % 9 : i / 2) | 0);
  const table = {
    ...made,
    variables: [
      ...made.variables,
      { name: "village", kind: "category", levels, values, only: 0 } as const,
    ],
  };
  const model = fitLayer("L1", table, everyRow(table), OPTIONS);
  const village = model.variables.find(({ name }) => name === "village");
  expect(village?.kind === "category" && village.levels.length).toBe(3);
  expect(model.notes).toContainEqual({ code: "levels-gathered", names: ["village"] });
  const rest =
    encodeRows(model.variables, table)
      .at(-1)
      ?.filter((code) => code === 3).length ?? 0;
  expect(rest).toBeGreaterThan(3000);
});
