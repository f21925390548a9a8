import type { Dependence } from "./dependence.ts";
import { ANY_ERRORS, countErrors, type ErrorCounts } from "./error-counts.ts";
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
  readonly errors: ErrorCounts;
  /** None, one, or two that differ in what they share. */
  readonly kin: readonly Kin[];
  /** Chance that any two records that may be linked are one entity. */
  readonly prior: number;
  readonly priorMilliBits: number;
  /** Pairs that are one entity, as expected from what was compared. */
  readonly expected: number;
};

export const chanceOfWeight = (milliBits: number): number => 1 / (1 + 2 ** (-milliBits / 1000));

/** Counted vectors laid out flat: they are gone through again and again. */
export type Counted = {
  readonly width: number;
  readonly levels: Uint8Array;
  readonly pairs: Float64Array;
};

/** Vectors of so many fields. */
export function laidOut(vectors: readonly VectorCount[], width: number): Counted {
  const levels = new Uint8Array(vectors.length * width);
  for (const [i, vector] of vectors.entries()) levels.set(vector.levels, i * width);
  return { width, levels, pairs: Float64Array.from(vectors, ({ pairs }) => pairs) };
}

/** Bits of a vector of levels, prior and all, without the rarity of values. */
export function weighVector(model: Model, levels: readonly number[]): number {
  const odds = oddsOf(model, laidOut([{ levels, pairs: 1 }], levels.length));
  return Math.round(1000 * Math.log2((odds.same[0] ?? 0) / (1 + kinOdds(odds, 0))));
}

function addErrors({ fields, dependences, errors }: Model, of: Counted, sums: Float64Array): void {
  const { differing, known } = countErrors(fields, dependences, of);
  for (let i = 0; i < sums.length; i++) {
    const bits =
      (errors.differing[differing[i] as number] ?? 0) + (errors.known[known[i] as number] ?? 0);
    sums[i] = (sums[i] as number) + bits;
  }
}

/** How much likelier than strangers' the levels of each vector are for one entity, and for kin of each sort; how many there are of each included. */
export type Odds = { readonly same: Float64Array; readonly kin: readonly Float64Array[] };

export function oddsOf(model: Model, of: Counted): Odds {
  const { fields, dependences, kin, priorMilliBits } = model;
  const weights = fields.map(({ milliBits }) => milliBits);
  const same = summed(weights, dependences, priorMilliBits, of);
  if (model.errors !== ANY_ERRORS) addErrors(model, of, same);
  const ofKin = kin.map(({ milliBits, sizeMilliBits }) =>
    summed(milliBits, dependences, sizeMilliBits, of),
  );
  for (const sums of [same, ...ofKin]) {
    for (let i = 0; i < sums.length; i++) sums[i] = 2 ** ((sums[i] as number) / 1000);
  }
  return { same, kin: ofKin };
}

/** The odds of all sorts of kin together, of one vector. */
export const kinOdds = ({ kin }: Odds, i: number): number =>
  kin.reduce((sum, odds) => sum + (odds[i] as number), 0);

/** More levels than any kind has, the swap included. */
export const MOST_LEVELS = 8;

/** Milli-bits of all fields, those cut that repeat each other. */
function summed(
  weights: readonly (readonly number[])[],
  tied: readonly Dependence[],
  start: number,
  { width, levels, pairs }: Counted,
): Float64Array {
  const weightOf = new Float64Array(width * MOST_LEVELS);
  for (const [f, own] of weights.entries()) weightOf.set(own, f * MOST_LEVELS);
  const ties = Int32Array.from(
    tied.flatMap(({ child, parent, agree, differ }) => [child, parent, agree, differ]),
  );
  const sums = new Float64Array(pairs.length);
  const bits = new Float64Array(width);
  for (let i = 0; i < sums.length; i++) {
    let sum = start;
    for (let f = 0; f < width; f++) {
      const own = weightOf[f * MOST_LEVELS + (levels[i * width + f] as number)] as number;
      bits[f] = own;
      sum += own;
    }
    sums[i] = sum - repeatedBits(bits, ties);
  }
  return sums;
}

/** What is taken off where fields say the same again, a child after its children; `bits` keeps what is left of each. */
function repeatedBits(bits: Float64Array, ties: Int32Array): number {
  let off = 0;
  for (let at = 0; at < ties.length; at += 4) {
    const child = ties[at] as number;
    const [own, its] = [bits[child] as number, bits[ties[at + 1] as number] as number];
    if (own === 0 || own > 0 !== its > 0 || its === 0) continue;
    const left = Math.floor((own * (1000 - (ties[at + (own > 0 ? 2 : 3)] as number))) / 1000);
    bits[child] = left;
    off += own - left;
  }
  return off;
}
