import type { FindingProblem } from "#domain/finding.ts";
import { accept, type Result, refuse } from "#domain/result.ts";
import { mayAct } from "#store/accounts.ts";
import type { Desk } from "#store/open.ts";
import { asWorker } from "#store/transact.ts";
import {
  type AnswerDraft,
  answerFinding,
  listToAnswer,
  type UnansweredFinding,
  WAITING_VERSION,
} from "#verification/answer-findings.ts";

export type WaitingFindings = {
  readonly label: string;
  readonly findings: readonly UnansweredFinding[];
};

/** Which findings the version that waits leaves without an answer: ids, kinds, villages, no names. */
export async function listWaitingFindings(
  desk: Desk,
): Promise<Result<WaitingFindings, "no-version-waits">> {
  return asWorker(desk, async (tx) => {
    const [version] = await tx.query<{ version_no: number; label: string; cut_off: string }>(
      `select version_no, label, cut_off::text from (${WAITING_VERSION}) waiting`,
    );
    if (version === undefined) return refuse("no-version-waits");
    const findings = await listToAnswer(tx, version.version_no, version.cut_off);
    return accept({ label: version.label, findings });
  });
}

export type WorkAnswerProblem =
  | FindingProblem
  | "finding-unknown"
  | "version-unknown"
  | "same-two-people"
  | "confirming-right-not-held"
  | "publishing-right-not-held";

/**
 * Answers a finding without a session, for those that no officer's screen shows (somebody hidden for
 * safety). Two people: one who confirms findings and one who publishes.
 */
export async function answerAsTwo(
  desk: Desk,
  draft: AnswerDraft & { readonly second: string },
): Promise<Result<{ readonly versionNo: number }, WorkAnswerProblem>> {
  const { answeredBy, second } = draft;
  if (answeredBy.toLowerCase() === second.toLowerCase()) return refuse("same-two-people");
  const confirms = { username: answeredBy, right: "confirm-finding", purpose: "verification" };
  if (!(await mayAct(desk, confirms)).ok) return refuse("confirming-right-not-held");
  const publishes = { username: second, right: "publish-version", purpose: "publication" };
  if (!(await mayAct(desk, publishes)).ok) return refuse("publishing-right-not-held");
  return answerFinding(desk, draft);
}
