import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { dueAt } from "./case-clock.ts";
import { stepOf } from "./case-procedure.ts";
import {
  calendarAreas,
  calendarAt,
  calendarOfVillage,
  isOfficeDay,
  NATIONAL_CALENDAR,
  type ScopedClosedDay,
  TIME_ZONE_TERMS,
  TIME_ZONES,
  zoneOfVillage,
} from "./office-calendar.ts";
import type { PlainDate } from "./plain-date.ts";
import { REACTIVATION } from "./reactivation-procedure.ts";

const day = (text: string) => text as PlainDate;
const { clock } = stepOf(REACTIVATION, "verification");
if (clock === undefined) throw new Error("verification has a clock");
/** A Monday, ten o'clock in the west. */
const MONDAY = "2026-11-02T03:00:00.000Z";
const closed = (regency: number, on: string, knownAt = "2026-01-01T00:00:00.000Z") => ({
  day: day(on),
  knownAt,
  lo: regency * 1_000_000,
  hi: regency * 1_000_000 + 999_999,
});

describe("the three times", () => {
  test("each of the thirty-eight provinces keeps one", () => {
    const all = TIME_ZONES.flatMap((zone) => [...TIME_ZONE_TERMS[zone].provinces]);
    expect([all.length, new Set(all).size]).toEqual([38, 38]);
    for (const zone of TIME_ZONES) expect(TIME_ZONE_TERMS[zone].legalBasis).not.toBe("");
  });

  test.each([
    [3_205_010_001, "wib"],
    [6_171_010_001, "wib"],
    [6_271_010_001, "wib"],
    [6_371_010_001, "wita"],
    [5_171_010_001, "wita"],
    [7_671_010_001, "wita"],
    [8_171_010_001, "wit"],
    [9_471_010_001, "wit"],
  ])("%s keeps %s", (village, zone) => {
    expect(zoneOfVillage(village)).toBe(zone);
  });

  test("a working day ends when it ends at the office that holds the case", () => {
    const until = (village: number) =>
      dueAt(clock, "continuing", MONDAY, calendarOfVillage(village, []));
    expect(until(3_205_010_001)).toBe("2026-11-03T16:59:59.999Z");
    expect(until(5_171_010_001)).toBe("2026-11-03T15:59:59.999Z");
    expect(until(9_471_010_001)).toBe("2026-11-03T14:59:59.999Z");
  });

  test("a message of the evening may be of the next day in the east", () => {
    const evening = "2026-11-02T15:30:00.000Z";
    const until = (village: number) =>
      dueAt(clock, "continuing", evening, calendarOfVillage(village, []));
    expect(until(3_205_010_001)).toBe("2026-11-03T16:59:59.999Z");
    expect(until(9_471_010_001)).toBe("2026-11-04T14:59:59.999Z");
  });
});

describe("days of a region", () => {
  const NYEPI = [closed(5171, "2026-11-03")];

  test("its own closed day moves its own clocks and nobody else's", () => {
    const until = (village: number) =>
      dueAt(clock, "continuing", MONDAY, calendarOfVillage(village, NYEPI));
    expect(until(5_171_010_001)).toBe("2026-11-04T15:59:59.999Z");
    expect(until(5_103_010_001)).toBe("2026-11-03T15:59:59.999Z");
  });

  test("a day that is closed later moves no deadline that was told before", () => {
    const late = [closed(5171, "2026-11-03", "2026-11-02T03:00:00.001Z")];
    const calendar = calendarOfVillage(5_171_010_001, late);
    expect(dueAt(clock, "continuing", MONDAY, calendar)).toBe("2026-11-03T15:59:59.999Z");
    expect(isOfficeDay(calendar, day("2026-11-03"), "2026-11-02T03:00:00.001Z")).toBe(false);
  });

  test("offices of the nation keep the capital's time and no region's days", () => {
    const regional = calendarOfVillage(5_171_010_001, NYEPI);
    expect(calendarAt("nation", regional)).toBe(NATIONAL_CALENDAR);
    expect(calendarAt("regency", regional)).toBe(regional);
  });

  test("the country in stretches says of every village what its own calendar says", () => {
    const scope = fc
      .tuple(fc.integer({ min: 11, max: 97 }), fc.integer({ min: 0, max: 99 }), fc.boolean())
      .map(([province, regency, isWhole]): ScopedClosedDay => {
        const lo = isWhole ? province * 100_000_000 : (province * 100 + regency) * 1_000_000;
        const hi = lo + (isWhole ? 99_999_999 : 999_999);
        return { day: day("2026-11-03"), knownAt: MONDAY, lo, hi };
      });
    fc.assert(
      fc.property(
        fc.array(scope, { maxLength: 5 }),
        fc.integer({ min: 0, max: 9_999_999_999 }),
        (days, village) => {
          const areas = calendarAreas(days);
          for (const [place, { lo }] of areas.entries())
            expect(lo).toBe(place === 0 ? 0 : (areas[place - 1]?.hi ?? 0) + 1);
          expect(areas.at(-1)?.hi).toBe(9_999_999_999);
          const found = areas.find(({ lo, hi }) => lo <= village && village <= hi);
          expect(found?.calendar).toEqual(calendarOfVillage(village, days));
        },
      ),
    );
  });
});
