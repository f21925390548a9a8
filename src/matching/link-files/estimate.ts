import { equalLevel, LEVELS, swappedLevel } from "./comparison-levels.ts";
import { type Dependence, dependences, matchCorrelation } from "./dependence.ts";
import type { FieldKind } from "./job.ts";
import type { Chances } from "./strangers.ts";

/** Pairs with the same levels, counted once; `pairs` is scaled to all that were found. */
export type VectorCount = { readonly levels: readonly number[]; readonly pairs: number };

export type FieldModel = {
  readonly kind: FieldKind;
  readonly m: readonly number[];
  readonly u: readonly number[];
  /** Whole milli-bits; level 0 weighs nothing. */
  readonly milliBits: readonly number[];
};

export type Model = {
  readonly fields: readonly FieldModel[];
  readonly dependences: readonly Dependence[];
  /** Chance that any two records that may be linked are one entity. */
  readonly prior: number;
  readonly priorMilliBits: number;
  /** Pairs that are one entity, as expected from what was compared. */
  readonly expected: number;
};

export type EstimateDraft = {
  /** `swapsWith`: the place of the column that it is now and then swapped with. */
  readonly fields: readonly { readonly kind: FieldKind; readonly swapsWith?: number | undefined }[];
  readonly vectors: readonly VectorCount[];
  readonly chances: Chances;
  /** All pairs that may be linked, compared or not. */
  readonly possible: number;
  readonly records: number;
};

const ROUNDS = 40;
/** What is usual counts as much as so many true pairs. */
const USUAL_PAIRS = 12;
const SWAPPED = 0.01;
/** True pairs a record below which the usual start has probably seen nothing. */
const HARDLY_ANY = 0.01;
/** Other starts: so many pairs a record, those that agree best, are taken for true. */
const SHARES_OF_RECORDS = [0.05, 0.15, 0.3, 0.5, 1];
const LIMIT_BITS = { least: -10, most: 20 };

/**
 * How often true pairs and strangers reach each level, and how many true pairs there are. Strangers are known
 * from counting; true pairs are learned by expectation-maximisation over counted vectors. Chances are those of
 * all pairs, not of compared ones: what a key holds then needs no correction as long as keys find nearly all true pairs.
 */
export function estimate(draft: EstimateDraft): Model {
  const vectors = [...draft.vectors].sort(byLevels);
  const usual = draft.fields.map(({ kind }) => usualShares(kind));
  const prior = Math.min(0.5, (0.3 * draft.records) / Math.max(1, draft.possible));
  const expectedOf = (m: readonly number[]): LearnedField => ({
    m,
    rates: m.map((share) => share * prior),
  });
  const start = modelOf(draft, usual.map(expectedOf), prior, []);
  const first = maximise(draft, vectors, start);
  if (first.model.expected >= HARDLY_ANY * draft.records) return first.model;
  const others = SHARES_OF_RECORDS.map((share) =>
    maximise(draft, vectors, fromBest(draft, vectors, start, share)),
  );
  return [first, ...others].reduce((best, one) => (one.gain > best.gain ? one : best)).model;
}

/** A start from the pairs that agree best, whatever the fields turn out to be worth. */
function fromBest(
  draft: EstimateDraft,
  vectors: readonly VectorCount[],
  start: Model,
  share: number,
): Model {
  const order = [...vectors].sort(
    (a, b) => weighVector(start, b.levels) - weighVector(start, a.levels) || byLevels(b, a),
  );
  let left = draft.records * share;
  const chances = order.map((vector) => {
    const chance = Math.max(0, Math.min(1, left / vector.pairs));
    left -= vector.pairs;
    return { ...vector, chance };
  });
  const expected = chances.reduce((sum, { pairs, chance }) => sum + pairs * chance, 0);
  const learned = draft.fields.map((_, f) => learnField(draft, f, chances));
  const prior = Math.min(0.5, Math.max(expected, 0.5) / Math.max(1, draft.possible));
  return modelOf(draft, learned, prior, matchCorrelation(chances, draft.fields.length));
}

type Learned = { readonly model: Model; readonly gain: number };

function maximise(draft: EstimateDraft, vectors: readonly VectorCount[], start: Model): Learned {
  const { possible } = draft;
  let model = start;
  for (let round = 0; round < ROUNDS; round++) {
    const chances = vectors.map((vector) => ({
      ...vector,
      chance: chanceOf(model, vector.levels),
    }));
    const expected = chances.reduce((sum, { pairs, chance }) => sum + pairs * chance, 0);
    const learned = draft.fields.map((_, f) => learnField(draft, f, chances));
    const prior = Math.min(0.5, Math.max(expected, 0.5) / Math.max(1, possible));
    const correlations = matchCorrelation(chances, draft.fields.length);
    const next = modelOf(draft, learned, prior, correlations);
    const isSettled = Math.abs(next.expected - model.expected) < 1e-5 * next.expected && round > 5;
    model = next;
    if (isSettled) break;
  }
  return { model, gain: gainOf(model, vectors, possible) };
}

/** Bits by which the model explains the pairs better than if no two records were one entity. */
function gainOf(model: Model, vectors: readonly VectorCount[], possible: number): number {
  const seen = vectors.reduce(
    (sum, { levels, pairs }) =>
      sum + pairs * Math.log2(1 + 2 ** (weighVector(model, levels) / 1000)),
    0,
  );
  return seen + possible * Math.log2(1 - model.prior);
}

/** Bits of a vector of levels, prior and all, without the rarity of values. */
export function weighVector(
  { fields, dependences: tied, priorMilliBits }: Model,
  levels: readonly number[],
): number {
  const bits = fields.map(({ milliBits }, f) => milliBits[levels[f] ?? 0] ?? 0);
  for (const { child, parent, agree, differ } of tied) {
    const [own = 0, its = 0] = [bits[child], bits[parent]];
    if (own > 0 && its > 0) bits[child] = Math.floor((own * (1000 - agree)) / 1000);
    if (own < 0 && its < 0) bits[child] = Math.floor((own * (1000 - differ)) / 1000);
  }
  return bits.reduce((sum, one) => sum + one, priorMilliBits);
}

export const chanceOfWeight = (milliBits: number): number => 1 / (1 + 2 ** (-milliBits / 1000));
const chanceOf = (model: Model, levels: readonly number[]): number =>
  chanceOfWeight(weighVector(model, levels));

function usualShares(kind: FieldKind): readonly number[] {
  return [...LEVELS[kind].map(({ usual }) => usual), SWAPPED];
}

type Judged = VectorCount & { readonly chance: number };

/** Of likely pairs where the field is known: the share of each level, and its rate among all pairs that know it. */
type LearnedField = { readonly m: readonly number[]; readonly rates: readonly number[] };

/** The second column of a swap counts none. */
function learnField(draft: EstimateDraft, f: number, judged: readonly Judged[]): LearnedField {
  const usual = usualShares(draft.fields[f]?.kind ?? "text");
  const counts = usual.map(() => 0);
  for (const { levels, pairs, chance } of judged) {
    const level = levels[f] ?? 0;
    if (level !== 0) counts[level] = (counts[level] ?? 0) + pairs * chance;
  }
  const sums = usual.map((share, level) => share * USUAL_PAIRS + (counts[level] ?? 0));
  const all = sums.slice(1).reduce((sum, n) => sum + n, 0);
  const knownShare = (draft.chances.known[f] ?? 0) / Math.max(1, draft.records);
  const knownPairs = Math.max(1, draft.possible * knownShare ** 2);
  return {
    m: sums.map((n, level) => (level === 0 ? 0 : n / all)),
    rates: counts.map((n) => n / knownPairs),
  };
}

function modelOf(
  draft: EstimateDraft,
  learned: readonly LearnedField[],
  prior: number,
  correlations: readonly number[],
): Model {
  const m = learned.map((field) => field.m);
  const u = learned.map(({ rates }, f) => strangerShares(draft, f, rates, prior));
  const fields = draft.fields.map(({ kind, swapsWith }, f): FieldModel => {
    const shares = { m: m[f] ?? [], u: u[f] ?? [] };
    return {
      kind,
      ...shares,
      milliBits: milliBitsOf(kind, shares, swapsWith !== undefined && swapsWith < f),
    };
  });
  const isSwap = (one: number, other: number): boolean => draft.fields[one]?.swapsWith === other;
  const tied = dependences(draft.chances.joint, fields, prior, correlations, isSwap);
  const priorMilliBits = Math.round(Math.log2(prior / (1 - prior)) * 1000);
  return { fields, dependences: tied, prior, priorMilliBits, expected: prior * draft.possible };
}

/** What all pairs show, less the part of it that true pairs make. */
function strangerShares(
  { chances, fields }: EstimateDraft,
  f: number,
  rates: readonly number[],
  prior: number,
): readonly number[] {
  const equal = equalLevel(fields[f]?.kind ?? "text");
  const floor = 1 / Math.max(2, chances.known[f] ?? 2) ** 2;
  return rates.map((rate, level) => {
    const seen = chances.levels[f]?.[level] ?? 0;
    if (level === 0) return 0;
    const least = level === equal ? Math.max(floor, seen * 0.02) : Math.max(1e-7, seen * 0.1);
    return Math.max(least, (seen - rate) / (1 - prior));
  });
}

/**
 * Weights never fall as agreement rises: neighbours that disagree with that are taken together, each heard as
 * often as true pairs reach it, so that a level which hardly ever occurs does not speak for the others.
 */
function milliBitsOf(
  kind: FieldKind,
  { m, u }: { readonly m: readonly number[]; readonly u: readonly number[] },
  isSecondOfSwap: boolean,
): readonly number[] {
  type Pool = { bits: number; m: number; levels: number };
  const pools: Pool[] = [];
  for (let level = 1; level <= equalLevel(kind); level++) {
    const share = m[level] ?? 0;
    pools.push({ bits: Math.log2(share / (u[level] ?? 0)), m: share, levels: 1 });
    for (;;) {
      const [before, last] = pools.slice(-2);
      if (before === undefined || last === undefined || before.bits <= last.bits) break;
      const both = before.m + last.m;
      const bits = (before.bits * before.m + last.bits * last.m) / both;
      pools.splice(-2, 2, { bits, m: both, levels: before.levels + last.levels });
    }
  }
  const bits = pools.flatMap((pool) => new Array<number>(pool.levels).fill(limited(pool.bits)));
  const swapped = (m[swappedLevel(kind)] ?? 0) / Math.max(1e-10, u[swappedLevel(kind)] ?? 0);
  return [0, ...bits, isSecondOfSwap ? 0 : limited(Math.log2(swapped))];
}

const limited = (bits: number): number =>
  Math.round(Math.max(LIMIT_BITS.least, Math.min(LIMIT_BITS.most, bits)) * 1000);

function byLevels(a: VectorCount, b: VectorCount): number {
  for (const [f, level] of a.levels.entries()) {
    const difference = level - (b.levels[f] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
