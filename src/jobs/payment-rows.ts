import { type PaymentRowProblem, parsePaymentStatus } from "#domain/payment-report.ts";
import { parseRupiah } from "#domain/rupiah.ts";
import { parseWrittenDate } from "#domain/written-date.ts";
import type { DuckDb } from "#engine/duckdb/database.ts";
import { FORMULA_MARK, NUMBER_MARK } from "#sources/cell-marks.ts";
import type { CopyValue } from "#store/copy.ts";
import { blindIndex, type FieldKeys } from "#store/field-cipher.ts";

/** Columns of the temporary table that rows of a report are read into. */
export const READ_COLUMNS = [
  "row_no",
  "nik_index",
  "status",
  "amount_rupiah",
  "happened_on",
  "problem",
  "column_name",
  "said",
] as const;

export type ReadRow = readonly CopyValue[];

/** Rows of a loaded report, each with what it says or what is wrong with it; the NIK leaves as a blind index. */
export async function* readPaymentRows(
  db: DuckDb,
  keys: FieldKeys,
  columns: readonly string[],
): AsyncGenerator<ReadRow> {
  for await (const chunk of db.chunks("select row_no, problem from broken order by row_no")) {
    for (let i = 0; i < chunk.rows; i++) {
      const rowNo = Number(chunk.columns[0]?.[i]);
      yield [rowNo, null, null, null, null, "row-unreadable", "", null];
    }
  }
  const has = (name: string) => (columns.includes(name) ? name : `null as ${name}`);
  const wanted = ["nik", "status", "amount", "happened_on"].map(has).join(", ");
  for await (const chunk of db.chunks(`select row_no, ${wanted} from raw order by row_no`)) {
    for (let i = 0; i < chunk.rows; i++) {
      const cell = (place: number): string => String(chunk.columns[place]?.[i] ?? "").trim();
      yield readRow(keys, Number(chunk.columns[0]?.[i]), [cell(1), cell(2), cell(3), cell(4)]);
    }
  }
}

type Cells = readonly [nik: string, status: string, amount: string, day: string];

function readRow(keys: FieldKeys, rowNo: number, [nik, status, amount, day]: Cells): ReadRow {
  // A number cell keeps its mark here, and so is no sixteen digits: a spreadsheet loses the last of them.
  const digits = nik.replaceAll(/[ .'-]/g, "");
  const index = /^\d{16}$/.test(digits) ? blindIndex(keys, "nik", digits) : null;
  const refused = (problem: PaymentRowProblem, column: string, said: string | null = null) =>
    [rowNo, index, null, null, null, problem, column, said] as const;
  if (digits === "") return refused("nik-missing", "nik");
  if (index === null) return refused("nik-malformed", "nik");
  const parsed = parsePaymentStatus(plain(status));
  if (!parsed.ok) return refused(parsed.problem, "status", withoutDigits(plain(status)));
  const rupiah = plain(amount) === "" ? undefined : parseRupiah(plain(amount));
  if (rupiah !== undefined && (!rupiah.ok || rupiah.value < 0n)) {
    return refused("amount-malformed", "amount");
  }
  const on = plain(day) === "" ? undefined : parseWrittenDate(plain(day));
  if (on !== undefined && !on.ok) return refused("day-malformed", "happened_on");
  return [rowNo, index, parsed.value, rupiah?.value ?? null, on?.value ?? null, null, null, null];
}

/** A spreadsheet's marks taken off; what it computes is no answer. */
const plain = (cell: string): string =>
  cell.startsWith(FORMULA_MARK) ? "" : cell.replace(NUMBER_MARK, "").trim();

/** What was written, as far as it may be kept: nobody's number stands in it. */
function withoutDigits(said: string): string | null {
  return said === "" ? null : said.replaceAll(/\d/g, "#").slice(0, 60);
}
