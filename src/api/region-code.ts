/** Digits that a code of each tier has; the nation has none. */
export const CODE_DIGITS = {
  nation: 0,
  province: 2,
  regency: 4,
  district: 6,
  village: 10,
} as const;
export type DeskTier = keyof typeof CODE_DIGITS;

/** The tier below, whose regions are the parts of a region. */
export const TIER_BELOW: Readonly<Record<DeskTier, DeskTier | undefined>> = {
  nation: "province",
  province: "regency",
  regency: "district",
  district: "village",
  village: undefined,
};

/** Code of a region as digits, from its tier and the lowest village in it. "ID" is the nation. */
export function regionCode(tier: string, lowestVillage: number): string {
  const digits = CODE_DIGITS[tier as DeskTier] ?? 10;
  return digits === 0 ? "ID" : String(lowestVillage).padStart(10, "0").slice(0, digits);
}

/** Lowest and highest village of a code of 2, 4, 6 or 10 digits. */
export function villageRange(code: string): readonly [low: number, high: number] {
  return [Number(code.padEnd(10, "0")), Number(code.padEnd(10, "9"))];
}

/** The code whose villages run from one number to another: what is left without the zeros of the lowest. */
export function codeOfRange(low: number, high: number): string {
  const [from, to] = [low, high].map((no) => String(no).padStart(10, "0")) as [string, string];
  const digits = [2, 4, 6].find(
    (many) =>
      from.slice(0, many) === to.slice(0, many) &&
      /^0+$/.test(from.slice(many)) &&
      /^9+$/.test(to.slice(many)),
  );
  return from.slice(0, digits ?? 10);
}
