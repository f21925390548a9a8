import { daysInMonth } from "./plain-date.ts";
import { accept, type Result, refuse } from "./result.ts";

declare const kkNumber: unique symbol;

/** Nomor kartu keluarga: sixteen digits; a family gets a new one when its head or address changes. */
export type KkNumber = string & { readonly [kkNumber]: true };

export type KkNumberProblem = "not-16-digits" | "no-region" | "no-such-day" | "no-serial";

/** What the digits say: where and when the card was issued, not where the family lives. */
export type KkClaims = {
  readonly districtOfIssue: string;
  readonly issueDay: number;
  readonly issueMonth: number;
  readonly issueYearInCentury: number;
};

/** Shaped as a NIK, but the date is that of issue and nobody's sex is added to the day. */
export function parseKkNumber(text: string): Result<KkNumber, KkNumberProblem> {
  const digits = text.replaceAll(/[ .-]/g, "");
  if (!/^\d{16}$/.test(digits)) return refuse("not-16-digits");
  if (digits.startsWith("00")) return refuse("no-region");
  if (digits.endsWith("0000")) return refuse("no-serial");

  const { issueDay, issueMonth } = readKkNumber(digits as KkNumber);
  const isMonth = issueMonth >= 1 && issueMonth <= 12;
  if (!isMonth || issueDay < 1 || issueDay > daysInMonth(LEAP_YEAR, issueMonth)) {
    return refuse("no-such-day");
  }
  return accept(digits as KkNumber);
}

/** Two digits of year cannot tell the century, so every February has its leap day. */
const LEAP_YEAR = 2000;

/** The claims written into the digits. */
export function readKkNumber(value: KkNumber): KkClaims {
  return {
    districtOfIssue: value.slice(0, 6),
    issueDay: Number(value.slice(6, 8)),
    issueMonth: Number(value.slice(8, 10)),
    issueYearInCentury: Number(value.slice(10, 12)),
  };
}
