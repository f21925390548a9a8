import type { ColumnShape } from "./column-shape.ts";
import type { FieldKind } from "./job.ts";

/** What a column was taken for, or undefined where it helps nobody; and why, in a sentence. */
export type InferredKind = { readonly kind: FieldKind | undefined; readonly because: string };

/** Nearly all: a few values of any file are nonsense. */
const NEARLY_ALL = 0.9;
/** A column that is called a day is one where most values are. */
const MOST = 0.6;
const DAY_HEADER =
  /birth|born|dob|date|lahir|tanggal|tgl|nacimiento|nascimento|nascita|fecha|geburt|geboorte|naissance|urodzenia|doğum|ngày|рожд|дата|تاريخ|ميلاد|出生|生年|生日|日期/i;
/** In so short a file equal values say nothing about the column. */
const FEW_ROWS = 10;
const FEW_VALUES = 60;
const LONG_TEXT = 40;
const WORDS_OF_NAME = 4;

const percent = (share: number): string => `${Math.round(share * 100)} %`;

/** Chooses a kind by what the values look like; the header only where values leave it open. */
export function inferKind(header: string, shape: ColumnShape): InferredKind {
  return useless(shape) ?? byPattern(header, shape) ?? byNumbers(header, shape) ?? byWords(shape);
}

function useless({ rows, known, distinct, countsRows }: ColumnShape): InferredKind | undefined {
  if (known < rows * 0.02)
    return left(`only ${percent(known / Math.max(rows, 1))} of its values are known`);
  if (distinct < 2 && rows >= FEW_ROWS) return left("all its values are the same");
  if (countsRows) return left("it counts the rows");
  return undefined;
}

function byPattern(header: string, { shares }: ColumnShape): InferredKind | undefined {
  if (shares.date >= NEARLY_ALL)
    return taken("date", `${percent(shares.date)} of its values are dates`);
  if (shares.date >= MOST && DAY_HEADER.test(header)) {
    return taken("date", `${percent(shares.date)} of its values are dates, and its name says so`);
  }
  if (shares.geo >= NEARLY_ALL) {
    return taken("geo", `${percent(shares.geo)} of its values are latitude and longitude`);
  }
  if (shares.address >= NEARLY_ALL) {
    return taken("id", `${percent(shares.address)} of its values are e-mail addresses`);
  }
  return undefined;
}

function byNumbers(header: string, shape: ColumnShape): InferredKind | undefined {
  const { shares, distinct, known, shortest, longest } = shape;
  const numbers = shares.whole + shares.fraction;
  if (numbers >= NEARLY_ALL && shares.fraction >= 0.1) {
    return taken("number", `${percent(numbers)} of its values are numbers with a fraction`);
  }
  if (shares.digits >= NEARLY_ALL && distinct > known * 0.3) {
    return taken("id", "its values are long runs of digits, most of them different");
  }
  if (shares.whole >= NEARLY_ALL) {
    if (/age|umur|usia|year|tahun|price|amount|weight|size|count/i.test(header)) {
      return taken(
        "number",
        "its values are whole numbers, and its name says that they measure something",
      );
    }
    if (shortest === longest || longest > 6) {
      return taken("category", "its values are whole numbers of one length, as codes are");
    }
    return distinct <= FEW_VALUES
      ? taken("category", `it has only ${distinct} different values`)
      : taken("number", "its values are whole numbers of many lengths");
  }
  if (shares.code >= NEARLY_ALL && distinct > known * 0.3) {
    return taken("id", "its values are single words with digits, most of them different");
  }
  return undefined;
}

function byWords({
  shares,
  distinct,
  known,
  averageLength,
  averageWords,
}: ColumnShape): InferredKind {
  if (distinct <= FEW_VALUES && distinct < known / 5) {
    return taken("category", `it has only ${distinct} different values`);
  }
  const isShort = averageLength <= LONG_TEXT && averageWords <= WORDS_OF_NAME;
  if (shares.letters >= NEARLY_ALL && isShort) {
    return taken("name", "its values are a few words of letters");
  }
  return taken("text", "its values are words and numbers of any length");
}

const left = (because: string): InferredKind => ({ kind: undefined, because });
const taken = (kind: FieldKind, because: string): InferredKind => ({ kind, because });
