import type { FastifyReply, FastifyRequest } from "fastify";
import type { CandidateResultFile, CandidateResultReceipt } from "#contract/candidates.ts";
import type { ResultHead, ResultRow, ResultVerdict } from "#programs/candidate-result.ts";
import type { Tx } from "#store/transact.ts";
import { candidateRefusal } from "./candidate-refusal.ts";
import { sendProblem } from "./problem.ts";

/** What a result says of itself, by form or beside a file. */
export function headFrom(
  way: ResultHead["way"],
  { act, minutes, reason }: Pick<CandidateResultFile, "act" | "minutes" | "reason">,
): ResultHead {
  return {
    way,
    actNumber: act.number,
    actSignedOn: act.signedOn,
    minutesNumber: minutes?.number,
    minutesHeldOn: minutes?.heldOn,
    attended: minutes?.attended,
    dissent: minutes?.dissent,
    dissentNote: minutes?.note,
    reason,
  };
}

/** Records a result under the caller's own session. */
export async function recordResult(
  tx: Tx,
  given: {
    readonly number: number;
    readonly head: object;
    readonly rows: readonly ResultRow[];
    readonly id: string;
  },
): Promise<ResultVerdict> {
  const [row] = await tx.query<{ answer: ResultVerdict }>(
    "select dtsen.record_candidate_result_here($1, $2, $3, $4) as answer",
    [given.number, given.head, JSON.stringify(given.rows), given.id],
  );
  return row?.answer ?? { verdict: "" };
}

export const isTaken = (verdict: string): boolean =>
  verdict === "recorded" || verdict === "repeated";

/** The receipt of a result, or why it was not taken. */
export function sendReceipt(
  request: FastifyRequest,
  reply: FastifyReply,
  { verdict, result = 0, accepted = 0, declined = 0, added = 0, refused = 0 }: ResultVerdict,
): FastifyReply {
  if (!isTaken(verdict)) {
    return sendProblem(request, reply, candidateRefusal(verdict, "Hasil belum diterima"));
  }
  const receipt: CandidateResultReceipt = {
    number: result,
    isRepeat: verdict === "repeated",
    ...{ accepted, declined, added, refused },
  };
  return reply.send(receipt);
}
