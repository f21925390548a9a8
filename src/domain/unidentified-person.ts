import { addDays, type PlainDate } from "./plain-date.ts";
import { accept, type Result, refuse } from "./result.ts";
import { say, type Words } from "./words.ts";

/**
 * People without NIK or KK stand in a register beside the version: they are never dropped and never
 * given an invented number. State follows from their events, oldest first.
 */
export const UNIDENTIFIED_STATES = ["found", "referred", "overdue", "promoted", "closed"] as const;
export type UnidentifiedState = (typeof UNIDENTIFIED_STATES)[number];

export const UNIDENTIFIED_WORDS = {
  found: say("ditemukan", "found"),
  referred: say("dirujuk ke Dukcapil", "referred to the civil registry"),
  overdue: say("rujukan lewat batas waktu", "referral overdue"),
  promoted: say("sudah ber-NIK", "has a NIK now"),
  closed: say("ditutup dengan alasan", "closed with a reason"),
} as const satisfies Record<UnidentifiedState, Words>;

/** What happens to an unidentified person, appended and never changed. */
export const UNIDENTIFIED_EVENTS = [
  "found",
  "referred",
  "reminded",
  "promoted",
  "closed",
  "noted",
] as const;
export type UnidentifiedEventKind = (typeof UNIDENTIFIED_EVENTS)[number];

export const UNIDENTIFIED_EVENT_WORDS = {
  found: say("ditemukan", "found"),
  referred: say("dirujuk", "referred"),
  reminded: say("diingatkan", "reminded"),
  promoted: say("mendapat NIK", "given a NIK"),
  closed: say("ditutup", "closed"),
  noted: say("dicatat", "noted"),
} as const satisfies Record<UnidentifiedEventKind, Words>;

export type UnidentifiedEvent = {
  readonly kind: UnidentifiedEventKind;
  readonly on: PlainDate;
};

/** Days within which a referral is answered, unless the office's own calendar says otherwise. */
export const REFERRAL_DAYS = 14;

/** The state on a day. A referral past its clock is overdue: that calls people, it decides nothing. */
export function readUnidentified(
  events: readonly UnidentifiedEvent[],
  today: PlainDate,
  referralDays: number = REFERRAL_DAYS,
): UnidentifiedState {
  const ended = events.findLast(({ kind }) => kind === "promoted" || kind === "closed");
  if (ended !== undefined) return ended.kind === "promoted" ? "promoted" : "closed";
  const clock = events.findLast(({ kind }) => kind === "referred" || kind === "reminded");
  if (clock === undefined) return "found";
  return today > addDays(clock.on, referralDays) ? "overdue" : "referred";
}

export type UnidentifiedProblem = "already-ended" | "not-referred" | "already-referred";

/** Whether the next event may follow, or why not. Notes always may, until the end. */
export function mayFollow(
  state: UnidentifiedState,
  kind: UnidentifiedEventKind,
): Result<UnidentifiedEventKind, UnidentifiedProblem> {
  if (state === "promoted" || state === "closed") return refuse("already-ended");
  const isReferred = state === "referred" || state === "overdue";
  if (kind === "reminded" && !isReferred) return refuse("not-referred");
  if (kind === "referred" && state === "referred") return refuse("already-referred");
  return accept(kind);
}

export const UNIDENTIFIED_PROBLEM_WORDS = {
  "already-ended": say(
    "Catatan ini sudah selesai. Buat catatan baru bila orangnya ditemukan lagi.",
    "This record has ended. Make a new one if the person is found again.",
  ),
  "not-referred": say(
    "Belum ada rujukan yang dapat diingatkan. Rujuk dahulu ke Dukcapil.",
    "There is no referral to remind of. Refer to the civil registry first.",
  ),
  "already-referred": say(
    "Sudah dirujuk dan masih dalam batas waktu. Tunggu jawaban atau catat pengingat.",
    "Referred already and within its clock. Wait for the answer, or record a reminder.",
  ),
} as const satisfies Record<UnidentifiedProblem, Words>;
