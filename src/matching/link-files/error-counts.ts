import { equalLevel } from "./comparison-levels.ts";
import type { Dependence } from "./dependence.ts";
import type { Counted, FieldModel } from "./model.ts";

/**
 * Milli-bits of differing in none, one, two … fields, and of knowing none, one, two …: who knows little has hardly a chance
 * to differ, so that the two together speak for nobody by themselves.
 */
export type ErrorCounts = {
  readonly differing: readonly number[];
  readonly known: readonly number[];
};

/** Nothing is known of how errors come together. */
export const ANY_ERRORS: ErrorCounts = { differing: [], known: [] };

/** What is usual, that errors come by themselves, counts as much as so many true pairs. */
const USUAL_PAIRS = 12;
/** No count of errors speaks louder against a pair than this. */
const MOST_BITS = 10;

type Fields = readonly Pick<FieldModel, "kind" | "m">[];

/**
 * How much oftener likely pairs differ in so many fields than if each erred by itself. Who errs once and hardly ever twice is told
 * from a stranger by the second difference. More differences never speak for a pair, so neighbours that disagree with that are
 * taken together.
 */
export function errorCounts(
  fields: Fields,
  tied: readonly Dependence[],
  judged: Counted & { readonly chance: Float64Array },
): ErrorCounts {
  const { width, levels, pairs, chance } = judged;
  const { differing } = countErrors(fields, tied, judged);
  const seen = new Float64Array(width + 1);
  const knowing = new Map<number, number>();
  for (let i = 0; i < pairs.length; i++) {
    const n = (pairs[i] as number) * (chance[i] as number);
    if (n < 1e-9) continue;
    const place = differing[i] as number;
    seen[place] = (seen[place] as number) + n;
    let known = 0;
    for (let f = 0; f < width; f++) known = 2 * known + (levels[i * width + f] === 0 ? 0 : 1);
    knowing.set(known, (knowing.get(known) ?? 0) + n);
  }
  const rates = errorRates(fields, tied);
  const groups = [...knowing].map(([known, n]): Knowing => {
    const own = rates.filter((_, f) => Math.floor(known / 2 ** (width - 1 - f)) % 2 === 1);
    return { pairs: n, known: own.length, shares: byThemselves(own) };
  });
  const expected = [...seen].map((_, k) =>
    groups.reduce((sum, group) => sum + group.pairs * (group.shares[k] ?? 0), 0),
  );
  const all = expected.reduce((sum, n) => sum + n, 0);
  const usual = expected.map((n) => (USUAL_PAIRS * n) / Math.max(1e-9, all));
  const ratios = fallingRatios(
    usual.map((n, k) => n + (seen[k] ?? 0)),
    usual.map((n, k) => n + (expected[k] ?? 0)),
  );
  const shareOf = (known: number): number => knownShare(known, ratios, rates, groups);
  return {
    differing: ratios.map(milliBits),
    known: ratios.map((_, known) => -milliBits(shareOf(known))),
  };
}

const milliBits = (ratio: number): number =>
  Math.round(1000 * Math.max(-MOST_BITS, Math.log2(Math.max(1e-9, ratio))));

/** Likely pairs that know the same fields, and the shares of them that would differ in none, one, two … */
type Knowing = {
  readonly pairs: number;
  readonly known: number;
  readonly shares: readonly number[];
};

/** What the ratios come to among those who know so many fields; where nobody does, as if every field erred as often. */
function knownShare(
  known: number,
  ratios: readonly number[],
  rates: readonly number[],
  groups: readonly Knowing[],
): number {
  const mean = rates.reduce((sum, rate) => sum + rate, 0) / Math.max(1, rates.length);
  const own = groups.filter((group) => group.known === known);
  const like = [
    ...own,
    { pairs: 1e-6, known, shares: byThemselves(new Array<number>(known).fill(mean)) },
  ];
  const of = ({ pairs, shares }: Knowing): number =>
    pairs * shares.reduce((sum, share, k) => sum + share * (ratios[k] ?? 1), 0);
  const all = like.reduce((sum, { pairs }) => sum + pairs, 0);
  return like.reduce((sum, group) => sum + of(group), 0) / all;
}

/** How often each field differs where the one that it repeats does not. */
function errorRates(fields: Fields, tied: readonly Dependence[]): readonly number[] {
  return fields.map(({ kind, m }, f) => {
    const rate = m.slice(1, equalLevel(kind)).reduce((sum, share) => sum + share, 0);
    const tie = tied.find(({ child, differ }) => child === f && differ > 0);
    return (rate * (1000 - (tie?.differ ?? 0))) / 1000;
  });
}

/** The shares of pairs that differ in none, one, two … fields where each errs by itself. */
function byThemselves(rates: readonly number[]): readonly number[] {
  const shares = [1];
  for (const rate of rates) {
    shares.push(0);
    for (let k = shares.length - 1; k >= 0; k--) {
      shares[k] = (shares[k] ?? 0) * (1 - rate) + (shares[k - 1] ?? 0) * rate;
    }
  }
  return shares;
}

/** Ratios that never rise, nearest to those of the counts. */
function fallingRatios(seen: readonly number[], expected: readonly number[]): readonly number[] {
  const pools: { seen: number; expected: number; places: number }[] = [];
  for (const [k, own] of seen.entries()) {
    pools.push({ seen: own, expected: expected[k] ?? 0, places: 1 });
    for (;;) {
      const [before, last] = pools.slice(-2);
      if (before === undefined || last === undefined) break;
      if (before.seen * last.expected > last.seen * before.expected) break;
      pools.splice(-2, 2, {
        seen: before.seen + last.seen,
        expected: before.expected + last.expected,
        places: before.places + last.places,
      });
    }
  }
  return pools.flatMap((pool) =>
    new Array<number>(pool.places).fill(pool.expected > 0 ? pool.seen / pool.expected : 1),
  );
}

/**
 * In how many fields the values of each vector differ, and how many it knows. A field that errs as one with another counts
 * only where that one does not differ.
 */
export function countErrors(
  fields: readonly Pick<FieldModel, "kind">[],
  tied: readonly Dependence[],
  { width, levels, pairs }: Counted,
): { readonly differing: Uint8Array; readonly known: Uint8Array } {
  const equal = fields.map(({ kind }) => equalLevel(kind));
  const parents = parentsOf(fields.length, tied);
  const [differing, known] = [new Uint8Array(pairs.length), new Uint8Array(pairs.length)];
  for (let i = 0; i < pairs.length; i++) {
    const isOff = (f: number): boolean => {
      const level = levels[i * width + f] as number;
      return level > 0 && level < (equal[f] as number);
    };
    let [off, all] = [0, 0];
    for (let f = 0; f < width; f++) {
      if (levels[i * width + f] !== 0) all++;
      const parent = parents[f] as number;
      if (isOff(f) && (parent < 0 || !isOff(parent))) off++;
    }
    differing[i] = off;
    known[i] = all;
  }
  return { differing, known };
}

/** The field that each errs as one with, or -1. */
export function parentsOf(width: number, tied: readonly Dependence[]): readonly number[] {
  const parents = new Array<number>(width).fill(-1);
  for (const { child, parent, differ } of tied) if (differ > 0) parents[child] = parent;
  return parents;
}
