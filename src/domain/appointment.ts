import { addDays, type PlainDate } from "./plain-date.ts";
import { accept, type Result, refuse } from "./result.ts";
import { say, type Words } from "./words.ts";

/** Where a dated appointment stands on a day. Only "in-force" gives rights. */
export const APPOINTMENT_STATES = ["waiting", "coming", "in-force", "ended", "revoked"] as const;
export type AppointmentState = (typeof APPOINTMENT_STATES)[number];

export const APPOINTMENT_STATE_WORDS = {
  waiting: say("menunggu pengesahan orang kedua", "waits for a second person"),
  coming: say("belum mulai", "not begun"),
  "in-force": say("berlaku", "in force"),
  ended: say("berakhir", "ended"),
  revoked: say("dihentikan", "ended early"),
} as const satisfies Record<AppointmentState, Words>;

export type AppointmentFacts = {
  readonly validFrom: PlainDate;
  /** The last day. */
  readonly validTo: PlainDate;
  readonly isConfirmed: boolean;
  readonly isRevoked: boolean;
};

/** State is reckoned for a day that the caller names; the desk reckons the same in rights_of. */
export function readAppointmentState(
  { validFrom, validTo, isConfirmed, isRevoked }: AppointmentFacts,
  today: PlainDate,
): AppointmentState {
  if (isRevoked) return "revoked";
  if (today > validTo) return "ended";
  if (!isConfirmed) return "waiting";
  return today < validFrom ? "coming" : "in-force";
}

/** How long before its last day an appointment is listed for renewal. */
export const RENEWAL_DAYS = 30;

/** Whether somebody should renew it now: in force, and its last day is near. */
export function isDueForRenewal(facts: AppointmentFacts, today: PlainDate): boolean {
  const isNear = facts.validTo <= addDays(today, RENEWAL_DAYS);
  return isNear && readAppointmentState(facts, today) === "in-force";
}

export type AppointmentProblem =
  | "role-not-yours-to-give"
  | "days-wrong"
  | "appointment-too-long"
  | "decree-missing"
  | "programs-missing"
  | "own-appointment"
  | "appointment-unknown"
  | "second-person-needed"
  | "another-unit-needed"
  | "appointment-settled";

/** Five years and its leap days: no appointment is for ever. */
const LONGEST_DAYS = 1827;

/** Days in order, not for ever, and an act of law behind it. */
export function checkTerms(terms: {
  readonly validFrom: PlainDate;
  readonly validTo: PlainDate;
  readonly decree: string;
  readonly isDeterminer: boolean;
  readonly programs: readonly string[];
}): Result<"lawful", AppointmentProblem> {
  const { validFrom, validTo, decree, isDeterminer, programs } = terms;
  if (validFrom > validTo) return refuse("days-wrong");
  if (validTo > addDays(validFrom, LONGEST_DAYS)) return refuse("appointment-too-long");
  if (decree.trim().length < 3) return refuse("decree-missing");
  if (isDeterminer !== programs.length > 0) return refuse("programs-missing");
  return accept("lawful");
}

export const APPOINTMENT_PROBLEM_WORDS = {
  "role-not-yours-to-give": say(
    "Peran ini, di kantor dan wilayah ini, tidak dapat Anda berikan. Mintalah kepada pengelola akun yang berwenang.",
    "You may not give this role in this office and region. Ask the administrator who may.",
  ),
  "days-wrong": say(
    "Hari terakhir mendahului hari pertama. Periksa kedua tanggalnya.",
    "The last day is before the first. Check both days.",
  ),
  "appointment-too-long": say(
    "Penugasan paling lama lima tahun. Perpanjang sebelum berakhir.",
    "An appointment is for at most five years. Renew it before it ends.",
  ),
  "decree-missing": say(
    "Sebutkan nomor surat keputusan yang menunjuk orang ini.",
    "Name the decree by which this person is appointed.",
  ),
  "programs-missing": say(
    "Penetap program menyebut programnya; peran lain tidak.",
    "A program determiner names the programs; no other role does.",
  ),
  "own-appointment": say(
    "Tidak seorang pun menunjuk, mengesahkan atau menghentikan dirinya sendiri. Mintalah pengelola lain.",
    "Nobody appoints, confirms or ends themselves. Ask another administrator.",
  ),
  "appointment-unknown": say(
    "Tidak ada penugasan itu di wilayah Anda.",
    "There is no such appointment in your region.",
  ),
  "second-person-needed": say(
    "Yang menunjuk tidak mengesahkan. Mintalah orang kedua yang berwenang.",
    "Who appoints does not confirm. Ask a second person who may.",
  ),
  "another-unit-needed": say(
    "Pengelola akun dari kantor yang sama tidak mengesahkan. Mintalah pengelola kantor lain, atau kepala kantor.",
    "An administrator of the same office does not confirm. Ask one of another office, or the head of the office.",
  ),
  "appointment-settled": say(
    "Penugasan ini sudah disahkan, berakhir atau dihentikan.",
    "This appointment is confirmed, ended or revoked already.",
  ),
} as const satisfies Record<AppointmentProblem, Words>;
