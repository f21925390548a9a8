import type { Tell } from "#matching/link-files/read-keys.ts";
import type { ColumnLabels } from "#sources/stata/stata-to-text.ts";
import type { ColumnFigures } from "./column-figures.ts";
import { isMostlyNumbers, writingOf } from "./column-kind.ts";
import type { PmtSpec, TargetKind } from "./pmt-spec.ts";
import type { WordColumn } from "./read-columns.ts";
import { classNotTwo, poorUnclear, targetConstant, targetNotNumber } from "./survey-mistakes.ts";

const POOR_NAME = /poor|miskin|poverty|kemiskinan|pauv|pobre/i;
const POOR_WORDS = /^(1|yes|y|ya|true|t|poor|miskin|sangat miskin)$/i;
const NOT_POOR_WORDS = /^(0|no|n|tidak|bukan|false|f|non[- ]?poor|not poor|tidak miskin)$/i;

/** What kind of target a column is: as stated, or as it looks. Undefined once it is told what is wrong. */
export function targetKindOf(
  spec: PmtSpec,
  figures: ColumnFigures,
  tell: Tell,
): TargetKind | undefined {
  const column = spec.columns.target ?? "";
  const isNumber = isMostlyNumbers(figures, writingOf(figures));
  if (figures.distinct < 2) {
    tell(targetConstant(column));
    return undefined;
  }
  const isClass =
    spec.targetKind === "class" ||
    (spec.targetKind === undefined && (spec.poor !== undefined || figures.distinct === 2));
  if (isClass) {
    if (figures.distinct === 2) return "class";
    tell(classNotTwo(column, figures.distinct));
    return undefined;
  }
  if (!isNumber) {
    tell(
      targetNotNumber(
        column,
        figures.known - figures.numbers[writingOf(figures)],
        figures.distinct,
      ),
    );
    return undefined;
  }
  return spec.targetKind ?? (isAlreadyLog(column, figures) ? "level" : "log");
}

/** A logarithm of an amount is not taken a second time; few zeros and debts do not unmake an amount. */
function isAlreadyLog(column: string, { most = 0, least = 0 }: ColumnFigures): boolean {
  return (/^(ln|log)/i.test(column) && most < 50) || (most <= 30 && least >= -30);
}

/** Poor is 0, not poor 1: a high value is the better off. Undefined where nobody knows which is which. */
export function readClass(
  { codes, words }: WordColumn,
  spec: PmtSpec,
  labels: ColumnLabels | undefined,
  tell: Tell,
): { readonly values: Float64Array; readonly poor: string } | undefined {
  const column = spec.columns.target ?? "";
  const said = (word: string): string => labels?.values.get(word) ?? word;
  const stated = spec.poor;
  const poor =
    stated === undefined
      ? guessPoor(words, said, column)
      : words.find(
          (word) => word === stated || said(word) === stated || Number(word) === Number(stated),
        );
  if (poor === undefined) {
    tell(poorUnclear(column, words.map(said)));
    return undefined;
  }
  const poorCode = words.indexOf(poor);
  const values = Float64Array.from(codes, (code) =>
    code < 0 ? Number.NaN : code === poorCode ? 0 : 1,
  );
  return { values, poor: said(poor) };
}

function guessPoor(
  words: readonly string[],
  said: (word: string) => string,
  column: string,
): string | undefined {
  const poor = words.filter((word) => POOR_WORDS.test(said(word)));
  const not = words.filter((word) => NOT_POOR_WORDS.test(said(word)));
  if (poor.length === 1 && not.length === 1) return poor[0];
  // "1" of 1 and 2 is poor where the column is called so: forms write 1 for yes and 2 for no.
  const [a, b] = [...words].sort();
  return POOR_NAME.test(column) && a === "1" && b === "2" ? "1" : undefined;
}
