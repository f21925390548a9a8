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

const ROUNDS = 20;
/** Chances that rivals take from each other are given back to all, but by no more than this: many rivals may also mean that too much was believed. */
const MOST_GIVEN_BACK = 2;
/** Few are left at the end, and a chance that grows without bound would be believed. */
const MOST_GAIN = 2 ** 8;

/**
 * How many pairs of each weight are probably true. Where a record can have only one partner in a file, rivals take each
 * other's chance, so that who has none is more often true than the weight says. And those who found
 * theirs at a higher weight are gone: with nine of ten people found, the last ones choose among a tenth of the file.
 */
export function expectedPairs(
  bins: readonly PairBin[],
  inputs: readonly CountedInput[],
): readonly WeightBin[] {
  const found = new Map<number, { pairs: number; right: number }>();
  for (const ofInputs of Map.groupBy(bins, ({ one, other }) => `${one} ${other}`).values()) {
    for (const { milliBits, free, right } of expectedOf(ofInputs, inputs)) {
      const bin = found.get(milliBits) ?? { pairs: 0, right: 0 };
      found.set(milliBits, { pairs: bin.pairs + free, right: bin.right + right });
    }
  }
  return [...found]
    .map(([milliBits, bin]) => ({ milliBits, ...bin }))
    .sort((a, b) => a.milliBits - b.milliBits);
}

function expectedOf(
  bins: readonly PairBin[],
  inputs: readonly CountedInput[],
): readonly (PairBin & { readonly right: number })[] {
  const order = [...bins].sort((a, b) => b.milliBits - a.milliBits);
  const odds = order.map(({ milliBits }) => 2 ** ((milliBits + BIN_MILLI_BITS / 2) / 1000));
  const rivals = order.map(({ rivals: all }) => (all === undefined ? 0 : 2 ** (all / 1000)));
  const [{ one = 0, other = 0 } = {}] = order;
  /** Of how many records of an input each has at most one partner in the other. */
  const taken = (own: number, its: number): number =>
    one !== other && inputs[its]?.oneRecordPerEntity === true
      ? (inputs[own]?.records ?? 0)
      : Infinity;
  const [ones, others] = [taken(one, other), taken(other, one)];
  const chance = (i: number, gain: number): number => {
    const own = (odds[i] ?? 0) * gain;
    return own / (1 + own + (rivals[i] ?? 0) * gain);
  };
  const sum = (gain: number, of: (bin: PairBin) => number): number =>
    order.reduce((all, bin, i) => all + of(bin) * chance(i, gain), 0);
  let truly = order.reduce(
    (all, { pairs }, i) => all + (pairs * (odds[i] ?? 0)) / (1 + (odds[i] ?? 0)),
    0,
  );
  truly = Math.min(truly, ones, others);
  const back = givenBack((gain) => sum(gain, ({ pairs }) => pairs), truly);
  let right: readonly number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    let matched = 0;
    right = order.map(({ free }, i) => {
      const left = Math.max(0, 1 - matched / Math.max(truly, 1e-9));
      const pool = Math.max(1e-9, (1 - matched / ones) * (1 - matched / others));
      const gain =
        ones === Infinity && others === Infinity
          ? 1
          : Math.max(1, Math.min(MOST_GAIN, left / pool));
      const here = free * chance(i, back * gain);
      matched = Math.min(matched + here, ones, others);
      return here;
    });
    truly = Math.max(
      truly,
      right.reduce((all, n) => all + n, 0),
    );
  }
  return order.map((bin, i) => ({ ...bin, right: right[i] ?? 0 }));
}

/** By how much all odds must grow so that as many pairs are true as before rivals were thought of. */
function givenBack(expected: (gain: number) => number, truly: number): number {
  let [low, high] = [1, MOST_GIVEN_BACK];
  if (expected(high) <= truly) return high;
  for (let round = 0; round < 30; round++) {
    const middle = Math.sqrt(low * high);
    if (expected(middle) < truly) low = middle;
    else high = middle;
  }
  return low;
}
