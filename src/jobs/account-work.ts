import type { AccountProblem } from "#domain/account.ts";
import type { AppointmentProblem } from "#domain/appointment.ts";
import type { PlainDate } from "#domain/plain-date.ts";
import { type Result, refuse } from "#domain/result.ts";
import type { RoleConflict } from "#domain/role-conflict.ts";
import {
  type AccountDraft,
  type HandedCode,
  type Invited,
  inviteAccount,
  resetAccount,
  revokeAccount,
} from "#store/account-acts.ts";
import { type AppointmentRow, readAccounts, readAppointments } from "#store/account-rows.ts";
import {
  type AppointmentTerms,
  confirmAppointment,
  endAppointment,
  giveAppointment,
} from "#store/appointments.ts";
import { recordAct } from "#store/audit.ts";
import type { Desk } from "#store/open.ts";
import type { Tx } from "#store/transact.ts";
import { asNamed, type WorkProblem } from "#store/work-session.ts";

export type AccountWorkProblem = AccountProblem | AppointmentProblem | RoleConflict | WorkProblem;
type Answer<T> = Promise<Result<T, AccountWorkProblem>>;

/** At which desk, under whose rights. */
export type AccountWorker = { readonly desk: Desk; readonly by: string };

const MOST_LISTED = 10_000;

/** An account with its appointments, as the command line prints it. */
export type ListedAccount = {
  readonly username: string;
  readonly fullName: string;
  readonly isEnrolled: boolean;
  readonly isDisabled: boolean;
  readonly appointments: readonly AppointmentRow[];
};

/** Everybody whom that administrator sees. */
export async function listAccountsAs(
  { desk, by }: AccountWorker,
  filter: { readonly show: "all" | "waiting" | "renewal"; today: PlainDate; near: PlainDate },
): Answer<readonly ListedAccount[]> {
  return await asNamed(desk, by, "administration", async (tx) => {
    const rows = await readAccounts(tx, { ...filter, after: 0, limit: MOST_LISTED });
    const all = await readAppointments(
      tx,
      rows.map(({ account_id }) => account_id),
    );
    const note = { act: "list-accounts", subjectKind: "none", fieldsClass: "account" } as const;
    const by = ["manage-account", "confirm-appointment"] as const;
    await recordAct(tx, { ...note, by, rowCount: rows.length });
    return rows.map((row) => ({
      username: row.username,
      fullName: row.person_name,
      isEnrolled: row.is_enrolled,
      isDisabled: row.is_disabled,
      appointments: all.filter(({ account_id }) => account_id === row.account_id),
    }));
  });
}

export async function inviteAs(
  worker: AccountWorker,
  draft: AccountDraft,
  terms: AppointmentTerms,
  now: Date,
): Answer<Invited> {
  return await act(worker, (tx) => inviteAccount(tx, draft, terms, now));
}

export async function appointAs(
  worker: AccountWorker,
  username: string,
  terms: AppointmentTerms,
): Answer<{ readonly appointmentId: number }> {
  return await act(worker, (tx) =>
    withAccount(tx, username, (accountId) => giveAppointment(tx, accountId, terms)),
  );
}

export async function confirmAs(
  worker: AccountWorker,
  appointmentId: number,
  today: PlainDate,
): Answer<"confirmed"> {
  return await act(worker, (tx) => confirmAppointment(tx, appointmentId, today));
}

export async function endAs(
  worker: AccountWorker,
  appointmentId: number,
  reason: string,
  today: PlainDate,
): Answer<"ended"> {
  return await act(worker, (tx) => endAppointment(tx, appointmentId, reason, today));
}

export async function resetAs(
  worker: AccountWorker,
  username: string,
  reason: string,
  now: Date,
): Answer<HandedCode> {
  return await act(worker, (tx) =>
    withAccount(tx, username, (accountId) => resetAccount(tx, accountId, reason, now)),
  );
}

export async function revokeAs(
  worker: AccountWorker,
  username: string,
  how: { readonly reason: string; readonly isDisabling: boolean },
): Answer<{ readonly sessions: number }> {
  return await act(worker, (tx) =>
    withAccount(tx, username, (accountId) => revokeAccount(tx, accountId, how)),
  );
}

async function withAccount<T, Problem extends string>(
  tx: Tx,
  username: string,
  work: (accountId: number) => Promise<Result<T, Problem>>,
): Promise<Result<T, Problem | "account-unknown">> {
  const [found] = await tx.query<{ account_id: number }>(
    "select account_id from dtsen.account where username = lower($1)",
    [username],
  );
  return found === undefined ? refuse("account-unknown") : await work(found.account_id);
}

/** A refusal in the middle of an act takes back what the act had begun. */
class Refused extends Error {
  readonly problem: AccountWorkProblem;
  constructor(problem: AccountWorkProblem) {
    super(`refused: ${problem}`);
    this.problem = problem;
  }
}

async function act<T>(
  { desk, by }: AccountWorker,
  work: (tx: Tx) => Promise<Result<T, AccountWorkProblem>>,
): Answer<T> {
  try {
    return await asNamed(desk, by, "administration", async (tx) => {
      const done = await work(tx);
      if (!done.ok) throw new Refused(done.problem);
      return done.value;
    });
  } catch (error) {
    if (error instanceof Refused) return refuse(error.problem);
    throw error;
  }
}
