import fc from "fast-check";
import { expect, test } from "vitest";
import { readDeliveredDay } from "./delivered-day.ts";

const AS_OF = 20260930;

test.each([
  ["1990-01-31", 19900131, null],
  ["31/01/1990", 19900131, null],
  ["31-1-1990", 19900131, null],
  ["31 Januari 1990", 19900131, null],
  ["31-AGU-1990", 19900831, null],
  ["19900131", 19900131, null],
  ["31011990", 19900131, null],
  ["1990-01-31 00:00:00", 19900131, null],
  ["1990-01-31T07:30:00Z", 19900131, null],
  ["2026-08", 20260801, null],
  ["202608", 20260801, null],
  ["1990-31-01", 19900131, "date-day-month-swapped"],
  ["01/31/1990", 19900131, "date-day-month-swapped"],
  ["31/01/90", 19900131, "date-two-digit-year"],
  ["3 jan 26", 20260103, "date-two-digit-year"],
  ["3 jan 27", 19270103, "date-two-digit-year"],
  ["32904", 19900131, "date-as-serial"],
  ["", null, null],
  ["00/00/0000", null, null],
  ["-", null, null],
  ["31/02/1990", null, "date-no-such-day"],
  ["2026-10-01", null, "date-in-future"],
  ["1066-01-01", null, "date-too-old"],
  ["kemarin", null, "date-unreadable"],
])("%s is read as %s, noted %s", (written, day, note) => {
  expect(readDeliveredDay(written, AS_OF)).toEqual({ day, note });
});

test("never throws, and what it reads is a day that has been", () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[0-9A-Za-z/. :-]{0,20}$/), (written) => {
      const { day, note } = readDeliveredDay(written, AS_OF);
      if (day !== null) expect(day).toBeLessThanOrEqual(AS_OF);
      expect(note === null || note.startsWith("date-")).toBe(true);
    }),
    { numRuns: 2000 },
  );
});
