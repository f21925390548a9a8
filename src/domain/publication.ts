import { say, type Words } from "./words.ts";

/** How a version came to be in force: for the first time, once more, or as the earlier one in place of a later. */
export const PUBLICATION_KINDS = ["first", "again", "back"] as const;
export type PublicationKind = (typeof PUBLICATION_KINDS)[number];

export const PUBLICATION_KIND_WORDS = {
  first: say("terbit pertama kali", "published first"),
  again: say("terbit lagi", "published again"),
  back: say("berlaku lagi, versi sesudahnya ditarik", "in force again, the later one went back"),
} as const satisfies Record<PublicationKind, Words>;

/** A stretch of time in which lookups answered from one version; the newest has no end yet. */
export type PublicationPeriod = {
  readonly versionNo: number;
  readonly kind: PublicationKind;
  readonly from: Date;
  readonly until: Date | undefined;
};

/** The register's offices count days in western Indonesian time; a day is over seventeen hours into its UTC day. */
const UTC_HOUR_OF_MIDNIGHT = 17;

/** The instant in which a day is over for the register's offices. */
export function endOfDay(day: string): Date {
  return new Date(`${day}T${UTC_HOUR_OF_MIDNIGHT}:00:00Z`);
}

/** What was in force when a day ended, and what had been in force on it before. */
export type InForceOn = {
  readonly at: PublicationPeriod;
  /** In their order; where the version was switched on that very day. */
  readonly earlierThatDay: readonly PublicationPeriod[];
};

/**
 * The version in force on a day: the one that answered lookups as the day ended, or answers them now. Undefined where none did
 * yet. `periods` in their order.
 */
export function inForceOn(
  periods: readonly PublicationPeriod[],
  day: string,
): InForceOn | undefined {
  const over = endOfDay(day);
  const begun = new Date(over.getTime() - 86_400_000);
  const before = periods.filter(({ from }) => from < over);
  const at = before.at(-1);
  if (at === undefined) return undefined;
  const earlierThatDay = before
    .slice(0, -1)
    .filter(({ until }) => until !== undefined && until > begun);
  return { at, earlierThatDay };
}
