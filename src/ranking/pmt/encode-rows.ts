import { numberColumn, unitCount, wholeColumn } from "./columns.ts";
import type { CategoryVariable, MeanVariable, ModelVariable, NumberVariable } from "./pmt-model.ts";
import type { PmtVariable, SurveyTable } from "./survey-table.ts";

/** The code of a value that is not there. */
export const ABSENT = -2_147_483_648;

/**
 * What a model reads of each row, by variable: a number's distance from its middle in whole units, a category's
 * level. From here on there is no floating point.
 */
export type Codes = readonly Int32Array[];

/** Reads values as whole numbers; NaN stays where a value is absent. */
export function wholeReader(decimals: number): (value: number) => number {
  const [times, per] = decimals >= 0 ? [10 ** decimals, 1] : [1, 10 ** -decimals];
  const most = Number.MAX_SAFE_INTEGER;
  return (value) => Math.min(Math.max(Math.round((value * times) / per), -most), most);
}

/** A whole number's code: held within what training saw, counted from the middle. */
export const codeOfWhole = (whole: number, { low, high, middle }: Bounds): number =>
  Math.min(Math.max(whole, low), high) - middle;

type Bounds = Pick<NumberVariable | MeanVariable, "low" | "high" | "middle">;

/** Codes of the rows of a table by the columns' names; a column that it lacks is absent everywhere. */
export function encodeRows(variables: readonly ModelVariable[], table: SurveyTable): Codes {
  const columns = [...table.variables, ...(table.community === undefined ? [] : [table.community])];
  const byName = new Map(columns.map((column) => [column.name, column]));
  const codes: Int32Array[] = [];
  for (const variable of variables) {
    const column = variable.kind === "mean" ? undefined : byName.get(variable.name);
    if (variable.kind === "mean") codes.push(meanCodes(variable, variables, codes, table));
    else if (column === undefined) codes.push(new Int32Array(table.rows).fill(ABSENT));
    else if (variable.kind === "number") codes.push(numberCodes(variable, column));
    else codes.push(levelCodes(variable, column));
  }
  return codes;
}

function numberCodes(variable: NumberVariable, { values }: PmtVariable): Int32Array {
  const wholeOf = wholeReader(variable.decimals);
  return wholeColumn(values.length, (row) => {
    const whole = wholeOf(values[row] as number);
    return Number.isNaN(whole) ? ABSENT : codeOfWhole(whole, variable);
  });
}

function levelCodes(
  { levels }: CategoryVariable,
  { levels: known, values }: PmtVariable,
): Int32Array {
  const codeOf = new Map(levels.map((level, code) => [level, code]));
  const codes = known.map((level) => codeOf.get(level) ?? levels.length);
  return wholeColumn(values.length, (row) => {
    const value = values[row] as number;
    return Number.isNaN(value) ? ABSENT : (codes[value] ?? levels.length);
  });
}

function meanCodes(
  variable: MeanVariable,
  variables: readonly ModelVariable[],
  codes: readonly Int32Array[],
  table: SurveyTable,
): Int32Array {
  const unit = variable.unit === "group" ? table.group : table.area;
  const own = codes[variable.of];
  if (unit === null || own === undefined) return new Int32Array(table.rows).fill(ABSENT);
  const means = unitMeans(unit, own, countedValue(variable, variables), variable.times);
  return wholeColumn(table.rows, (row) => {
    const mean = means[unit[row] as number] ?? Number.NaN;
    return Number.isNaN(mean) ? ABSENT : codeOfWhole(mean, variable);
  });
}

/** What a row counts for in its unit's mean: never negative, so that engines round it down alike. */
export function countedValue(
  { of, level }: MeanVariable,
  variables: readonly ModelVariable[],
): (code: number) => number {
  const variable = variables[of];
  if (variable === undefined || variable.kind === "mean") {
    throw new Error(`no variable ${of} to take means of`);
  }
  if (variable.kind === "category") {
    const wanted = variable.levels.indexOf(level ?? "");
    return (code) => (code === wanted ? 1 : 0);
  }
  const shift = variable.middle - variable.low;
  return (code) => code + shift;
}

/** Mean of each unit over the rows that have a value, `times` over and rounded down; NaN where none has. */
export function unitMeans(
  unit: Int32Array,
  codes: Int32Array,
  counted: (code: number) => number,
  times: number,
): Float64Array {
  const units = unitCount(unit);
  const sums = new Float64Array(units);
  const counts = new Float64Array(units);
  for (let row = 0; row < codes.length; row++) {
    const [u, code] = [unit[row] as number, codes[row] as number];
    if (u < 0 || code === ABSENT) continue;
    sums[u] = (sums[u] as number) + counted(code);
    counts[u] = (counts[u] as number) + 1;
  }
  return numberColumn(units, (u) =>
    counts[u] === 0
      ? Number.NaN
      : Math.floor(((sums[u] as number) * times) / (counts[u] as number)),
  );
}
