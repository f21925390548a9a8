import type { Words } from "#domain/words.ts";
import { say } from "#domain/words.ts";

/** Something a statistician must know about a file: what was guessed, mended or left out, and what to do. */
export type SurveyNotice = {
  readonly code: string;
  /** The column it is about; "" is the file as a whole. */
  readonly column: string;
  readonly says: Words;
  readonly remedy: Words;
};

export type TellNotice = (notice: SurveyNotice) => void;

/** A notice with sentences in Indonesian and English, each followed by what to do. */
export function notice(
  code: string,
  column: string,
  [saysId, saysEn]: readonly [string, string],
  [remedyId, remedyEn]: readonly [string, string],
): SurveyNotice {
  return { code, column, says: say(saysId, saysEn), remedy: say(remedyId, remedyEn) };
}

/** 12,345 in English, 12.345 in Indonesian: the first of a pair of sentences is Indonesian. */
export const counted = (value: number): readonly [string, string] => [
  value.toLocaleString("id-ID"),
  value.toLocaleString("en"),
];
