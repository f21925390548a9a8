import { randomBytes } from "node:crypto";
import type { Purpose } from "#domain/purpose.ts";
import { accept, type Result, refuse } from "#domain/result.ts";
import { digest, endSession } from "./accounts.ts";
import type { Desk } from "./open.ts";
import { asSession, sessionProblem, type Tx } from "./transact.ts";

export type WorkProblem = "worker-unknown" | "right-not-held";

/**
 * Work at the command line under the rights of a named account and no others: a session of one transaction,
 * opened through the owner's login and noted as such, so that every rule of the screens holds here too.
 */
export async function asNamed<T>(
  desk: Desk,
  username: string,
  purpose: Purpose,
  work: (tx: Tx) => Promise<T>,
): Promise<Result<T, WorkProblem>> {
  const token = randomBytes(32);
  const { rowCount } = await desk.owner.query(
    `with opened as (
       insert into dtsen.session (token_sha256, account_id, device, idle_until, absolute_until)
       select $2, account_id, 'cli', now() + interval '5 minutes', now() + interval '5 minutes'
       from dtsen.account where username = lower($1) and disabled_at is null
       returning session_id, account_id)
     insert into dtsen.audit_entry (actor, account_id, session_id, purpose_code, act, subject_kind, subject_id, fields_class)
     select 'cli:' || lower($1), account_id, session_id, 'account', 'open-work-session', 'account', account_id, 'account'
     from opened`,
    [username, digest(token)],
  );
  if (rowCount === 0) return refuse("worker-unknown");
  const carried = token.toString("base64url");
  try {
    return accept(await asSession(desk, carried, purpose, work));
  } catch (error) {
    if (sessionProblem(error) === "purpose-not-allowed") return refuse("right-not-held");
    throw error;
  } finally {
    await endSession(desk, carried, "work-done");
  }
}
