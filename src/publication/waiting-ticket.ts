import { createHmac, type KeyObject, randomBytes } from "node:crypto";
import { accept, type Result, refuse } from "#domain/result.ts";
import { sameText } from "./proof-of-work.ts";

/**
 * The way without JavaScript: instead of computing, one waits. A ticket is bound to one question,
 * counts only after the wait and within the quarter hour, and is spent once.
 */
export type TicketProblem = "malformed-ticket" | "forged-ticket" | "too-early" | "expired-ticket";

/** Seconds a person waits; robots wait too, and meet a lower budget per address. */
export const WAIT_SECONDS = 8;
const VALID_MS = 15 * 60_000;

/** A ticket for the question with this digest, as one line for a hidden field. */
export function issueTicket(secret: KeyObject, now: Date, question: string): string {
  const body = [randomBytes(12).toString("base64url"), now.getTime() + WAIT_SECONDS * 1000].join(
    ".",
  );
  return `${body}.${sign(secret, body, question)}`;
}

/** The nonce to be marked as spent, or why the ticket does not count yet or any more. */
export function judgeTicket(
  secret: KeyObject,
  now: Date,
  line: string,
  question: string,
): Result<string, TicketProblem> {
  const parts = line.split(".");
  if (parts.length !== 3) return refuse("malformed-ticket");
  const [salt, notBefore, signature] = parts as [string, string, string];
  if (!sameText(sign(secret, `${salt}.${notBefore}`, question), signature)) {
    return refuse("forged-ticket");
  }
  if (now.getTime() < Number(notBefore)) return refuse("too-early");
  if (now.getTime() > Number(notBefore) + VALID_MS) return refuse("expired-ticket");
  return accept(salt);
}

const sign = (secret: KeyObject, body: string, question: string): string =>
  createHmac("sha256", secret).update(`ticket.${body}.${question}`).digest("base64url");
