import { expect, test } from "vitest";
import { type KnownDays, mayAnswerOn } from "./answer-day.ts";
import type { PlainDate } from "./plain-date.ts";

const KNOWN = { today: "2026-11-21" as PlainDate, askedOn: "2026-11-18", bornOn: 20261101 };
const on = (day: string, known: Partial<KnownDays> = {}) =>
  mayAnswerOn(day as PlainDate, { ...KNOWN, ...known });

test("a record is seen between its question and today", () => {
  expect(on("2026-11-18").ok).toBe(true);
  expect(on("2026-11-21").ok).toBe(true);
});

test.each([
  ["2026-11-22", {}, "day-to-come"],
  ["2026-11-17", {}, "day-before-question"],
  ["2026-10-31", { askedOn: null }, "day-before-birth"],
] as const)("%s %j is refused: %s", (day, known, problem) => {
  expect(on(day, known)).toEqual({ ok: false, problem });
});

test("what is not known refuses nothing", () => {
  expect(on("1990-01-01", { askedOn: null, bornOn: -1 }).ok).toBe(true);
  expect(on("1990-01-01", { askedOn: null, bornOn: null }).ok).toBe(true);
});
