import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { says } from "#test/said-of-records.ts";
import { type Constraints, decisionUnits, type NamedRecord } from "./decision-units.ts";
import { lastWords, type ReviewDecision, type ReviewVerdict } from "./review-decisions.ts";

/** Records that stand for themselves; those below 10 are the registry's, in the order of their keys. */
const themselves = (...keys: readonly number[]): NamedRecord[] =>
  keys.map((key) => ({
    askedKey: BigInt(key),
    recordKey: BigInt(key),
    anchorPlace: key < 10 ? key : 0,
  }));
const ALL = themselves(1, 2, 3, 10, 11, 12, 13);
const judge = (...decisions: readonly ReviewDecision[]) => decisionUnits(lastWords(decisions), ALL);

describe("decisions that contradict each other are set aside together, never guessed", () => {
  test.each([
    [
      "different, but the same as a third",
      [says(1, 10, "same", 11), says(2, 11, "same", 12), says(3, 10, "different", 12)],
      "decisions-contradict",
    ],
    [
      "one record as two people of the registry",
      [says(1, 1, "same", 10), says(2, 2, "same", 10)],
      "decision-names-two-persons",
    ],
    [
      "two people of the registry by way of two records",
      [says(1, 1, "same", 10), says(2, 10, "same", 11), says(3, 2, "same", 11)],
      "decision-names-two-persons",
    ],
  ] as const)("%s", (_why, decisions, kind) => {
    // One about others holds, and so does one that hangs together with them and is no part of the contradiction.
    const others = [says(8, 3, "different", 12), says(9, 10, "same", 13)];
    const made = judge(...decisions, ...others);
    const numbers = decisions.map(({ decisionNo }) => decisionNo);
    expect(made.contradictions).toEqual([{ kind, decisions: numbers }]);
    expect(made.counts).toMatchObject({
      standing: numbers.length + 2,
      applied: 2,
      setAside: numbers.length,
    });
    expect(made.apart).toContainEqual({ unitKey: 3n, otherKey: 12n });
    expect(unitsOf(made)).toContain("10,13");
    const aside = made.words.filter(({ isSetAside }) => isSetAside);
    expect(new Set(aside.map(({ decision }) => decision.decisionNo))).toEqual(new Set(numbers));
    expect(judge(...[...decisions, ...others].reverse())).toEqual(made);
  });

  test("and once the decision that stood in the way is undone, they hold", () => {
    const two = [says(1, 1, "same", 10), says(2, 2, "same", 10)];
    expect(judge(...two, says(3, 1, "undone", 10)).counts).toMatchObject({
      applied: 1,
      setAside: 0,
    });
    // Somebody says that the two people of the registry are one: then a record may be both.
    expect(judge(...two, says(3, 1, "same", 2)).counts).toMatchObject({ applied: 3, setAside: 0 });
  });

  test("who was both on a word that is set aside is neither: that word's going is no reason to guess", () => {
    const made = judge(
      says(1, 1, "same", 3),
      says(2, 3, "same", 2),
      says(3, 1, "same", 10),
      says(4, 2, "same", 10),
      says(5, 1, "different", 2),
    );
    const decisions = [1n, 2n, 3n, 4n, 5n];
    expect(made.contradictions).toEqual([{ kind: "decisions-contradict", decisions }]);
    expect(made.counts).toMatchObject({ applied: 0, setAside: 5 });
  });

  test("what is found twice is told once", () => {
    const made = judge(says(1, 1, "same", 10), says(2, 2, "same", 10), says(3, 1, "different", 2));
    const decisions = [1n, 2n, 3n];
    expect(made.contradictions).toEqual([{ kind: "decisions-contradict", decisions }]);
  });
});

/** Who is one person, each by its keys. */
const unitsOf = ({ records }: Constraints): readonly string[] =>
  [...Map.groupBy(records, ({ unitKey }) => unitKey).values()].map((unit) =>
    unit.map(({ recordKey }) => recordKey).join(","),
  );

test("the registry's first record speaks for a unit, else the lowest; later words replace earlier ones", () => {
  const judged = judge(
    says(1, 3, "same", 1),
    says(2, 3, "same", 11),
    says(3, 12, "same", 10),
    says(4, 2, "same", 10),
    says(5, 2, "different", 10),
  );
  expect(judged.records.map(({ recordKey, unitKey }) => [recordKey, unitKey])).toEqual([
    [1n, 1n],
    [2n, 2n],
    [3n, 1n],
    [10n, 10n],
    [11n, 1n],
    [12n, 10n],
  ]);
  expect(judged.apart).toEqual([
    { unitKey: 2n, otherKey: 10n },
    { unitKey: 10n, otherKey: 2n },
  ]);
});

test("what is not there waits, and what cannot be told apart any more is counted", () => {
  const stands: NamedRecord[] = [
    { askedKey: 20n, recordKey: 31n, anchorPlace: 0 },
    { askedKey: 21n, recordKey: 31n, anchorPlace: 0 },
    ...themselves(10),
  ];
  const judged = decisionUnits(
    lastWords([
      says(1, 20, "different", 21),
      says(2, 10, "same", 77),
      says(3, 10, "same", 20),
      says(4, 5, "undone", 10),
    ]),
    stands,
  );
  expect(judged.counts).toEqual({
    standing: 3,
    applied: 1,
    waiting: 1,
    indistinct: 1,
    setAside: 0,
  });
  expect(judged.records.map(({ unitKey }) => unitKey)).toEqual([10n, 10n]);
});

test("two registry records that look alike: only the asked one itself is meant", () => {
  const alike = (asked: number): NamedRecord[] => [
    { askedKey: BigInt(asked), recordKey: 1n, anchorPlace: 1 },
    { askedKey: BigInt(asked), recordKey: 2n, anchorPlace: 2 },
    ...themselves(10),
  ];
  const known = decisionUnits([says(1, 2, "same", 10)], alike(2));
  expect(known.records.map(({ unitKey }) => unitKey)).toEqual([2n, 2n]);
  const gone = decisionUnits([says(1, 9, "same", 10)], alike(9));
  expect(gone.counts).toMatchObject({ applied: 0, waiting: 1 });
});

test("units agree with a plain reading, whatever the order", () => {
  const key = fc.constantFrom(1, 2, 3, 10, 11, 12);
  const decision = fc
    .tuple(key, fc.constantFrom<ReviewVerdict>("same", "different", "undone"), key)
    .filter(([l, , r]) => l !== r);
  fc.assert(
    fc.property(
      fc.array(decision, { maxLength: 7 }),
      fc.infiniteStream(fc.nat(99)),
      (rows, chance) => {
        const decisions = rows.map(([l, verdict, r], i) => says(i + 1, l, verdict, r));
        const shuffled = decisions
          .map((one) => ({ one, at: chance.next().value as number }))
          .sort((a, b) => a.at - b.at)
          .map(({ one }) => one);
        const judged = judge(...decisions);
        expect(judge(...shuffled)).toEqual(judged);
        const aside = new Set(judged.contradictions.flatMap(({ decisions }) => decisions));
        const kept = lastWords(decisions).filter(({ decisionNo }) => !aside.has(decisionNo));
        expect(aside.size > 0).toBe(plainReading(lastWords(decisions)) !== "held");
        expect(plainReading(kept)).toBe("held");
        expect(judge(...kept)).toMatchObject({ records: judged.records, apart: judged.apart });
      },
    ),
    { numRuns: 300 },
  );
});

/** Who reaches whom by "same", walked step by step. */
function plainReading(words: readonly ReviewDecision[]): string {
  const same = words.filter(({ verdict }) => verdict === "same");
  const reaches = (from: bigint, edges: readonly ReviewDecision[]): Set<bigint> => {
    const seen = new Set([from]);
    for (let grown = 0; grown < seen.size; ) {
      grown = seen.size;
      for (const { leftKey, rightKey } of edges) {
        if (seen.has(leftKey) || seen.has(rightKey)) seen.add(leftKey).add(rightKey);
      }
    }
    return seen;
  };
  const ofRegistry = same.filter(({ rightKey }) => rightKey < 10n);
  for (const start of [1n, 2n, 3n]) {
    const others = [...reaches(start, same)].filter((key) => key < 10n);
    if (others.some((other) => !reaches(start, ofRegistry).has(other))) {
      return "decision-names-two-persons";
    }
  }
  const clash = words.some(
    ({ verdict, leftKey, rightKey }) =>
      verdict === "different" && reaches(leftKey, same).has(rightKey),
  );
  return clash ? "decisions-contradict" : "held";
}
