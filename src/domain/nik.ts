import { accept, type Result, refuse } from "./result.ts";

declare const nik: unique symbol;

/** Nomor Induk Kependudukan: sixteen digits, given once and kept for life (UU 24/2013). */
export type Nik = string & { readonly [nik]: true };

export type NikProblem = "not-16-digits" | "no-region" | "no-such-day" | "no-serial";

/** What the digits say, which may differ from the truth: a mistyped NIK is never reissued. */
export type NikClaims = {
  readonly districtOfIssue: string;
  readonly sex: "female" | "male";
  readonly birthDay: number;
  readonly birthMonth: number;
  readonly birthYearInCentury: number;
};

/** Women's birth days are written with forty added. */
const FEMALE_DAY_OFFSET = 40;
/** February has its leap day: two digits of year cannot tell us the century. */
const DAYS_IN_MONTH = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

/** Spaces, dots and dashes are how people write it; anything else is refused. */
export function parseNik(text: string): Result<Nik, NikProblem> {
  const digits = text.replaceAll(/[ .-]/g, "");
  if (!/^\d{16}$/.test(digits)) return refuse("not-16-digits");
  if (digits.startsWith("00")) return refuse("no-region");
  if (digits.endsWith("0000")) return refuse("no-serial");

  const { birthDay, birthMonth } = readNik(digits as Nik);
  const daysInMonth = DAYS_IN_MONTH[birthMonth - 1] ?? 0;
  if (birthDay < 1 || birthDay > daysInMonth) return refuse("no-such-day");

  return accept(digits as Nik);
}

/** The claims written into the digits; compare them with the record, never trust them alone. */
export function readNik(value: Nik): NikClaims {
  const day = Number(value.slice(6, 8));
  const female = day > FEMALE_DAY_OFFSET;
  return {
    districtOfIssue: value.slice(0, 6),
    sex: female ? "female" : "male",
    birthDay: female ? day - FEMALE_DAY_OFFSET : day,
    birthMonth: Number(value.slice(8, 10)),
    birthYearInCentury: Number(value.slice(10, 12)),
  };
}
