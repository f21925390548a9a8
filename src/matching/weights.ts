/**
 * Evidence in thousandths of a bit, log2(m/u), one number for each level of agreement (see
 * comparisons.ts). Where name or day are equal their rarity is added: minus log2 of the share of
 * the spine that carries them.
 */
export type Weights = {
  readonly name: readonly number[];
  readonly date: readonly number[];
  readonly nik: readonly number[];
  readonly place: readonly number[];
  readonly sex: readonly number[];
  readonly mother: readonly number[];
  /** Log2 odds that a record and a spine person drawn blindly are one: minus log2 of the spine's size. */
  readonly prior: number;
  /** "fixed" or "learned from N pairs": printed with every figure that rests on them. */
  readonly provenance: string;
};

/** Bands of a score, in thousandths of a bit: above `link` with margin is linked, above `review` is shown. */
export type Bands = { readonly link: number; readonly review: number; readonly margin: number };

/**
 * The stated bands, where no evidence says better. 6 bits are odds of 64 to 1; a margin of 3 bits makes the
 * runner-up eight times less likely.
 */
export const BANDS: Bands = { link: 6_000, review: 0, margin: 3_000 };

/** The bands of a linkage: those of the nation, and of provinces whose own evidence is enough. */
export type BandsByProvince = {
  readonly nation: Bands;
  readonly provinces: readonly { readonly province: number; readonly bands: Bands }[];
};

/** No pair below it is kept at all; no review band can lie lower. */
export const SCORE_FLOOR = 0;
/** What name and day do not carry weighs no more than this, and is never linked without people. */
export const UNCARRIED_AT_MOST = 5_999;
/** A second record of one delivery is a repeat only where it weighs as much. */
export const REPEAT_FROM = 12_000;
/** Scores are counted in steps of half a bit. */
export const SCORE_STEP = 500;

/** SQL: the band that holds in the province of a regency's number of four digits. */
export function bandOf(
  { nation, provinces }: BandsByProvince,
  which: "link" | "review",
  regency: string,
): string {
  const whens = provinces.map(
    ({ province, bands }) =>
      `when ${regency} between ${province * 100} and ${province * 100 + 99} then ${bands[which]}`,
  );
  return whens.length === 0
    ? String(nation[which])
    : `case ${whens.join(" ")} else ${nation[which]} end`;
}

/** From the error rates that linkage.md 4.1 gathers; used until a delivery can teach better ones. */
export const FIXED_WEIGHTS: Omit<Weights, "prior"> = {
  name: [0, -6_000, -2_000, 2_500, 6_000, 5_000, -1_000, -300],
  date: [0, -6_500, -3_000, 500, 3_800, -200],
  nik: [0, -3_000, 13_000, 20_000],
  place: [0, -3_000, 1_000, 4_500, 8_000, 13_000],
  sex: [0, -4_500, 900],
  mother: [0, -2_500, -1_000, 2_000, 4_000, 4_000, 7_000, 8_000],
  provenance: "fixed",
};

/** Rarity is capped: a name that one person carries may be that person's mistake. */
export const RARITY_BITS = { least: 3, most: 17 } as const;

/** SQL: minus log2 of n / total in whole bits, as milli-bits, without a logarithm. */
export function rarity(n: string, total: string): string {
  const { least, most } = RARITY_BITS;
  const steps = Array.from({ length: most - least }, (_, i) => least + i).map(
    (bits) => `when ${n} * ${2 ** (bits + 1)} > ${total} then ${bits * 1000}`,
  );
  return `case ${steps.join(" ")} else ${most * 1000} end`;
}

/** SQL: the weight of a level. */
export function weigh(level: string, weights: readonly number[]): string {
  const whens = weights.map((weight, i) => `when ${i} then ${weight}`).join(" ");
  return `case ${level} ${whens} else 0 end`;
}
