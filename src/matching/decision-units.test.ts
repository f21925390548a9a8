import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { says } from "#test/said-of-records.ts";
import { decisionUnits, type NamedRecord } from "./decision-units.ts";
import { lastWords, type ReviewDecision, type ReviewVerdict } from "./review-decisions.ts";

/** Records that stand for themselves; those below 10 are the registry's, in the order of their keys. */
const themselves = (...keys: readonly number[]): NamedRecord[] =>
  keys.map((key) => ({
    askedKey: BigInt(key),
    recordKey: BigInt(key),
    anchorPlace: key < 10 ? key : 0,
  }));
const ALL = themselves(1, 2, 3, 10, 11, 12);
const judge = (...decisions: readonly ReviewDecision[]) => decisionUnits(lastWords(decisions), ALL);

describe("decisions that contradict each other are refused, never guessed", () => {
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
  ] as const)("%s", (_why, decisions, problem) => {
    // It names the decisions, so that one of them can be undone; one about others is not among them.
    const numbers = decisions.map(({ decisionNo }) => decisionNo);
    const all = [...decisions, says(9, 3, "different", 12)];
    expect(judge(...all)).toEqual({ ok: false, problem, decisions: numbers });
    expect(judge(...[...all].reverse())).toEqual({ ok: false, problem, decisions: numbers });
  });

  test("and once the decision that stood in the way is undone, they hold", () => {
    expect(judge(says(1, 1, "same", 10), says(2, 2, "same", 10), says(3, 1, "undone", 10)).ok).toBe(
      true,
    );
    // Somebody says that the two people of the registry are one: then a record may be both.
    expect(judge(says(1, 1, "same", 10), says(2, 2, "same", 10), says(3, 1, "same", 2)).ok).toBe(
      true,
    );
  });
});

test("the registry's first record speaks for a unit, else the lowest; later words replace earlier ones", () => {
  const judged = judge(
    says(1, 3, "same", 1),
    says(2, 3, "same", 11),
    says(3, 12, "same", 10),
    says(4, 2, "same", 10),
    says(5, 2, "different", 10),
  );
  expect(
    judged.ok && judged.value.records.map(({ recordKey, unitKey }) => [recordKey, unitKey]),
  ).toEqual([
    [1n, 1n],
    [2n, 2n],
    [3n, 1n],
    [10n, 10n],
    [11n, 1n],
    [12n, 10n],
  ]);
  expect(judged.ok && judged.value.apart).toEqual([
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
  expect(judged.ok && judged.value.counts).toEqual({
    standing: 3,
    applied: 1,
    waiting: 1,
    indistinct: 1,
  });
  expect(judged.ok && judged.value.records.map(({ unitKey }) => unitKey)).toEqual([10n, 10n]);
});

test("two registry records that look alike: only the asked one itself is meant", () => {
  const alike = (asked: number): NamedRecord[] => [
    { askedKey: BigInt(asked), recordKey: 1n, anchorPlace: 1 },
    { askedKey: BigInt(asked), recordKey: 2n, anchorPlace: 2 },
    ...themselves(10),
  ];
  const known = decisionUnits([says(1, 2, "same", 10)], alike(2));
  expect(known.ok && known.value.records.map(({ unitKey }) => unitKey)).toEqual([2n, 2n]);
  const gone = decisionUnits([says(1, 9, "same", 10)], alike(9));
  expect(gone.ok && gone.value.counts).toMatchObject({ applied: 0, waiting: 1 });
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
        expect(judged.ok ? "held" : judged.problem).toBe(plainReading(lastWords(decisions)));
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
