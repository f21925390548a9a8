import { REPORT_PROBLEM_WORDS, REPORT_REMEDIES, type ReportProblem } from "#domain/reactivation.ts";
import { say } from "#domain/words.ts";
import type { OpenProblem } from "#verification/report-reactivation.ts";
import { refuseCase } from "./case-refusals.ts";
import { refuseWith } from "./guard.ts";

const SUBJECT_MISSING = say(
  "Belum disebut siapa yang dilaporkan untuk jalur ini.",
  "Who is reported on this path is not said.",
);
const SUBJECT_REMEDY = say(
  "Pilih anggota keluarga, atau isi nama, NIK dan desanya.",
  "Choose the member, or give name, NIK and village.",
);

/** Who is meant was not said as the path asks for it. */
export function refuseSubject(): never {
  return refuseCase("subject-missing", 400, SUBJECT_MISSING, SUBJECT_REMEDY);
}

export function refuseReport(problem: OpenProblem): never {
  if (problem === "not-found" || problem === "key-reused") return refuseWith(problem);
  const code: ReportProblem = problem;
  const status = code === "open-already" || code === "window-closed" ? 409 : 400;
  return refuseCase(code, status, REPORT_PROBLEM_WORDS[code], REPORT_REMEDIES[code]);
}
