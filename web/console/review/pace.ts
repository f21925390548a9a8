/** The desk takes no more than an hour: who was away is not slow. */
const LONGEST = 3600;

/** Whole seconds from one reading of a clock in milliseconds to another; never below zero, whatever the clock did. */
export function secondsBetween(from: number, to: number): number {
  return Math.min(LONGEST, Math.max(0, Math.round((to - from) / 1000)));
}
