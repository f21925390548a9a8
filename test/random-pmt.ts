import { dice, type Roll } from "#domain/dice.ts";
import { duckdbDialect } from "#engine/dialect.ts";
import { encodeRows } from "#ranking/pmt/encode-rows.ts";
import {
  type ModelLine,
  type ModelVariable,
  type PmtModel,
  slotStarts,
  type TermTable,
  type Tree,
} from "#ranking/pmt/pmt-model.ts";
import type { ScoreRow } from "#ranking/pmt/score-rows.ts";
import type { SurveyTable } from "#ranking/pmt/survey-table.ts";

const LEVELS = ["tanah", "kayu", "it's \\ a 'tile'", ""];
const AREAS = ["3273", "o'brien", "9403"];

/** Variables of every kind with bounds near and far, a mean of a number and a share of a level. */
function randomVariables(roll: Roll): readonly ModelVariable[] {
  const bounds = () => {
    const low = roll(2_000) - 1_000;
    const range = 1 + roll([1, 9, 1_000, 90_000_000][roll(4)] as number);
    return {
      low,
      high: low + range,
      middle: low + roll(range),
      per: 10 ** roll(9),
      only: 0 as const,
    };
  };
  const mean = (of: number, level: string | null): ModelVariable => ({
    kind: "mean",
    name: `mean ${of}`,
    unit: roll(2) === 0 ? "group" : "area",
    of,
    level,
    times: 10 ** roll(4),
    ...bounds(),
  });
  return [
    { kind: "number", name: "size", decimals: 0, ...bounds() },
    { kind: "category", name: "floor", levels: LEVELS.slice(0, 1 + roll(LEVELS.length)) },
    { kind: "number", name: "land", decimals: 2, ...bounds() },
    mean(0, null),
    mean(1, LEVELS[0] as string),
  ];
}

const points = (roll: Roll) => roll(4_000_001) - 2_000_000;

/** A model of every kind of term, without sense: for proofs that scorers agree. */
export function randomModel(seed: number): PmtModel {
  const roll = dice(seed);
  const variables = randomVariables(roll);
  const line = (): ModelLine => ({
    intercept: 13_000_000 + points(roll),
    weights: Array.from({ length: slotStarts(variables).at(-1) as number }, () => points(roll)),
  });
  return {
    kind: "dtsen-pmt",
    format: 1,
    layer: "L3",
    targetKind: "log",
    decimals: 6,
    variables,
    pooled: line(),
    areas: AREAS.slice(0, roll(3)).map((area) => ({ area, ...line() })),
    tables: Array.from({ length: roll(4) }, () => randomTable(variables, roll)),
    trees: Array.from({ length: roll(3) }, () => randomTree(variables, 3, roll)),
    training: { rows: 0, groups: 0, folds: 0, seed, sha256: "", chosen: {} },
    notes: [],
  };
}

const cutsOf = ({ low, high }: { low: number; high: number }, roll: Roll) =>
  [...new Set(Array.from({ length: roll(5) }, () => low + 1 + roll(high - low)))].sort(
    (a, b) => a - b,
  );

function randomAxis(variables: readonly ModelVariable[], place: number, roll: Roll) {
  const variable = variables[place] as ModelVariable;
  if (variable.kind !== "category") return { variable: place, cuts: cutsOf(variable, roll) };
  const bins = variable.levels.map(() => roll(3));
  return { variable: place, bins: [...bins, roll(3), 3] };
}

function randomTable(variables: readonly ModelVariable[], roll: Roll): TermTable {
  const first = randomAxis(variables, roll(2), roll);
  const second = randomAxis(variables, 2 + roll(3), roll);
  const bins = [first, second].map((axis) => ("cuts" in axis ? axis.cuts.length + 2 : 4));
  const isPair = roll(2) === 0;
  const cells = (bins[0] as number) * (isPair ? (bins[1] as number) : 1);
  return {
    axes: isPair ? [first, second] : [first],
    points: Array.from({ length: cells }, () => points(roll)),
  };
}

function randomTree(variables: readonly ModelVariable[], depth: number, roll: Roll): Tree {
  if (depth === 0 || roll(4) === 0) return points(roll);
  const place = roll(variables.length);
  const variable = variables[place] as ModelVariable;
  const codes = variable.kind === "category" ? variable.levels.map((_, code) => code) : [];
  const question =
    variable.kind === "category"
      ? { among: [...codes.filter(() => roll(2) === 0), ...(roll(2) === 0 ? [codes.length] : [])] }
      : { below: variable.low + 1 + roll(variable.high - variable.low) };
  if (question.among?.length === 0) return points(roll);
  return {
    variable: place,
    ...(roll(6) > 0 && question),
    absent: roll(2) === 0 ? "yes" : "no",
    yes: randomTree(variables, depth - 1, roll),
    no: randomTree(variables, depth - 1, roll),
  };
}

/** Rows with absent values, unseen levels and areas, numbers far beyond the bounds, and units of a few. */
export function randomRows(model: PmtModel, count: number, roll: Roll): SurveyTable {
  const [size, , land] = model.variables as readonly { low: number; high: number }[];
  const far = [0, 1, -1, 1e12, -1e12];
  const numbers = (bounds: { low: number; high: number }, scale: number) =>
    Float64Array.from({ length: count }, () => {
      if (roll(6) === 0) return Number.NaN;
      const near = bounds.low + roll(bounds.high - bounds.low + 3) - 1;
      return (roll(5) === 0 ? (far[roll(5)] as number) : near) / scale;
    });
  const free = { only: 0, levels: [] } as const;
  const levels = [...LEVELS, "never seen"];
  return {
    rows: count,
    targetKind: "log",
    target: new Float64Array(count),
    weight: new Float64Array(count).fill(1),
    size: new Float64Array(count).fill(1),
    group: Int32Array.from({ length: count }, () => roll(5)),
    area: Int32Array.from({ length: count }, () => roll(AREAS.length)),
    areaNames: AREAS,
    fold: new Uint8Array(count),
    folds: 1,
    variables: [
      {
        ...free,
        name: "size",
        kind: "number",
        values: numbers(size as { low: number; high: number }, 1),
      },
      {
        ...free,
        name: "floor",
        kind: "category",
        levels,
        values: Float64Array.from({ length: count }, () =>
          roll(6) === 0 ? Number.NaN : roll(levels.length),
        ),
      },
      {
        ...free,
        name: "land",
        kind: "number",
        values: numbers(land as { low: number; high: number }, 100),
      },
    ],
  };
}

/** A row as each scorer is given it: whole numbers and levels, means worked out from the table. */
export function scoreRows(model: PmtModel, table: SurveyTable): readonly ScoreRow[] {
  const codes = encodeRows(model.variables, table);
  const value = (v: number, row: number): number | string | null => {
    const variable = model.variables[v] as ModelVariable;
    const code = codes[v]?.[row] as number;
    const column = table.variables.find(({ name }) => name === variable.name);
    if (variable.kind === "mean") return code === -(2 ** 31) ? null : code + variable.middle;
    const raw = column?.values[row] as number;
    if (Number.isNaN(raw)) return null;
    return variable.kind === "number"
      ? Math.round(raw * 10 ** variable.decimals)
      : (column?.levels[raw] as string);
  };
  return Array.from({ length: table.rows }, (_, row) => ({
    area: table.areaNames[table.area?.[row] as number] as string,
    values: model.variables.map((_, v) => value(v, row)),
  }));
}

const literal = (value: number | string | null | undefined): string =>
  value === null || value === undefined
    ? "null"
    : typeof value === "number"
      ? String(value)
      : duckdbDialect.text(value);

/** The rows as SQL gives them to a generated score: row_id, area, unit, v0, v1 … */
export function rowsSql(model: PmtModel, table: SurveyTable, rows: readonly ScoreRow[]): string {
  const own = model.variables.flatMap(({ kind }, v) => (kind === "mean" ? [] : [v]));
  const columns = own.map((v) =>
    model.variables[v]?.kind === "category" ? `v${v}` : `cast(v${v} as bigint) as v${v}`,
  );
  const values = rows.map(
    ({ area, values }, i) =>
      `(${i}, ${literal(area)}, 'u${table.group[i]}', ${own.map((v) => literal(values[v])).join(", ")})`,
  );
  return `select row_id, area, unit, ${columns.join(", ")}
from (values ${values.join(",\n")}) as t(row_id, area, unit, ${own.map((v) => `v${v}`).join(", ")})`;
}
