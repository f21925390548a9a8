import fc from "fast-check";
import { expect, test } from "vitest";
import { equalLevel, LEVELS } from "./comparison-levels.ts";
import { ANY_ERRORS } from "./error-counts.ts";
import { type EstimateDraft, estimate } from "./estimate.ts";
import type { FieldKind } from "./job.ts";
import { type VectorCount, weighVector } from "./model.ts";

const KINDS: readonly FieldKind[] = ["name", "date", "category"];
const POSSIBLE = 500_000;
const STRANGERS: readonly (readonly number[])[] = KINDS.map((kind) => {
  const equal = equalLevel(kind);
  return LEVELS[kind].map((_, level) =>
    level === 0 ? 0 : level === 1 ? 1 - 0.002 * equal : 0.002,
  );
});

function draftOf(vectors: readonly VectorCount[], kinds = KINDS): EstimateDraft {
  return {
    fields: kinds.map((kind) => ({ kind })),
    vectors,
    chances: { levels: STRANGERS, known: kinds.map(() => 1_000), joint: [] },
    possible: POSSIBLE,
    records: 1_000,
  };
}

/** 500 true pairs whose fields err one time in ten, each by itself, among strangers that a key brought together. */
function vectorsOf(): readonly VectorCount[] {
  const equal = KINDS.map(equalLevel);
  const counts: VectorCount[] = [];
  for (let errors = 0; errors < 8; errors++) {
    const levels = equal.map((level, f) => ((errors >> f) % 2 === 1 ? 1 : level));
    const wrong = levels.filter((level) => level === 1).length;
    counts.push({ levels, pairs: 500 * 0.1 ** wrong * 0.9 ** (3 - wrong) });
  }
  return [...counts, { levels: [1, 1, 3], pairs: 900 }, { levels: [6, 1, 1], pairs: 900 }];
}

test("learns how often true pairs agree, and how many there are, from pairs that keys brought together", () => {
  const model = estimate(draftOf(vectorsOf()));
  expect(model.expected).toBeGreaterThan(440);
  expect(model.expected).toBeLessThan(560);
  for (const [f, kind] of KINDS.entries()) {
    expect(model.fields[f]?.m[equalLevel(kind)]).toBeGreaterThan(0.82);
    expect(model.fields[f]?.m[equalLevel(kind)]).toBeLessThan(0.95);
  }
  expect(weighVector(model, [6, 6, 3])).toBeGreaterThan(8_000);
  expect(weighVector(model, [1, 1, 3])).toBeLessThan(-5_000);
});

test("the order of what was counted changes nothing", () => {
  const vectors = vectorsOf();
  expect(estimate(draftOf(vectors.toReversed()))).toEqual(estimate(draftOf(vectors)));
});

test("what is missing says nothing, and a better level never weighs less", () => {
  const counts = fc.array(
    fc.record({
      levels: fc.tuple(
        fc.integer({ min: 0, max: 6 }),
        fc.integer({ min: 0, max: 6 }),
        fc.integer({ min: 0, max: 3 }),
      ),
      pairs: fc.integer({ min: 1, max: 500 }),
    }),
    { maxLength: 30 },
  );
  fc.assert(
    fc.property(counts, (vectors) => {
      const model = estimate(draftOf(vectors));
      for (const { kind, milliBits } of model.fields) {
        expect(milliBits[0]).toBe(0);
        const ordered = milliBits.slice(1, equalLevel(kind) + 1);
        expect([...ordered].sort((a, b) => a - b)).toEqual(ordered);
      }
      // Kin, where there are any, take a little of what nothing is known of.
      const silent = weighVector(model, [0, 0, 0]);
      expect(silent).toBeLessThanOrEqual(model.priorMilliBits);
      expect(silent).toBeGreaterThan(model.priorMilliBits - 1_000);
    }),
  );
});

test("records of one entity that differ in one column and never in two are told from strangers by the second", () => {
  const columns = [0, 1, 2, 3, 4, 5];
  const kinds = columns.map((): FieldKind => "category");
  const off = (...differing: readonly number[]): readonly number[] =>
    columns.map((f) => (differing.includes(f) ? 1 : 3));
  const share = [0, 0.95, 0, 0.05];
  const known = columns.map(() => 1_000);
  const true600 = columns.map((f) => ({ levels: off(f), pairs: 100 }));
  // As many as chance makes of half a million pairs.
  const strangers = columns.flatMap((f) =>
    columns.flatMap((g) => [
      ...(f < g ? [{ levels: off(f, g), pairs: 2.8 }] : []),
      ...columns.flatMap((h) => (f < g && g < h ? [{ levels: off(f, g, h), pairs: 53 }] : [])),
    ]),
  );
  const chances = { levels: columns.map(() => share), known, joint: [] };
  const model = estimate({ ...draftOf([...true600, ...strangers], kinds), chances });
  expect(model.expected).toBeGreaterThan(590);
  expect(model.expected).toBeLessThan(615);
  expect(weighVector(model, off(2))).toBeGreaterThan(5_000);
  expect(weighVector(model, off(2, 3))).toBeLessThan(-1_000);
  // The guard sees: as if each column erred by itself the same pair is believed.
  expect(weighVector({ ...model, errors: ANY_ERRORS }, off(2, 3))).toBeGreaterThan(1_000);
});

test("a column that repeats another counts once", () => {
  const draft = draftOf(
    [
      { levels: [3, 3], pairs: 400 },
      { levels: [1, 1], pairs: 100 },
    ],
    ["category", "category"],
  );
  const share = [0, 0.99, 0, 0.01];
  const joint = {
    one: 0,
    other: 1,
    pairs: 1e6,
    together: 1e4,
    oneEqual: 1e4,
    otherEqual: 1e4,
    holdsTrue: false,
  };
  const chances = { levels: [share, share], known: [1_000, 1_000], joint: [joint] };
  const twice = estimate({ ...draft, chances });
  expect(twice.dependences).toEqual([
    { child: 1, parent: 0, agree: 1000, differ: expect.any(Number) },
  ]);
  const alone = twice.fields[0]?.milliBits[3] ?? 0;
  expect(Math.abs(weighVector(twice, [3, 3]) - twice.priorMilliBits - alone)).toBeLessThan(10);
  // The guard sees: without knowing of the repetition the same pair weighs twice as much.
  const blind = estimate({ ...draft, chances: { ...chances, joint: [] } });
  expect(weighVector(blind, [3, 3]) - blind.priorMilliBits).toBeGreaterThan(1.8 * alone);
});

test("a field that true pairs hardly ever agree in hides nobody: other starts are tried where the usual one sees nothing", () => {
  // Titles with a word changed, makers equal, descriptions each shop writes for itself.
  const kinds: readonly FieldKind[] = ["text", "text", "category"];
  const draft = draftOf(
    [
      { levels: [5, 1, 3], pairs: 280 },
      { levels: [4, 1, 3], pairs: 150 },
      { levels: [2, 1, 3], pairs: 40 },
    ],
    kinds,
  );
  const levels = [
    [0, 0.97, 0.03, 0.004, 0.0003, 0.0004, 0, 0],
    [0, 0.98, 0.02, 0.0001, 0.0001, 0.0001, 0, 0],
    [0, 0.7, 0.00001, 0.3, 0],
  ];
  const model = estimate({
    ...draft,
    possible: 1_000_000,
    chances: { ...draft.chances, levels },
  });
  expect(model.expected).toBeGreaterThan(300);
  expect(weighVector(model, [5, 1, 3])).toBeGreaterThan(0);
  expect(weighVector(model, [1, 1, 3])).toBeLessThan(-4_000);
});

test("who shares a number that true pairs know together more often than strangers do is not taken for a stranger", () => {
  // 200 of 300 true pairs know it on both sides, of any two records one in four: all that share it are true.
  const draft = draftOf(
    [
      { levels: [6, 5], pairs: 100 },
      { levels: [0, 5], pairs: 100 },
      { levels: [6, 0], pairs: 1_100 },
    ],
    ["name", "id"],
  );
  const levels = [
    [0, 0.98, 0.004, 0.003, 0.002, 0.001, 0.01],
    [0, 0.99, 0.005, 0.002, 0.001, 200 / 125_000],
  ];
  const model = estimate({ ...draft, chances: { levels, known: [500, 500], joint: [] } });
  expect(weighVector(model, [0, 5])).toBeGreaterThan(-500);
  expect(weighVector(model, [6, 0])).toBeLessThan(0);
});
