import { equalLevel, LEVELS, swappedLevel } from "./comparison-levels.ts";
import type { FieldKind } from "./job.ts";

const SWAPPED = 0.01;
const LIMIT_BITS = { least: -10, most: 20 };

/** How often true pairs reach each level before anything is learned, the swap after equality. */
export function usualShares(kind: FieldKind): readonly number[] {
  return [...LEVELS[kind].map(({ usual }) => usual), SWAPPED];
}

/** How often each level is reached by true pairs (`m`) and by strangers (`u`). */
export type Shares = { readonly m: readonly number[]; readonly u: readonly number[] };

/**
 * The same for a field of which strangers show these shares: a wrong value is somebody else's, and comes as near as those
 * do. Of years nearly all are within a tenth of each other; then a wrong one is, too.
 */
export function usualAmong(kind: FieldKind, strangers: readonly number[]): readonly number[] {
  const usual = usualShares(kind);
  const unequal = strangers.slice(0, equalLevel(kind)).reduce((sum, share) => sum + share, 0);
  if (unequal <= 0) return usual;
  const [, wrong = 0] = usual;
  return usual.map((share, level) =>
    level === 0 || level >= equalLevel(kind)
      ? share
      : (level === 1 ? 0 : share) + (wrong * (strangers[level] ?? 0)) / unequal,
  );
}

/**
 * Weights never fall as agreement rises: neighbours that disagree with that are taken together, each heard as
 * often as true pairs reach it, so that a level which hardly ever occurs does not speak for the others.
 */
export function milliBitsOf(
  kind: FieldKind,
  { m, u }: Shares,
  isSecondOfSwap: boolean,
): readonly number[] {
  type Pool = { bits: number; m: number; levels: number };
  const pools: Pool[] = [];
  for (let level = 1; level <= equalLevel(kind); level++) {
    const share = m[level] ?? 0;
    pools.push({ bits: Math.log2(share / (u[level] ?? 0)), m: share, levels: 1 });
    for (;;) {
      const [before, last] = pools.slice(-2);
      if (before === undefined || last === undefined || before.bits <= last.bits) break;
      const both = before.m + last.m;
      const bits = (before.bits * before.m + last.bits * last.m) / both;
      pools.splice(-2, 2, { bits, m: both, levels: before.levels + last.levels });
    }
  }
  const bits = pools.flatMap((pool) => new Array<number>(pool.levels).fill(limited(pool.bits)));
  const swapped = (m[swappedLevel(kind)] ?? 0) / Math.max(1e-10, u[swappedLevel(kind)] ?? 0);
  return [0, ...bits, isSecondOfSwap ? 0 : limited(Math.log2(swapped))];
}

/** Whole milli-bits of some bits, no field louder than it can be believed. */
export const limited = (bits: number): number =>
  Math.round(Math.max(LIMIT_BITS.least, Math.min(LIMIT_BITS.most, bits)) * 1000);
