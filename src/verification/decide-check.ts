import {
  type CheckDecision,
  type CheckProblem,
  type CheckState,
  mayDecideCheck,
} from "#domain/evidence.ts";
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
 * Answers a check by whoever acts, where they may. The next version counts it: what is set aside at once, what holds when
 * a second person has said so. Versions that stand are not changed.
 */
export async function decideCheck(
  tx: Tx,
  { checkId, decision, reason }: CheckAnswer,
): Promise<Result<CheckDecision, CheckProblem | "check-unknown">> {
  const [check] = await tx.query<CheckRow>(
    `select family_id, village_no, version_no, state, decided_by, confirmed_by, dtsen.acting_account() as acting
     from evidence_check where check_id = $1 for update`,
    [checkId],
  );
  if (check === undefined) return refuse("check-unknown");
  const standing = {
    state: check.state,
    decidedBy: check.decided_by ?? undefined,
    confirmedBy: check.confirmed_by ?? undefined,
  };
  const may = mayDecideCheck(standing, { decision, reason }, check.acting);
  if (!may.ok) return may;
  if (may.value === "second") {
    await tx.query(
      "update evidence_check set confirmed_by = dtsen.acting_account(), second_reason = $2 where check_id = $1",
      [checkId, reason.trim()],
    );
  } else {
    await tx.query(
      `update evidence_check set state = $2, decision_reason = $3,
         decided_by = dtsen.acting_account(), decided_at = case $2 when 'open' then null else now() end where check_id = $1`,
      [checkId, decision, reason.trim()],
    );
  }
  await recordAct(tx, {
    act: "decide-check",
    by: ["decide-check"],
    subjectKind: "family",
    subjectId: check.family_id,
    villageNo: check.village_no,
    versionNo: check.version_no,
    fieldsClass: "work",
    detail: { check: checkId, decision, step: may.value },
  });
  return accept(decision);
}

type CheckRow = {
  readonly family_id: number;
  readonly village_no: number;
  readonly version_no: number;
  readonly state: CheckState;
  readonly decided_by: number | null;
  readonly confirmed_by: number | null;
  readonly acting: number;
};
