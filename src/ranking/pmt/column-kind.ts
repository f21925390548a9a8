import type { ColumnLabels } from "#sources/stata/stata-to-text.ts";
import type { ColumnFigures, Writing } from "./column-figures.ts";

/** What a column was taken for, and why, in a sentence. */
export type GuessedKind = {
  readonly kind: "number" | "category" | "left-out";
  readonly writing: Writing;
  readonly because: string;
  /** Known cells that are no number of a column of numbers. */
  readonly words: number;
};

/** So many of the known cells of a column of numbers are numbers. */
const NEARLY_ALL = 0.9;
const MOST_LEVELS = 1000;
/** Numbers that only name something, by what such columns are called. */
const CODE_NAME =
  /(^|_|\b)(kode|code|cd|jenis|type|tipe|kind|status|stat|prov|province|provinsi|region|regency|kab|kabupaten|kec|kecamatan|district|dist|zone|wilayah|ethnic|suku|religion|agama|marital|kawin|occup|pekerjaan|industry|material|bahan|source|sumber|fuel|language|bahasa|month|bulan|interviewer|enumerator)(_?(id|no|code|kode))?($|_|\b)/i;
const ID_NAME =
  /(^|_|\b)(id|no|nomor|nr|number|hhid|hh_id|pid|uuid|serial|case|caseid|nik|kk|key|kunci|index)($|_|\b)/i;

/** Guesses by what cells look like and by labels; the name of a column only where cells leave it open. */
export function guessKind(
  name: string,
  figures: ColumnFigures,
  rows: number,
  labels?: ColumnLabels,
): GuessedKind {
  const writing = writingOf(figures);
  const numbers = figures.numbers[writing];
  const words = figures.known - numbers;
  const guess = (kind: GuessedKind["kind"], because: string): GuessedKind => ({
    kind,
    writing,
    because,
    words: kind === "number" ? words : 0,
  });
  if (figures.known === 0) return guess("left-out", "none of its values is known");
  if (isMostlyNumbers(figures, writing)) {
    if (labels !== undefined && labels.values.size > 0 && coversAll(figures, labels))
      return guess("category", "its numbers have labels");
    if (namesRows(name, figures, rows)) return guess("left-out", "it names or counts the rows");
    if (
      figures.distinct > 2 &&
      figures.distinct <= 60 &&
      figures.wholes === figures.known &&
      CODE_NAME.test(name)
    )
      return guess("category", "its name says that its numbers are codes");
    return guess("number", numberWords(figures, writing, words));
  }
  if (figures.distinct > figures.known * 0.9 && figures.known >= 20)
    return guess("left-out", "nearly every value is different, as names and notes are");
  if (figures.distinct > MOST_LEVELS)
    return guess("left-out", `it has ${figures.distinct} different values`);
  return guess("category", `it has ${figures.distinct} different values`);
}

/** The writing in which most cells are numbers; the plain one where that makes no difference. */
export function writingOf({ numbers }: ColumnFigures): Writing {
  if (numbers.plain >= numbers.comma && numbers.plain >= numbers.english) return "plain";
  // 100,000 reads both ways; a fraction of three digits in every cell would be a wonder.
  return numbers.comma > numbers.english ? "comma" : "english";
}

/** Whether a column is one of numbers but for a few cells. */
export function isMostlyNumbers(figures: ColumnFigures, writing: Writing): boolean {
  return figures.known > 0 && figures.numbers[writing] >= figures.known * NEARLY_ALL;
}

const WRITING_WORDS: Readonly<Record<Writing, string>> = {
  plain: "its values are numbers",
  comma: "its values are numbers with a comma before fractions",
  english: "its values are numbers with commas between thousands",
};

const numberWords = (figures: ColumnFigures, writing: Writing, words: number): string =>
  `${WRITING_WORDS[writing]}${words > 0 ? ` but for ${words}` : ""}${figures.distinct === 2 ? ", two of them" : ""}`;

/** Labels may name only what is special, such as 98 for "does not know": then the others are numbers. */
const coversAll = ({ distinct }: ColumnFigures, { values }: ColumnLabels): boolean =>
  values.size >= distinct;

function namesRows(name: string, figures: ColumnFigures, rows: number): boolean {
  const { distinct, known, wholes, least = 0, most = 0 } = figures;
  if (distinct < known || known < rows || wholes < known || rows < 20) return false;
  return ID_NAME.test(name) || most - least === rows - 1;
}
