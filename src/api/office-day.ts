import type { PlainDate } from "#domain/plain-date.ts";

const DAY = new Intl.DateTimeFormat("en-CA", { timeZone: "Asia/Jakarta", dateStyle: "short" });

/** The day of an instant as offices of the register count it: western Indonesian time, as at the desk. */
export function todayOf(now: Date): PlainDate {
  return DAY.format(now) as PlainDate;
}
