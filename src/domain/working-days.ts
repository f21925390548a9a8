import { addDays, type PlainDate } from "./plain-date.ts";

/** Days on which offices of the register are closed beside Saturday and Sunday, year by year, each with its decree. */
export type ClosedDays = {
  readonly year: number;
  readonly days: readonly string[];
  readonly legalBasis: string;
};

/**
 * National holidays and the leave that all offices take together. A year without a row knows its weekends alone: a clock then
 * ends too early, which calls people sooner and decides nothing. An office checks the row against its decree before it relies on it.
 */
export const CLOSED_DAYS: readonly ClosedDays[] = [
  {
    year: 2026,
    days: [
      ...["2026-01-01", "2026-01-16", "2026-02-16", "2026-02-17", "2026-03-18", "2026-03-19"],
      ...["2026-03-20", "2026-03-21", "2026-03-22", "2026-03-23", "2026-03-24", "2026-04-03"],
      ...["2026-04-05", "2026-05-01", "2026-05-14", "2026-05-15", "2026-05-27", "2026-05-28"],
      ...["2026-05-31", "2026-06-01", "2026-06-16", "2026-08-17", "2026-08-25", "2026-12-24"],
      "2026-12-25",
    ],
    legalBasis: "SKB 3 Menteri 19 September 2025 (hari libur nasional dan cuti bersama 2026)",
  },
];

const CLOSED: ReadonlySet<string> = new Set(CLOSED_DAYS.flatMap(({ days }) => days));

/** Whether offices work on a day. */
export function isWorkingDay(day: PlainDate): boolean {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return weekday !== 0 && weekday !== 6 && !CLOSED.has(day);
}

/** The day so many working days after another; the day itself does not count, on whatever day it falls. Of an office that keeps more days than the nation, by its own. */
export function addWorkingDays(
  day: PlainDate,
  count: number,
  works: (day: PlainDate) => boolean = isWorkingDay,
): PlainDate {
  if (!Number.isInteger(count) || count < 1)
    throw new Error(`a clock of working days counts whole days from 1, not ${count}`);
  let [on, left] = [day, count];
  while (left > 0) {
    on = addDays(on, 1);
    if (works(on)) left -= 1;
  }
  return on;
}
