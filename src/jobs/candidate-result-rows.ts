import {
  type CandidateRowProblem,
  parseCandidateAnswer,
  parseDeclineReason,
} from "#domain/candidate-answer.ts";
import type { DuckDb } from "#engine/duckdb/database.ts";
import { emptyRow, holdsNumber, type ResultRow } from "#programs/candidate-result.ts";
import { FORMULA_MARK, NUMBER_MARK } from "#sources/cell-marks.ts";
import { blindIndex, type FieldKeys } from "#store/field-cipher.ts";

/** Rows of a loaded result, each with what it says or what is wrong with it; the NIK leaves as a blind index. */
export async function readResultRows(
  db: DuckDb,
  keys: FieldKeys,
  columns: readonly string[],
): Promise<readonly ResultRow[]> {
  const broken = await db.all<{ row_no: bigint }>("select row_no from broken order by row_no");
  const rows: ResultRow[] = broken.map(({ row_no }) => ({
    ...emptyRow(Number(row_no)),
    problem: "row-unreadable",
    column_name: "",
  }));
  const has = (name: string) => (columns.includes(name) ? name : `null as ${name}`);
  const wanted = ["nik", "answer", "reason"].map(has).join(", ");
  for await (const chunk of db.chunks(`select row_no, ${wanted} from raw order by row_no`)) {
    for (let i = 0; i < chunk.rows; i++) {
      const cell = (place: number): string => String(chunk.columns[place]?.[i] ?? "").trim();
      rows.push(readRow(keys, Number(chunk.columns[0]?.[i]), [cell(1), cell(2), cell(3)]));
    }
  }
  return rows;
}

type Cells = readonly [nik: string, answer: string, reason: string];

function readRow(keys: FieldKeys, rowNo: number, [nik, said, why]: Cells): ResultRow {
  const row = emptyRow(rowNo);
  const refused = (problem: CandidateRowProblem, column: string): ResultRow => ({
    ...row,
    problem,
    column_name: column,
  });
  // A number cell keeps its mark here, and so is no sixteen digits: a spreadsheet loses the last of them.
  const digits = nik.replaceAll(/[ .'-]/g, "");
  if (digits === "") return refused("nik-missing", "nik");
  if (!/^\d{16}$/.test(digits)) return refused("nik-malformed", "nik");
  const answer = parseCandidateAnswer(plain(said));
  if (!answer.ok) return refused(answer.problem, "answer");
  const read = { ...row, nik_index: blindIndex(keys, "nik", digits).toString("hex") };
  const reason = plain(why);
  if (holdsNumber(reason)) return refused("reason-names-somebody", "reason");
  if (answer.value === "declined") {
    const code = parseDeclineReason(reason);
    return code.ok
      ? { ...read, answer: "declined", reason_code: code.value }
      : refused(code.problem, "reason");
  }
  return { ...read, answer: answer.value, note: reason === "" ? null : reason.slice(0, 300) };
}

/** A spreadsheet's marks taken off; what it computes is no answer. */
const plain = (cell: string): string =>
  cell.startsWith(FORMULA_MARK) ? "" : cell.replace(NUMBER_MARK, "").trim();
