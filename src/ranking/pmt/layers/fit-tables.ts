import { numberColumn } from "#ranking/pmt/columns.ts";
import type { ModelVariable, TermTable } from "#ranking/pmt/pmt-model.ts";
import type { SurveyTable } from "#ranking/pmt/survey-table.ts";
import { binStarts, binSums, joinSums } from "./bin-sums.ts";
import { countSteps, type GrowingTerm, goSteps, newPath } from "./boost-tables.ts";
import { choosePairs } from "./choose-pairs.ts";
import type { FittedLines } from "./fit-lines.ts";
import { foldsOf, placesWhere } from "./rows-used.ts";
import { type BinnedColumn, binColumns, coarseColumns } from "./term-axes.ts";
import { splitsOf } from "./term-splits.ts";

/** Tables beside lines: what they add on average is theirs no more and stands in `shift`. */
export type FittedTables = {
  readonly tables: readonly TermTable[];
  readonly shift: number;
  readonly chosen: Readonly<Record<string, number>>;
};

const USUAL_STEPS = 100;

/**
 * L3: curves and pairs that lines cannot draw, as tables. Boosted in small steps on sums over bins and never on rows;
 * how many steps is what groups not seen say. First single variables, then the pairs that explain most of the rest.
 */
export function fitTables(lines: FittedLines, table: SurveyTable): FittedTables {
  const { variables, codes, left } = lines;
  const ground = { table, variables, left };
  const single = binColumns(variables, codes);
  const alone = growTables(ground, single, [single.length]);
  const rest = numberColumn(
    table.rows,
    (row) => (left[row] as number) - valueAt(single, alone.values, row),
  );
  const own = variables.filter(({ kind }) => kind !== "mean").length;
  const coarse = coarseColumns(variables.slice(0, own), codes);
  const pairs = choosePairs(coarse, variables, table.weight, rest, table.target);
  const columns = [...single, ...pairs];
  const grown =
    pairs.length === 0
      ? alone
      : growTables(ground, columns, [single.length, pairs.length], alone.steps);
  return {
    ...roundTables(columns, grown.values, grown.rows, lines.decimals),
    chosen: { steps: grown.steps[0] ?? 0, pairSteps: grown.steps[1] ?? 0 },
  };
}

type Ground = {
  readonly table: SurveyTable;
  readonly variables: readonly ModelVariable[];
  readonly left: Float64Array;
};

/** Grows one stage of columns after the other; steps of the first stages may be known. */
function growTables(
  { table, variables, left }: Ground,
  columns: readonly BinnedColumn[],
  stages: readonly number[],
  known: readonly number[] = [],
) {
  const starts = binStarts(columns);
  const terms = columns.map(
    (column, c): GrowingTerm => ({
      start: starts[c] as number,
      splits: splitsOf(column, variables),
    }),
  );
  const folds = foldsOf(table);
  const parts = folds.map((fold) =>
    binSums(
      columns,
      placesWhere(table.rows, (row) => table.fold[row] === fold),
      table.weight,
      left,
    ),
  );
  const whole = newPath(joinSums(parts));
  const paths = folds.length < 2 ? [] : parts.map((part) => newPath(whole.sums, part));
  const steps: number[] = [];
  let first = 0;
  for (const [stage, count] of stages.entries()) {
    const own = terms.slice(first, first + count);
    first += count;
    const isLast = stage === stages.length - 1;
    const taken = known[stage] ?? (paths.length === 0 ? USUAL_STEPS : countSteps(paths, own).steps);
    if (!isLast) for (const path of paths) goSteps(path, own, taken);
    goSteps(whole, own, taken);
    steps.push(taken);
  }
  return { values: whole.values, rows: whole.rows, steps };
}

function valueAt(columns: readonly BinnedColumn[], values: Float64Array, row: number): number {
  let [sum, start] = [0, 0];
  for (const { of, bins } of columns) {
    sum += values[start + (of[row] as number)] as number;
    start += bins;
  }
  return sum;
}

/** Whole points about the average of each table; a bin that nobody fell in adds nothing. */
function roundTables(
  columns: readonly BinnedColumn[],
  values: Float64Array,
  rows: Float64Array,
  decimals: number,
): Pick<FittedTables, "tables" | "shift"> {
  const scale = 10 ** decimals;
  const starts = binStarts(columns);
  const tables: TermTable[] = [];
  let shift = 0;
  for (const [c, { axes, bins }] of columns.entries()) {
    const start = starts[c] as number;
    const own = values.subarray(start, start + bins);
    const weight = rows.subarray(start, start + bins);
    if (own.every((value) => value === 0)) continue;
    const total = weight.reduce((sum, w) => sum + w, 0);
    const mean = own.reduce((sum, value, bin) => sum + value * (weight[bin] as number), 0) / total;
    shift += Math.round(mean * scale);
    const points = Array.from(own, (value, bin) =>
      weight[bin] === 0 && value === 0 ? 0 : Math.round((value - mean) * scale) + 0,
    );
    tables.push({ axes, points });
  }
  return { tables, shift };
}
