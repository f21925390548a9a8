import { accept, type Result, refuse } from "./result.ts";
import { say, type Words } from "./words.ts";

/** A tenth of the nation in order of welfare, by persons or by families: 1 is the poorest tenth, 10 the best off. */
export type Decile = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10;

/** Among whom a family is placed; the three are reckoned from one score. */
export const DECILE_SCOPES = ["national", "province", "regency"] as const;
export type DecileScope = (typeof DECILE_SCOPES)[number];

export const DECILE_SCOPE_WORDS = {
  national: say("nasional", "national"),
  province: say("provinsi", "provincial"),
  regency: say("kabupaten/kota", "regency or city"),
} as const satisfies Record<DecileScope, Words>;

export type DecileProblem = "not-a-decile";

/** Whole numbers one to ten. */
export function parseDecile(number: number): Result<Decile, DecileProblem> {
  const isDecile = Number.isInteger(number) && number >= 1 && number <= 10;
  return isDecile ? accept(number as Decile) : refuse("not-a-decile");
}

/**
 * The decile of a family before which `before` of all units stand, in a place shared by all who
 * have its score: who are equal share a decile, decided by the first of them.
 */
export function decileOf(before: bigint, all: bigint): Decile {
  if (all <= 0n || before < 0n || before >= all) {
    throw new Error(`expected 0 <= before < all, got before ${before} of ${all}`);
  }
  return (Number((before * 10n) / all) + 1) as Decile;
}

/**
 * Words of officials and press, for screens only: rules use numbers, and a decile is a place among
 * families, never an income and never a judgement.
 */
export const DECILE_LABELS: readonly Words[] = [
  say("sangat miskin", "extremely poor"),
  say("miskin", "poor"),
  say("hampir miskin", "nearly poor"),
  say("rentan miskin", "vulnerable"),
  say("pas-pasan", "just enough"),
  say("menengah", "middle"),
  say("menengah", "middle"),
  say("menengah atas", "upper middle"),
  say("mampu", "well-off"),
  say("sangat mampu", "best off"),
];

/** "desil 4", with its label where a screen wants one. */
export function writeDecile(decile: Decile): Words {
  return say(`desil ${decile}`, `decile ${decile}`);
}
