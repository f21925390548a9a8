import { foldText, plainDigits } from "./fold-text.ts";

/** A day as it is compared; parts that are not known are 0. */
export type DateForm = { readonly year: number; readonly month: number; readonly day: number };

/** Whether 03/04/1990 begins with the day or with the month: decided for a whole column. */
export type DateOrder = "day-first" | "month-first";

/** How names of months begin in languages that many files are in, spelled in A-Z as `foldText` does. */
const NAMED_MONTHS: readonly (readonly [number, RegExp])[] = [
  /^(JAN|YANV|IAN|ENE|GEN|OCA|STY|YNAY)/,
  /^(FEB|PEB|FEV|SUB|LUT|FBR)/,
  /^(MAR|MRT|MRZ)/,
  /^(APR|ABR|AVR|NIS|KWI)/,
  /^(MAY|MEI|MAI|MAG|MAJ)/,
  /^(JUN|JUIN|GIU|IYUN|IOYN|HAZ|CZE|YWNY)/,
  /^(JUL|JUIL|LUG|IYUL|IOYL|TEM|LIP|YWLY)/,
  /^(AUG|AGU|AGT|AGO|AOU|AVG|AYG|SIE|AGHS)/,
  /^(SEP|SET|SENT|EYL|WRZ|SBTM)/,
  /^(OCT|OKT|OUT|OTT|EKI|PAZ|AKTW)/,
  /^(NOV|NOP|NOY|NOE|KAS|LIS|NWF)/,
  /^(DEC|DES|DEZ|DIC|DEK|ARA|GRU|DYS)/,
].map((pattern, i) => [i + 1, pattern] as const);

/** The order in which most dates of the column can be read; the day first where both can. */
export function dateOrder(written: Iterable<string>): DateOrder {
  let [dayFirst, monthFirst] = [0, 0];
  for (const text of written) {
    const [, one, two] =
      /^\s*(\d{1,2})[/.\- ](\d{1,2})[/.\- ]\d{2,4}/.exec(plainDigits(text)) ?? [];
    if (Number(one) > 12) dayFirst++;
    if (Number(two) > 12) monthFirst++;
  }
  return monthFirst > dayFirst ? "month-first" : "day-first";
}

/** A day in any usual spelling, or undefined where none can be read. */
export function dateForm(written: string, order: DateOrder): DateForm | undefined {
  const text = plainDigits(written).trim().replace(/\.0+$/, "");
  const [, a = "", b = "", c = ""] = /^(\d+)[^\dA-Za-z]+(\d+)[^\dA-Za-z]+(\d+)/.exec(text) ?? [];
  if (a.length === 4) return checked(Number(a), Number(b), Number(c));
  if (a !== "" && (c.length === 4 || c.length === 2)) {
    const [day, month] = order === "day-first" ? [a, b] : [b, a];
    return checked(fullYear(c), Number(month), Number(day));
  }
  if (/^\d{8}$/.test(text)) return eightDigits(text, order);
  if (/^\d{4}$/.test(text)) return checked(Number(text), 0, 0);
  const [, year = "", month = ""] = /^(\d{4})[^\d](\d{1,2})$/.exec(text) ?? [];
  if (year !== "") return checked(Number(year), Number(month), 0);
  return withNamedMonth(text);
}

function eightDigits(text: string, order: DateOrder): DateForm | undefined {
  const number = (from: number, to: number): number => Number(text.slice(from, to));
  const yearFirst = number(0, 4);
  if (yearFirst >= 1800 && yearFirst <= 2100) {
    return checked(yearFirst, number(4, 6), number(6, 8));
  }
  const [one, two] = [number(0, 2), number(2, 4)];
  const [day, month] = order === "day-first" ? [one, two] : [two, one];
  const yearLast = number(4, 8);
  if (yearLast >= 1800 && yearLast <= 2100) return checked(yearLast, month, day);
  return checked(yearFirst, number(4, 6), number(6, 8));
}

function withNamedMonth(text: string): DateForm | undefined {
  const words = foldText(text).match(/[A-Z]+|\d+/g) ?? [];
  const month = words.flatMap((word) =>
    NAMED_MONTHS.filter(([, pattern]) => pattern.test(word)).map(([number]) => number),
  )[0];
  const numbers = words.filter((word) => /^\d+$/.test(word));
  const year = numbers.find((digits) => digits.length === 4);
  const [day, numbered] = numbers.filter((digits) => digits.length <= 2).map(Number);
  if (year === undefined || (month === undefined && numbered === undefined)) return undefined;
  return checked(Number(year), month ?? numbered ?? 0, day ?? 0);
}

/** Two digits: a birth rather than a plan, so nothing lies far ahead. */
const fullYear = (digits: string): number =>
  digits.length === 4 ? Number(digits) : Number(digits) + (Number(digits) > 30 ? 1900 : 2000);

/** Impossible months and days are kept: a slip of the pen still tells whose date it is. */
function checked(year: number, month: number, day: number): DateForm | undefined {
  if (year === 0 && month === 0 && day === 0) return undefined;
  return { year, month: month > 99 ? 0 : month, day: day > 99 ? 0 : day };
}
