import type { Roll } from "#domain/dice.ts";

const LETTERS = "abcdefghijklmnopqrstuvwxyz";
const DIGITS = "0123456789";

/** Everything a shape needs to write as people do. */
export type Hand = {
  readonly roll: Roll;
  /** True so many times in a hundred. */
  readonly often: (percent: number) => boolean;
  readonly one: <T>(list: readonly T[]) => T;
  /** One of the list, the first ones far more often. */
  readonly usual: <T>(list: readonly T[]) => T;
};

export function handOf(roll: Roll): Hand {
  const one = <T>(list: readonly T[]): T => list[roll(list.length)] as T;
  return {
    roll,
    often: (percent) => roll(1000) < percent * 10,
    one,
    usual: (list) => list[Math.floor((list.length * roll(1000) * roll(1000)) / 1_000_000)] as never,
  };
}

/** One sign lost, added, changed or moved. */
export function slip(word: string, { roll }: Hand): string {
  if (word === "") return word;
  const at = roll(word.length);
  const [before, sign, after] = [word.slice(0, at), word[at] ?? "", word.slice(at + 1)];
  const pool = /\d/.test(sign) ? DIGITS : LETTERS;
  const drawn = pool[roll(pool.length)] ?? "";
  const other = sign === sign.toUpperCase() ? drawn.toUpperCase() : drawn;
  switch (roll(4)) {
    case 0:
      return before + after;
    case 1:
      return before + sign + other + after;
    case 2:
      return before + other + after;
    default:
      return before + (after[0] ?? "") + sign + after.slice(1);
  }
}

/** The word, so many times in a hundred with a slip, and so many times none at all. */
export function typed(word: string, hand: Hand, slips: number, missing = 0): string {
  if (hand.often(missing)) return "";
  return hand.often(slips) ? slip(word, hand) : word;
}

export const two = (n: number): string => String(n).padStart(2, "0");

/** A day of birth with one part wrong, day and month swapped, or only the year known. */
export function otherDay(
  [year, month, day]: readonly [number, number, number],
  hand: Hand,
): readonly [number, number, number] {
  switch (hand.roll(5)) {
    case 0:
      return [year, 1, 1];
    case 1:
      return day <= 12 ? [year, day, month] : [year, month, 1 + hand.roll(28)];
    case 2:
      return [year + (hand.roll(2) === 0 ? 1 : -1), month, day];
    case 3:
      return [year, 1 + hand.roll(12), day];
    default:
      return [year, month, 1 + hand.roll(28)];
  }
}
