import { equalLevel } from "./comparison-levels.ts";
import { dependences, matchCorrelation } from "./dependence.ts";
import { ANY_ERRORS, errorCounts } from "./error-counts.ts";
import type { FieldKind } from "./job.ts";
import { areKin, areMoved, type Judged, judge, nameLike } from "./judge-kin.ts";
import { apartFields, kinStart, learnKin } from "./kin.ts";
import { countLevels, type LevelCounts } from "./level-counts.ts";
import { milliBitsOf, usualAmong } from "./level-weights.ts";
import {
  type Counted,
  type FieldModel,
  type Kin,
  kinOdds,
  laidOut,
  MOST_LEVELS,
  type Model,
  oddsOf,
  type VectorCount,
} from "./model.ts";
import { type Chances, drawnPairs } from "./strangers.ts";

export type EstimateDraft = {
  /** `swapsWith`: the place of the column that it is now and then swapped with. */
  readonly fields: readonly {
    readonly kind: FieldKind;
    readonly swapsWith?: number | undefined;
    /** Whether values are words without digits, as names are. */
    readonly isWords?: boolean;
  }[];
  readonly vectors: readonly VectorCount[];
  readonly chances: Chances;
  /** All pairs that may be linked, compared or not. */
  readonly possible: number;
  readonly records: number;
  /** Who is who is known well enough for the strangers among compared pairs to be counted. */
  readonly isSure?: true;
  /** And for it to be learned how errors come together: what kin are is settled before. */
  readonly countsErrors?: true;
};

const ROUNDS = 40;
/** What is usual counts as much as so many true pairs. */
const USUAL_PAIRS = 12;
/** True pairs a record below which the usual start has probably seen nothing. */
const HARDLY_ANY = 0.01;
/** Other starts: so many pairs a record, those that agree best, are taken for true. */
const SHARES_OF_RECORDS = [0.05, 0.15, 0.3, 0.5, 1];
/** Rounds in which it is seen whether there are kin at all. */
const TRIAL_ROUNDS = 12;
/** Bits by which kin must explain the pairs better: so many, and so many for each pair of one entity. */
const WORTH_KIN = { bits: 50, each: 0.05 };
/** To count the strangers among compared pairs may mend what was learned of them; it may not undo who is who. */
const STILL = 0.9;
/** Kin who leave fewer pairs than this share of those that were taken for one entity were entities. */
const LEAST_LEFT = 0.05;
/** How much an entity's pairs that agree in other fields than usual are doubted, in parts of their number. */
const DOUBT = 0.1;

/**
 * How often true pairs and strangers reach each level, and how many true pairs there are. Strangers are known
 * from counting; true pairs are learned by expectation-maximisation over counted vectors. Chances are those of
 * all pairs, not of compared ones: what a key holds then needs no correction as long as keys find nearly all true pairs.
 */
export function estimate(draft: EstimateDraft): Model {
  const vectors = laidOut([...draft.vectors].sort(byLevels), draft.fields.length);
  const usual = draft.fields.map((_, f) => usualOf(draft, f));
  const prior = Math.min(0.5, (0.3 * draft.records) / Math.max(1, draft.possible));
  const expectedOf = (m: readonly number[]): LearnedField => ({
    m,
    rates: m.map((share) => share * prior),
    least: m.map(() => 0),
  });
  const start = modelOf(draft, usual.map(expectedOf), prior);
  const first = maximise(draft, vectors, start);
  if (first.model.expected < HARDLY_ANY * draft.records) {
    const others = SHARES_OF_RECORDS.map((share) =>
      maximise(draft, vectors, fromBest(draft, vectors, start, share)),
    );
    return best([first, ...others]).model;
  }
  const { model } = withKin(draft, vectors, start, first);
  const sure: EstimateDraft = { ...draft, isSure: true };
  const counted = maximise(sure, vectors, model).model;
  const isUndone = counted.expected < STILL * model.expected;
  const last: EstimateDraft = { ...(isUndone ? draft : sure), countsErrors: true };
  return maximise(last, vectors, isUndone ? model : counted).model;
}

const usualOf = ({ fields, chances }: EstimateDraft, f: number): readonly number[] =>
  usualAmong(fields[f]?.kind ?? "text", chances.levels[f] ?? []);

const best = (learned: readonly Learned[]): Learned =>
  learned.reduce((most, one) => (one.gain > most.gain ? one : most));

/** How far each sort of kin is thought to be alike before anything is learned: some share a town, some all but the name. */
const SORTS_OF_KIN = [0.5, 1];

/** Whether two entities are often alike for a reason: asked of each field that might tell them apart, and then once more. */
function withKin(draft: EstimateDraft, vectors: Counted, start: Model, alone: Learned): Learned {
  const pairs = start.prior * draft.possible;
  const both = { fields: start.fields, alone: alone.model.fields };
  const fields = apartFields(both, draft.chances.known, draft.records);
  const names = nameLike(draft.fields, start);
  let found = alone;
  for (const alike of SORTS_OF_KIN) {
    const { model } = found;
    const from = model.kin.length === 0 ? start : model;
    const tried = fields.map((apart) => {
      const kin = [...from.kin, kinStart(draft, from.fields, { apart, alike }, pairs)];
      return maximise(draft, vectors, { ...from, kin }, TRIAL_ROUNDS);
    });
    const least = found.gain + WORTH_KIN.bits + WORTH_KIN.each * alone.model.expected;
    const promising = tried.filter(({ gain, model }) => gain > least && areKin(model));
    if (promising.length === 0) break;
    const more = maximise(draft, vectors, best(promising).model);
    const isNobodyLeft = more.model.expected < LEAST_LEFT * alone.model.expected;
    const court = { counted: vectors, start, names };
    if (isNobodyLeft || areMoved(more.model, court, alone.model.expected)) break;
    found = more;
  }
  return found;
}

/** A start from the pairs that agree best, whatever the fields turn out to be worth. */
function fromBest(draft: EstimateDraft, vectors: Counted, start: Model, share: number): Model {
  const odds = oddsOf(start, vectors);
  const weight = odds.same.map((one, i) => one / (1 + kinOdds(odds, i)));
  // Vectors come in the order of their levels: of equals the one that agrees more goes first.
  const order = [...weight.keys()].sort(
    (a, b) => (weight[b] as number) - (weight[a] as number) || b - a,
  );
  const chance = new Float64Array(weight.length);
  let [left, expected] = [draft.records * share, 0];
  for (const i of order) {
    const pairs = vectors.pairs[i] as number;
    chance[i] = Math.max(0, Math.min(1, left / pairs));
    left -= pairs;
    expected += pairs * (chance[i] as number);
  }
  const judged = { ...vectors, chance, kinChance: new Float64Array(weight.length), kinChances: [] };
  const counts = countLevels(judged);
  const learned = draft.fields.map((_, f) => learnField(draft, f, counts));
  const prior = Math.min(0.5, Math.max(expected, 0.5) / Math.max(1, draft.possible));
  return modelOf(draft, learned, prior, judged);
}

type Learned = { readonly model: Model; readonly gain: number };

function maximise(draft: EstimateDraft, vectors: Counted, start: Model, rounds = ROUNDS): Learned {
  let model = start;
  for (let round = 0; round < rounds; round++) {
    const judged = judge(model, vectors);
    const expected = judged.pairs.reduce(
      (sum, pairs, i) => sum + pairs * (judged.chance[i] as number),
      0,
    );
    const counts = countLevels(judged);
    const learned = draft.fields.map((_, f) => learnField(draft, f, counts));
    const prior = Math.min(0.5, Math.max(expected, 0.5) / Math.max(1, draft.possible));
    const next = modelOf(draft, learned, prior, judged);
    const kin = model.kin.map(({ apart }, sort) =>
      learnKin(draft, next.fields, apart, {
        ...vectors,
        kinChance: judged.kinChances[sort] as Float64Array,
      }),
    );
    const isSettled = Math.abs(next.expected - model.expected) < 1e-5 * next.expected && round > 5;
    model = { ...next, kin };
    if (isSettled) break;
  }
  return { model, gain: gainOf(draft, model, vectors) };
}

/**
 * Bits by which the model explains the pairs better than if no two records were one entity, less the doubt that
 * pairs which agree in other fields than is usual are one.
 */
function gainOf(draft: EstimateDraft, model: Model, vectors: Counted): number {
  const { possible } = draft;
  const odds = oddsOf(model, vectors);
  const seen = vectors.pairs.reduce(
    (sum, pairs, i) => sum + pairs * Math.log2(1 + (odds.same[i] as number) + kinOdds(odds, i)),
    0,
  );
  const unusual = model.fields.reduce((sum, { m }, f) => sum + surprise(usualOf(draft, f), m), 0);
  const share = model.kin.reduce((sum, { pairs }) => sum + pairs / possible, model.prior);
  return seen + possible * Math.log2(1 - Math.min(0.9, share)) - DOUBT * model.expected * unusual;
}

/** Bits lost by taking the shares to be others than they are. */
function surprise(shares: readonly number[], others: readonly number[]): number {
  return shares.reduce(
    (sum, share, level) =>
      level === 0 || share === 0
        ? sum
        : sum + share * Math.log2(share / Math.max(1e-9, others[level] ?? 0)),
    0,
  );
}

const NO_KIN: readonly Kin[] = [];

/** Of likely pairs where the field is known: the share of each level; and the rate of it and of kin among all pairs that know it. */
type LearnedField = {
  readonly m: readonly number[];
  readonly rates: readonly number[];
  /** The rate of strangers that were compared. */
  readonly least: readonly number[];
};

/** The second column of a swap counts none. */
function learnField(draft: EstimateDraft, f: number, counts: LevelCounts): LearnedField {
  const usual = usualOf(draft, f);
  const of = (all: Float64Array): readonly number[] =>
    usual.map((_, level) => (level === 0 ? 0 : (all[f * MOST_LEVELS + level] as number)));
  const [same, alike, strangers] = [of(counts.same), of(counts.alike), of(counts.strangers)];
  const sums = usual.map((share, level) => share * USUAL_PAIRS + (same[level] ?? 0));
  const all = sums.slice(1).reduce((sum, n) => sum + n, 0);
  const knownShare = (draft.chances.known[f] ?? 0) / Math.max(1, draft.records);
  const knownPairs = Math.max(1, draft.possible * knownShare ** 2);
  return {
    m: sums.map((n, level) => (level === 0 ? 0 : n / all)),
    rates: alike.map((n) => n / knownPairs),
    least: strangers.map((n) => n / knownPairs),
  };
}

function modelOf(
  draft: EstimateDraft,
  learned: readonly LearnedField[],
  prior: number,
  judged?: Judged,
): Model {
  const m = learned.map((field) => field.m);
  const u = learned.map((field, f) => strangerShares(draft, f, field, prior));
  const fields = draft.fields.map(({ kind, swapsWith }, f): FieldModel => {
    const shares = { m: m[f] ?? [], u: u[f] ?? [] };
    return {
      kind,
      ...shares,
      milliBits: milliBitsOf(kind, shares, swapsWith !== undefined && swapsWith < f),
    };
  });
  const isSwap = (one: number, other: number): boolean => draft.fields[one]?.swapsWith === other;
  const together = judged === undefined ? [] : matchCorrelation(judged);
  const tied = dependences(draft.chances.joint, fields, prior, together, isSwap);
  const isCounted = draft.countsErrors === true && judged !== undefined;
  const errors = isCounted ? errorCounts(fields, tied, judged) : ANY_ERRORS;
  const priorMilliBits = Math.round(Math.log2(prior / (1 - prior)) * 1000);
  const expected = prior * draft.possible;
  return { fields, dependences: tied, errors, kin: NO_KIN, prior, priorMilliBits, expected };
}

/** What all pairs show, less the part of it that true pairs and kin make. */
function strangerShares(
  { chances, fields, records, isSure }: EstimateDraft,
  f: number,
  { rates, least }: LearnedField,
  prior: number,
): readonly number[] {
  const equal = equalLevel(fields[f]?.kind ?? "text");
  const known = Math.max(2, chances.known[f] ?? 2);
  const floor = 1 / known ** 2;
  const drawn = Math.max(1, drawnPairs(records) * (known / Math.max(2, records)) ** 2);
  return rates.map((rate, level) => {
    const seen = chances.levels[f]?.[level] ?? 0;
    if (level === 0) return 0;
    const lowest = level === equal ? Math.max(floor, seen * 0.02) : Math.max(1e-7, seen * 0.1);
    // Few pairs are drawn: what is seldom is counted among those that were compared, as far as the draw may have erred.
    const most = seen + (3 * Math.sqrt(seen * drawn) + 3) / drawn;
    const compared =
      level === equal || isSure === undefined ? 0 : Math.min(least[level] ?? 0, most);
    return Math.max(lowest, (seen - rate) / (1 - prior), compared);
  });
}

function byLevels(a: VectorCount, b: VectorCount): number {
  for (const [f, level] of a.levels.entries()) {
    const difference = level - (b.levels[f] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
