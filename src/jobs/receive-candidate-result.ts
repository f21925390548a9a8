import { copyFile, stat } from "node:fs/promises";
import { CANDIDATE_LIST_PROBLEMS, type CandidateListProblem } from "#domain/candidate-list.ts";
import { accept, type Result, refuse } from "#domain/result.ts";
import { headOf, type ResultHead, type ResultVerdict } from "#programs/candidate-result.ts";
import type { LoadProblem } from "#sources/load-rows.ts";
import { asWorker } from "#store/transact.ts";
import type { House } from "./house.ts";
import { loadCandidateResult } from "./load-candidate-result.ts";

/** A result as a file, and who sends it for the institution that determines. */
export type CandidateResultFile = {
  readonly file: string;
  readonly list: number;
  readonly head: Omit<ResultHead, "way">;
  readonly by: string;
};

export type CandidateResultProblem = CandidateListProblem | LoadProblem;
export type CandidateResultAnswer = Result<ResultVerdict, CandidateResultProblem> & {
  readonly missing?: readonly string[];
  /** Where not one row could be taken: which, and why. */
  readonly rows?: ResultVerdict["rows"];
};

/** Takes back one result; nothing of its file is kept but answers, codes, and where rows were wrong. */
export async function receiveCandidateResult(
  house: House,
  { file, list, head, by }: CandidateResultFile,
): Promise<CandidateResultAnswer> {
  const found = await stat(file).catch(() => undefined);
  if (found === undefined || !found.isFile()) return refuse("no-such-file");
  const { settings, folders } = house;
  const place = { settings, folders, keyFolder: house.desk.settings.keyFolder };
  const loaded = await loadCandidateResult(place, (own) => copyFile(file, own));
  if (!loaded.ok) return loaded;
  const { rows, sha256 } = loaded.value;
  return asWorker(house.desk, async (tx): Promise<CandidateResultAnswer> => {
    const [known] = await tx.query<{ program: string | null }>(
      "select dtsen.program_of_candidates($1) as program",
      [list],
    );
    if (known === undefined || known.program === null) return refuse("list-unknown");
    const given = headOf(known.program, { ...head, way: "file" }, sha256);
    if (!given.ok) return given;
    const [row] = await tx.query<{ answer: ResultVerdict }>(
      "select dtsen.record_candidate_result($1, $2, $3, $4) as answer",
      [list, given.value, JSON.stringify(rows), by],
    );
    const answer = row?.answer ?? { verdict: "" };
    if (answer.verdict === "recorded" || answer.verdict === "repeated") return accept(answer);
    const problem = CANDIDATE_LIST_PROBLEMS.find((one) => one === answer.verdict);
    if (problem === undefined) throw new Error(`the desk answered "${answer.verdict}"`);
    return answer.rows === undefined ? refuse(problem) : { ...refuse(problem), rows: answer.rows };
  });
}
