import fc from "fast-check";
import { expect, test } from "vitest";
import {
  addDays,
  ageOn,
  daysBetween,
  type PlainDate,
  parseDayNumber,
  parsePlainDate,
  toDayNumber,
} from "./plain-date.ts";
import { parseWrittenDate, writeDate } from "./written-date.ts";

const day = (text: string) => text as PlainDate;

test.each([
  ["2026-11-21", "2026-11-21"],
  ["2026/1/2", "2026-01-02"],
  ["21/11/2026", "2026-11-21"],
  ["1-2-2026", "2026-02-01"],
  ["21.11.2026", "2026-11-21"],
  ["20261121", "2026-11-21"],
  ["21 Nov 2026", "2026-11-21"],
  ["21 NOPEMBER 2026", "2026-11-21"],
  ["17-Agt-1945", "1945-08-17"],
  ["1 Peb. 1980", "1980-02-01"],
  ["2026-11-21T08:30:00Z", "2026-11-21"],
  ["21/11/2026 00:00:00", "2026-11-21"],
])("%s is the day %s", (text, date) => {
  expect(parseWrittenDate(text)).toEqual({ ok: true, value: date });
});

test.each([
  ["", "not-a-date"],
  ["kemarin", "not-a-date"],
  ["21/11/26", "not-a-date"],
  ["21 Xyz 2026", "not-a-date"],
  ["45982", "not-a-date"],
  ["31/02/2026", "no-such-day"],
  ["11/21/2026", "no-such-day"],
  ["00/00/0000", "no-such-day"],
])("%j is refused: %s", (text, problem) => {
  expect(parseWrittenDate(text)).toEqual({ ok: false, problem });
});

test.each([
  [0, "not-a-date"],
  [20260231, "no-such-day"],
  [-20260101, "not-a-date"],
  [2026.5, "not-a-date"],
])("the number %s is no day: %s", (number, problem) => {
  expect(parseDayNumber(number)).toEqual({ ok: false, problem });
});

test("days are counted over months, leap days and years", () => {
  expect(addDays(day("2024-02-28"), 1)).toBe("2024-02-29");
  expect(addDays(day("2026-01-01"), -1)).toBe("2025-12-31");
  expect(daysBetween(day("2024-02-28"), day("2024-03-01"))).toBe(2);
  expect(ageOn(day("2000-02-29"), day("2026-02-28"))).toBe(25);
  expect(writeDate(day("2026-11-01"))).toBe("1 November 2026");
});

const days = fc
  .date({ min: new Date("1900-01-01"), max: new Date("2100-12-31"), noInvalidDate: true })
  .map((date) => day(date.toISOString().slice(0, 10)));

test("a day is read back from every way of writing it", () => {
  fc.assert(
    fc.property(days, (date) => {
      const [year, month, date_] = date.split("-");
      const ways = [date, `${date_}/${month}/${year}`, `${year}${month}${date_}`, writeDate(date)];
      for (const way of ways) expect(parseWrittenDate(way)).toEqual({ ok: true, value: date });
      expect(parsePlainDate(date).ok).toBe(true);
      expect(parseDayNumber(toDayNumber(date))).toEqual({ ok: true, value: date });
    }),
  );
});

test("adding and counting undo each other", () => {
  fc.assert(
    fc.property(days, fc.integer({ min: -30_000, max: 30_000 }), (date, count) => {
      expect(daysBetween(date, addDays(date, count))).toBe(count);
    }),
  );
});

test("reading never throws", () => {
  fc.assert(fc.property(fc.string(), (text) => void parseWrittenDate(text)));
  fc.assert(fc.property(fc.double(), (number) => void parseDayNumber(number)));
});
