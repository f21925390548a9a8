import { BALINESE } from "./balinese.ts";
import { BATAK } from "./batak.ts";
import { BUGIS } from "./bugis.ts";
import { EASTERN } from "./eastern.ts";
import { JAVANESE } from "./javanese.ts";
import { MALAY } from "./malay.ts";
import { type NamePools, POOL_KINDS, POOL_SIZE } from "./name-pools.ts";
import { SUNDANESE } from "./sundanese.ts";

/** How often a culture uses each part of a name, in thousandths; mononyms are what is left. */
export type NameHabits = {
  readonly id: string;
  readonly pools: NamePools;
  readonly prefix: number;
  readonly second: number;
  /** Second names of those born before 1970, who more often have one name only. */
  readonly secondOld: number;
  readonly third: number;
  readonly clan: number;
};

/** Order fixes the culture's number. */
export const CULTURES: readonly NameHabits[] = [
  { id: "jawa", pools: JAVANESE, prefix: 150, second: 640, secondOld: 220, third: 130, clan: 0 },
  { id: "sunda", pools: SUNDANESE, prefix: 180, second: 680, secondOld: 300, third: 110, clan: 0 },
  { id: "bali", pools: BALINESE, prefix: 1000, second: 350, secondOld: 120, third: 0, clan: 0 },
  { id: "batak", pools: BATAK, prefix: 30, second: 480, secondOld: 150, third: 40, clan: 920 },
  { id: "melayu", pools: MALAY, prefix: 300, second: 660, secondOld: 330, third: 80, clan: 0 },
  { id: "bugis", pools: BUGIS, prefix: 260, second: 420, secondOld: 150, third: 40, clan: 0 },
  { id: "timur", pools: EASTERN, prefix: 0, second: 500, secondOld: 250, third: 50, clan: 880 },
];

/** Tokens spread over the places of a pool by Zipf's law: the first is the most frequent. */
export function spreadTokens(tokens: readonly string[], places: number): readonly string[] {
  const weights = tokens.map((_, i) => 1 / (i + 4));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const spread: string[] = [];
  let reached = 0;
  for (const [i, token] of tokens.entries()) {
    reached += weights[i] ?? 0;
    const until = i === tokens.length - 1 ? places : Math.round((reached / total) * places);
    while (spread.length < until) spread.push(token);
  }
  return spread;
}

const readTokens = (text: string): readonly string[] =>
  text
    .split(" ")
    .filter((token) => token !== "")
    .map((token) => token.replaceAll("-", " "));

/** One pool as its 256 places; blocks (Balinese birth order) share it equally. */
export function poolPlaces(text: string): readonly string[] {
  const blocks = text.split("|").map(readTokens);
  return blocks.flatMap((tokens) => spreadTokens(tokens, POOL_SIZE / blocks.length));
}

/** Rows of name_token(place, token): place = pool number * 256 + place in the pool. */
export function nameTokenRows(): readonly (readonly [place: number, token: string])[] {
  return CULTURES.flatMap(({ pools }, culture) =>
    POOL_KINDS.flatMap((kind, k) =>
      poolPlaces(pools[kind]).map(
        (token, i) => [(culture * 10 + k) * POOL_SIZE + i, token] as const,
      ),
    ),
  );
}
