import { say, type Words } from "./words.ts";

/** Answers of two reviewers to the same pairs: rows by what one said, columns by what the other said. */
export type AnswerTable = readonly (readonly number[])[];

/** How far two reviewers agree beyond what chance alone would give. */
export type Kappa = {
  readonly pairs: number;
  readonly alike: number;
  /** -1000 to 1000; undefined where chance alone explains everything, or there are no pairs. */
  readonly kappaMilli: number | undefined;
};

/**
 * Cohen's kappa (Cohen 1960, Educational and Psychological Measurement 20:37): observed agreement less the one
 * expected from how often each says what, over the most that it could be. Whole numbers until the last division.
 */
export function kappaOf(table: AnswerTable): Kappa {
  const size = Math.max(table.length, ...table.map((row) => row.length));
  const at = (row: number, column: number): number => table[row]?.[column] ?? 0;
  const places = Array.from({ length: size }, (_, i) => i);
  const sum = (of: (place: number) => number): number =>
    places.reduce((total, place) => total + of(place), 0);
  const rowSum = (row: number): number => sum((column) => at(row, column));
  const columnSum = (column: number): number => sum((row) => at(row, column));
  const pairs = sum(rowSum);
  const alike = sum((place) => at(place, place));
  const byChance = sum((place) => rowSum(place) * columnSum(place));
  const most = pairs * pairs - byChance;
  if (most === 0) return { pairs, alike, kappaMilli: undefined };
  return { pairs, alike, kappaMilli: Math.round((1000 * (pairs * alike - byChance)) / most) };
}

/** Fewer pairs say nothing of a reviewer. */
export const PAIRS_FOR_KAPPA = 20;
/** What review aims at (trust-and-ux.md U12). */
export const KAPPA_AIM_MILLI = 850;
const KAPPA_FAIR_MILLI = 600;

/** An agreement in words; no number is told where it would be chance. */
export function sayAgreement({ pairs, kappaMilli }: Kappa): Words {
  if (pairs < PAIRS_FOR_KAPPA) {
    return say(
      `belum cukup pasangan untuk dinilai (${pairs} dari ${PAIRS_FOR_KAPPA})`,
      `too few pairs to judge by (${pairs} of ${PAIRS_FOR_KAPPA})`,
    );
  }
  if (kappaMilli === undefined) {
    return say(
      "semua jawaban satu macam, kesepakatan tidak dapat dinilai",
      "all answers are of one kind, agreement cannot be judged",
    );
  }
  if (kappaMilli >= KAPPA_AIM_MILLI) return say("memenuhi sasaran", "meets the aim");
  return kappaMilli >= KAPPA_FAIR_MILLI
    ? say("cukup, di bawah sasaran", "fair, below the aim")
    : say("kurang, bahas bersama contoh-contohnya", "poor, talk about examples together");
}

/** What one week of a reviewer looked like, as far as drift shows in it. */
export type WeekOfAnswers = { readonly answers: number; readonly same: number };

/** The newest weeks that are held against those before, and how many answers each part must have. */
const NEW_WEEKS = 4;
const ANSWERS_FOR_DRIFT = 30;
/** A share that moves by more, in thousandths, is called a drift. */
const DRIFT_PERMILLE = 150;

/** Whether a reviewer says "same" clearly more or less often than before; undefined where not, or too little is known. */
export function findDrift(weeks: readonly WeekOfAnswers[]): Words | undefined {
  const share = (part: readonly WeekOfAnswers[]): number | undefined => {
    const answers = part.reduce((sum, week) => sum + week.answers, 0);
    const same = part.reduce((sum, week) => sum + week.same, 0);
    return answers < ANSWERS_FOR_DRIFT ? undefined : Math.round((1000 * same) / answers);
  };
  const [before, now] = [share(weeks.slice(0, -NEW_WEEKS)), share(weeks.slice(-NEW_WEEKS))];
  if (before === undefined || now === undefined) return undefined;
  if (Math.abs(now - before) <= DRIFT_PERMILLE) return undefined;
  const [from, to] = [Math.round(before / 10), Math.round(now / 10)];
  return say(
    `Jawaban "orang yang sama" bergeser dari ${from} % ke ${to} %.`,
    `The share of "same person" moved from ${from} % to ${to} %.`,
  );
}
