import { daysInMonth } from "#domain/plain-date.ts";

/** What a written day was read as: yyyymmdd or null, and the rule it touched. */
export type ReadDay = { readonly day: number | null; readonly note: string | null };

const MONTHS: Readonly<Record<string, number>> = Object.fromEntries(
  [
    ["JANUARI JANUARY JAN", 1],
    ["FEBRUARI FEBRUARY PEBRUARI FEB PEB", 2],
    ["MARET MARCH MAR", 3],
    ["APRIL APR", 4],
    ["MEI MAY", 5],
    ["JUNI JUNE JUN", 6],
    ["JULI JULY JUL", 7],
    ["AGUSTUS AUGUST AGU AGS AGT AUG", 8],
    ["SEPTEMBER SEPT SEP", 9],
    ["OKTOBER OCTOBER OKT OCT", 10],
    ["NOVEMBER NOPEMBER NOV NOP", 11],
    ["DESEMBER DECEMBER DES DEC", 12],
  ].flatMap(([names, month]) =>
    String(names)
      .split(" ")
      .map((name) => [name, Number(month)]),
  ),
);

const NOTHING = /^[-/. 0]*$|^NULL$|^N\/A$/;
const NO_DAY: ReadDay = { day: null, note: null };
const OLDEST_YEARS = 130;
/** Excel counts days from here; its 29 February 1900 that never was is behind every real birth date. */
const EXCEL_EPOCH = Date.UTC(1899, 11, 30);

/**
 * Reads the ways in which days are written in the wild. Day and month that only fit the other way
 * round are turned and noted. `asOf` (yyyymmdd) bounds the future and gives the century.
 */
export function readWrittenDay(written: string, asOf: number): ReadDay {
  const text = written.trim().toUpperCase();
  if (NOTHING.test(text)) return NO_DAY;
  const parts = readParts(text, asOf);
  if (parts === undefined) return { day: null, note: "date-unreadable" };
  return judge(parts, asOf);
}

type Parts = { year: number; month: number; day: number; note: string | null };

function readParts(text: string, asOf: number): Parts | undefined {
  const date = text.replace(/[T ]\d{1,2}[:.]\d{2}([:.]\d{2}(\.\d+)?)?(Z| ?[AP]M)?$/, "");
  const yearFirst = /^(\d{4})[-/. ](\d{1,2})[-/. ](\d{1,2})$/.exec(date);
  if (yearFirst !== null) return parts(yearFirst[1], yearFirst[2], yearFirst[3]);
  const dayFirst = /^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})$/.exec(date);
  if (dayFirst !== null) return withCentury(dayFirst[3], dayFirst[2], dayFirst[1], asOf);
  const named = /^(\d{1,2})[-/. ]([A-Z]+)[-/., ]+(\d{4}|\d{2})$/.exec(date);
  if (named !== null) {
    const month = MONTHS[named[2] ?? ""];
    return month === undefined ? undefined : withCentury(named[3], String(month), named[1], asOf);
  }
  return readDigits(date, asOf);
}

/** Eight digits, year first or day first; six as a year and month; up to five are Excel's count. */
function readDigits(digits: string, asOf: number): Parts | undefined {
  if (/^\d{8}$/.test(digits)) {
    const isYearFirst = /^(1[89]|20)\d\d(0\d|1[0-2])/.test(digits);
    return isYearFirst
      ? parts(digits.slice(0, 4), digits.slice(4, 6), digits.slice(6))
      : parts(digits.slice(4), digits.slice(2, 4), digits.slice(0, 2));
  }
  if (/^(19|20)\d\d(0[1-9]|1[0-2])$/.test(digits)) {
    return parts(digits.slice(0, 4), digits.slice(4), "01");
  }
  const month = /^(\d{4})-(\d{1,2})$/.exec(digits);
  if (month !== null) return parts(month[1], month[2], "01");
  if (!/^\d{4,5}(\.0+)?$/.test(digits)) return undefined;
  const date = new Date(EXCEL_EPOCH + Number.parseInt(digits, 10) * 86_400_000);
  const day = date.getUTCFullYear() * 10_000 + (date.getUTCMonth() + 1) * 100 + date.getUTCDate();
  return day > asOf ? undefined : { ...splitDay(day), note: "date-as-serial" };
}

const splitDay = (day: number) => ({
  year: Math.floor(day / 10_000),
  month: Math.floor(day / 100) % 100,
  day: day % 100,
});

const parts = (year = "", month = "", day = ""): Parts => ({
  year: Number(year),
  month: Number(month),
  day: Number(day),
  note: null,
});

/** Two digits of year fall in the hundred years up to the day the file speaks of. */
function withCentury(year = "", month = "", day = "", asOf = 0): Parts {
  if (year.length === 4) return parts(year, month, day);
  const thisYear = Math.floor(asOf / 10_000);
  const century = thisYear - (thisYear % 100);
  const full =
    century + Number(year) > thisYear ? century - 100 + Number(year) : century + Number(year);
  return { ...parts(String(full), month, day), note: "date-two-digit-year" };
}

function judge({ year, month, day, note }: Parts, asOf: number): ReadDay {
  const isSlip = month > 12 && month <= 31 && day >= 1 && day <= 12;
  const [realMonth, realDay] = isSlip ? [day, month] : [month, day];
  if (realMonth < 1 || realMonth > 12 || realDay < 1 || realDay > daysInMonth(year, realMonth)) {
    return { day: null, note: "date-no-such-day" };
  }
  const number = year * 10_000 + realMonth * 100 + realDay;
  if (number > asOf) return { day: null, note: "date-in-future" };
  if (number < asOf - OLDEST_YEARS * 10_000) return { day: null, note: "date-too-old" };
  return { day: number, note: isSlip ? "date-day-month-swapped" : note };
}
