import type { AreaFigure } from "#contract/area-figures.ts";
import type { Bounds } from "#web/kit/measure-map.tsx";
import type { Measure } from "./map-search.ts";

/** Of the families that both versions place: to a poorer decile, and to a better-off one. */
export function movedShares({ moves }: AreaFigure): readonly [number, number] | undefined {
  if (moves === undefined) return undefined;
  const [poorer, same, better] = moves;
  if (typeof poorer !== "number" || typeof same !== "number" || typeof better !== "number") {
    return undefined;
  }
  const both = poorer + same + better;
  return both === 0 ? undefined : [poorer / both, better / both];
}

/** The number by which a region is shaded and sorted; undefined where it is withheld or not measured. */
export function measured(measure: Measure, figure: AreaFigure): number | undefined {
  const { ages, families, medianMonths, missing, drift } = figure;
  switch (measure) {
    case "moves": {
      const shares = movedShares(figure);
      return shares === undefined ? undefined : shares[0] + shares[1];
    }
    case "drift":
      return drift?.psi;
    case "age":
      return medianMonths;
    case "never": {
      const never = ages[4];
      return typeof never !== "number" || !families ? undefined : never / families;
    }
    case "missing":
      return missing;
    default:
      return measure satisfies never;
  }
}

const FROM: Readonly<Record<Measure, readonly number[]>> = {
  moves: [0, 0.05, 0.1, 0.2, 0.3],
  drift: [0, 0.02, 0.1, 0.25, 0.5],
  age: [0, 4, 13, 25, 49],
  never: [0, 0.02, 0.05, 0.1, 0.2],
  missing: [0, 0.05, 0.1, 0.2, 0.3],
};

/** Shades of a measure, with their lower bounds as they are said. */
export const boundsOf = (measure: Measure, say: (value: number) => string): Bounds =>
  FROM[measure].map((from, i) => {
    const next = FROM[measure][i + 1];
    return { from, said: next === undefined ? `≥ ${say(from)}` : `${say(from)}–${say(next)}` };
  });
