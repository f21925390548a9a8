import type { Dependence } from "./dependence.ts";
import type { FieldKind } from "./job.ts";

/** Pairs with the same levels, counted once; `pairs` is scaled to all that were found. */
export type VectorCount = { readonly levels: readonly number[]; readonly pairs: number };

export type FieldModel = {
  readonly kind: FieldKind;
  readonly m: readonly number[];
  readonly u: readonly number[];
  /** Whole milli-bits; level 0 weighs nothing. */
  readonly milliBits: readonly number[];
};

/**
 * Pairs of two entities that share some values for a reason: a household, sister firms, names made of each other. They
 * agree in the rest no oftener than strangers, in field `apart` at the least.
 */
export type Kin = {
  readonly apart: number;
  /** How often they reach each level, by field. */
  readonly q: readonly (readonly number[])[];
  /** The same beside strangers, by field; level 0 weighs nothing. */
  readonly milliBits: readonly (readonly number[])[];
  /** Pairs, and how likely any two records are one of them. */
  readonly pairs: number;
  readonly sizeMilliBits: number;
};

export type Model = {
  readonly fields: readonly FieldModel[];
  readonly dependences: readonly Dependence[];
  /** None, or one. */
  readonly kin: readonly Kin[];
  /** Chance that any two records that may be linked are one entity. */
  readonly prior: number;
  readonly priorMilliBits: number;
  /** Pairs that are one entity, as expected from what was compared. */
  readonly expected: number;
};

export const chanceOfWeight = (milliBits: number): number => 1 / (1 + 2 ** (-milliBits / 1000));

/** Bits of a vector of levels, prior and all, without the rarity of values. */
export function weighVector(model: Model, levels: readonly number[]): number {
  const { same, kin } = oddsOf(model);
  return Math.round(1000 * Math.log2(same(levels) / (1 + kin(levels))));
}

type Odds = (levels: readonly number[]) => number;

/** How much likelier than strangers' the levels are for pairs of one entity, and for kin; how many there are of each included. */
export function oddsOf({ fields, dependences, kin, priorMilliBits }: Model): {
  readonly same: Odds;
  readonly kin: Odds;
} {
  const weights = fields.map(({ milliBits }) => milliBits);
  const same = summed(weights, dependences, priorMilliBits);
  const ofKin = kin.map((one) => summed(one.milliBits, dependences, one.sizeMilliBits));
  return {
    same: (levels) => 2 ** (same(levels) / 1000),
    kin: (levels) => ofKin.reduce((sum, one) => sum + 2 ** (one(levels) / 1000), 0),
  };
}

/** Milli-bits of all fields, those cut that repeat each other. */
function summed(
  weights: readonly (readonly number[])[],
  tied: readonly Dependence[],
  start: number,
): Odds {
  const bits = new Float64Array(weights.length);
  return (levels) => {
    for (let f = 0; f < bits.length; f++) bits[f] = weights[f]?.[levels[f] ?? 0] ?? 0;
    for (const { child, parent, agree, differ } of tied) {
      const [own = 0, its = 0] = [bits[child], bits[parent]];
      if (own > 0 && its > 0) bits[child] = Math.floor((own * (1000 - agree)) / 1000);
      if (own < 0 && its < 0) bits[child] = Math.floor((own * (1000 - differ)) / 1000);
    }
    let sum = start;
    for (const one of bits) sum += one;
    return sum;
  };
}
