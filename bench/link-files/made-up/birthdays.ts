import { type Hand, two } from "./errors.ts";

/** Year, month, day. */
export type Day = readonly [number, number, number];

/** A day of birth from some year on. */
export function bornFrom({ roll }: Hand, year: number, years: number): Day {
  return [year + roll(years), 1 + roll(12), 1 + roll(28)];
}

export const isoDay = ([y, m, d]: Day): string => `${y}-${two(m)}-${two(d)}`;
export const slashedDay = ([y, m, d]: Day): string => `${two(d)}/${two(m)}/${y}`;
