import type { Weights } from "./weights.ts";

/** What a row of `review_pair.parquet` says of its weight, in thousandths of a bit. */
export type PairParts = {
  readonly weight: number;
  readonly nameLevel: number;
  readonly dateLevel: number;
  readonly nikLevel: number;
  readonly placeLevel: number;
  readonly sexLevel: number;
  readonly motherLevel: number;
  /** Added because few people of the registry carry the name, or the day; 0 where they do not agree. */
  readonly nameRarity: number;
  readonly dayRarity: number;
  /** Taken off because name and day do not carry the pair. */
  readonly capped: number;
};

export type WaterfallField = "name" | "date" | "nik" | "place" | "sex" | "mother";

export type WaterfallBar = {
  readonly field: WaterfallField;
  /** Of agreement, see `comparisons.ts`; 0 where one side is silent. */
  readonly level: number;
  /** With rarity. */
  readonly weight: number;
  readonly rarity: number;
};

export type Waterfall = {
  readonly prior: number;
  readonly bars: readonly WaterfallBar[];
  readonly capped: number;
  readonly sum: number;
};

/**
 * Why a pair weighs what it weighs: prior and bars, less what was capped, are the sum, exactly. Throws where they
 * are not: then the weights are not those by which the pair was scored.
 */
export function waterfall(pair: PairParts, weights: Weights): Waterfall {
  const bar = (field: WaterfallField, level: number, rarity = 0): WaterfallBar => {
    const weight = weights[field][level];
    if (weight === undefined)
      throw new Error(`${field} has no level ${level}; was it scored by another model?`);
    return { field, level, weight: weight + rarity, rarity };
  };
  const bars = [
    bar("name", pair.nameLevel, pair.nameRarity),
    bar("date", pair.dateLevel, pair.dayRarity),
    bar("nik", pair.nikLevel),
    bar("place", pair.placeLevel),
    bar("sex", pair.sexLevel),
    bar("mother", pair.motherLevel),
  ];
  const added = bars.reduce((sum, { weight }) => sum + weight, weights.prior) - pair.capped;
  if (added !== pair.weight) {
    throw new Error(
      `the parts of a pair add up to ${added}, its weight is ${pair.weight}: take the model of the same version`,
    );
  }
  return { prior: weights.prior, bars, capped: pair.capped, sum: pair.weight };
}
