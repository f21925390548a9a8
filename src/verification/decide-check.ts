import { type CheckDecision, type CheckProblem, mayDecideCheck } from "#domain/evidence.ts";
import { accept, type Result, refuse } from "#domain/result.ts";
import { recordAct } from "#store/audit.ts";
import type { Tx } from "#store/transact.ts";

/** A person's answer to one check: whether the statement holds, and why. */
export type CheckAnswer = {
  readonly checkId: string;
  readonly decision: CheckDecision;
  readonly reason: string;
};

/**
 * Decides a check by whoever acts, where they may. The decision is kept with its reason for people to
 * read; no build reads it yet (docs/operating/limits.md), and nobody is excluded by it.
 */
export async function decideCheck(
  tx: Tx,
  { checkId, decision, reason }: CheckAnswer,
): Promise<Result<CheckDecision, CheckProblem | "check-unknown">> {
  const [check] = await tx.query<CheckRow>(
    `select family_id, village_no, version_no, state from evidence_check
     where check_id = $1 for update`,
    [checkId],
  );
  if (check === undefined) return refuse("check-unknown");
  const may = mayDecideCheck(check.state, decision, reason);
  if (!may.ok) return may;
  await tx.query(
    `update evidence_check set state = $2, decision_reason = $3,
       decided_by = dtsen.acting_account(), decided_at = now() where check_id = $1`,
    [checkId, decision, reason.trim()],
  );
  await recordAct(tx, {
    act: "decide-check",
    by: ["decide-check"],
    subjectKind: "family",
    subjectId: check.family_id,
    villageNo: check.village_no,
    versionNo: check.version_no,
    fieldsClass: "work",
    detail: { check: checkId, decision },
  });
  return accept(may.value);
}

type CheckRow = {
  readonly family_id: number;
  readonly village_no: number;
  readonly version_no: number;
  readonly state: "open" | CheckDecision;
};
