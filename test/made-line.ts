import { dice } from "#domain/dice.ts";
import type { ReadSums, Sums } from "#programs/evaluation/bandwidth.ts";
import type { Moments } from "#programs/evaluation/line-fit.ts";

/** A family by its distance to a line (poorer is below nought), its village, what was measured and whether it took part. */
export type MadeFamily = {
  readonly x: number;
  readonly village: number;
  readonly y: number;
  readonly taken: number;
};

export type MadeLine = {
  readonly seed: number;
  readonly families: number;
  readonly villages: number;
  /** What receiving does. */
  readonly effect: number;
  /** Of a hundred determined, how many take part; of a hundred others, how many do all the same. */
  readonly takesPart?: readonly [inside: number, outside: number];
  readonly bend?: (x: number) => number;
};

const ROLL = 1_000_000;

/** Families whose villages differ from each other, with a known effect at nought and a bend besides. */
export function madeFamilies({
  seed,
  families,
  villages,
  effect,
  takesPart = [100, 0],
  bend = (x) => 0.8 * x + 0.5 * x ** 2,
}: MadeLine): readonly MadeFamily[] {
  const roll = dice(seed);
  const uniform = () => (roll(ROLL) + 0.5) / ROLL;
  const normal = () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
  const ofVillage = Array.from({ length: villages }, () => 0.3 * normal());
  return Array.from({ length: families }, () => {
    const x = 2 * uniform() - 1;
    const village = roll(villages);
    const taken = uniform() * 100 < takesPart[x < 0 ? 0 : 1] ? 1 : 0;
    return {
      x,
      village,
      taken,
      y: bend(x) + (ofVillage[village] ?? 0) + normal() + effect * taken,
    };
  });
}

/** The same as SQL makes of families, in plain loops. */
export function momentsOf(families: readonly MadeFamily[], band: number): readonly Moments[] {
  const groups = new Map<string, MadeFamily[]>();
  for (const one of families) {
    if (Math.abs(one.x) >= band) continue;
    const key = `${one.village}|${one.x < 0}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()].map((of) => {
    const sum = (power: number, value: (one: MadeFamily) => number) =>
      of.reduce(
        (all, one) => all + (1 - Math.abs(one.x) / band) * (one.x / band) ** power * value(one),
        0,
      );
    return {
      cluster: of[0]?.village ?? 0,
      isIn: (of[0]?.x ?? 0) < 0,
      families: of.length,
      powers: [0, 1, 2, 3, 4].map((i) => sum(i, () => 1)),
      measured: [0, 1, 2].map((i) => sum(i, ({ y }) => y)),
      taken: [0, 1, 2].map((i) => sum(i, ({ taken }) => taken)),
    };
  });
}

export const sumsOf =
  (families: readonly MadeFamily[]): ReadSums =>
  async (within = Number.POSITIVE_INFINITY) => {
    const near = families.filter(({ x }) => Math.abs(x) <= within);
    return {
      inside: plainSums(near.filter(({ x }) => x < 0)),
      outside: plainSums(near.filter(({ x }) => x >= 0)),
    };
  };

function plainSums(side: readonly MadeFamily[]): Sums {
  const sum = (value: (one: MadeFamily) => number) =>
    side.reduce((all, one) => all + value(one), 0);
  return {
    families: side.length,
    powers: [0, 1, 2, 3, 4, 5, 6].map((i) => sum(({ x }) => x ** i)),
    measured: [0, 1, 2, 3].map((i) => sum(({ x, y }) => y * x ** i)),
    square: sum(({ y }) => y * y),
  };
}
