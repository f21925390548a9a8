import { SCORE_STEP } from "./weights.ts";

/** From this weight on (thousandths of a bit), so many pairs of a thousand are one person. */
export type Stair = { readonly from: number; readonly permille: number };

/** What trials say of pairs before people: by score, and by the distance to a rival that is near. */
export type PairChances = {
  readonly nation: readonly Stair[];
  readonly provinces: readonly { readonly province: number; readonly stairs: readonly Stair[] }[];
  readonly rivals: readonly Stair[];
};

/** Trials are never so many that a pair could be called sure. */
const MOST = 999;

/** A curve as stairs: one for each step of the score at which the whole number changes. */
export function stairsOf(chances: readonly number[]): readonly Stair[] {
  const stairs = chances.map((chance, score) => ({
    from: score * SCORE_STEP,
    permille: Math.max(0, Math.min(MOST, Math.round(chance * 1000))),
  }));
  return stairs.filter(({ permille }, i) => i === 0 || permille !== stairs[i - 1]?.permille);
}

/** SQL: the height of the stairs at a weight; null where there are none. */
export function onStairs(stairs: readonly Stair[], weight: string): string {
  const whens = stairs
    .toReversed()
    .map(({ from, permille }) => `when ${weight} >= ${from} then ${permille}`);
  return whens.length === 0 ? "cast(null as int)" : `case ${whens.join(" ")} else 0 end`;
}

/** SQL: the same by the province of a regency's number of four digits. */
export function onStairsOf(
  { nation, provinces }: PairChances,
  weight: string,
  regency: string,
): string {
  const whens = provinces.map(
    ({ province, stairs }) =>
      `when ${regency} between ${province * 100} and ${province * 100 + 99} then ${onStairs(stairs, weight)}`,
  );
  const ofNation = onStairs(nation, weight);
  return whens.length === 0 ? ofNation : `case ${whens.join(" ")} else ${ofNation} end`;
}
