import { say } from "#domain/words.ts";
import { missingKey, wrongValue } from "#matching/link-files/job-mistake.ts";
import type { Tell } from "#matching/link-files/read-keys.ts";

/** Both ends are within. */
type Bounds = readonly [low: number, high: number];

/** A whole number within bounds; the lowest stands in for one that is not. */
export function whole(value: unknown, at: string, [low, high]: Bounds, tell: Tell): number {
  if (typeof value === "number" && Number.isSafeInteger(value) && value >= low && value <= high)
    return value;
  tellNumber(
    value,
    at,
    say(`bilangan bulat ${low} sampai ${high}`, `a whole number from ${low} to ${high}`),
    low,
    tell,
  );
  return low;
}

/** The same of any number. */
export function between(value: unknown, at: string, [low, high]: Bounds, tell: Tell): number {
  if (typeof value === "number" && value >= low && value <= high) return value;
  tellNumber(
    value,
    at,
    say(`angka ${low} sampai ${high}`, `a number from ${low} to ${high}`),
    low,
    tell,
  );
  return low;
}

function tellNumber(
  value: unknown,
  at: string,
  wanted: ReturnType<typeof say>,
  low: number,
  tell: Tell,
): void {
  const key = at.slice(at.lastIndexOf(".") + 1);
  tell(
    value === undefined
      ? missingKey(at, `"${key}": ${low}`)
      : wrongValue(at, wanted, `"${key}": ${low}`),
  );
}

/** True or false. */
export function yesNo(value: unknown, at: string, tell: Tell): boolean {
  if (typeof value === "boolean") return value;
  tell(wrongValue(at, say("true atau false", "true or false"), "true"));
  return true;
}
