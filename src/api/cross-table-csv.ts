import type { CountedTable, CrossTable } from "#contract/cross-tables.ts";
import { isDecileVariable } from "#domain/cross-table.ts";
import { sayDecileBasis } from "#domain/decile-basis.ts";

/** What stands where a number is withheld: statistical offices and spreadsheets both know it. */
const WITHHELD = "*";

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
    ["", `${WITHHELD} dirahasiakan: di bawah ${table.smallest}, atau membuka angka yang demikian`],
  ];
  return lines.map((line) => `${line.map(quote).join(",")}\r\n`).join("");
}

const cell = (count: number | null): string => (count === null ? WITHHELD : String(count));

const quote = (text: string): string =>
  /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
