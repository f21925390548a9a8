import { studentBound, studentChance } from "./chances.ts";
import { errorOf, fitJump, type Jump, type Moments } from "./line-fit.ts";

/** The jump by straight lines, and its interval from curves over the same band: a straight line through a bend is biased, and its own interval does not know that. */
export type Estimate = {
  readonly effect: number;
  readonly standardError: number;
  /** 95 % of the straight lines as they stand. */
  readonly plain: readonly [number, number];
  /** 95 %, corrected for bends: the one to be read. */
  readonly low: number;
  readonly high: number;
  readonly chance: number;
  readonly clusters: number;
  /** What would be noticed four times of five if it were so. */
  readonly detectable: number;
  /** Height and slope over a band, of both straight lines. */
  readonly lines: { readonly inside: readonly number[]; readonly outside: readonly number[] };
};

/** 1.96 for noticing by chance, 0.84 for noticing four times of five. */
const POWER = 1.959964 + 0.841621;

/** Undefined where a side cannot be fitted. */
export function estimate(moments: readonly Moments[]): Estimate | undefined {
  const straight = fitJump(moments, 1);
  const curved = fitJump(moments, 2);
  if (straight === undefined || curved === undefined) return undefined;
  const bound = studentBound(straight.clusters - 1);
  const [own, robust] = [errorOf(straight), errorOf(curved)];
  return {
    effect: straight.effect,
    standardError: own,
    plain: [straight.effect - bound * own, straight.effect + bound * own],
    low: curved.effect - bound * robust,
    high: curved.effect + bound * robust,
    chance: chanceOf(curved, robust),
    clusters: straight.clusters,
    detectable: POWER * robust,
    lines: { inside: straight.inside, outside: straight.outside },
  };
}

/** Where nothing differs between families, nothing can have come about by chance. */
function chanceOf({ effect, clusters }: Jump, error: number): number {
  if (error === 0) return Math.abs(effect) < 1e-9 ? 1 : 0;
  return studentChance(effect / error, clusters - 1);
}

/** What receiving did to those whom the line moved to receive: the jump of the measure over the jump of receipt. */
export type Wald = {
  /** How much more often families just inside took part. */
  readonly takeUp: number;
  /** Strength of that jump; below ten nothing can be told from it. */
  readonly strength: number;
  readonly effect: number;
  readonly low: number;
  readonly high: number;
};

const WEAK = 10;

/** Undefined where too few more took part inside the line than outside. */
export function estimateWald(moments: readonly Moments[]): Wald | undefined {
  const taken = fitJump(moments, 1, "taken");
  const straight = fitJump(moments, 1);
  const curved = { measured: fitJump(moments, 2), taken: fitJump(moments, 2, "taken") };
  if (taken === undefined || straight === undefined) return undefined;
  if (curved.measured === undefined || curved.taken === undefined) return undefined;
  const error = errorOf(taken);
  const strength = error === 0 ? Number.POSITIVE_INFINITY : (taken.effect / error) ** 2;
  if (strength < WEAK || taken.effect <= 0 || curved.taken.effect <= 0) return undefined;
  const ratio = curved.measured.effect / curved.taken.effect;
  const influence = new Map<number, number>();
  for (const [cluster, value] of curved.measured.influence) {
    const of = curved.taken.influence.get(cluster) ?? 0;
    influence.set(cluster, (value - ratio * of) / curved.taken.effect);
  }
  const width =
    studentBound(taken.clusters - 1) *
    errorOf({ influence, correction: curved.measured.correction });
  return {
    takeUp: taken.effect,
    strength,
    effect: straight.effect / taken.effect,
    low: ratio - width,
    high: ratio + width,
  };
}
