import { solve } from "./solve.ts";

/**
 * What the families of one village on one side of the line add up to, each weighed by its nearness (1 at the line, 0 at the end
 * of the band): powers of the distance, in bands, from nought to four; the same times what is measured, and times whether they took part.
 */
export type Moments = {
  readonly cluster: number;
  readonly isIn: boolean;
  readonly families: number;
  readonly powers: readonly number[];
  readonly measured: readonly number[];
  readonly taken: readonly number[];
};

/** A straight line on each side, or a curve. */
export type Degree = 1 | 2;

/** The jump at the line from outside to inside, and what each village adds to its error. */
export type Jump = {
  readonly effect: number;
  readonly influence: ReadonlyMap<number, number>;
  /** Factor for few villages and families. */
  readonly correction: number;
  readonly clusters: number;
  /** Coefficients inside and outside, over the distance in bands. */
  readonly inside: readonly number[];
  readonly outside: readonly number[];
};

/** Fits both sides of the line and sets their ends against each other; undefined where a side cannot be fitted. */
export function fitJump(
  moments: readonly Moments[],
  degree: Degree,
  of: "measured" | "taken" = "measured",
): Jump | undefined {
  const inside = fitSide(
    moments.filter(({ isIn }) => isIn),
    degree,
    of,
  );
  const outside = fitSide(
    moments.filter(({ isIn }) => !isIn),
    degree,
    of,
  );
  if (inside === undefined || outside === undefined) return undefined;
  const influence = new Map(inside.influence);
  for (const [cluster, value] of outside.influence) {
    influence.set(cluster, (influence.get(cluster) ?? 0) - value);
  }
  const clusters = influence.size;
  const families = moments.reduce((sum, one) => sum + one.families, 0);
  const unknowns = 2 * (degree + 1);
  if (clusters < 2 || families <= unknowns) return undefined;
  return {
    effect: (inside.beta[0] ?? 0) - (outside.beta[0] ?? 0),
    influence,
    correction: (clusters / (clusters - 1)) * ((families - 1) / (families - unknowns)),
    clusters,
    inside: inside.beta,
    outside: outside.beta,
  };
}

function fitSide(side: readonly Moments[], degree: Degree, of: "measured" | "taken") {
  const places = Array.from({ length: degree + 1 }, (_, i) => i);
  const total = (read: (one: Moments) => number | undefined) =>
    side.reduce((sum, one) => sum + (read(one) ?? 0), 0);
  const matrix = places.map((i) => places.map((j) => total(({ powers }) => powers[i + j])));
  const beta = solve(
    matrix,
    places.map((i) => total((one) => one[of][i])),
  );
  const ofEnd = solve(
    matrix,
    places.map((i) => (i === 0 ? 1 : 0)),
  );
  if (beta === undefined || ofEnd === undefined) return undefined;
  const influence = new Map<number, number>();
  for (const one of side) {
    const value = places.reduce((sum, i) => {
      const fitted = places.reduce((all, j) => all + (one.powers[i + j] ?? 0) * (beta[j] ?? 0), 0);
      return sum + (ofEnd[i] ?? 0) * ((one[of][i] ?? 0) - fitted);
    }, 0);
    influence.set(one.cluster, (influence.get(one.cluster) ?? 0) + value);
  }
  return { beta, influence };
}

/** Standard error with villages as they are: their families are not independent of each other. */
export function errorOf({ influence, correction }: Pick<Jump, "influence" | "correction">): number {
  let sum = 0;
  for (const value of influence.values()) sum += value ** 2;
  return Math.sqrt(correction * sum);
}
