const STEP = 30_000;

/**
 * The half minute whose six digits somebody reads who signs in again: a code is good once, and the desk takes those of the half
 * minutes beside too. Beginning with the one before, three sign-ins fit into one half minute; for a fourth one has to wait.
 */
export function freshStep(last: number | undefined, now: number): number {
  return Math.max((last ?? 0) + 1, Math.floor(now / STEP) - 1);
}

/** When the desk begins to take the digits of a half minute. */
export const takenFrom = (step: number): number => (step - 1) * STEP;

/** A moment of it. */
export const momentOf = (step: number): Date => new Date(step * STEP);
