import { accept, type Result, refuse } from "#domain/result.ts";
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
};

/** Hard constraints of one run: units that are one person, and units that never are. */
export type Constraints = {
  readonly records: readonly DecidedRecord[];
  readonly apart: readonly { readonly unitKey: bigint; readonly otherKey: bigint }[];
  /** Which decision named which record; undone ones too, for the ledger. */
  readonly words: readonly { readonly recordKey: bigint; readonly decision: ReviewDecision }[];
  readonly counts: DecisionCounts;
};

export type DecisionProblem =
  /** One decision says that two records are one person, others together that they are not. */
  | "decisions-contradict"
  /** A record is said to be two people of the registry, and nobody said that those two are one. */
  | "decision-names-two-persons";

/** Constraints, or why there are none and which decisions stand against each other: one of them has to be undone. */
export type Judged<Value> = Result<Value, DecisionProblem> & {
  readonly decisions?: readonly bigint[];
};

type Sides = { readonly left: readonly bigint[]; readonly right: readonly bigint[] };
type Word = { readonly decision: ReviewDecision; readonly sides: Sides };

/**
 * From last words to units. What contradicts itself is refused, never guessed: a person has to undo one
 * of the decisions first.
 */
export function decisionUnits(
  words: readonly ReviewDecision[],
  named: readonly NamedRecord[],
): Judged<Constraints> {
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
  const applied = present.filter(
    ({ decision, sides }) => decision.verdict === "same" || !overlaps(sides),
  );
  const units = gather(applied, named);
  if (!units.ok) return units;
  const { keyOf, records } = units.value;
  const apart = partings(applied, keyOf);
  if (!apart.ok) return apart;
  const undone = said.filter(({ decision }) => decision.verdict === "undone");
  return accept({
    records,
    apart: apart.value,
    words: [...applied, ...undone].flatMap(({ decision, sides }) =>
      [...new Set([...sides.left, ...sides.right])].map((recordKey) => ({ recordKey, decision })),
    ),
    counts: {
      standing: standing.length,
      applied: applied.length,
      waiting: standing.length - present.length,
      indistinct: present.length - applied.length,
    },
  });
}

type Units = {
  readonly keyOf: (recordKey: bigint) => bigint;
  readonly records: readonly DecidedRecord[];
};

/** Who is one person by "same" alone; refused where that would make two people of the registry one unasked. */
function gather(words: readonly Word[], named: readonly NamedRecord[]): Judged<Units> {
  const places = new Map(named.map(({ recordKey, anchorPlace }) => [recordKey, anchorPlace]));
  const place = (key: bigint): number => places.get(key) ?? 0;
  const units = groups();
  const registry = groups();
  for (const { decision, sides } of words) {
    const all = [...sides.left, ...sides.right];
    for (const key of all) units.find(key);
    if (decision.verdict !== "same") continue;
    joinAll(units, all);
    joinAll(
      registry,
      all.filter((key) => place(key) > 0),
    );
  }
  const unitKeys = new Map<bigint, bigint>();
  const members = Map.groupBy([...units.keys()].sort(byValue), units.find);
  const records: DecidedRecord[] = [];
  for (const [root, keys] of members) {
    const anchors = keys.filter((key) => place(key) > 0).sort((a, b) => place(a) - place(b));
    if (new Set(anchors.map(registry.find)).size > 1) {
      return against("decision-names-two-persons", words, (key) => units.find(key) === root);
    }
    const unitKey = anchors[0] ?? keys[0] ?? root;
    unitKeys.set(root, unitKey);
    for (const recordKey of keys) {
      const isAnchor = place(recordKey) > 0;
      records.push({ recordKey, unitKey, isAnchored: anchors.length > 0, isAnchor });
    }
  }
  const keyOf = (key: bigint): bigint => unitKeys.get(units.find(key)) ?? key;
  return accept({ keyOf, records: records.sort((a, b) => byValue(a.recordKey, b.recordKey)) });
}

/** Which units are never one person, each pair both ways round. */
function partings(words: readonly Word[], keyOf: Units["keyOf"]): Judged<Constraints["apart"]> {
  const apart = new Map<string, Constraints["apart"][number]>();
  for (const { decision, sides } of words) {
    if (decision.verdict !== "different") continue;
    for (const left of sides.left.map(keyOf)) {
      for (const right of sides.right.map(keyOf)) {
        if (left === right) {
          return against("decisions-contradict", words, (key) => keyOf(key) === left);
        }
        apart.set(`${left}|${right}`, { unitKey: left, otherKey: right });
        apart.set(`${right}|${left}`, { unitKey: right, otherKey: left });
      }
    }
  }
  return accept(
    [...apart.values()].sort(
      (a, b) => byValue(a.unitKey, b.unitKey) || byValue(a.otherKey, b.otherKey),
    ),
  );
}

/** Refused, with every decision about the records of one unit that made it so, or that would part it. */
function against(
  problem: DecisionProblem,
  words: readonly Word[],
  isOfUnit: (recordKey: bigint) => boolean,
): Judged<never> {
  const inside = words.filter(
    ({ sides }) => sides.left.some(isOfUnit) && sides.right.some(isOfUnit),
  );
  const decisions = inside.map(({ decision }) => decision.decisionNo).sort(byValue);
  return { ...refuse(problem), decisions };
}

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
