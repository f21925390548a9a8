/**
 * Tokens of one naming culture, most frequent first, separated by spaces; a hyphen inside a token
 * is delivered as a space. All are common words for names; together they name nobody.
 */
export type NamePools = {
  readonly oldMale: string;
  readonly oldFemale: string;
  readonly male: string;
  readonly female: string;
  readonly secondMale: string;
  readonly secondFemale: string;
  /** Family names, handed down by the father; empty where there are none. */
  readonly clan: string;
  readonly prefixMale: string;
  readonly prefixFemale: string;
};

/** Order of the kinds inside a culture: pool number = culture * 10 + place in this list. */
export const POOL_KINDS = [
  "oldMale",
  "oldFemale",
  "male",
  "female",
  "secondMale",
  "secondFemale",
  "clan",
  "prefixMale",
  "prefixFemale",
] as const satisfies readonly (keyof NamePools)[];

/** Places of a pool: a power of two, so that eight bits of a digest choose one. */
export const POOL_SIZE = 256;
