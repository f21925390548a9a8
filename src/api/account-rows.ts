import type { Account, AccountFilter, AccountPage } from "#contract/accounts.ts";
import type { Appointment } from "#contract/appointments.ts";
import { ACCOUNT_STATE_WORDS, readAccountState } from "#domain/account.ts";
import {
  APPOINTMENT_STATE_WORDS,
  isDueForRenewal,
  RENEWAL_DAYS,
  readAppointmentState,
} from "#domain/appointment.ts";
import { addDays, type PlainDate } from "#domain/plain-date.ts";
import { ROLE_TERMS } from "#domain/role.ts";
import {
  type AccountRow,
  type AppointmentRow,
  readAccounts,
  readAppointments,
} from "#store/account-rows.ts";
import type { Tx } from "#store/transact.ts";
import { regionCode } from "./region-code.ts";
import { cutSlice, readSlice } from "./slice.ts";

/** A page of accounts with all their appointments, as they stand on a day. */
export async function listAccounts(
  tx: Tx,
  filter: AccountFilter,
  today: PlainDate,
): Promise<AccountPage> {
  const slice = readSlice(filter, [0]);
  const rows = await readAccounts(tx, {
    show: filter.show ?? "all",
    today,
    near: addDays(today, RENEWAL_DAYS),
    after: Number(slice.after[0]),
    limit: slice.limit + 1,
  });
  const { shown, next } = cutSlice(rows, slice, ({ account_id }) => [account_id]);
  const appointments = await readAppointments(
    tx,
    shown.map(({ account_id }) => account_id),
  );
  return {
    items: shown.map((row) => writeAccount(row, appointments, today)),
    ...next,
  };
}

function writeAccount(
  row: AccountRow,
  appointments: readonly AppointmentRow[],
  today: PlainDate,
): Account {
  const state = readAccountState({ isEnrolled: row.is_enrolled, isDisabled: row.is_disabled });
  const own = appointments.filter(({ account_id }) => account_id === row.account_id);
  return {
    accountId: String(row.account_id),
    username: row.username,
    fullName: row.person_name,
    ...(row.email === null ? {} : { email: row.email }),
    ...(row.phone === null ? {} : { phone: row.phone }),
    state,
    stateWords: { ...ACCOUNT_STATE_WORDS[state] },
    appointments: own.map((each) => writeAppointment(each, today)),
    isManaged: row.is_managed,
  };
}

function writeAppointment(row: AppointmentRow, today: PlainDate): Appointment {
  const facts = {
    validFrom: row.valid_from,
    validTo: row.valid_to,
    isConfirmed: row.is_confirmed,
    isRevoked: row.is_revoked,
  };
  const state = readAppointmentState(facts, today);
  const isOver = state === "ended" || state === "revoked";
  return {
    appointmentId: String(row.appointment_id),
    role: row.role_code,
    roleWords: { ...ROLE_TERMS[row.role_code].words },
    office: row.office_code,
    officeWords: { id: row.office_id, en: row.office_en },
    region: { code: regionCode(row.tier, row.village_lo), name: row.region_name },
    programs: [...row.programs],
    validFrom: row.valid_from,
    validTo: row.valid_to,
    decree: row.decree,
    state,
    stateWords: { ...APPOINTMENT_STATE_WORDS[state] },
    isDueForRenewal: isDueForRenewal(facts, today) && !row.is_renewed,
    ...(row.appointed_by === null ? {} : { appointedBy: row.appointed_by }),
    ...(row.confirmed_by === null ? {} : { confirmedBy: row.confirmed_by }),
    ...(row.revoked_reason === null ? {} : { revokedReason: row.revoked_reason }),
    mayConfirm: state === "waiting" && row.may_end && row.may_confirm,
    mayEnd: !isOver && row.may_end,
  };
}
