import type { AppointmentDraft } from "#contract/appointments.ts";
import { ACCOUNT_PROBLEM_WORDS, type AccountProblem } from "#domain/account.ts";
import { APPOINTMENT_PROBLEM_WORDS, type AppointmentProblem } from "#domain/appointment.ts";
import { parsePlainDate } from "#domain/plain-date.ts";
import { ROLES } from "#domain/role.ts";
import { ROLE_CONFLICT_WORDS, type RoleConflict } from "#domain/role-conflict.ts";
import type { AppointmentTerms } from "#store/appointments.ts";
import { refuseWith } from "./guard.ts";
import type { ProblemEntry } from "./problem.ts";

export type AnyProblem = AccountProblem | AppointmentProblem | RoleConflict;

const WORDS = { ...ACCOUNT_PROBLEM_WORDS, ...APPOINTMENT_PROBLEM_WORDS, ...ROLE_CONFLICT_WORDS };
const MEND = "Perbaiki isian, lalu kirim lagi. / Mend the form and send again.";
const REMEDY: Partial<Record<AnyProblem, string>> = {
  "password-overtaken":
    "Masuk lagi, lalu ganti kata sandi. / Sign in again, then change the password.",
};

/** What is not the form's fault: somebody else must act, or it has been done already. */
const STATUS: Partial<Record<AnyProblem, 403 | 404 | 409>> = {
  "password-wrong": 403,
  "role-not-yours-to-give": 403,
  "own-account": 403,
  "own-appointment": 403,
  "second-person-needed": 403,
  "another-unit-needed": 403,
  "account-unknown": 404,
  "appointment-unknown": 404,
  "enrolment-unknown": 404,
  "username-taken": 409,
  "password-overtaken": 409,
  "account-disabled": 409,
  "appointment-settled": 409,
  "watches-own-work": 409,
  "ranks-and-decides": 409,
  "asks-and-approves": 409,
  "prepares-and-assures": 409,
  "appoints-and-acts": 409,
};

/** The refusal in the words of the law book, as a problem of the wire. */
export function accountProblem(problem: AnyProblem): {
  readonly code: string;
  readonly entry: ProblemEntry;
} {
  const { id, en } = WORDS[problem];
  const [status, remedy] = [STATUS[problem] ?? 400, REMEDY[problem] ?? MEND];
  return { code: problem, entry: [status, "Belum dapat dilakukan", id, en, remedy] };
}

/** Stops the transaction with that refusal: nothing of the act is kept. */
export function refuseAccount(problem: AnyProblem): never {
  return refuseWith(accountProblem(problem));
}

/** The terms of a draft as the desk takes them; a role or day that there is not is refused. */
export function readTerms(draft: AppointmentDraft): AppointmentTerms {
  const role = ROLES.find((known) => known === draft.role);
  const [from, to] = [parsePlainDate(draft.validFrom), parsePlainDate(draft.validTo)];
  if (role === undefined) return refuseAccount("role-not-yours-to-give");
  if (!from.ok || !to.ok) return refuseAccount("days-wrong");
  return {
    role,
    officeCode: draft.office,
    regionCode: draft.region,
    programs: draft.programs ?? [],
    validFrom: from.value,
    validTo: to.value,
    decree: draft.decree.trim(),
  };
}
