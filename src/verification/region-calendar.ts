import type { Instant } from "#domain/case-clock.ts";
import type { Procedure } from "#domain/case-procedure.ts";
import { readCase } from "#domain/case-state.ts";
import {
  type CalendarArea,
  calendarAreas,
  calendarOfVillage,
  NATIONAL_CALENDAR,
  type OfficeCalendar,
  type ScopedClosedDay,
} from "#domain/office-calendar.ts";
import type { PlainDate } from "#domain/plain-date.ts";
import type { Tx } from "#store/transact.ts";

type ScopedDay = ScopedClosedDay & { readonly day: PlainDate };
const CLOSED = `select day::text, village_lo as lo, village_hi as hi,
  to_char(recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "knownAt" from dtsen.region_closed_day`;

/** The calendar of a village's offices. */
export async function readCalendar(tx: Tx, villageNo: number): Promise<OfficeCalendar> {
  const days = await tx.prepared<ScopedDay>(
    "closed_days_of_village",
    `${CLOSED} where $1 between village_lo and village_hi order by day`,
    [villageNo],
  );
  return calendarOfVillage(villageNo, days);
}

/** The calendar by which a case about somebody would run; of whom the desk does not know, the nation's. */
export async function readCalendarOf(
  tx: Tx,
  { familyId, personId }: { readonly familyId?: number; readonly personId?: number | undefined },
): Promise<OfficeCalendar> {
  const [place] = await tx.prepared<{ village_no: number | null }>(
    "village_for_clock",
    "select dtsen.village_for_clock($1, $2) as village_no",
    [familyId ?? null, personId ?? null],
  );
  return place?.village_no == null ? NATIONAL_CALENDAR : await readCalendar(tx, place.village_no);
}

/** The whole country in stretches of villages that share a calendar: by what many cases at once are reckoned. */
export async function readAreas(tx: Tx): Promise<readonly CalendarArea[]> {
  return calendarAreas(await tx.query<ScopedDay>(`${CLOSED} order by day`));
}

/** Until when a case that is opened at a moment has, by such stretches. */
export async function readDues<Step extends string>(
  tx: Tx,
  procedure: Procedure<Step>,
  now: Instant,
): Promise<
  readonly { readonly lo: number; readonly hi: number; readonly due_at: Instant | undefined }[]
> {
  return (await readAreas(tx)).map(({ lo, hi, calendar }) => ({
    lo,
    hi,
    due_at: readCase(procedure, { urgency: "planned", openedAt: now, calendar }, []).dueAt,
  }));
}
