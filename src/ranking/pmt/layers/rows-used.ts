import { numberColumn, wholeColumn } from "#ranking/pmt/columns.ts";
import type { SurveyTable } from "#ranking/pmt/survey-table.ts";

/**
 * The rows to learn from as a table of their own, in the order of the table, their weights summing to their number.
 * Groups are numbered anew in that order: nothing learned depends on the numbers that they bore.
 */
export function rowsUsed(table: SurveyTable, rows: readonly number[] | Uint32Array): SurveyTable {
  const order = Uint32Array.from(rows).sort();
  const pick = (values: Float64Array) =>
    numberColumn(order.length, (k) => values[order[k] as number] as number);
  const weight = pick(table.weight);
  const mean = weight.reduce((sum, w) => sum + w, 0) / Math.max(order.length, 1);
  const { area } = table;
  return {
    ...table,
    rows: order.length,
    target: pick(table.target),
    weight: mean > 0 ? weight.map((w) => w / mean) : weight.fill(1),
    size: pick(table.size),
    group: renumber(wholeColumn(order.length, (k) => table.group[order[k] as number] as number)),
    area:
      area === null ? null : wholeColumn(order.length, (k) => area[order[k] as number] as number),
    fold: Uint8Array.from(order, (row) => table.fold[row] as number),
    variables: table.variables.map((variable) => ({ ...variable, values: pick(variable.values) })),
    ...(table.community && {
      community: { ...table.community, values: pick(table.community.values) },
    }),
  };
}

/** The folds that have rows, in order. */
export const foldsOf = ({ fold }: SurveyTable): readonly number[] =>
  [...new Set(fold)].sort((a, b) => a - b);

/** The places of rows that a condition holds for. */
export function placesWhere(rows: number, isWanted: (row: number) => boolean): Uint32Array {
  const places = new Uint32Array(rows);
  let found = 0;
  for (let row = 0; row < rows; row++) if (isWanted(row)) places[found++] = row;
  return places.slice(0, found);
}

function renumber(groups: Int32Array): Int32Array {
  const numbers = new Map<number, number>();
  return groups.map((group) => {
    const known = numbers.get(group);
    if (known !== undefined) return known;
    numbers.set(group, numbers.size);
    return numbers.size - 1;
  });
}
