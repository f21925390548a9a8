import { dayHere } from "../fieldwork/today.ts";

const A_DAY = 86_400_000;

/** Whole days from today at the office until a day. */
export function daysUntil(day: string): number {
  return Math.round((Date.parse(day) - Date.parse(dayHere())) / A_DAY);
}
