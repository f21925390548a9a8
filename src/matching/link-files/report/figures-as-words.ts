/** 12,345; 0.0123; 98.7 %, never parted at the end of a line: numbers as people read them. */
export const whole = (value: number): string =>
  String(Math.round(value)).replaceAll(/\B(?=(\d{3})+$)/g, ",");
export const percent = (share: number, places = 1): string =>
  `${(share * 100).toFixed(places)}\u00a0%`;
export const bits = (value: number): string =>
  `${value < 0 ? "−" : "+"}${Math.abs(value).toFixed(1)}`;

/** What is left to certainty is not worth its digits. */
const NOTHING = 1e-6;

/** A probability with as many digits as tell it from 0 and from 1. */
export function probability(value: number): string {
  const rest = Math.min(value, 1 - value);
  if (rest < NOTHING) return value < 0.5 ? "almost 0" : "almost 1";
  const places = Math.max(2, Math.ceil(-Math.log10(rest)) + 1);
  return value.toFixed(places);
}
