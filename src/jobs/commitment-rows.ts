import type { CommitmentRowProblem } from "#domain/commitment-report.ts";
import type { DuckDb } from "#engine/duckdb/database.ts";
import { FORMULA_MARK, NUMBER_MARK } from "#sources/cell-marks.ts";
import type { CopyValue } from "#store/copy.ts";
import { blindIndex, type FieldKeys } from "#store/field-cipher.ts";

/** Columns of the temporary table that rows of a report are read into. */
export const READ_COLUMNS = [
  "row_no",
  "nik_index",
  "month",
  "due",
  "done",
  "problem",
  "column_name",
] as const;

/** Rows of a loaded report, each with what it says or what is wrong with it; the NIK leaves as a blind index. */
export async function* readCommitmentRows(
  db: DuckDb,
  keys: FieldKeys,
  { columns, isSchool }: { readonly columns: readonly string[]; readonly isSchool: boolean },
): AsyncGenerator<readonly CopyValue[]> {
  for await (const chunk of db.chunks("select row_no, problem from broken order by row_no")) {
    for (let i = 0; i < chunk.rows; i++)
      yield [Number(chunk.columns[0]?.[i]), null, null, null, null, "row-unreadable", ""];
  }
  const has = (name: string) => (columns.includes(name) ? name : `null as ${name}`);
  const wanted = ["nik", "month", "due", "done"].map(has).join(", ");
  for await (const chunk of db.chunks(`select row_no, ${wanted} from raw order by row_no`)) {
    for (let i = 0; i < chunk.rows; i++) {
      const cell = (place: number): string => String(chunk.columns[place]?.[i] ?? "").trim();
      yield readRow(keys, isSchool, Number(chunk.columns[0]?.[i]), [
        cell(1),
        cell(2),
        cell(3),
        cell(4),
      ]);
    }
  }
}

type Cells = readonly [nik: string, month: string, due: string, done: string];

function readRow(
  keys: FieldKeys,
  isSchool: boolean,
  rowNo: number,
  [nik, month, due, done]: Cells,
): readonly CopyValue[] {
  // A number cell keeps its mark here, and so is no sixteen digits: a spreadsheet loses the last of them.
  const digits = nik.replaceAll(/[ .'-]/g, "");
  const index = /^\d{16}$/.test(digits) ? blindIndex(keys, "nik", digits) : null;
  const refused = (problem: CommitmentRowProblem, column: string) =>
    [rowNo, index, null, null, null, problem, column] as const;
  if (digits === "") return refused("nik-missing", "nik");
  if (index === null) return refused("nik-malformed", "nik");
  const on = plain(month);
  if (!/^20\d{2}-(0[1-9]|1[0-2])$/.test(on)) return refused("month-malformed", "month");
  // A health office that names no visit as due tells of the month as such.
  const held = plain(due) === "" && !isSchool ? 1 : count(plain(due));
  const seen = count(plain(done));
  if (held === undefined) return refused("days-malformed", "due");
  if (seen === undefined) return refused("days-malformed", "done");
  if (isSchool && seen > held) return refused("more-than-due", "done");
  return [rowNo, index, on, held, seen, null, null];
}

/** Days of a month, or visits in it. */
const count = (text: string): number | undefined =>
  /^\d{1,2}$/.test(text) && Number(text) <= 31 ? Number(text) : undefined;

/** A spreadsheet's marks taken off; what it computes is no answer. */
const plain = (cell: string): string =>
  cell.startsWith(FORMULA_MARK) ? "" : cell.replace(NUMBER_MARK, "").trim();
