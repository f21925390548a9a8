import { isOfficeDay, type OfficeCalendar, TIME_ZONE_TERMS } from "./office-calendar.ts";
import type { PlainDate } from "./plain-date.ts";
import { say, type Words } from "./words.ts";
import { addWorkingDays } from "./working-days.ts";

/** How much a case presses, as the letter before it says; never why. */
export const URGENCIES = ["emergency", "continuing", "planned"] as const;
export type Urgency = (typeof URGENCIES)[number];

export const URGENCY_WORDS = {
  emergency: say("gawat darurat", "emergency"),
  continuing: say("perawatan tidak boleh terputus", "care that must not be interrupted"),
  planned: say("perawatan terencana", "planned care"),
} as const satisfies Record<Urgency, Words>;

/** Hours run by day and night; working days end with their day. */
export type ClockLength = { readonly hours: number } | { readonly workingDays: number };

/** How long somebody has, from a day on. Data with a basis, never a number in code. */
export type ClockTerms = {
  readonly from: string;
  readonly lengths: Readonly<Record<Urgency, ClockLength>>;
  readonly legalBasis: string;
};

/** Newest last. */
export type Clock = readonly [ClockTerms, ...ClockTerms[]];

/** A moment as text of ISO 8601 in UTC: what the desk stores and what clocks are reckoned in. */
export type Instant = string;

const HOUR_MS = 3_600_000;
const aheadMs = ({ zone }: OfficeCalendar): number => TIME_ZONE_TERMS[zone].aheadHours * HOUR_MS;

/** The day at the office at a moment. */
export function officeDay(at: Instant, calendar: OfficeCalendar): PlainDate {
  return new Date(Date.parse(at) + aheadMs(calendar)).toISOString().slice(0, 10) as PlainDate;
}

/** The terms that hold at a moment; before the first, the first. */
export function clockTermsAt(clock: Clock, at: Instant, calendar: OfficeCalendar): ClockTerms {
  const day = officeDay(at, calendar);
  return clock.findLast(({ from }) => from <= day) ?? clock[0];
}

/** When a clock that starts at a moment has run out at that office: that very moment is still in time. */
export function dueAt(
  clock: Clock,
  urgency: Urgency,
  start: Instant,
  calendar: OfficeCalendar,
): Instant {
  const length = clockTermsAt(clock, start, calendar).lengths[urgency];
  if ("hours" in length) return new Date(Date.parse(start) + length.hours * HOUR_MS).toISOString();
  const works = (day: PlainDate) => isOfficeDay(calendar, day, start);
  const last = addWorkingDays(officeDay(start, calendar), length.workingDays, works);
  return new Date(Date.parse(`${last}T23:59:59.999Z`) - aheadMs(calendar)).toISOString();
}

/** Whether the clock has run out. Never a decision: somebody else is called. */
export function isOverdue(due: Instant | undefined, now: Instant): boolean {
  return due !== undefined && Date.parse(now) > Date.parse(due);
}
