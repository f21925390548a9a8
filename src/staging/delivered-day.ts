import { type PlainDate, parsePlainDate, toDayNumber } from "#domain/plain-date.ts";
import { parseWrittenDate } from "#domain/written-date.ts";

/** What a delivered day was read as: yyyymmdd or null, and the rule it touched. */
export type ReadDay = { readonly day: number | null; readonly note: string | null };

const NOTHING = /^[-/. 0]*$|^NULL$|^N\/A$/i;
const OLDEST_YEARS = 130;
/** Excel counts days from here; its 29 February 1900 that never was lies before every real birth. */
const EXCEL_EPOCH = Date.UTC(1899, 11, 30);

/**
 * Reads days as files bring them: first as the law book does, then the slips that people and programs
 * make, each noted. `asOf` (yyyymmdd) bounds the future and gives two digits of year their century.
 */
export function readDeliveredDay(written: string, asOf: number): ReadDay {
  const text = written.trim();
  if (NOTHING.test(text)) return { day: null, note: null };
  const plain = parseWrittenDate(text);
  const first = plain.ok ? judge({ date: plain.value, note: null }, asOf) : undefined;
  // Only eight digits that read as a day long ago may mean something else.
  if (first !== undefined && first.note !== "date-too-old") return first;
  for (const slip of slips(text, asOf)) {
    const read = judge(slip, asOf);
    if (read.day !== null) return read;
  }
  if (first !== undefined) return first;
  const isNoSuchDay = !plain.ok && plain.problem === "no-such-day";
  return { day: null, note: isNoSuchDay ? "date-no-such-day" : "date-unreadable" };
}

type Guess = { readonly date: PlainDate; readonly note: string | null };

function judge({ date, note }: Guess, asOf: number): ReadDay {
  const day = toDayNumber(date);
  if (day > asOf) return { day: null, note: "date-in-future" };
  if (day < asOf - OLDEST_YEARS * 10_000) return { day: null, note: "date-too-old" };
  return { day, note };
}

/** What else the signs may mean, the likeliest first. */
function* slips(text: string, asOf: number): Generator<Guess> {
  const day = text.replace(/[T ]\d{1,2}[:.]\d{2}.*$/i, "");
  const yearFirst = /^(\d{4})[-/. ](\d{1,2})[-/. ](\d{1,2})$/.exec(day);
  if (yearFirst !== null) {
    yield* guess([yearFirst[1], yearFirst[2], yearFirst[3]], null);
    yield* guess([yearFirst[1], yearFirst[3], yearFirst[2]], "date-day-month-swapped");
  }
  const dayFirst = /^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})$/.exec(day);
  if (dayFirst !== null) {
    const [year, note] = fullYear(dayFirst[3] ?? "", asOf);
    yield* guess([year, dayFirst[2], dayFirst[1]], note);
    yield* guess([year, dayFirst[1], dayFirst[2]], "date-day-month-swapped");
  }
  yield* wordSlips(day, asOf);
  yield* digitSlips(day);
}

/** "3 jan 90": a month by name and two digits of year. */
function* wordSlips(day: string, asOf: number): Generator<Guess> {
  const named = /^(\d{1,2})[-/. ]([a-z]+)[-/. ](\d{4}|\d{2})$/i.exec(day);
  if (named === null) return;
  const [year, note] = fullYear(named[3] ?? "", asOf);
  const read = parseWrittenDate(`${named[1]} ${named[2]} ${year}`);
  if (read.ok) yield { date: read.value, note };
}

/** Eight digits with the day first; six that are a year and a month; up to five, Excel's count. */
function* digitSlips(day: string): Generator<Guess> {
  const dayFirst = /^(\d{2})(\d{2})(\d{4})$/.exec(day);
  if (dayFirst !== null) yield* guess([dayFirst[3], dayFirst[2], dayFirst[1]], null);
  const month = /^((?:19|20)\d{2})-?(\d{2})$/.exec(day);
  if (month !== null) yield* guess([month[1], month[2], "1"], null);
  if (!/^\d{4,5}(\.0+)?$/.test(day)) return;
  const date = new Date(EXCEL_EPOCH + Number.parseInt(day, 10) * 86_400_000);
  const plain = parsePlainDate(date.toISOString().slice(0, 10));
  if (plain.ok) yield { date: plain.value, note: "date-as-serial" };
}

function* guess(
  [year = "", month = "", day = ""]: readonly (string | undefined)[],
  note: string | null,
): Generator<Guess> {
  const date = parsePlainDate(`${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`);
  if (date.ok) yield { date: date.value, note };
}

/** Two digits of year fall in the hundred years up to the day the file speaks of. */
function fullYear(year: string, asOf: number): readonly [string, string | null] {
  if (year.length === 4) return [year, null];
  const thisYear = Math.floor(asOf / 10_000);
  const here = thisYear - (thisYear % 100) + Number(year);
  return [String(here > thisYear ? here - 100 : here), "date-two-digit-year"];
}
