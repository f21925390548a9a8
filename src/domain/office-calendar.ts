import type { Instant } from "./case-clock.ts";
import type { OfficeTier } from "./institution.ts";
import type { PlainDate } from "./plain-date.ts";
import { say, type Words } from "./words.ts";
import { isWorkingDay } from "./working-days.ts";

/** The three times that offices of the country keep; none of them knows a summer time. */
export const TIME_ZONES = ["wib", "wita", "wit"] as const;
export type TimeZone = (typeof TIME_ZONES)[number];

export type TimeZoneTerms = {
  readonly words: Words;
  /** Before UTC. */
  readonly aheadHours: number;
  /** Two-digit codes of the provinces that keep it. */
  readonly provinces: readonly string[];
  readonly legalBasis: string;
};

const BASIS = "Keppres 41/1987; provinsi yang dibentuk kemudian mengikuti provinsi induknya";

export const TIME_ZONE_TERMS = {
  wib: {
    words: say("Waktu Indonesia Barat (WIB)", "Western Indonesian Time"),
    aheadHours: 7,
    provinces: [
      ...["11", "12", "13", "14", "15", "16", "17", "18", "19", "21"],
      ...["31", "32", "33", "34", "35", "36", "61", "62"],
    ],
    legalBasis: BASIS,
  },
  wita: {
    words: say("Waktu Indonesia Tengah (WITA)", "Central Indonesian Time"),
    aheadHours: 8,
    provinces: ["51", "52", "53", "63", "64", "65", "71", "72", "73", "74", "75", "76"],
    legalBasis: BASIS,
  },
  wit: {
    words: say("Waktu Indonesia Timur (WIT)", "Eastern Indonesian Time"),
    aheadHours: 9,
    provinces: ["81", "82", "91", "92", "93", "94", "95", "96"],
    legalBasis: BASIS,
  },
} as const satisfies Record<TimeZone, TimeZoneTerms>;

/** A day on which offices of a region are closed beside those of the nation, and since when the desk knows of it. */
export type RegionalClosedDay = { readonly day: PlainDate; readonly knownAt: Instant };

/** The villages, by lowest and highest number, whose offices are closed on it. */
export type ScopedClosedDay = RegionalClosedDay & { readonly lo: number; readonly hi: number };

/** By which time and on which days an office counts. */
export type OfficeCalendar = {
  readonly zone: TimeZone;
  readonly closed: readonly RegionalClosedDay[];
};

/** Offices of the nation sit in its capital and keep no region's days. */
export const NATIONAL_CALENDAR: OfficeCalendar = { zone: "wib", closed: [] };

/** The time that offices of a village's province keep; of a code that no province has, the capital's. */
export function zoneOfVillage(villageNo: number): TimeZone {
  const province = String(villageNo).slice(0, 2);
  const kept = (zone: TimeZone) =>
    (TIME_ZONE_TERMS[zone].provinces as readonly string[]).includes(province);
  return TIME_ZONES.find(kept) ?? NATIONAL_CALENDAR.zone;
}

/** The calendar of a village's offices: its time, and the days of whichever regions it lies in. */
export function calendarOfVillage(
  villageNo: number,
  days: readonly ScopedClosedDay[],
): OfficeCalendar {
  const closed = days.filter(({ lo, hi }) => lo <= villageNo && villageNo <= hi);
  return { zone: zoneOfVillage(villageNo), closed };
}

/** Villages that share a calendar, by lowest and highest number. */
export type CalendarArea = {
  readonly lo: number;
  readonly hi: number;
  readonly calendar: OfficeCalendar;
};

/** Village numbers have ten digits, the first two of which are the province's. */
const PROVINCE = 100_000_000;
const ABOVE_ALL = 100 * PROVINCE;

/** The whole country in stretches of one calendar each, in the order of numbers, without a gap: what many cases opened at once are reckoned by. */
export function calendarAreas(days: readonly ScopedClosedDay[]): readonly CalendarArea[] {
  const provinces = TIME_ZONES.flatMap((zone) => TIME_ZONE_TERMS[zone].provinces).map(Number);
  const bounds = new Set([0, ABOVE_ALL]);
  for (const province of provinces) bounds.add(province * PROVINCE).add((province + 1) * PROVINCE);
  for (const { lo, hi } of days) bounds.add(lo).add(hi + 1);
  const sorted = [...bounds].filter((bound) => bound <= ABOVE_ALL).sort((a, b) => a - b);
  return sorted.slice(0, -1).map((lo, place) => ({
    lo,
    hi: (sorted[place + 1] ?? ABOVE_ALL) - 1,
    calendar: calendarOfVillage(lo, days),
  }));
}

/** The calendar of whoever holds a case of a region: that of the region, but for offices of the nation. */
export function calendarAt(tier: OfficeTier, regional: OfficeCalendar): OfficeCalendar {
  return tier === "nation" ? NATIONAL_CALENDAR : regional;
}

/** Whether an office works on a day, as was known at a moment: a day that is closed later moves no deadline that was told. */
export function isOfficeDay({ closed }: OfficeCalendar, day: PlainDate, knownAt: Instant): boolean {
  const isClosed = closed.some(
    (each) => each.day === day && Date.parse(each.knownAt) <= Date.parse(knownAt),
  );
  return isWorkingDay(day) && !isClosed;
}
