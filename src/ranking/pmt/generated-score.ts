import type { Dialect } from "#engine/dialect.ts";
import type { Step } from "#engine/step.ts";
import {
  type Axis,
  type MeanVariable,
  type ModelLine,
  type ModelVariable,
  type PmtModel,
  slotStarts,
  type TermTable,
  type Tree,
} from "./pmt-model.ts";
import { binsOf } from "./score-rows.ts";

/**
 * The same score as SQL of whole numbers, for registers. `rows` has row_id, area and unit (texts, may be null)
 * and v0, v1 …: of each number of the model its whole number, of each category its level; null where absent.
 * Leaves `pmt_score` with row_id and score in points.
 */
export function generatedScore(model: PmtModel, rows: string, dialect: Dialect): readonly Step[] {
  const means = model.variables.flatMap((variable, v) =>
    variable.kind === "mean" ? [{ variable, v }] : [],
  );
  return [
    lineTable(model, dialect),
    ...(["group", "area"] as const).flatMap((unit) => {
      const of = means.filter(({ variable }) => variable.unit === unit);
      return of.length === 0 ? [] : [unitTable(unit, of, model.variables, rows, dialect)];
    }),
    scoreTableStep(model, means, rows, dialect),
  ];
}

const UNIT_COLUMN = { group: "unit", area: "area" } as const;

/** One row a line, one column a weight; line 0 is the pooled one. */
function lineTable({ pooled, areas }: PmtModel, dialect: Dialect): Step {
  const names = ["intercept", ...pooled.weights.map((_, k) => `w${k}`)];
  const row = (area: string, { intercept, weights }: ModelLine, no: number) =>
    `(${[no, area, intercept, ...weights].join(", ")})`;
  const rows = [
    row("cast(null as string)", pooled, 0),
    ...areas.map((line, i) => row(dialect.text(line.area), line, i + 1)),
  ];
  const columns = ["line_no", ...names].map((name) => `cast(${name} as bigint) as ${name}`);
  const sql = `\
select area, ${columns.join(", ")}
from (values ${rows.join(",\n  ")}) as t(line_no, area, ${names.join(", ")})`;
  return { table: "pmt_line", sql };
}

/** Means of each unit, rounded down: what counts is never negative. */
function unitTable(
  unit: "group" | "area",
  means: readonly { readonly variable: MeanVariable; readonly v: number }[],
  variables: readonly ModelVariable[],
  rows: string,
  dialect: Dialect,
): Step {
  const key = UNIT_COLUMN[unit];
  const columns = means.map(({ variable, v }) => {
    const column = `v${variable.of}`;
    const counted = countedSql(variable, variables, column, dialect);
    const sum = `sum(case when ${column} is null then 0 else ${counted} end) * ${variable.times}`;
    const count = `sum(case when ${column} is null then 0 else 1 end)`;
    return `case when ${count} = 0 then null else ${dialect.quotient(`cast(${sum} as bigint)`, `cast(${count} as bigint)`)} end as v${v}`;
  });
  const sql = `\
select ${key} as unit,
  ${columns.join(",\n  ")}
from ${dialect.identifier(rows)}
where ${key} is not null
group by ${key}`;
  return { table: `pmt_mean_${unit}`, sql };
}

function countedSql(
  { of, level }: MeanVariable,
  variables: readonly ModelVariable[],
  column: string,
  dialect: Dialect,
): string {
  const variable = variables[of] as ModelVariable;
  if (variable.kind === "category") {
    return `case when ${column} = ${dialect.text(level ?? "")} then 1 else 0 end`;
  }
  return `${held(column, variable)} - (${variable.low})`;
}

const held = (column: string, { low, high }: { readonly low: number; readonly high: number }) =>
  `case when ${column} < ${low} then ${low} when ${column} > ${high} then ${high} else ${column} end`;

function scoreTableStep(
  model: PmtModel,
  means: readonly { readonly variable: MeanVariable; readonly v: number }[],
  rows: string,
  dialect: Dialect,
): Step {
  const { variables } = model;
  const starts = slotStarts(variables);
  const alias = (v: number): string => {
    const variable = variables[v] as ModelVariable;
    return variable.kind === "mean" ? `m_${variable.unit}.v${v}` : `r.v${v}`;
  };
  const terms = [
    "l.intercept",
    ...variables.map((variable, v) => lineSql(variable, starts[v] as number, alias(v), dialect)),
    ...model.tables.map((table) => tableSql(table, variables, alias, dialect)),
    ...model.trees.map((tree) => treeSql(tree, variables, alias, dialect)),
  ];
  const units = [...new Set(means.map(({ variable }) => variable.unit))];
  const joins = units.map(
    (unit) => `left join pmt_mean_${unit} m_${unit} on m_${unit}.unit = r.${UNIT_COLUMN[unit]}`,
  );
  const sql = `\
select r.row_id,
  cast(${terms.join("\n    + ")} as bigint) as score
from ${dialect.identifier(rows)} r
left join pmt_line a on a.area = r.area
join pmt_line l on l.line_no = coalesce(a.line_no, 0)
${joins.join("\n")}`;
  return { table: "pmt_score", sql: sql.trimEnd() };
}

function lineSql(variable: ModelVariable, start: number, column: string, dialect: Dialect): string {
  if (variable.kind === "category") {
    const levels = variable.levels.map(
      (level, code) => `when ${column} = ${dialect.text(level)} then l.w${start + code}`,
    );
    const rest = start + variable.levels.length;
    return `case when ${column} is null then l.w${rest + 1} ${[...levels, `else l.w${rest}`].join(" ")} end`;
  }
  const distance = `(${held(column, variable)} - (${variable.middle}))`;
  const product = dialect.quotient(`l.w${start} * ${distance}`, String(variable.per));
  return `case when ${column} is null then l.w${start + 1} else ${product} end`;
}

function tableSql(
  { axes, points }: TermTable,
  variables: readonly ModelVariable[],
  alias: (v: number) => string,
  dialect: Dialect,
): string {
  const [axis, second] = axes;
  const bins = binsOf(axis);
  const width = points.length / bins;
  const choices = Array.from({ length: bins }, (_, bin) => {
    const row = points.slice(bin * width, (bin + 1) * width);
    return second === undefined
      ? String(row[0])
      : chosen(second, row.map(String), variables, alias, dialect);
  });
  return chosen(axis, choices, variables, alias, dialect);
}

/** What stands for the bin that a row is in; the same words for several bins are said once where they touch. */
function chosen(
  axis: Axis,
  choices: readonly string[],
  variables: readonly ModelVariable[],
  alias: (v: number) => string,
  dialect: Dialect,
): string {
  const column = alias(axis.variable);
  const absent = `when ${column} is null then ${choices.at("cuts" in axis ? -1 : (axis.bins.at(-1) as number))}`;
  if ("cuts" in axis) {
    const cuts = axis.cuts.map((cut, bin) => `when ${column} < ${cut} then ${choices[bin]}`);
    return `case ${[absent, ...cuts].join(" ")} else ${choices[axis.cuts.length]} end`;
  }
  const { levels } = variables[axis.variable] as { readonly levels: readonly string[] };
  const named = levels.map(
    (level, code) =>
      `when ${column} = ${dialect.text(level)} then ${choices[axis.bins[code] as number]}`,
  );
  return `case ${[absent, ...named].join(" ")} else ${choices[axis.bins[levels.length] as number]} end`;
}

function treeSql(
  tree: Tree,
  variables: readonly ModelVariable[],
  alias: (v: number) => string,
  dialect: Dialect,
): string {
  if (typeof tree === "number") return String(tree);
  const column = alias(tree.variable);
  const [yes, no] = [tree.yes, tree.no].map((side) => treeSql(side, variables, alias, dialect));
  const absent = `when ${column} is null then ${tree.absent === "yes" ? yes : no}`;
  return `case ${absent} when ${questionSql(tree, variables, column, dialect)} then ${yes} else ${no} end`;
}

function questionSql(
  { variable, below, among }: Exclude<Tree, number>,
  variables: readonly ModelVariable[],
  column: string,
  dialect: Dialect,
): string {
  if (among === undefined) return below === undefined ? known(column) : `${column} < ${below}`;
  const { levels } = variables[variable] as { readonly levels: readonly string[] };
  const texts = (codes: readonly number[]) =>
    codes.map((code) => dialect.text(levels[code] as string)).join(", ");
  if (!among.includes(levels.length)) return `${column} in (${texts(among)})`;
  const others = levels.map((_, code) => code).filter((code) => !among.includes(code));
  return others.length === 0 ? known(column) : `${column} not in (${texts(others)})`;
}

const known = (column: string): string => `${column} is not null`;
