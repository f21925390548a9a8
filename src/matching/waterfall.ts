import type { FamilyWeights } from "./family-weights.ts";
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
  readonly relationLevel: number;
  /** 0: scored by its own values. 1, 2: by so many others of its card (2: or more) who are linked to the family. */
  readonly support: number;
  /** Added because few people of the registry carry the name, or the day; 0 where they do not agree. */
  readonly nameRarity: number;
  readonly dayRarity: number;
  /** Taken off because name and day do not carry the pair. */
  readonly capped: number;
};

export type WaterfallField = "name" | "date" | "nik" | "place" | "sex" | "mother" | "relation";

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

/** The weights by which a version's pairs were scored, from its `calibration.json`. */
export type PairModel = { readonly weights: Weights; readonly familyWeights: FamilyWeights };

/**
 * Why a pair weighs what it weighs: prior and bars, less what was capped, are the sum, exactly. Throws where they
 * are not: then the weights are not those by which the pair was scored.
 */
export function waterfall(pair: PairParts, { weights, familyWeights }: PairModel): Waterfall {
  const bar = (
    field: WaterfallField,
    levels: readonly number[],
    level: number,
    rarity = 0,
  ): WaterfallBar => ({ field, level, weight: (levels[level] ?? Number.NaN) + rarity, rarity });
  const own = (): readonly WaterfallBar[] => [
    bar("name", weights.name, pair.nameLevel, pair.nameRarity),
    bar("date", weights.date, pair.dateLevel, pair.dayRarity),
    bar("nik", weights.nik, pair.nikLevel),
    bar("place", weights.place, pair.placeLevel),
    bar("sex", weights.sex, pair.sexLevel),
    bar("mother", weights.mother, pair.motherLevel),
  ];
  const inFamily = (): readonly WaterfallBar[] => [
    bar("name", familyWeights.name, pair.nameLevel),
    bar("date", familyWeights.date, pair.dateLevel),
    bar("nik", familyWeights.nik, pair.nikLevel),
    bar("sex", familyWeights.sex, pair.sexLevel),
    bar("mother", familyWeights.mother, pair.motherLevel),
    bar("relation", familyWeights.relation, pair.relationLevel),
  ];
  const prior =
    pair.support === 0 ? weights.prior : (familyWeights.prior[pair.support] ?? Number.NaN);
  const bars = pair.support === 0 ? own() : inFamily();
  const added = bars.reduce((sum, { weight }) => sum + weight, prior) - pair.capped;
  if (added !== pair.weight) {
    throw new Error(
      `the parts of a pair add up to ${added}, its weight is ${pair.weight}: take the model of the same version`,
    );
  }
  return { prior, bars, capped: pair.capped, sum: pair.weight };
}
