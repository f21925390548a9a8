import {
  CANDIDATE_LIST_PROBLEM_WORDS,
  CANDIDATE_LIST_PROBLEMS,
  type CandidateListProblem,
} from "#domain/candidate-list.ts";
import type { LoadedResultAnswer } from "#jobs/load-candidate-result.ts";
import { FILE_PROBLEMS } from "#staging/file-problems.ts";
import type { ProblemEntry } from "./problem.ts";

const STATUS = {
  "decree-right-not-held": 403,
  "determination-unknown": 404,
  "not-this-program": 403,
  "own-decree": 409,
  "not-approved": 409,
  "one-village-a-list": 400,
  "area-malformed": 400,
  "day-later": 400,
  "day-malformed": 400,
  "handed-over-already": 409,
  "number-taken": 409,
  "nobody-here": 409,
  "too-many-candidates": 409,
  "names-somebody": 400,
  "list-unknown": 404,
  "same-side": 409,
  "not-the-receiver": 403,
  "answered-already": 409,
  "result-already": 409,
  "reason-too-short": 400,
  "reason-names-somebody": 400,
  "not-received": 409,
  "act-missing": 400,
  "act-later": 400,
  "minutes-missing": 400,
  "minutes-after-act": 400,
  "dissent-above-attendance": 400,
  "supersedes-without-reason": 409,
  "nothing-taken": 400,
  "too-many-rows": 400,
  "no-such-file": 400,
} as const satisfies Record<CandidateListProblem, number>;

/** A verdict of the desk as a problem; one that is no refusal is a bug. */
export function candidateRefusal(
  verdict: string,
  title: string,
): { readonly code: string; readonly entry: ProblemEntry } {
  const problem = CANDIDATE_LIST_PROBLEMS.find((one) => one === verdict);
  if (problem === undefined) throw new Error(`the desk answered "${verdict}"`);
  const { id, en } = CANDIDATE_LIST_PROBLEM_WORDS[problem];
  const status = STATUS[problem];
  const remedy =
    status === 400
      ? "Perbaiki isian, lalu kirim lagi. / Mend the form and send again."
      : "Muat ulang halaman ini. / Load this page again.";
  return { code: problem, entry: [status, title, id, en, remedy] };
}

/** Why a whole file with a result could not be read, and what mends it. */
export function resultFileRefusal({
  problem,
  missing = [],
}: Extract<LoadedResultAnswer, { ok: false }>): {
  readonly code: string;
  readonly entry: ProblemEntry;
} {
  const title = "Berkas belum dapat dipakai";
  if (problem === "too-many-rows") return candidateRefusal(problem, title);
  const { sentence, remedy } = FILE_PROBLEMS[problem];
  const lacks = missing.length === 0 ? "" : ` ${missing.join(", ")}.`;
  const isHeader = problem === "header-missing" || problem === "required-column-missing";
  const mend = isHeader
    ? "Pakai daftar calon yang diunduh dan biarkan judul kolomnya. / Use the list as downloaded and leave its header."
    : `${remedy.id_ID} / ${remedy.en}`;
  const entry = [400, title, sentence.id_ID + lacks, sentence.en + lacks, mend] as const;
  return { code: problem, entry };
}
