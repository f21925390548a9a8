import { type Chain, chainsBetween } from "./contradictions.ts";
import type { ReviewDecision } from "./review-decisions.ts";

/** A record of this run that stands for one which a decision names. */
export type NamedRecord = {
  readonly askedKey: bigint;
  readonly recordKey: bigint;
  /** 0, or its place among the civil registry's standing records: the first speaks for a merged person. */
  readonly anchorPlace: number;
};

/** A record that decisions name; records of one unit are one person. */
export type DecidedRecord = {
  readonly recordKey: bigint;
  /** The registry's record that speaks for the unit, or its lowest record where there is none. */
  readonly unitKey: bigint;
  readonly isAnchored: boolean;
  readonly isAnchor: boolean;
};

/** What holds of each decision in this run. */
export type DecisionCounts = {
  /** Last words that say same or different. */
  readonly standing: number;
  readonly applied: number;
  /** One of the two records is in no delivery of this run. */
  readonly waiting: number;
  /** The two records cannot be told apart any more. */
  readonly indistinct: number;
  /** It stands against others: until people decide again, none of them holds. */
  readonly setAside: number;
};

/** Hard constraints of one run: units that are one person, and units that never are. */
export type Constraints = {
  readonly records: readonly DecidedRecord[];
  readonly apart: readonly { readonly unitKey: bigint; readonly otherKey: bigint }[];
  /** Which decision named which record; undone ones and those that were set aside too, for the ledger. */
  readonly words: readonly {
    readonly recordKey: bigint;
    readonly decision: ReviewDecision;
    readonly isSetAside: boolean;
  }[];
  readonly contradictions: readonly Contradiction[];
  readonly counts: DecisionCounts;
};

/** Decisions of which all cannot be true; by their numbers. */
export type Contradiction = {
  readonly kind: ContradictionKind;
  readonly decisions: readonly bigint[];
};

export type ContradictionKind =
  /** One decision says that two records are two people, others together that they are one. */
  | "decisions-contradict"
  /** A record is said to be two people of the registry, and nobody said that those two are one. */
  | "decision-names-two-persons";

type Sides = { readonly left: readonly bigint[]; readonly right: readonly bigint[] };
type Word = { readonly decision: ReviewDecision; readonly sides: Sides };
type SetAside = Contradiction & { readonly words: ReadonlySet<Word> };

/**
 * From last words to units. Decisions that contradict each other are set aside together, and nothing is guessed: none of
 * them holds until people have decided again. What merely hangs together with them holds.
 */
export function decisionUnits(
  words: readonly ReviewDecision[],
  named: readonly NamedRecord[],
): Constraints {
  const found = recordsByAsked(named);
  const said = words.map((decision) => {
    const { leftKey, rightKey } = decision;
    return {
      decision,
      sides: { left: found.get(leftKey) ?? [], right: found.get(rightKey) ?? [] },
    };
  });
  const standing = said.filter(({ decision }) => decision.verdict !== "undone");
  const present = standing.filter(({ sides }) => isPresent(sides));
  const distinct = present.filter(
    ({ decision, sides }) => decision.verdict === "same" || !overlaps(sides),
  );
  const { applied, aside } = withoutContradictions(distinct, named);
  const { keyOf, records } = gather(applied, named);
  const undone = said.filter(({ decision }) => decision.verdict === "undone");
  const left = new Set(aside.flatMap(({ words }) => [...words]));
  return {
    records,
    apart: partings(applied, keyOf),
    words: [...applied, ...left, ...undone].flatMap((word) =>
      [...new Set(keysOf(word))].map((recordKey) => ({
        recordKey,
        decision: word.decision,
        isSetAside: left.has(word),
      })),
    ),
    contradictions: aside.map(({ kind, decisions }) => ({ kind, decisions })),
    counts: {
      standing: standing.length,
      applied: applied.length,
      waiting: standing.length - present.length,
      indistinct: present.length - distinct.length,
      setAside: left.size,
    },
  };
}

/** Sets aside what contradicts itself, and looks again: fewer decisions may say of fewer people that they are one. */
function withoutContradictions(
  words: readonly Word[],
  named: readonly NamedRecord[],
): { readonly applied: readonly Word[]; readonly aside: readonly SetAside[] } {
  const aside: SetAside[] = [];
  let applied = words;
  for (;;) {
    const units = gather(applied, named);
    const chains = chainsByUnit(applied, units.keyOf);
    const more = [...twoPersons(units, chains), ...crossings(applied, units, chains)];
    if (more.length === 0) return { applied, aside };
    aside.push(
      ...more.filter(({ words: some }) => !more.some(({ words: all }) => isPartOf(some, all))),
    );
    const gone = new Set(more.flatMap(({ words }) => [...words]));
    applied = applied.filter((word) => !gone.has(word));
  }
}

const isPartOf = (some: ReadonlySet<Word>, all: ReadonlySet<Word>): boolean =>
  some.size < all.size && some.isSubsetOf(all);

type Units = {
  readonly keyOf: (recordKey: bigint) => bigint;
  readonly records: readonly DecidedRecord[];
  /** People of the registry whom one unit makes one although nobody said so of them; each by its records. */
  readonly strangers: readonly (readonly (readonly bigint[])[])[];
};

/** Who is one person by "same" alone. */
function gather(words: readonly Word[], named: readonly NamedRecord[]): Units {
  const places = new Map(named.map(({ recordKey, anchorPlace }) => [recordKey, anchorPlace]));
  const place = (key: bigint): number => places.get(key) ?? 0;
  const units = groups();
  const registry = groups();
  for (const word of words) {
    const all = keysOf(word);
    for (const key of all) units.find(key);
    if (word.decision.verdict !== "same") continue;
    joinAll(units, all);
    joinAll(
      registry,
      all.filter((key) => place(key) > 0),
    );
  }
  const unitKeys = new Map<bigint, bigint>();
  const members = Map.groupBy([...units.keys()].sort(byValue), units.find);
  const records: DecidedRecord[] = [];
  const strangers: (readonly (readonly bigint[])[])[] = [];
  for (const [root, keys] of members) {
    const anchors = keys.filter((key) => place(key) > 0).sort((a, b) => place(a) - place(b));
    const people = [...Map.groupBy(anchors, registry.find).values()];
    if (people.length > 1) strangers.push(people);
    const unitKey = anchors[0] ?? keys[0] ?? root;
    unitKeys.set(root, unitKey);
    for (const recordKey of keys) {
      const isAnchor = place(recordKey) > 0;
      records.push({ recordKey, unitKey, isAnchored: anchors.length > 0, isAnchor });
    }
  }
  const keyOf = (key: bigint): bigint => unitKeys.get(units.find(key)) ?? key;
  return {
    keyOf,
    records: records.sort((a, b) => byValue(a.recordKey, b.recordKey)),
    strangers,
  };
}

/** Which units are never one person, each pair both ways round. */
function partings(words: readonly Word[], keyOf: Units["keyOf"]): Constraints["apart"] {
  const apart = new Map<string, Constraints["apart"][number]>();
  for (const { decision, sides } of words) {
    if (decision.verdict !== "different") continue;
    for (const left of sides.left.map(keyOf)) {
      for (const right of sides.right.map(keyOf)) {
        apart.set(`${left}|${right}`, { unitKey: left, otherKey: right });
        apart.set(`${right}|${left}`, { unitKey: right, otherKey: left });
      }
    }
  }
  return [...apart.values()].sort(
    (a, b) => byValue(a.unitKey, b.unitKey) || byValue(a.otherKey, b.otherKey),
  );
}

/** Decisions that lead from one person of the registry to another whom nobody joined to the first. */
function twoPersons({ keyOf, strangers }: Units, chains: Chains): readonly SetAside[] {
  return strangers.map((people) => {
    const unit = chains.get(keyOf(people[0]?.[0] ?? 0n)) ?? [];
    return setAside("decision-names-two-persons", chainsBetween(unit, people));
  });
}

/** Decisions that say "different" of two whom others make one, each with all that lead from the one to the other. */
function crossings(words: readonly Word[], { keyOf }: Units, chains: Chains): readonly SetAside[] {
  return words.flatMap((word) => {
    if (word.decision.verdict !== "different") return [];
    const { left, right } = word.sides;
    const both = new Set(left.map(keyOf)).intersection(new Set(right.map(keyOf)));
    if (both.size === 0) return [];
    const within = [...both].flatMap((unit) => chains.get(unit) ?? []);
    return [setAside("decisions-contradict", chainsBetween(within, [left, right]), word)];
  });
}

type Chains = ReadonlyMap<bigint, readonly (Chain & { readonly word: Word })[]>;

/** What says "same", by the unit that it makes. */
function chainsByUnit(words: readonly Word[], keyOf: Units["keyOf"]): Chains {
  const chains = words
    .filter(({ decision }) => decision.verdict === "same")
    .map((word) => ({ word, keys: keysOf(word) }));
  return Map.groupBy(chains, ({ keys }) => keyOf(keys[0] ?? 0n));
}

function setAside(
  kind: ContradictionKind,
  between: ReadonlySet<{ readonly word: Word }>,
  ...more: readonly Word[]
): SetAside {
  const words = new Set([...more, ...[...between].map(({ word }) => word)]);
  const decisions = [...words].map(({ decision }) => decision.decisionNo).sort(byValue);
  return { kind, decisions, words };
}

const keysOf = ({ sides }: Word): readonly bigint[] => [...sides.left, ...sides.right];

/**
 * The records that stand for each asked one. Of several standing records of the registry that look alike
 * only the asked one itself counts; where it is gone, nobody can say which was meant.
 */
function recordsByAsked(named: readonly NamedRecord[]): ReadonlyMap<bigint, readonly bigint[]> {
  const found = new Map<bigint, readonly bigint[]>();
  for (const [askedKey, rows] of Map.groupBy(named, (row) => row.askedKey)) {
    const isAnchor = (row: NamedRecord): boolean => row.anchorPlace > 0;
    const alike = rows.filter(isAnchor).length > 1;
    const kept = alike ? rows.filter((row) => !isAnchor(row) || row.recordKey === askedKey) : rows;
    if (alike && !kept.some(isAnchor)) continue;
    found.set(askedKey, [...new Set(kept.map(({ recordKey }) => recordKey))].sort(byValue));
  }
  return found;
}

const isPresent = ({ left, right }: Sides): boolean => left.length > 0 && right.length > 0;
const overlaps = ({ left, right }: Sides): boolean => left.some((key) => right.includes(key));
const byValue = (a: bigint, b: bigint): number => (a < b ? -1 : a > b ? 1 : 0);

function joinAll(sets: Groups, keys: readonly bigint[]): void {
  for (const key of keys) sets.join(keys[0] ?? key, key);
}

type Groups = {
  find(key: bigint): bigint;
  join(a: bigint, b: bigint): void;
  keys(): Iterable<bigint>;
};

/** Disjoint sets; the lowest key of a set is its root. */
function groups(): Groups {
  const parents = new Map<bigint, bigint>();
  const find = (key: bigint): bigint => {
    const parent = parents.get(key);
    if (parent === undefined) parents.set(key, key);
    if (parent === undefined || parent === key) return key;
    const root = find(parent);
    parents.set(key, root);
    return root;
  };
  const join = (a: bigint, b: bigint): void => {
    const [x, y] = [find(a), find(b)];
    if (x < y) parents.set(y, x);
    else if (y < x) parents.set(x, y);
  };
  return { find, join, keys: () => parents.keys() };
}
