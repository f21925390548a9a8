import type { Axis, ModelVariable } from "#ranking/pmt/pmt-model.ts";
import { binsOf } from "#ranking/pmt/score-rows.ts";
import type { BinnedColumn } from "./term-axes.ts";

/** A cell that a split leaves as it is. */
export const UNTOUCHED = 255;

/** Parts of a term's cells that move together in one step: two along one axis, four along two. */
export type Split = {
  /** The part of each cell. */
  readonly parts: Uint8Array;
  readonly count: 2 | 4;
  /** Pairs of parts of which the second may not come out below the first. */
  readonly rising: readonly (readonly [number, number])[];
};

/** One side of a cut along an axis: 1 above or at the level, 0 below or elsewhere, untouched where absent. */
type Cut = { readonly sides: Uint8Array; readonly only: -1 | 0 | 1 };

/** All splits of a column's cells that steps may choose from, monotone where the variable is. */
export function splitsOf(
  { axes }: BinnedColumn,
  variables: readonly ModelVariable[],
): readonly Split[] {
  const [first, second] = axes;
  const cuts = cutsAlong(first, variables);
  if (second === undefined) {
    return cuts.map(({ sides, only }) => ({
      parts: sides,
      count: 2,
      rising: orderOf(only, [[0, 1]]),
    }));
  }
  const across = cutsAlong(second, variables);
  return cuts.flatMap((a) => across.map((b) => crossSplit(a, b)));
}

function crossSplit(a: Cut, b: Cut): Split {
  const parts = new Uint8Array(a.sides.length * b.sides.length);
  for (const [i, x] of a.sides.entries()) {
    for (const [j, y] of b.sides.entries()) {
      parts[i * b.sides.length + j] = x === UNTOUCHED || y === UNTOUCHED ? UNTOUCHED : 2 * x + y;
    }
  }
  return {
    parts,
    count: 4,
    rising: [
      ...orderOf(a.only, [
        [0, 2],
        [1, 3],
      ]),
      ...orderOf(b.only, [
        [0, 1],
        [2, 3],
      ]),
    ],
  };
}

const orderOf = (
  only: -1 | 0 | 1,
  pairs: readonly (readonly [number, number])[],
): Split["rising"] => (only === 0 ? [] : pairs.map(([a, b]) => (only > 0 ? [a, b] : [b, a])));

/** A number is cut between its bins, a category one level from all others; absent is cut from all that is known. */
function cutsAlong(axis: Axis, variables: readonly ModelVariable[]): readonly Cut[] {
  const bins = binsOf(axis);
  const places = Array.from({ length: bins }, (_, bin) => bin);
  const oneApart = (apart: number): Cut => ({
    sides: Uint8Array.from(places, (bin) => (bin === apart ? 1 : 0)),
    only: 0,
  });
  if ("bins" in axis) return places.map(oneApart);
  const variable = variables[axis.variable] as ModelVariable;
  const only = variable.kind === "category" ? 0 : variable.only;
  const between = places.slice(1, -1).map(
    (cut): Cut => ({
      sides: Uint8Array.from(places, (bin) => (bin === bins - 1 ? UNTOUCHED : bin >= cut ? 1 : 0)),
      only,
    }),
  );
  return [...between, oneApart(bins - 1)];
}
