import type { FastifyReply, FastifyRequest } from "fastify";
import { PURPOSES, type Purpose } from "#domain/purpose.ts";
import { accept, type Result, refuse } from "#domain/result.ts";
import { asSession, type SessionProblem, sessionProblem, type Tx } from "#store/transact.ts";
import type { ServerDeps } from "./deps.ts";
import { type ProblemCode, type ProblemEntry, sendProblem } from "./problem.ts";
import { readToken, takeToken } from "./session-cookie.ts";

const AUDIT_UNSEALED = {
  code: "audit-unsealed",
  entry: [
    503,
    "Catatan audit belum tersegel",
    "Data pribadi ditahan karena catatan audit sudah lebih dari 15 menit belum disegel.",
    "Personal data is held back: the audit log has not been sealed for over 15 minutes.",
    "Hubungi pengelola sistem; coba lagi setelah segel berjalan. / Tell the administrator.",
  ] as ProblemEntry,
} as const;

/** A refusal in the middle of a transaction: thrown, so that nothing of it is kept, and sent. */
type Refusal = ProblemCode | { readonly code: string; readonly entry: ProblemEntry };
const REFUSALS = new WeakMap<Error, Refusal>();

/** Stops the work of a transaction with an answer for the caller. */
export function refuseWith(refusal: Refusal): never {
  const stop = new Error(`refused: ${typeof refusal === "string" ? refusal : refusal.code}`);
  REFUSALS.set(stop, refusal);
  throw stop;
}

/** What work gave, or that a refusal has already been sent. */
export type Answered<T> = Result<T, "sent">;

/**
 * Runs work as whoever is signed in, for one purpose, in one transaction: the read and its audit row
 * are kept together or not at all. Every refusal is sent as a problem here.
 */
export async function asOfficer<T>(
  deps: ServerDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  purpose: Purpose,
  work: (tx: Tx) => Promise<T>,
  token = readToken(request, deps.secure ?? false),
): Promise<Answered<T>> {
  if (token === undefined) return sent(request, reply, "not-signed-in");
  try {
    return accept(await asSession(deps.desk, token, purpose, work));
  } catch (error) {
    const refusal = error instanceof Error ? REFUSALS.get(error) : undefined;
    if (refusal !== undefined) return sent(request, reply, refusal);
    const problem = sessionProblem(error);
    if (problem === undefined) throw error;
    return sendSessionProblem(deps, request, reply, problem);
  }
}

function sent(request: FastifyRequest, reply: FastifyReply, refusal: Refusal) {
  sendProblem(request, reply, refusal);
  return refuse("sent");
}

function sendSessionProblem(
  deps: ServerDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  problem: SessionProblem,
) {
  switch (problem) {
    case "session-unknown":
    case "session-ended":
      takeToken(reply, deps.secure ?? false);
      return sent(request, reply, "not-signed-in");
    case "purpose-not-allowed":
      return sent(request, reply, "not-allowed");
    case "audit-unsealed":
      return sent(request, reply, AUDIT_UNSEALED);
    default:
      return problem satisfies never;
  }
}

/** The purpose that the officer chose, or undefined where the law book has no such purpose. */
export function purposeOf(request: FastifyRequest): Purpose | undefined {
  const said = request.headers["dtsen-purpose"];
  return PURPOSES.find((purpose) => purpose === said);
}

/** `asOfficer` under the purpose of the header; an unknown one is refused as not held. */
export async function asChosen<T>(
  deps: ServerDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  work: (tx: Tx) => Promise<T>,
): Promise<Answered<T>> {
  const purpose = purposeOf(request);
  if (purpose === undefined) return sent(request, reply, "not-allowed");
  return await asOfficer(deps, request, reply, purpose, work);
}

/** Stops unless whoever acts holds the right for the purpose of this transaction. */
export async function requireRight(tx: Tx, right: string): Promise<void> {
  const [row] = await tx.prepared<{ holds: boolean }>("holds", "select dtsen.holds($1) as holds", [
    right,
  ]);
  if (row?.holds !== true) refuseWith("not-allowed");
}
