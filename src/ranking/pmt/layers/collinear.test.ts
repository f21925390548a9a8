import { expect, test } from "vitest";
import { dice } from "#domain/dice.ts";
import type { PmtVariable } from "#ranking/pmt/survey-table.ts";
import { madeSurvey } from "#test/made-survey.ts";
import { collinearFeatures } from "./collinear.ts";

const TABLE = madeSurvey({ rows: 600, variables: 8, areas: 4 });
const withMore = (...more: readonly PmtVariable[]) => ({
  ...TABLE,
  variables: [...TABLE.variables, ...more],
});
const number = (name: string, value: (row: number) => number): PmtVariable => ({
  name,
  kind: "number",
  levels: [],
  values: Float64Array.from({ length: TABLE.rows }, (_, row) => value(row)),
  only: 0,
});
const category = (name: string, levels: readonly string[], place: (row: number) => number) => ({
  ...number(name, place),
  kind: "category" as const,
  levels,
});

test("features that each say something of their own are not collinear", () => {
  expect(collinearFeatures(TABLE)).toEqual([]);
});

test("a copy, a sum of parts and a category that another tells are named", () => {
  const roll = dice(3);
  const [a, b] = [0, 1].map(() => Array.from({ length: TABLE.rows }, () => roll(12)));
  const whole = (values: readonly number[] | undefined, row: number) => values?.[row] ?? 0;
  const kinds = (row: number) => (row * 7) % 3;
  const table = withMore(
    number("part", (row) => whole(a, row)),
    number("other part", (row) => whole(b, row)),
    number("sum", (row) => whole(a, row) + whole(b, row)),
    number("copy of the sum", (row) => 3 * (whole(a, row) + whole(b, row)) + 1),
    category("kind", ["x", "y", "z"], kinds),
    category("kind or none", ["y or z", "x"], (row) => (kinds(row) === 0 ? 1 : 0)),
    number("is x", (row) => (kinds(row) === 0 ? 1 : 0)),
    category("one of its own", ["m", "n"], (row) => row % 2),
  );
  expect(collinearFeatures(table)).toEqual(["sum", "copy of the sum", "kind or none", "is x"]);
});
