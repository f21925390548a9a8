import { parseUsername } from "#domain/account.ts";
import type { AppointmentProblem } from "#domain/appointment.ts";
import { accept, type Result, refuse } from "#domain/result.ts";
import type { RoleConflict } from "#domain/role-conflict.ts";
import { type AppointmentTerms, addAppointment, mayAppoint } from "./appointments.ts";
import { mintEnrolmentCode } from "./enrolment.ts";
import type { Tx } from "./transact.ts";

/** A named person, never an office; how to reach them is theirs to give. */
export type AccountDraft = {
  readonly username: string;
  readonly personName: string;
  readonly email?: string | undefined;
  readonly phone?: string | undefined;
};

/** A code to hand over, said once; nobody can read it again. */
export type HandedCode = { readonly code: string; readonly goodUntil: string };

export type Invited = HandedCode & {
  readonly accountId: number;
  readonly appointmentId: number;
};

export type InviteProblem = AppointmentProblem | RoleConflict | "not-a-username" | "username-taken";

/**
 * Makes an account for one person with a first appointment, as whoever acts. The appointment waits for a
 * second person; the code lets its holder choose a password. A refusal after the account was made ends the
 * caller's transaction.
 */
export async function inviteAccount(
  tx: Tx,
  draft: AccountDraft,
  terms: AppointmentTerms,
  now: Date,
): Promise<Result<Invited, InviteProblem>> {
  const username = parseUsername(draft.username);
  if (!username.ok) return username;
  const may = await mayAppoint(tx, terms);
  if (!may.ok) return may;
  const code = mintEnrolmentCode(now);
  const [made] = await tx.query<{ account_id: number | null }>(
    "select dtsen.invite_account($1, $2, $3, $4, $5, $6) as account_id",
    [
      username.value,
      draft.personName.trim(),
      draft.email ?? null,
      draft.phone ?? null,
      code.digest,
      code.goodUntil,
    ],
  );
  const accountId = made?.account_id ?? null;
  if (accountId === null) return refuse("username-taken");
  // Until it has an appointment an account is seen by nobody, not even by who made it.
  const given = await addAppointment(tx, accountId, terms, may.value);
  if (!given.ok) return given;
  return accept({ accountId, ...given.value, ...handed(code) });
}

export type ResetProblem =
  | "own-account"
  | "account-unknown"
  | "account-disabled"
  | "reason-missing";

/**
 * A new code for who lost password or phone; what was is worth nothing from this commit on. Appointments wait
 * again, for a second person who is not whoever acts.
 */
export async function resetAccount(
  tx: Tx,
  accountId: number,
  reason: string,
  now: Date,
): Promise<Result<HandedCode, ResetProblem>> {
  if (reason.trim().length < 5) return refuse("reason-missing");
  const code = mintEnrolmentCode(now);
  const [row] = await tx.query<{ answer: "reset" | Exclude<ResetProblem, "reason-missing"> }>(
    "select dtsen.reset_account($1, $2, $3, $4) as answer",
    [accountId, code.digest, code.goodUntil, reason.trim()],
  );
  const answer = row?.answer ?? "account-unknown";
  return answer === "reset" ? accept(handed(code)) : refuse(answer);
}

/** Ends every session of an account in this instant and, if asked, disables it for good. */
export async function revokeAccount(
  tx: Tx,
  accountId: number,
  { reason, isDisabling }: { readonly reason: string; readonly isDisabling: boolean },
): Promise<Result<{ readonly sessions: number }, ResetProblem>> {
  if (reason.trim().length < 5) return refuse("reason-missing");
  const [may] = await tx.query<{ is_me: boolean; is_managed: boolean }>(
    "select $1 = dtsen.acting_account() as is_me, dtsen.manages_all_of($1) as is_managed",
    [accountId],
  );
  if (may?.is_me === true) return refuse("own-account");
  if (may?.is_managed !== true) return refuse("account-unknown");
  const [row] = await tx.query<{ ended: number }>(
    "select dtsen.revoke_account($1, $2, $3) as ended",
    [accountId, reason.trim(), isDisabling],
  );
  return accept({ sessions: row?.ended ?? 0 });
}

const handed = (code: { readonly spelled: string; readonly goodUntil: Date }): HandedCode => ({
  code: code.spelled,
  goodUntil: code.goodUntil.toISOString(),
});
