import { mayGiveReason } from "#domain/quality-gate.ts";
import { REMOVAL_OVERRIDE_PROBLEMS, type RemovalOverrideProblem } from "#domain/removal-budget.ts";
import { accept, type Result, refuse } from "#domain/result.ts";
import { findProgram } from "#programs/programs.ts";
import type { Desk } from "#store/open.ts";
import { asWorker } from "#store/transact.ts";

export type RemovalOverrideDraft = {
  readonly label: string;
  readonly program: string;
  readonly by: string;
  readonly reason: string;
};

/**
 * One of the two people who answer for letting more recipients of a program go than its budget allows; "waits" until another
 * has given their word too. Kept for ever, with the reason, in the audit log.
 */
export async function overrideRemovals(
  desk: Desk,
  { label, program, by, reason }: RemovalOverrideDraft,
): Promise<Result<"waits" | "in-force", RemovalOverrideProblem>> {
  if (findProgram(program) === undefined) return refuse("program-unknown");
  const said = mayGiveReason(reason);
  if (!said.ok) return said;
  return asWorker(desk, async (tx) => {
    const [version] = await tx.query<{ version_no: number }>(
      "select version_no from dtsen.version where label = $1 and state not in ('building', 'failed')",
      [label],
    );
    if (version === undefined) return refuse("version-unknown");
    const [row] = await tx.query<{ verdict: string }>(
      "select dtsen.override_removals($1, $2, $3, $4) as verdict",
      [version.version_no, program, by, said.value],
    );
    const verdict = row?.verdict;
    if (verdict === "waits" || verdict === "in-force") return accept(verdict);
    const refusal = REMOVAL_OVERRIDE_PROBLEMS.find((one) => one === verdict);
    if (refusal === undefined) throw new Error(`override_removals answered "${verdict}"`);
    return refuse(refusal);
  });
}
