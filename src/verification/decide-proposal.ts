import {
  mayDecideProposal,
  type ProposalProblem,
  type ProposalRefusal,
} from "#domain/correction-proposal.ts";
import type { PlainDate } from "#domain/plain-date.ts";
import { accept, type Result, refuse } from "#domain/result.ts";
import { recordAct } from "#store/audit.ts";
import type { Tx } from "#store/transact.ts";
import { type RecordProblem, recordFinding } from "./record-finding.ts";

/** An officer's answer to what a family says of one fact. */
export type ProposalAnswer = {
  readonly proposalId: string;
  readonly decision: "recorded" | "refused";
  readonly value: number | undefined;
  readonly observedOn: PlainDate;
  readonly refusal: ProposalRefusal | undefined;
};

/**
 * Decides a proposal by whoever acts, where they may: what is taken up becomes a finding, which waits for a second person
 * like any other; what is refused carries a reason that the family reads on its receipt.
 */
export async function decideProposal(
  tx: Tx,
  answer: ProposalAnswer,
): Promise<Result<"recorded" | "refused", ProposalProblem | RecordProblem | "proposal-unknown">> {
  const [row] = await tx.query<ProposalFacts>(
    `select family_id, village_no, unit, unit_id, variable_id, proposed_value, decision, received_on::text,
       coalesce(village_no <@ dtsen.my_ranges('record-finding'), false) as is_mine
     from correction_proposal where proposal_id = $1`,
    [answer.proposalId],
  );
  if (row === undefined || !row.is_mine) return refuse("proposal-unknown");
  const facts = { decision: row.decision ?? undefined, isConfirmed: false, answer: undefined };
  const may = mayDecideProposal(facts, answer);
  if (!may.ok) return may;
  const finding = may.value === "recorded" ? await findingOf(tx, row, answer) : accept(null);
  if (!finding.ok) return finding;
  const decided = await tx.query(
    `update correction_proposal set decision = $2, refusal = $3, finding_id = $4,
       decided_by = dtsen.acting_account(), decided_at = now()
     where proposal_id = $1 and decision is null returning proposal_id`,
    [answer.proposalId, may.value, may.value === "refused" ? answer.refusal : null, finding.value],
  );
  // Read while another decided: nothing of it was changed.
  if (decided.length === 0) return refuse("proposal-decided");
  await recordAct(tx, {
    act: "decide-proposal",
    by: ["record-finding"],
    subjectKind: "family",
    subjectId: row.family_id,
    villageNo: row.village_no,
    fieldsClass: "work",
    detail: { proposal: Number(answer.proposalId), decision: may.value },
  });
  return accept(may.value);
}

/** The finding that takes it up: a correction of that fact; where members make the fact, one that was recorded of them since. */
async function findingOf(
  tx: Tx,
  row: ProposalFacts,
  answer: ProposalAnswer,
): Promise<Result<number, ProposalProblem | RecordProblem>> {
  if (row.variable_id === null) {
    const [since] = await tx.query<{ finding_id: number }>(
      `select finding_id from finding where family_id = $1 and recorded_at::date >= $2 and kind <> 'still-here'
       order by finding_id desc limit 1`,
      [row.family_id, row.received_on],
    );
    return since === undefined ? refuse("no-finding-yet") : accept(since.finding_id);
  }
  const value = answer.value ?? row.proposed_value;
  if (value === null) return refuse("no-value");
  const recorded = await recordFinding(tx, {
    unit: row.unit,
    unitId: row.unit_id,
    familyId: row.family_id,
    kind: "correction",
    observedOn: answer.observedOn,
    correction: { variableId: row.variable_id, value },
  });
  return recorded.ok ? accept(recorded.value.findingId) : recorded;
}

type ProposalFacts = {
  readonly family_id: number;
  readonly village_no: number;
  readonly unit: "family" | "person";
  readonly unit_id: number;
  readonly variable_id: string | null;
  readonly proposed_value: number | null;
  readonly decision: "recorded" | "refused" | null;
  readonly received_on: string;
  readonly is_mine: boolean;
};
