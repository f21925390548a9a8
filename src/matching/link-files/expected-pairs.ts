import { chanceOfWeight } from "./estimate.ts";

/** Width of a bin of weights. */
export const BIN_MILLI_BITS = 500;

/** Pairs of two inputs whose weight lies in one bin: all, and those that no better partner of either record forbids. */
export type PairBin = {
  readonly one: number;
  readonly other: number;
  readonly milliBits: number;
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
/** Few are left at the end, and a chance that grows without bound would be believed. */
const MOST_GAIN = 2 ** 8;

/**
 * How many pairs of each weight are probably true. Where a record can have only one partner in a file, those who found
 * theirs at a higher weight are gone, and what is left is more often true than its weight says: with nine of ten
 * people found, the last ones choose among a tenth of the file.
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
  const chances = order.map(({ milliBits }) => chanceOfWeight(milliBits + BIN_MILLI_BITS / 2));
  const [{ one = 0, other = 0 } = {}] = order;
  const isFree = one === other;
  /** Of how many records of an input each has at most one partner in the other. */
  const taken = (own: number, its: number): number =>
    !isFree && inputs[its]?.oneRecordPerEntity === true ? (inputs[own]?.records ?? 0) : Infinity;
  const [ones, others] = [taken(one, other), taken(other, one)];
  let truly = order.reduce((sum, { pairs }, i) => sum + pairs * (chances[i] ?? 0), 0);
  let right: readonly number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    let matched = 0;
    right = order.map(({ free }, i) => {
      const left = Math.max(0, 1 - matched / Math.max(truly, 1e-9));
      const pool = Math.max(1e-9, (1 - matched / ones) * (1 - matched / others));
      const gain =
        ones + others === Infinity && ones === others
          ? 1
          : Math.max(1, Math.min(MOST_GAIN, left / pool));
      const chance = chances[i] ?? 0;
      const odds = (gain * chance) / Math.max(1e-12, 1 - chance);
      const here = free * (odds / (1 + odds));
      matched = Math.min(matched + here, ones, others);
      return here;
    });
    truly = Math.max(
      truly,
      right.reduce((sum, n) => sum + n, 0),
    );
  }
  return order.map((bin, i) => ({ ...bin, right: right[i] ?? 0 }));
}
