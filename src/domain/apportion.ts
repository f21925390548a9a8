/** What a region asks for: its number, and how much of the whole it weighs (families, poor persons, a stated share). */
export type Share = { readonly regionNo: number; readonly weight: number };

/**
 * Whole places for each region, as many as there are to give: the largest remainder method with the Hare quota.
 * Each region first has the whole part of its share; the places left go one by one to the largest remainders,
 * of equal ones to the lower region number. Whole numbers throughout, so the same on every machine.
 *
 * It keeps the quota (nobody is a whole place away from the exact share) and therefore cannot be house-monotone:
 * one more place in the nation may take a place from a region (the Alabama paradox), and a region that grows may
 * lose one to a region that shrinks. Shares are split anew for each decree and never place by place.
 */
export function apportion(total: bigint, shares: readonly Share[]): ReadonlyMap<number, bigint> {
  const known = new Set(shares.map(({ regionNo }) => regionNo));
  if (known.size < shares.length) throw new Error("a region stands twice among the shares");
  const all = shares.reduce((sum, { weight }) => sum + BigInt(weight), 0n);
  if (all === 0n) return new Map(shares.map(({ regionNo }) => [regionNo, 0n]));
  const parts = shares.map(({ regionNo, weight }) => {
    const exact = total * BigInt(weight);
    return { regionNo, places: exact / all, remainder: exact % all };
  });
  let left = total - parts.reduce((sum, { places }) => sum + places, 0n);
  const inTurn = parts.toSorted(
    (a, b) => compare(b.remainder, a.remainder) || a.regionNo - b.regionNo,
  );
  const more = new Set<number>();
  for (const { regionNo } of inTurn) {
    if (left === 0n) break;
    more.add(regionNo);
    left -= 1n;
  }
  return new Map(
    parts.map(({ regionNo, places }) => [regionNo, more.has(regionNo) ? places + 1n : places]),
  );
}

const compare = (a: bigint, b: bigint): number => (a < b ? -1 : a > b ? 1 : 0);
