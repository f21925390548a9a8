import { EN } from "./words-en.ts";
import { ID, type Words } from "./words-id.ts";

export const LANGUAGES = ["id", "en"] as const;

/** Indonesian first; English lives below /en. */
export type Language = (typeof LANGUAGES)[number];

const WORDS: Readonly<Record<Language, Words>> = { id: ID, en: EN };
const LOCALE: Readonly<Record<Language, string>> = { id: "id-ID", en: "en-GB" };

/** The words of a language. */
export function wordsOf(language: Language): Words {
  return WORDS[language];
}

/** The language a page was asked in, from its path alone: nothing is remembered. */
export function languageOf(request: { readonly url: string }): Language {
  return /^\/en(\/|\?|$)/.test(request.url) ? "en" : "id";
}

/** The address of a page in a language. */
export function pathIn(language: Language, path: string): string {
  if (language === "id") return path;
  return path === "/" ? "/en" : `/en${path}`;
}

type DayStyle = "day" | "month" | "weekday";

/** Making a formatter costs more than everything else on a page, so each is made once. */
const FORMATS: Readonly<Record<Language, Readonly<Record<DayStyle, Intl.DateTimeFormat>>>> = {
  id: formatsOf("id-ID"),
  en: formatsOf("en-GB"),
};

function formatsOf(locale: string): Readonly<Record<DayStyle, Intl.DateTimeFormat>> {
  const month = { month: "long", timeZone: "UTC" } as const;
  return {
    day: new Intl.DateTimeFormat(locale, { day: "numeric", year: "numeric", ...month }),
    weekday: new Intl.DateTimeFormat(locale, {
      weekday: "long",
      day: "numeric",
      year: "numeric",
      ...month,
    }),
    month: new Intl.DateTimeFormat(locale, month),
  };
}

/** Days of the versions kept: a handful, asked for thousands of times a minute. */
const WRITTEN = new Map<string, string>();

function inWords(language: Language, style: DayStyle, day: string): string {
  const key = `${language} ${style} ${day}`;
  const known = WRITTEN.get(key);
  if (known !== undefined) return known;
  const words = FORMATS[language][style].format(new Date(`${day}T00:00:00Z`));
  if (WRITTEN.size > 200) WRITTEN.clear();
  WRITTEN.set(key, words);
  return words;
}

/** "10 Januari 2026" of an ISO day. */
export function dayInWords(language: Language, day: string): string {
  return inWords(language, "day", day);
}

/** "Selasa, 24 November 2026": as letters and minutes write it. */
export function weekdayInWords(day: string): string {
  return inWords("id", "weekday", day);
}

/** "Januari–Maret 2026" of the first and last day of a period. */
export function periodInWords(language: Language, from: string, to: string): string {
  const month = (day: string) => inWords(language, "month", day);
  const year = (day: string) => day.slice(0, 4);
  if (year(from) === year(to)) return `${month(from)}–${month(to)} ${year(to)}`;
  return `${month(from)} ${year(from)} – ${month(to)} ${year(to)}`;
}

/** "12.345" in Indonesian, "12,345" in English. */
export function numberInWords(language: Language, value: number | bigint): string {
  return value.toLocaleString(LOCALE[language]);
}
