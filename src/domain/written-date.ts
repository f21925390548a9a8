import { type PlainDate, type PlainDateProblem, parsePlainDate } from "./plain-date.ts";
import { type Result, refuse } from "./result.ts";

/** Months as they are written in Indonesia, in full and short, old and English spellings too. */
const MONTHS: readonly (readonly string[])[] = [
  ["januari", "jan", "january"],
  ["februari", "feb", "peb", "pebruari", "february"],
  ["maret", "mar", "mrt", "march"],
  ["april", "apr"],
  ["mei", "may"],
  ["juni", "jun", "june"],
  ["juli", "jul", "july"],
  ["agustus", "agu", "agt", "ags", "agst", "aug", "august"],
  ["september", "sep", "sept"],
  ["oktober", "okt", "oct", "october"],
  ["november", "nov", "nop", "nopember"],
  ["desember", "des", "dec", "december"],
];

const ISO = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/;
const DAY_FIRST = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$/;
const COMPACT = /^(\d{4})(\d{2})(\d{2})$/;
const NAMED = /^(\d{1,2})[- ]([a-z]+)\.?[- ](\d{4})$/;

/**
 * A day as people and programs write it: 2026-11-21, 21/11/2026, 21-11-2026, 20261121,
 * "21 Nov 2026". The day comes before the month; a two-digit year is refused, because it does not
 * say the century. A time after the day is read past.
 */
export function parseWrittenDate(text: string): Result<PlainDate, PlainDateProblem> {
  const day = text
    .trim()
    .toLowerCase()
    .replace(/[t ]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?(z|[+-]\d{2}:?\d{2})?$/, "")
    .replaceAll(/\s+/g, " ");
  const numbers = readNumbers(day);
  if (numbers === undefined) return refuse("not-a-date");
  const [year, month, date] = numbers;
  return parsePlainDate(`${year}-${month.padStart(2, "0")}-${date.padStart(2, "0")}`);
}

type Numbers = readonly [year: string, month: string, day: string];

function readNumbers(day: string): Numbers | undefined {
  const yearFirst = ISO.exec(day) ?? COMPACT.exec(day);
  if (yearFirst !== null) return [yearFirst[1] ?? "", yearFirst[2] ?? "", yearFirst[3] ?? ""];
  const dayFirst = DAY_FIRST.exec(day);
  if (dayFirst !== null) return [dayFirst[3] ?? "", dayFirst[2] ?? "", dayFirst[1] ?? ""];
  const named = NAMED.exec(day);
  const month = MONTHS.findIndex((names) => names.includes(named?.[2] ?? ""));
  if (named === null || month < 0) return undefined;
  return [named[3] ?? "", String(month + 1), named[1] ?? ""];
}

/** "21 November 2026", as letters write it. */
export function writeDate(date: PlainDate): string {
  const [year, month, day] = date.split("-");
  const name = MONTHS[Number(month) - 1]?.[0] ?? "";
  return `${Number(day)} ${name.charAt(0).toUpperCase()}${name.slice(1)} ${year}`;
}
