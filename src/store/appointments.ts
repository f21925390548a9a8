import { accept, type Result, refuse } from "#domain/result.ts";
import type { Role } from "#domain/role.ts";
import { findConflict, type RoleConflict } from "#domain/role-conflict.ts";
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
  readonly appointedBy: number;
  /** Where a second person has confirmed already; otherwise it is not yet in force. */
  readonly confirmedBy?: number;
};

/**
 * Makes an appointment unless the law book keeps the role apart from another that the person holds at
 * the same time. The desk's own trigger refuses the same, whoever inserts.
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
    `select distinct role_code from dtsen.appointment
     where account_id = $1 and revoked_at is null and valid_from <= $3 and valid_to >= $2
     order by role_code`,
    [draft.accountId, draft.validFrom, draft.validTo],
  );
  return held.map(({ role_code }) => findConflict(role_code, draft.role)).find(Boolean);
}
