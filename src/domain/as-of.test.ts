import { expect, test } from "vitest";
import { parseAsOf } from "./as-of.ts";
import type { PlainDate } from "./plain-date.ts";
import { inForceOn, type PublicationPeriod } from "./publication.ts";

const period = (versionNo: number, from: string, until?: string): PublicationPeriod => ({
  versionNo,
  kind: "first",
  from: new Date(from),
  until: until === undefined ? undefined : new Date(until),
});

// In western Indonesian time a day begins at 17.00 of the day before, UTC.
const PERIODS = [
  period(1, "2026-01-10T03:00:00Z", "2026-04-10T03:00:00Z"),
  period(2, "2026-04-10T03:00:00Z", "2026-04-10T09:00:00Z"),
  period(1, "2026-04-10T09:00:00Z", "2026-06-30T17:30:00Z"),
  period(3, "2026-06-30T17:30:00Z"),
];

test.each([
  ["2026-01-09", undefined, []],
  ["2026-01-10", 1, []],
  ["2026-04-09", 1, []],
  ["2026-04-10", 1, [1, 2]],
  ["2026-04-11", 1, []],
  // Half past midnight of the first of July, where the offices are.
  ["2026-06-30", 1, []],
  ["2026-07-01", 3, [1]],
  ["2030-01-01", 3, []],
])("on %s version %s answered as the day ended", (day, versionNo, earlier) => {
  const found = inForceOn(PERIODS, day);
  expect(found?.at.versionNo).toBe(versionNo);
  expect(found?.earlierThatDay.map((one) => one.versionNo) ?? []).toEqual(earlier);
});

const TODAY = "2026-11-22" as PlainDate;

test.each([
  [{ version: "2026-1" }, { ok: true, value: { kind: "version", label: "2026-1" } }],
  [{ day: "2026-11-22" }, { ok: true, value: { kind: "day", day: "2026-11-22" } }],
  [{}, { ok: false, problem: "ask-one-thing" }],
  [
    { version: "2026-1", day: "2026-11-22" },
    { ok: false, problem: "ask-one-thing" },
  ],
  [{ day: "31-12-2026" }, { ok: false, problem: "not-a-day" }],
  [{ day: "2026-02-30" }, { ok: false, problem: "not-a-day" }],
  [{ day: "2026-11-23" }, { ok: false, problem: "day-in-future" }],
])("asked %j", (asked, answer) => {
  expect(parseAsOf(asked, TODAY)).toEqual(answer);
});
