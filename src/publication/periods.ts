import { daysInMonth, type PlainDate, parsePlainDate } from "#domain/plain-date.ts";
import { mustAccept } from "#domain/result.ts";

/** A version is made every three months (Inpres 4/2025); its lists serve the quarter of its day. */
export type PublicationPeriod = {
  readonly from: PlainDate;
  readonly to: PlainDate;
  /** When the next version is due. */
  readonly nextOn: PlainDate;
};

const MONTHS = 3;

/** The quarter that a version of this day speaks of, and the day of the next version. */
export function publicationPeriod(asOf: PlainDate): PublicationPeriod {
  const [year, month, day] = asOf.split("-").map(Number) as [number, number, number];
  const first = month - ((month - 1) % MONTHS);
  const last = first + MONTHS - 1;
  const nextMonth = month + MONTHS;
  const [nextYear, wrapped] = nextMonth > 12 ? [year + 1, nextMonth - 12] : [year, nextMonth];
  return {
    from: write(year, first, 1),
    to: write(year, last, daysInMonth(year, last)),
    nextOn: write(nextYear, wrapped, Math.min(day, daysInMonth(nextYear, wrapped))),
  };
}

function write(year: number, month: number, day: number): PlainDate {
  const two = (value: number) => String(value).padStart(2, "0");
  return mustAccept(parsePlainDate(`${year}-${two(month)}-${two(day)}`), "a day of the calendar");
}
