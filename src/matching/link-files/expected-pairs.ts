/** Width of a bin of weights. */
export const BIN_MILLI_BITS = 500;

/**
 * Pairs of two inputs whose weight lies in one bin, and the odds of what else their records might be linked to: all, and
 * those that no better partner of either record forbids.
 */
export type PairBin = {
  readonly one: number;
  readonly other: number;
  readonly milliBits: number;
  /** Odds in milli-bits of all other partners in a file that holds nobody twice; undefined where there is none. */
  readonly rivals?: number | undefined;
  readonly pairs: number;
  readonly free: number;
};

/** Pairs that weigh from `milliBits` up to the next step and might be linked, and how many of them are probably true. */
export type WeightBin = {
  readonly milliBits: number;
  readonly pairs: number;
  readonly right: number;
};

/** An input: whether it holds nobody twice, and its records. */
export type CountedInput = { readonly oneRecordPerEntity: boolean; readonly records: number };

/** What the weights say of strangers counts as much as so many that were seen. */
const BELIEVED = 3;
/** Even where all seem to have found a partner so many pairs of records are left. */
const LEAST_LEFT = 0.01;

/**
 * How many pairs of each weight are probably true. Where a record can have only one partner in a file, who has found
 * theirs shows what strangers weigh: whatever else lies near them is none. Strangers lie as often near the others, so that of
 * the pairs which are left over those beyond that are true, however little their weight says.
 */
export function expectedPairs(
  bins: readonly PairBin[],
  inputs: readonly CountedInput[],
): readonly WeightBin[] {
  const found = new Map<number, { pairs: number; right: number }>();
  for (const ofInputs of Map.groupBy(bins, ({ one, other }) => `${one} ${other}`).values()) {
    for (const { milliBits, pairs, right } of expectedOf(ofInputs, inputs)) {
      const bin = found.get(milliBits) ?? { pairs: 0, right: 0 };
      found.set(milliBits, { pairs: bin.pairs + pairs, right: bin.right + right });
    }
  }
  return [...found]
    .map(([milliBits, bin]) => ({ milliBits, ...bin }))
    .sort((a, b) => a.milliBits - b.milliBits);
}

/** Of two inputs; `pairs` are those that are free. */
function expectedOf(
  bins: readonly PairBin[],
  inputs: readonly CountedInput[],
): readonly WeightBin[] {
  const judged = bins.map(judge);
  const [{ one, other } = { one: 0, other: 0 }] = bins;
  /** One over the records of an input that have one partner in the other at most. */
  const each = (own: number, its: number): number =>
    one !== other && inputs[its]?.oneRecordPerEntity === true
      ? 1 / Math.max(1, inputs[own]?.records ?? 1)
      : 0;
  const [ofOne, ofOther] = [each(one, other), each(other, one)];
  const truly = judged.reduce((sum, { same }) => sum + same, 0);
  const left = Math.max(0, 1 - truly * ofOne) * Math.max(0, 1 - truly * ofOther);
  const byWeight = Map.groupBy(judged, ({ milliBits }) => milliBits);
  const found: WeightBin[] = [];
  let heavier = 0;
  for (const [milliBits, own] of [...byWeight].sort(([a], [b]) => b - a)) {
    const [pairs, taken, strange] = [
      own.reduce((sum, { free }) => sum + free, 0),
      own.reduce((sum, bin) => sum + bin.taken, 0),
      own.reduce((sum, bin) => sum + bin.strange, 0),
    ];
    const strangers = strangersOf({ taken, strange, left: Math.max(LEAST_LEFT, left) });
    // Who lies near a heavier stranger is not free.
    const free = Math.exp(-heavier * (ofOne + ofOther));
    heavier += strangers + taken;
    found.push({ milliBits, pairs, right: Math.max(0, pairs - free * strangers) });
  }
  return found;
}

/**
 * Pairs of strangers of whom neither has a partner. So many are seen near those who have, in all but the share `left` of the pairs
 * of records, and so many the weights expect.
 */
function strangersOf(of: {
  readonly taken: number;
  readonly strange: number;
  readonly left: number;
}): number {
  const seenFor = (1 - of.left) / of.left;
  return (BELIEVED + of.taken) / (BELIEVED / of.strange + seenFor);
}

type JudgedBin = PairBin & {
  /** Of its pairs those that are one, those of records whose partner is another, and other strangers. */
  readonly same: number;
  readonly taken: number;
  readonly strange: number;
};

function judge(bin: PairBin): JudgedBin {
  const odds = (milliBits: number): number => 2 ** ((milliBits + BIN_MILLI_BITS / 2) / 1000);
  const own = odds(bin.milliBits);
  const others = bin.rivals === undefined ? 0 : odds(bin.rivals);
  const shares = bin.pairs / (1 + own + others);
  return { ...bin, same: shares * own, taken: shares * others, strange: shares };
}
