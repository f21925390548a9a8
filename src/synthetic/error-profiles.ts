import type { Source } from "#domain/source.ts";
import { ERROR_RATES, type ErrorRates } from "./error-rates.ts";

/** How often the sources are wrong: as usual, or near the upper end of what was ever published. */
export const ERROR_PROFILES = ["usual", "harder"] as const;
export type ErrorProfile = (typeof ERROR_PROFILES)[number];

/**
 * The welfare lists at the upper end of linkage.md 4.1: NIK missing 25 %, wrong 11 %, KK stale 25 %, name
 * different 35 %. The civil registry stays as it is: it is what they are matched against.
 */
const HARDER: Partial<ErrorRates> = {
  nikMissing: 250,
  nikMistyped: 85,
  nikBorrowed: 15,
  nikSwapped: 10,
  nameSpelling: 140,
  nameShortened: 110,
  nameReordered: 20,
  nameTypo: 50,
  nameDressed: 30,
  dateDayMonth: 25,
  dateFirstJanuary: 40,
  dateYear: 35,
  dateMissing: 15,
  kkStale: 250,
  kkMissing: 40,
  moved: 70,
  doubled: 10,
};

const WELFARE_LISTS = ["dtks", "regsosek", "p3ke"] as const;

/** The rates of every source under a profile. */
export function ratesUnder(profile: ErrorProfile): Readonly<Partial<Record<Source, ErrorRates>>> {
  if (profile === "usual") return ERROR_RATES;
  const harder = WELFARE_LISTS.map((source) => [source, { ...ERROR_RATES[source], ...HARDER }]);
  return { ...ERROR_RATES, ...Object.fromEntries(harder) };
}
