import type { CountedTable, CrossTable } from "#contract/cross-tables.ts";
import { isDecileVariable } from "#domain/cross-table.ts";
import { sayDecileBasis } from "#domain/decile-basis.ts";
import { countCell as cell, csvLines, withheldNote } from "./csv-line.ts";

/** A table as a file for spreadsheets, in Indonesian: one line a region, and the sums last. */
export function writeCsv(
  job: Pick<CrossTable, "version" | "decileBasis" | "variables">,
  table: CountedTable,
): string {
  const heads = table.columns.map(({ words }) => words.map(({ id }) => id).join(" · "));
  const marks = job.variables.flatMap(({ mark }) => (mark === undefined ? [] : [["", mark.id]]));
  const lines = [
    ...marks,
    ["kode_wilayah", "wilayah", ...heads, "jumlah"],
    ...table.rows.map(({ region, cells, sum }) => [
      region.code,
      region.name,
      ...cells.map(cell),
      cell(sum),
    ]),
    ["", "Jumlah", ...table.columns.map(({ sum }) => cell(sum)), cell(table.sum)],
    [],
    ["", `Versi ${job.version}; ${job.variables.map(({ words }) => words.id).join(" × ")}`],
    ...(job.variables.some(({ id }) => isDecileVariable(id))
      ? [["", sayDecileBasis(job.decileBasis).id]]
      : []),
    withheldNote(table.smallest),
  ];
  return csvLines(lines);
}
