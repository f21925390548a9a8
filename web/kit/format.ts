import type { Language } from "./words/dictionary.ts";

const LOCALE: Readonly<Record<Language, string>> = { id: "id-ID", en: "en-GB" };

/** 25.000 in Indonesian, 25,000 in English. */
export function formatCount(value: number, language: Language): string {
  return new Intl.NumberFormat(LOCALE[language], { maximumFractionDigits: 3 }).format(value);
}

/** Figures and shares side by side: four places after the point. */
export function formatFine(value: number, language: Language): string {
  return new Intl.NumberFormat(LOCALE[language], { maximumFractionDigits: 4 }).format(value);
}

/** Where there is room for a few signs only: 9,1 jt in Indonesian, 9.1m in English; small counts as they are. */
export function formatShort(value: number, language: Language): string {
  if (value < 10_000) return formatCount(value, language);
  return new Intl.NumberFormat(LOCALE[language], {
    notation: "compact",
    maximumFractionDigits: 1,
  }).format(value);
}

/** A share between 0 and 1 as whole percents. */
export function formatShare(share: number, language: Language): string {
  return new Intl.NumberFormat(LOCALE[language], {
    style: "percent",
    maximumFractionDigits: 0,
  }).format(share);
}

/** Whole rupiah that came as text, because they may be larger than a number holds. */
export function formatRupiah(rupiah: string, language: Language): string {
  return new Intl.NumberFormat(LOCALE[language], {
    style: "currency",
    currency: "IDR",
    maximumFractionDigits: 0,
  }).format(BigInt(rupiah));
}

/** A plain day ("2026-01-10") as people write it; the day never shifts with the zone. */
export function formatDay(day: string, language: Language): string {
  return new Intl.DateTimeFormat(LOCALE[language], { dateStyle: "long", timeZone: "UTC" }).format(
    new Date(`${day.slice(0, 10)}T00:00:00Z`),
  );
}

/** An instant, in the zone of whoever looks. */
export function formatInstant(at: string, language: Language): string {
  return new Intl.DateTimeFormat(LOCALE[language], {
    dateStyle: "medium",
    timeStyle: "short",
  }).format(new Date(at));
}
