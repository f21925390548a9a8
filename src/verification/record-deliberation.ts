import { AID_PROPOSAL } from "#domain/aid-proposal-procedure.ts";
import type { Instant } from "#domain/case-clock.ts";
import {
  type DeliberationFacts,
  type DeliberationProblem,
  type Dissent,
  deliberationProblem,
} from "#domain/deliberation.ts";
import type { PlainDate } from "#domain/plain-date.ts";
import { accept, type Result, refuse } from "#domain/result.ts";
import type { Tx } from "#store/transact.ts";
import { type CaseMoveProblem, moveCase } from "./case-book.ts";
import { oneAtATime } from "./one-at-a-time.ts";

/** The message of a deliberation, with what was said of each proposal. */
export type DeliberationMessage = {
  readonly clientId: string;
  readonly digest: Buffer;
  readonly villageNo: number;
  readonly heldOn: PlainDate;
  readonly minutesNumber: string;
  readonly invited: number;
  readonly facts: DeliberationFacts;
  readonly dissentOf: ReadonlyMap<string, readonly Dissent[]>;
  readonly today: PlainDate;
  readonly now: Instant;
};

type Verdict = "key-reused" | "not-found";

/** Which decision could not be carried out, and why: then nothing of the deliberation is kept. */
export type StuckDecision = { readonly caseId: string; readonly problem: CaseMoveProblem };

/**
 * Keeps a deliberation by whoever acts, and moves each of its cases by what was decided: agreed goes on, declined ends with the
 * reason that it was not agreed. All of it or nothing; the same message again changes nothing.
 */
export async function recordDeliberation(
  tx: Tx,
  message: DeliberationMessage,
): Promise<
  Result<{ readonly deliberationNo: number }, DeliberationProblem | Verdict> & {
    readonly stuck?: StuckDecision;
  }
> {
  const { facts, heldOn, today, minutesNumber, now } = message;
  if (heldOn > today) return refuse("day-ahead");
  const problem = deliberationProblem(facts);
  if (problem !== undefined) return refuse(problem);
  await oneAtATime(tx, message.clientId);
  const kept = await keep(tx, message);
  if (!kept.ok) return kept;
  const { deliberationNo, isAgain } = kept.value;
  if (isAgain) return accept({ deliberationNo });
  for (const { caseId, decision } of facts.decisions) {
    const moved = await moveCase(tx, AID_PROPOSAL, Number(caseId), {
      ...(decision === "agreed"
        ? { act: "pass" as const }
        : { act: "refuse" as const, reason: "not-agreed" }),
      reference: minutesNumber,
      referenceOn: heldOn,
      now,
    });
    if (!moved.ok) return { ...refuse("not-found"), stuck: { caseId, problem: moved.problem } };
  }
  return accept({ deliberationNo });
}

async function keep(
  tx: Tx,
  message: DeliberationMessage,
): Promise<Result<{ readonly deliberationNo: number; readonly isAgain: boolean }, Verdict>> {
  const { clientId, digest, villageNo, heldOn, minutesNumber, invited, facts, dissentOf } = message;
  const said = {
    form: facts.form,
    held_on: heldOn,
    minutes_number: minutesNumber,
    invited,
    attended: facts.attended,
    attended_women: facts.attendedWomen,
    decisions: facts.decisions.map(({ caseId, decision, votesFor, votesAgainst }) => ({
      case_id: caseId,
      decision,
      votes_for: votesFor,
      votes_against: votesAgainst,
      dissent: dissentOf.get(caseId) ?? [],
    })),
  };
  const [row] = await tx.query<{
    verdict: "recorded" | Verdict;
    number: number | null;
    is_again: boolean | null;
  }>("select * from dtsen.record_deliberation($1, $2, $3, $4, $5)", [
    clientId,
    digest,
    villageNo,
    JSON.stringify(said),
    message.now,
  ]);
  if (row?.verdict !== "recorded") return refuse(row?.verdict ?? "not-found");
  if (row.number === null) return refuse("not-found");
  return accept({ deliberationNo: row.number, isAgain: row.is_again === true });
}
