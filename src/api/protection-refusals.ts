import type { FastifyReply, FastifyRequest } from "fastify";
import {
  PROTECTION_PROBLEM_WORDS,
  PROTECTION_PROBLEMS,
  type ProtectionProblem,
} from "#domain/protection.ts";
import { sendProblem } from "./problem.ts";

const STATUS = {
  "basis-not-held": 403,
  "reference-missing": 400,
  "review-day-wrong": 400,
  "already-ordered": 409,
  "already-released": 409,
  "already-asked": 409,
  "no-reason": 400,
  "release-not-asked": 409,
  "second-person-needed": 403,
  "case-missing": 400,
  "erase-day-wrong": 400,
} as const satisfies Record<ProtectionProblem, 400 | 403 | 409>;

const REMEDY = {
  400: "Perbaiki isian, lalu kirim lagi. / Mend the form and send again.",
  403: "Minta orang lain yang berwenang. / Ask another person who may.",
  409: "Muat ulang daftar, lalu ulangi. / Load the list again, then repeat.",
} as const;

/**
 * Sends what the desk refused. It is sent after the transaction, which keeps the note that somebody
 * tried; an id that is nobody's is answered like one of another region.
 */
export function sendRefusal(
  request: FastifyRequest,
  reply: FastifyReply,
  verdict: string,
): FastifyReply {
  const problem = PROTECTION_PROBLEMS.find((code) => code === verdict);
  if (problem === undefined) {
    return sendProblem(request, reply, verdict === "refused" ? "not-allowed" : "not-found");
  }
  const { id, en } = PROTECTION_PROBLEM_WORDS[problem];
  const status = STATUS[problem];
  return sendProblem(request, reply, {
    code: problem,
    entry: [status, "Belum dapat dilakukan", id, en, REMEDY[status]],
  });
}
