const STEP = 30_000;

/**
 * The half minute whose six digits somebody reads who signs in again: a code is good once, and the desk takes those of the half
 * minutes beside too. Where there is time left to type them, the digits of the one before go first: so two or three sign-ins
 * fit into one half minute, and for the next one has to wait.
 */
export function freshStep(last: number | undefined, now: number): number {
  const own = Math.floor(now / STEP);
  const first = now % STEP < STEP / 2 ? own - 1 : own;
  return Math.max((last ?? 0) + 1, first);
}

/** When the desk begins to take the digits of a half minute. */
export const takenFrom = (step: number): number => (step - 1) * STEP;

/** A moment of it. */
export const momentOf = (step: number): Date => new Date(step * STEP);
