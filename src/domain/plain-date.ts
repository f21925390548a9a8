import { accept, type Result, refuse } from "./result.ts";

declare const plainDate: unique symbol;

/** A day in the calendar, "2026-11-21", with no time and no zone. Compares as text. */
export type PlainDate = string & { readonly [plainDate]: true };

export type PlainDateProblem = "not-a-date" | "no-such-day";

/** Reads ISO text only; the many ways people write days are the staging room's business. */
export function parsePlainDate(text: string): Result<PlainDate, PlainDateProblem> {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (parts === null) return refuse("not-a-date");
  const [year, month, day] = parts.slice(1).map(Number) as [number, number, number];
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) {
    return refuse("no-such-day");
  }
  return accept(text as PlainDate);
}

/** Days of a month, 28 to 31; months count from 1. */
export function daysInMonth(year: number, month: number): number {
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  if (month === 2) return leap ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

/** The day as the number yyyymmdd, the form of the lake's columns. */
export function toDayNumber(date: PlainDate): number {
  return Number(date.replaceAll("-", ""));
}

/** Whole years from birth to a day. */
export function ageOn(birth: PlainDate, day: PlainDate): number {
  return Math.floor((toDayNumber(day) - toDayNumber(birth)) / 10_000);
}

/** The day of a number yyyymmdd of the lake; 0, 20260231 and other numbers are refused. */
export function parseDayNumber(number: number): Result<PlainDate, PlainDateProblem> {
  const digits = String(number);
  if (!/^\d{8}$/.test(digits)) return refuse("not-a-date");
  return parsePlainDate(`${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6)}`);
}

/** A day some days later, or earlier where the number is negative. */
export function addDays(date: PlainDate, days: number): PlainDate {
  const instant = new Date(`${date}T00:00:00Z`);
  instant.setUTCDate(instant.getUTCDate() + days);
  return instant.toISOString().slice(0, 10) as PlainDate;
}

/** The same day some months later; where that month is shorter, its last day. */
export function addMonths(date: PlainDate, months: number): PlainDate {
  const [year, month, day] = date.split("-").map(Number) as [number, number, number];
  const count = year * 12 + (month - 1) + months;
  const [toYear, toMonth] = [Math.floor(count / 12), (count % 12) + 1];
  const toDay = Math.min(day, daysInMonth(toYear, toMonth));
  const two = (number: number) => String(number).padStart(2, "0");
  return `${String(toYear).padStart(4, "0")}-${two(toMonth)}-${two(toDay)}` as PlainDate;
}

/** Days from one day to another; negative where the other is earlier. */
export function daysBetween(from: PlainDate, to: PlainDate): number {
  return (Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000;
}
