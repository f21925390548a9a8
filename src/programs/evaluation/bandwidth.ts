import { solve } from "./solve.ts";

/** Plain sums over the families of one side within so far of the line: powers of the distance up to six, times the measure up to three, its square. */
export type Sums = {
  readonly families: number;
  readonly powers: readonly number[];
  readonly measured: readonly number[];
  readonly square: number;
};

/** Sums of each side within a distance; without one, of all. Distances and measures in their own units. */
export type ReadSums = (
  within?: number,
) => Promise<{ readonly inside: Sums; readonly outside: Sums }>;

/** Of a triangular weight. */
const CONSTANT = 3.4375;
/** A bend that is not seen is taken to be at least this, in standard units: no band grows without end. */
const LEAST_BEND = 0.01;

/**
 * How far from the line families are compared: the width at which bias and chance together are expected to be least (Imbens and
 * Kalyanaraman 2012). Undefined where a side has too few families or all of them measure the same.
 */
export async function bandwidth(read: ReadSums): Promise<number | undefined> {
  const all = await read();
  const n = all.inside.families + all.outside.families;
  const both = [all.inside, all.outside];
  const spread = deviation(both, ({ powers }) => powers);
  const deviationY = deviation(both, ({ measured, square }) => [0, measured[0] ?? 0, square]);
  if (!(spread > 0) || !(deviationY > 0)) return undefined;
  const pilot = 1.84 * spread * n ** -0.2;
  const near = await read(pilot);
  const nearN = near.inside.families + near.outside.families;
  if (near.inside.families < 2 || near.outside.families < 2) return undefined;
  const density = nearN / (2 * n * (pilot / spread));
  const noise =
    (residual(near.inside) + residual(near.outside)) / ((nearN - 2) * deviationY ** 2) || 1e-6;
  const third = thirdDerivative(all, spread, deviationY);
  if (third === undefined) return undefined;
  const bends: number[] = [];
  let penalty = 0;
  for (const side of ["inside", "outside"] as const) {
    const of = all[side].families;
    const wide =
      3.56 * (noise / (density * Math.max(third ** 2, LEAST_BEND))) ** (1 / 7) * of ** (-1 / 7);
    const sums = (await read(wide * spread))[side];
    const bend = secondDerivative(sums, spread, deviationY);
    if (bend === undefined) return undefined;
    bends.push(bend);
    penalty += (2160 * noise) / (sums.families * wide ** 4);
  }
  const bias = ((bends[0] ?? 0) - (bends[1] ?? 0)) ** 2 + penalty;
  return CONSTANT * ((2 * noise) / (density * bias)) ** 0.2 * n ** -0.2 * spread;
}

function deviation(sides: readonly Sums[], of: (side: Sums) => readonly number[]): number {
  const n = sides.reduce((sum, { families }) => sum + families, 0);
  const [first, second] = [1, 2].map((i) =>
    sides.reduce((sum, side) => sum + (of(side)[i] ?? 0), 0),
  );
  const mean = (first ?? 0) / n;
  return Math.sqrt(Math.max(0, (second ?? 0) / n - mean ** 2));
}

const residual = ({ families, measured, square }: Sums): number =>
  families === 0 ? 0 : square - (measured[0] ?? 0) ** 2 / families;

/** Of one cubic through all families with a jump at the line, in standard units. */
function thirdDerivative(
  { inside, outside }: { readonly inside: Sums; readonly outside: Sums },
  spread: number,
  deviationY: number,
): number | undefined {
  const sum = (i: number) => ((inside.powers[i] ?? 0) + (outside.powers[i] ?? 0)) / spread ** i;
  const jump = (i: number) => (inside.powers[i] ?? 0) / spread ** i;
  const of = (i: number) =>
    ((inside.measured[i] ?? 0) + (outside.measured[i] ?? 0)) / (spread ** i * deviationY);
  const powers = [0, 1, 2, 3];
  const matrix = [
    ...powers.map((i) => [...powers.map((j) => sum(i + j)), jump(i)]),
    [...powers.map(jump), jump(0)],
  ];
  const beta = solve(matrix, [...powers.map(of), (inside.measured[0] ?? 0) / deviationY]);
  return beta === undefined ? undefined : 6 * (beta[3] ?? 0);
}

function secondDerivative(
  { powers, measured }: Sums,
  spread: number,
  deviationY: number,
): number | undefined {
  const places = [0, 1, 2];
  const matrix = places.map((i) => places.map((j) => (powers[i + j] ?? 0) / spread ** (i + j)));
  const beta = solve(
    matrix,
    places.map((i) => (measured[i] ?? 0) / (spread ** i * deviationY)),
  );
  return beta === undefined ? undefined : 2 * (beta[2] ?? 0);
}
