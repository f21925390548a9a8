import { expect, test } from "vitest";
import { madeSurvey } from "#test/made-survey.ts";
import { fitLayer } from "./layers/fit-layer.ts";
import { placesWhere } from "./layers/rows-used.ts";
import { modelTerms } from "./model-terms.ts";
import type { PmtModel } from "./pmt-model.ts";
import { scoreRow } from "./score-rows.ts";

const table = madeSurvey({ rows: 600, variables: 20, areas: 3 });
const everyRow = placesWhere(600, () => true);
const model = fitLayer("L3", table, everyRow, { seed: 1 });
const terms = modelTerms(model);

const near = (value: number) => expect.closeTo(value, 9);

/** What a value of one variable adds by the line of nobody's area. */
const lineOf = (v: number, value: number | string | null, of: PmtModel = model) => {
  const values = of.variables.map((_, k) => (k === v ? value : null));
  return (scoreRow(of, { area: null, values }).terms[v]?.points ?? 0) / 1e6;
};

test("what the card says a term adds is what the scorer adds", () => {
  for (const [v, variable] of model.variables.entries()) {
    const parts = terms[v]?.parts ?? [];
    expect(terms[v]?.of).toBe(variable.name);
    expect(parts.at(-1)?.adds).toBeCloseTo(lineOf(v, null), 9);
    if (variable.kind === "category") {
      for (const [k, level] of variable.levels.entries())
        expect([parts[k]?.when, parts[k]?.adds]).toEqual([level, near(lineOf(v, level))]);
      expect(parts.at(-2)?.adds).toEqual(near(lineOf(v, "never seen")));
    } else {
      const one = variable.kind === "mean" ? variable.times : 10 ** variable.decimals;
      const more = lineOf(v, variable.low + one) - lineOf(v, variable.low);
      if (variable.low + one <= variable.high) expect(parts[0]?.adds).toBeCloseTo(more, 5);
    }
  }
});

test("each cell of a table is told once, in the order of its points", () => {
  const tables = terms.slice(model.variables.length);
  expect(tables).toHaveLength(model.tables.length);
  expect(model.tables.some(({ axes }) => axes.length === 2)).toBe(true);
  for (const [k, { points }] of model.tables.entries()) {
    const parts = tables[k]?.parts ?? [];
    expect(parts.map(({ adds }) => adds)).toEqual(points.map((point) => point / 1e6));
    expect(new Set(parts.map(({ when }) => when)).size).toBe(points.length);
    expect(parts.every(({ when }) => !when.includes("undefined"))).toBe(true);
  }
});

test("lines of areas are told by their least and most", () => {
  const [part] = terms[0]?.parts ?? [];
  const [least, most] = part?.inAreas ?? [];
  expect(least).toBeLessThanOrEqual(most ?? Number.NaN);
  const alone = fitLayer("L1", { ...table, area: null }, everyRow, { seed: 1 });
  expect(modelTerms(alone)[0]?.parts[0]?.inAreas).toBeNull();
});
