import { studentChance } from "./chances.ts";
import { solve } from "./solve.ts";

/** Families by distance: bins of one width, counted outward from the line on each side. */
export type Histogram = {
  /** In the unit of the distance. */
  readonly width: number;
  readonly inside: readonly number[];
  readonly outside: readonly number[];
  /** Families altogether, those beyond the bins too. */
  readonly all: number;
};

export type DensityCheck = {
  /** Logarithm of how many more families stand just inside than just outside. */
  readonly jump: number;
  readonly standardError: number;
  readonly chance: number;
};

/** Practically the normal curve. */
const MANY = 1e6;

/**
 * Whether families heap on one side of the line, as they do where somebody knows it and helps (McCrary 2008): the density of both
 * sides by straight lines through counts, each bin weighed by its nearness. Undefined where a side is empty.
 */
export function densityCheck(
  { width, inside, outside, all: n }: Histogram,
  band: number,
): DensityCheck | undefined {
  const [left, right] = [inside, outside].map((counts) => endOf(counts, width, band));
  if (left === undefined || right === undefined || left <= 0 || right <= 0) return undefined;
  const [f, g] = [left / (n * width), right / (n * width)];
  const standardError = Math.sqrt((24 / 5) * (1 / f + 1 / g) * (1 / (n * band)));
  const jump = Math.log(f) - Math.log(g);
  return { jump, standardError, chance: studentChance(jump / standardError, MANY) };
}

/** The height of the line through counts where the sides meet. */
function endOf(counts: readonly number[], width: number, band: number): number | undefined {
  const sums = [0, 0, 0, 0, 0];
  for (const [i, count] of counts.entries()) {
    const at = (i + 0.5) * width;
    const weight = 1 - at / band;
    if (weight <= 0) break;
    for (const [place, value] of [1, at, at * at, count, at * count].entries()) {
      sums[place] = (sums[place] ?? 0) + weight * value;
    }
  }
  const [s0 = 0, s1 = 0, s2 = 0, t0 = 0, t1 = 0] = sums;
  return solve(
    [
      [s0, s1],
      [s1, s2],
    ],
    [t0, t1],
  )?.[0];
}

/** Bins and band of the check for so many families so far spread. */
export function densityTerms(families: number, spread: number): { width: number; band: number } {
  return { width: 2 * spread * families ** -0.5, band: 2 * 1.84 * spread * families ** -0.2 };
}
