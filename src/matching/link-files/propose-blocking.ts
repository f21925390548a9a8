import type { DuckDb } from "#engine/duckdb/database.ts";
import { fieldsOfTerm, type Key, nameOf, type Term } from "./blocking-key.ts";
import type { Crossing } from "./compare.ts";
import { likelyPairs, type Seed } from "./likely-pairs.ts";
import type { DraftInput, LinkDraft } from "./link-draft.ts";
import { bitsWhere, countBoth, inAll, moveOver, type PairBits } from "./pair-bits.ts";
import { pairsARecord, readSample, type Sample, seedAgreements } from "./sample-parts.ts";
import type { ReadField } from "./standardise.ts";

/** Pairs a record: of all keys together, and of one. */
const BUDGET = 50;
const MOST_OF_ONE = 15;
/** A key this cheap gains nothing from a second term. */
const CHEAP = 1.5;
const MOST_KEYS = 24;
const SEEDS = 4;
/** What it costs to make a key at all, in pairs a record. */
const KEY_COST = 3;
/** Worth of finding a likely pair the first, second and third time. */
const WORTH = [1, 0.2, 0.05] as const;
/** A key must bring this share of the likely pairs, each found for the first time counted whole. */
const LEAST_GAIN = 0.0006;

/** Fewer keys of one or two terms than this to choose from, or so many records, and keys of three are looked at. */
const FEW_OPTIONS = 12;
const LARGE = 100_000;
const MOST_THREEFOLD = 60;

type Option = { readonly terms: readonly number[]; readonly cost: number };

export type Proposal = {
  readonly keys: readonly Key[];
  readonly refinements: readonly Term[];
  readonly sample: Sample;
};

/**
 * The keys that find most of the likely pairs for the fewest comparisons. Block sizes are counted in a
 * sample, likely pairs come from strict keys; then the key that adds most for its cost is taken, again and again.
 */
export async function proposeBlocking(
  db: DuckDb,
  draft: { readonly inputs: readonly DraftInput[]; readonly seed: number },
  fields: readonly ReadField[],
  crossed: readonly Crossing[],
  records: number,
): Promise<Proposal> {
  const sample = await readSample(db, fields, draft.inputs, records);
  const single = sample.terms.map((_, t) => pairsARecord(sample, [t]));
  const possible = Math.max(1, records / 2);
  const coincidence = single.map((cost) =>
    Math.min(1, Math.max(cost / possible, 1 / (4 * possible))),
  );
  const options = listOptions(sample, single);
  const seeds = await readSeeds(db, sample, options);
  const likely = likelyPairs(sample, seeds, coincidence, draft.seed);
  const chosen = choose(options, likely);
  const keys = chosen.map(({ terms }) => keyOf(terms.flatMap((t) => sample.terms[t] ?? [])));
  return {
    keys: [...keys, ...eitherOrder(sample, single, crossed)],
    refinements: refinementsOf(sample, coincidence),
    sample,
  };
}

const keyOf = (terms: readonly Term[]): Key => ({ name: nameOf(terms), terms });

/** What hot blocks are refined by: whole values, the most telling first. */
export function refinementsOf(sample: Sample, coincidence: readonly number[]): readonly Term[] {
  return sample.terms
    .map((term, t) => ({ term, chance: coincidence[t] ?? 1 }))
    .filter(({ term }) => term.part === 0)
    .sort(
      (a, b) =>
        a.chance - b.chance ||
        (fieldsOfTerm(a.term)[0]?.no ?? 0) - (fieldsOfTerm(b.term)[0]?.no ?? 0),
    )
    .map(({ term }) => term);
}

/** Terms that are cheap enough alone, and two or three of different fields that are so together. */
function listOptions(sample: Sample, single: readonly number[]): readonly Option[] {
  const possible = Math.max(1, sample.records / 2);
  const useful = sample.terms.flatMap((_, t) => ((single[t] ?? 0) > 0 ? [t] : []));
  const options: Option[] = useful
    .map((t) => ({ terms: [t], cost: single[t] ?? 0 }))
    .filter(({ cost }) => cost <= MOST_OF_ONE);
  const dear = useful.filter((t) => (single[t] ?? 0) > CHEAP);
  const tooDear: Option[] = [];
  for (const [terms, expected] of pairsOf(dear, single, possible)) {
    if (!areApart(sample, terms)) continue;
    const cost = expected > 20 * MOST_OF_ONE ? expected : pairsARecord(sample, terms);
    if (cost <= 0) continue;
    if (cost <= MOST_OF_ONE) options.push({ terms, cost });
    else tooDear.push({ terms, cost });
  }
  if (options.length < FEW_OPTIONS || sample.records >= LARGE) {
    options.push(...threefold(sample, single, dear, tooDear));
  }
  if (options.length > 0) return options;
  return useful.map((t) => ({ terms: [t], cost: single[t] ?? 0 }));
}

/** Two terms that are too dear and a third: what finds pairs of large files whose telling values are missing. */
function threefold(
  sample: Sample,
  single: readonly number[],
  dear: readonly number[],
  tooDear: readonly Option[],
): readonly Option[] {
  const possible = Math.max(1, sample.records / 2);
  const found: Option[] = [];
  const cheapest = [...tooDear].sort((a, b) => a.cost - b.cost || compareLists(a.terms, b.terms));
  for (const two of cheapest.slice(0, MOST_THREEFOLD)) {
    for (const t of dear) {
      const terms = [...two.terms, t].sort((a, b) => a - b);
      const expected = (two.cost * (single[t] ?? 0)) / possible;
      if (expected > MOST_OF_ONE || !areApart(sample, terms)) continue;
      if (found.some((one) => compareLists(one.terms, terms) === 0)) continue;
      const cost = pairsARecord(sample, terms);
      if (cost > 0 && cost <= MOST_OF_ONE) found.push({ terms, cost });
    }
  }
  return found;
}

function* pairsOf(
  terms: readonly number[],
  single: readonly number[],
  possible: number,
): Iterable<[readonly number[], number]> {
  for (const [i, one] of terms.entries()) {
    for (const other of terms.slice(i + 1)) {
      yield [[one, other], ((single[one] ?? 0) * (single[other] ?? 0)) / possible];
    }
  }
}

function areApart(sample: Sample, terms: readonly number[]): boolean {
  const numbers = terms.flatMap((t) => {
    const term = sample.terms[t];
    return term === undefined ? [] : fieldsOfTerm(term).map(({ no }) => no);
  });
  return new Set(numbers).size === numbers.length;
}

/** Strict keys of fields as different as can be. */
async function readSeeds(
  db: DuckDb,
  sample: Sample,
  options: readonly Option[],
): Promise<readonly Seed[]> {
  const strict = options
    .filter(({ terms, cost }) => cost <= 3 && terms.every((t) => sample.terms[t]?.part === 0))
    .sort((a, b) => a.cost - b.cost || compareLists(a.terms, b.terms));
  const used = new Map<number, number>();
  const keys: Key[] = [];
  for (const { terms } of strict) {
    if (keys.length >= SEEDS) break;
    const key = keyOf(terms.flatMap((t) => sample.terms[t] ?? []));
    const numbers = key.terms.flatMap((term) => fieldsOfTerm(term).map(({ no }) => no));
    if (numbers.some((no) => (used.get(no) ?? 0) >= 2)) continue;
    for (const no of numbers) used.set(no, (used.get(no) ?? 0) + 1);
    keys.push(key);
  }
  const agreements = await seedAgreements(db, sample, keys);
  return keys.map((key, i) => ({ key, agreements: agreements[i] ?? [] }));
}

function compareLists(a: readonly number[], b: readonly number[]): number {
  for (let i = 0; i < Math.max(a.length, b.length); i++) {
    const difference = (a[i] ?? -1) - (b[i] ?? -1);
    if (difference !== 0) return difference;
  }
  return 0;
}

/**
 * What an option adds only falls as others are chosen: what it added when it was last asked is the most that it adds now,
 * so that only those which might be best are asked again.
 */
function choose(options: readonly Option[], likely: readonly string[]): readonly Option[] {
  const agrees = Array.from(likely[0] ?? "", (_, t) =>
    bitsWhere(likely.length, (pair) => likely[pair]?.[t] === "y"),
  );
  const finds = (option: Option): PairBits => inAll(option.terms.flatMap((t) => agrees[t] ?? []));
  /** Pairs that no key has found so far, those that one has, and those that two have. */
  const found = WORTH.map((_, times) => bitsWhere(likely.length, () => times === 0));
  const gainOf = (option: Option): number => {
    const own = finds(option);
    const worth = found.map((pairs, times) => countBoth(own, pairs) * (WORTH[times] ?? 0));
    return worth.reduce((sum, one) => sum + one, 0) / likely.length;
  };
  const most = options.map(() => Infinity);
  const asked = options.map(() => -1);
  const chosen: Option[] = [];
  let left = BUDGET;
  while (chosen.length < MOST_KEYS) {
    const i = loudest(most, (option) => (options[option]?.cost ?? 0) <= left);
    const option = options[i];
    if (option === undefined) break;
    if (asked[i] !== chosen.length) {
      asked[i] = chosen.length;
      const gain = gainOf(option);
      most[i] = gain >= LEAST_GAIN ? gain / (option.cost + KEY_COST) : 0;
      continue;
    }
    chosen.push(option);
    most[i] = 0;
    left -= option.cost;
    const own = finds(option);
    for (let times = WORTH.length - 1; times >= 0; times--) {
      moveOver(found[times] as PairBits, found[times + 1], own);
    }
  }
  if (chosen.length > 0) return chosen;
  return [...options].sort((a, b) => a.cost - b.cost || compareLists(a.terms, b.terms)).slice(0, 3);
}

/** The place of the largest number above 0 among those that are allowed, the first of equals; -1 where there is none. */
function loudest(numbers: readonly number[], isAllowed: (place: number) => boolean): number {
  let best = -1;
  for (const [i, one] of numbers.entries()) {
    if (one > (best < 0 ? 0 : (numbers[best] ?? 0)) && isAllowed(i)) best = i;
  }
  return best;
}

/** Two columns that may be swapped find each other by both sounds in either order. */
function eitherOrder(
  sample: Sample,
  single: readonly number[],
  crossed: readonly Crossing[],
): readonly Key[] {
  return crossed.flatMap(({ one, other }) => {
    const cost = [one, other].map(({ no }) =>
      sample.terms.findIndex((term) => "field" in term && term.field.no === no && term.part === 1),
    );
    const expected = pairsARecord(sample, cost);
    const term: Term = { either: [one, other], part: 1 };
    const isDear = expected > MOST_OF_ONE || cost.some((t) => single[t] === undefined);
    return isDear ? [] : [keyOf([term])];
  });
}

/** The keys that the user named, obeyed as they are. */
export function keysOfUser(
  fields: readonly ReadField[],
  blocking: NonNullable<LinkDraft["blocking"]>,
): readonly Key[] {
  return blocking.map((columns) => {
    const terms = columns.map((written): Term => {
      const [, column = written, part = "whole"] = /^(.*):(\d+|year)$/.exec(written) ?? [];
      const field = fields.find((one) => one.column === column);
      const at = field?.parts.indexOf(part) ?? -1;
      if (field === undefined || at < 0)
        throw new Error(`blocking names "${written}", which no field has`);
      return { field, part: at };
    });
    return { name: columns.join(" + "), terms };
  });
}
