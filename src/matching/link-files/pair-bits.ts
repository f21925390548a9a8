/** Some of a list of pairs, a bit for each. */
export type PairBits = Uint32Array;

const BITS = 32;

/** Those of so many pairs of which it holds. */
export function bitsWhere(pairs: number, holds: (pair: number) => boolean): PairBits {
  const bits = new Uint32Array(Math.ceil(pairs / BITS));
  for (let pair = 0; pair < pairs; pair++) {
    const at = Math.floor(pair / BITS);
    if (holds(pair)) bits[at] = (bits[at] as number) | (1 << (pair % BITS));
  }
  return bits;
}

/** Those that are in all of these; of no sets at all, none. */
export function inAll(sets: readonly PairBits[]): PairBits {
  const [first, ...others] = sets;
  const both = new Uint32Array(first ?? []);
  for (const other of others) {
    for (let at = 0; at < both.length; at++) {
      both[at] = (both[at] as number) & (other[at] as number);
    }
  }
  return both;
}

/** How many are in both. */
export function countBoth(one: PairBits, other: PairBits): number {
  let count = 0;
  for (let at = 0; at < one.length; at++) {
    let bits = (one[at] as number) & (other[at] as number);
    bits -= (bits >>> 1) & 0x55555555;
    bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
    bits = (bits + (bits >>> 4)) & 0x0f0f0f0f;
    count += Math.imul(bits, 0x01010101) >>> 24;
  }
  return count;
}

/** Takes from the first what it has in common with `some`, and gives that to the second. */
export function moveOver(from: PairBits, to: PairBits | undefined, some: PairBits): void {
  for (let at = 0; at < from.length; at++) {
    const moved = (from[at] as number) & (some[at] as number);
    from[at] = (from[at] as number) & ~moved;
    if (to !== undefined) to[at] = (to[at] as number) | moved;
  }
}
