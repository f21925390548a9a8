import { CASE_PROBLEM_WORDS, CASE_REMEDIES } from "#domain/case-act.ts";
import type { CaseProblem } from "#domain/case-state.ts";
import { REPORT_PROBLEM_WORDS, REPORT_REMEDIES, type ReportProblem } from "#domain/reactivation.ts";
import { say, type Words } from "#domain/words.ts";
import type { CaseMoveProblem } from "#verification/case-book.ts";
import type { OpenProblem } from "#verification/report-reactivation.ts";
import { refuseWith } from "./guard.ts";

const SUBJECT_MISSING = say(
  "Belum disebut siapa yang dilaporkan untuk jalur ini.",
  "Who is reported on this path is not said.",
);
const SUBJECT_REMEDY = say(
  "Pilih anggota keluarga, atau isi nama, NIK dan desanya.",
  "Choose the member, or give name, NIK and village.",
);
const CHANGED = say(
  "Perkara ini baru saja digerakkan orang lain.",
  "Somebody else has just moved this case.",
);
const NO_REFERENCE = say(
  "Langkah ini memerlukan nomor dan tanggalnya.",
  "This step needs its number and day.",
);
const FILL_IN = say("Isi nomor dan tanggal surat.", "Give number and day.");
const LOAD_AGAIN = say("Muat ulang perkaranya.", "Load the case again.");

/** Who is meant was not said as the path asks for it. */
export function refuseSubject(): never {
  return refuse("subject-missing", 400, SUBJECT_MISSING, SUBJECT_REMEDY);
}

export function refuseReport(problem: OpenProblem): never {
  if (problem === "not-found" || problem === "key-reused") return refuseWith(problem);
  const code: ReportProblem = problem;
  const status = code === "open-already" || code === "window-closed" ? 409 : 400;
  return refuse(code, status, REPORT_PROBLEM_WORDS[code], REPORT_REMEDIES[code]);
}

export function refuseMove(problem: CaseMoveProblem): never {
  if (problem === "not-found") return refuseWith("not-found");
  if (problem === "changed-meanwhile") return refuse(problem, 409, CHANGED, LOAD_AGAIN);
  if (problem === "reference-missing") return refuse(problem, 400, NO_REFERENCE, FILL_IN);
  const code: CaseProblem = problem;
  const status = code === "right-not-held" ? 403 : code === "reason-unknown" ? 400 : 409;
  return refuse(code, status, CASE_PROBLEM_WORDS[code], CASE_REMEDIES[code]);
}

function refuse(code: string, status: number, words: Words, remedy: Words): never {
  return refuseWith({
    code,
    entry: [status, "Belum dapat dicatat", words.id, words.en, `${remedy.id} / ${remedy.en}`],
  });
}
