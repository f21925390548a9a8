import { createHash } from "node:crypto";
import type {
  CandidateAnswer,
  CandidateRowProblem,
  DeclineReason,
} from "#domain/candidate-answer.ts";
import type { CandidateListProblem } from "#domain/candidate-list.ts";
import { accept, type Result, refuse } from "#domain/result.ts";
import { findProgram } from "./programs.ts";

/** What a result says of itself, beside its rows; days are ISO text. */
export type ResultHead = {
  readonly way: "file" | "form";
  readonly actNumber: string;
  readonly actSignedOn?: string | undefined;
  readonly minutesNumber?: string | undefined;
  readonly minutesHeldOn?: string | undefined;
  readonly attended?: number | undefined;
  readonly dissent?: number | undefined;
  readonly dissentNote?: string | undefined;
  /** Why it takes the place of the result before, where there is one. */
  readonly reason?: string | undefined;
};

/** One row as it was read: a candidate by number or by the blind index of a NIK, or what is wrong with it. */
export type ResultRow = {
  readonly row_no: number;
  readonly candidate_no: number | null;
  readonly nik_index: string | null;
  readonly answer: CandidateAnswer | null;
  readonly reason_code: DeclineReason | null;
  readonly note: string | null;
  readonly problem: CandidateRowProblem | null;
  readonly column_name: string | null;
};

export const MOST_RESULT_ROWS = 100_000;

/** A row with nothing in it yet. */
export const emptyRow = (rowNo: number): ResultRow => ({
  row_no: rowNo,
  candidate_no: null,
  nik_index: null,
  answer: null,
  reason_code: null,
  note: null,
  problem: null,
  column_name: null,
});

/** What the desk takes as the head of a result for this program; nobody's number stands in it. */
export function headOf(
  program: string,
  head: ResultHead,
  sha256: string,
): Result<object, CandidateListProblem> {
  const said = [head.actNumber, head.minutesNumber, head.dissentNote, head.reason];
  if (said.some((words) => words !== undefined && holdsNumber(words))) {
    return refuse("reason-names-somebody");
  }
  const exclusive = findProgram(program)?.exclusiveWith.map((other) => other.program) ?? [];
  return accept({ ...head, sha256, exclusive });
}

/** Whether words hold a NIK or a card number, however it is divided. */
export const holdsNumber = (words: string): boolean =>
  /\d{16}/.test(words.replaceAll(/[ .'-]/g, ""));

/** By what a form is known again: the same act and rows twice are one result. */
export const digestOf = (head: ResultHead, rows: readonly ResultRow[]): string =>
  createHash("sha256")
    .update(JSON.stringify([head, rows]))
    .digest("hex");

/** What the desk answers to a result. */
export type ResultVerdict = {
  readonly verdict: string;
  readonly result?: number;
  readonly accepted?: number;
  readonly declined?: number;
  readonly added?: number;
  readonly refused?: number;
  readonly findings?: number;
  readonly rows?: readonly {
    readonly row: number;
    readonly column: string;
    readonly reason: CandidateRowProblem;
  }[];
};
