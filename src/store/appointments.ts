import { type AppointmentProblem, checkTerms } from "#domain/appointment.ts";
import type { PlainDate } from "#domain/plain-date.ts";
import { accept, type Result, refuse } from "#domain/result.ts";
import type { Role } from "#domain/role.ts";
import { findConflict, type RoleConflict } from "#domain/role-conflict.ts";
import { recordAct } from "./audit.ts";
import type { Tx } from "./transact.ts";

/** A dated role of one account over one region; days are ISO. */
export type AppointmentDraft = {
  readonly accountId: number;
  readonly officeCode: string;
  readonly role: Role;
  readonly regionId: number;
  readonly villageLo: number;
  readonly villageHi: number;
  readonly programs: readonly string[];
  readonly validFrom: string;
  readonly validTo: string;
  readonly decree: string;
  /** Null for the first two accounts of a desk, which nobody could appoint. */
  readonly appointedBy: number | null;
  /** Where a second person has confirmed already; otherwise it is not yet in force. */
  readonly confirmedBy?: number;
};

/** What an administrator says: the region by its code, ten digits or fewer, "ID" for the nation. */
export type AppointmentTerms = {
  readonly officeCode: string;
  readonly role: Role;
  readonly regionCode: string;
  readonly programs: readonly string[];
  readonly validFrom: PlainDate;
  readonly validTo: PlainDate;
  readonly decree: string;
};

/** The region of an appointment, as the desk knows it. */
export type Region = {
  readonly region_id: number;
  readonly village_lo: number;
  readonly village_hi: number;
};

/** Whether whoever acts may give this; the region it means. The desk's own policy refuses the same. */
export async function mayAppoint(
  tx: Tx,
  terms: AppointmentTerms,
): Promise<Result<Region, AppointmentProblem>> {
  const lawful = checkTerms({ ...terms, isDeterminer: terms.role === "program-determiner" });
  if (!lawful.ok) return lawful;
  const code = terms.regionCode;
  const [region] = await tx.query<Region & { may: boolean }>(
    `select region_id, village_lo, village_hi,
       dtsen.may_give($1, $2, region_id, village_lo, village_hi) as may
     from dtsen.region where valid_to = '9999-12-31' and case when $3 = 'ID' then tier = 'nation'
       else village_lo = rpad($3, 10, '0')::bigint and village_hi = rpad($3, 10, '9')::bigint end`,
    [terms.role, terms.officeCode, /^(ID|\d{2,10})$/.test(code) ? code : "00"],
  );
  return region?.may === true ? accept(region) : refuse("role-not-yours-to-give");
}

/** Appoints somebody as whoever acts; it waits for a second person. */
export async function giveAppointment(
  tx: Tx,
  accountId: number,
  terms: AppointmentTerms,
): Promise<
  Result<{ readonly appointmentId: number }, AppointmentProblem | RoleConflict | "account-unknown">
> {
  const may = await mayAppoint(tx, terms);
  if (!may.ok) return may;
  const [known] = await tx.query<{ is_me: boolean }>(
    `select account_id = dtsen.acting_account() as is_me from dtsen.account
     where account_id = $1 and disabled_at is null`,
    [accountId],
  );
  if (known === undefined) return refuse("account-unknown");
  if (known.is_me) return refuse("own-appointment");
  return await addAppointment(tx, accountId, terms, may.value);
}

/** The row and its note, for terms that mayAppoint has accepted. */
export async function addAppointment(
  tx: Tx,
  accountId: number,
  { regionCode, ...terms }: AppointmentTerms,
  { region_id: regionId, village_lo: villageLo, village_hi: villageHi }: Region,
): Promise<Result<{ readonly appointmentId: number }, RoleConflict>> {
  const [actor] = await tx.query<{ me: number }>("select dtsen.acting_account() as me");
  const appointedBy = actor?.me ?? null;
  const draft = { ...terms, accountId, regionId, villageLo, villageHi, appointedBy };
  const made = await appoint(tx, draft);
  if (made.ok) await note(tx, "appoint", accountId, made.value.appointmentId);
  return made;
}

/**
 * Makes an appointment unless the law book keeps the role apart from another that the person holds at
 * the same time. The desk's own trigger refuses the same, whoever inserts and whatever they may see.
 */
export async function appoint(
  tx: Tx,
  draft: AppointmentDraft,
): Promise<Result<{ readonly appointmentId: number }, RoleConflict>> {
  const conflict = await conflictOf(tx, draft);
  if (conflict !== undefined) return refuse(conflict);
  const columns: Readonly<Record<string, unknown>> = {
    account_id: draft.accountId,
    office_code: draft.officeCode,
    role_code: draft.role,
    region_id: draft.regionId,
    village_lo: draft.villageLo,
    village_hi: draft.villageHi,
    programs: draft.programs,
    valid_from: draft.validFrom,
    valid_to: draft.validTo,
    decree: draft.decree,
    appointed_by: draft.appointedBy,
    ...(draft.confirmedBy === undefined ? {} : { confirmed_by: draft.confirmedBy }),
  };
  const names = Object.keys(columns);
  const [row] = await tx.query<{ appointment_id: number }>(
    `insert into dtsen.appointment (${names.join(", ")})
     values (${names.map((_, i) => `$${i + 1}`).join(", ")}) returning appointment_id`,
    Object.values(columns),
  );
  if (row === undefined) throw new Error("the appointment was not added");
  return accept({ appointmentId: row.appointment_id });
}

async function conflictOf(tx: Tx, draft: AppointmentDraft): Promise<RoleConflict | undefined> {
  const held = await tx.query<{ role_code: Role }>(
    "select role_code from dtsen.roles_held($1, $2, $3)",
    [draft.accountId, draft.validFrom, draft.validTo],
  );
  return held.map(({ role_code }) => findConflict(role_code, draft.role)).find(Boolean);
}

type Standing = {
  readonly account_id: number;
  readonly appointed_by: number | null;
  readonly is_elsewhere: boolean;
  readonly is_confirmed: boolean;
  readonly is_over: boolean;
  readonly me: number;
};

/** A second person, of another office, brings an appointment into force: from this commit on it gives rights on its days. */
export async function confirmAppointment(
  tx: Tx,
  appointmentId: number,
  today: PlainDate,
): Promise<Result<"confirmed", AppointmentProblem>> {
  const found = await readStanding(tx, appointmentId, today);
  if (found === undefined) return refuse("appointment-unknown");
  if (found.account_id === found.me) return refuse("own-appointment");
  if (found.appointed_by === found.me) return refuse("second-person-needed");
  if (!found.is_elsewhere) return refuse("another-unit-needed");
  if (found.is_confirmed || found.is_over) return refuse("appointment-settled");
  const done = await tx.query(
    `update dtsen.appointment set confirmed_by = dtsen.acting_account()
     where appointment_id = $1 and confirmed_by is null returning appointment_id`,
    [appointmentId],
  );
  if (done.length === 0) return refuse("appointment-unknown");
  await note(tx, "confirm-appointment", found.account_id, appointmentId);
  return accept("confirmed");
}

/** Ends an appointment before its day. Its rights are gone at the holder's next request; the row stays. */
export async function endAppointment(
  tx: Tx,
  appointmentId: number,
  reason: string,
  today: PlainDate,
): Promise<Result<"ended", AppointmentProblem | "reason-missing">> {
  if (reason.trim().length < 5) return refuse("reason-missing");
  const found = await readStanding(tx, appointmentId, today);
  if (found === undefined) return refuse("appointment-unknown");
  if (found.account_id === found.me) return refuse("own-appointment");
  if (found.is_over) return refuse("appointment-settled");
  const done = await tx.query(
    `update dtsen.appointment set revoked_at = now(), revoked_by = dtsen.acting_account(),
       revoked_reason = $2 where appointment_id = $1 returning appointment_id`,
    [appointmentId, reason.trim()],
  );
  if (done.length === 0) return refuse("appointment-unknown");
  await note(tx, "end-appointment", found.account_id, appointmentId, reason.trim());
  return accept("ended");
}

async function readStanding(
  tx: Tx,
  appointmentId: number,
  today: PlainDate,
): Promise<Standing | undefined> {
  const [found] = await tx.query<Standing>(
    `select account_id, appointed_by, confirmed_by is not null as is_confirmed,
       dtsen.is_of_another_unit(appointed_by, made_at) as is_elsewhere,
       revoked_at is not null or valid_to < $2 as is_over, dtsen.acting_account() as me
     from dtsen.appointment where appointment_id = $1`,
    [appointmentId, today],
  );
  return found;
}

async function note(
  tx: Tx,
  act: "appoint" | "confirm-appointment" | "end-appointment",
  accountId: number,
  appointment: number,
  reason?: string,
): Promise<void> {
  await recordAct(tx, {
    act,
    // Who may confirm an appointment may end it.
    by: [act === "appoint" ? "appoint" : "confirm-appointment"],
    subjectKind: "account",
    subjectId: accountId,
    fieldsClass: "account",
    detail: { appointment, ...(reason === undefined ? {} : { reason }) },
  });
}
