/**
 * Absent has a code, so that "not asked" is never mistaken for "no". Fact columns are integers and
 * never null: a real answer is zero or more, an absent one is one of these.
 */
export const ABSENT = {
  "not-asked": -1,
  "not-known": -2,
  refused: -3,
  "not-applicable": -4,
  erased: -5,
} as const;

export type AbsentReason = keyof typeof ABSENT;
export type AbsentCode = (typeof ABSENT)[AbsentReason];

/** Why there is no answer, or undefined where there is one. */
export function readAbsence(value: number): AbsentReason | undefined {
  if (value >= 0) return undefined;
  const found = Object.entries(ABSENT).find(([, code]) => code === value);
  return (found?.[0] as AbsentReason | undefined) ?? "not-known";
}
