import { expect, test } from "vitest";
import { equalLevel, LEVELS } from "./comparison-levels.ts";
import { type EstimateDraft, estimate } from "./estimate.ts";
import type { FieldKind } from "./job.ts";
import { type VectorCount, weighVector } from "./model.ts";

/** Given name, birthday, address, telephone. */
const KINDS: readonly FieldKind[] = ["name", "date", "text", "id"];
const EQUAL = KINDS.map(equalLevel);

const LEVELS_OF_STRANGERS = KINDS.map((kind, f) => {
  const share = [0.02, 0.0005, 0.001, 0.0005][f] ?? 0;
  return LEVELS[kind].map((_, level) => (level === 0 ? 0 : level === 1 ? 1 - 5 * share : share));
});

function draftOf(vectors: readonly VectorCount[]): EstimateDraft {
  return {
    fields: KINDS.map((kind) => ({ kind })),
    vectors,
    chances: { levels: LEVELS_OF_STRANGERS, known: KINDS.map(() => 3_000), joint: [] },
    possible: 4_500_000,
    records: 3_000,
  };
}

/** Pairs that differ in each of these fields so often, each by itself. */
function pairsOf(pairs: number, differ: readonly number[]): readonly VectorCount[] {
  return Array.from({ length: 2 ** KINDS.length }, (_, errors) => {
    const isWrong = (f: number): boolean => (errors >> f) % 2 === 1;
    const share = differ.reduce((all, one, f) => all * (isWrong(f) ? one : 1 - one), 1);
    return { levels: EQUAL.map((level, f) => (isWrong(f) ? 1 : level)), pairs: pairs * share };
  });
}

const SAME = pairsOf(600, [0.08, 0.05, 0.2, 0.2]);
/** One house: address and telephone are the family's, name and birthday are not. */
const HOUSEHOLDS = pairsOf(3_000, [0.98, 0.9995, 0.02, 0.1]);

test("who shares house and telephone with many is not one with them, and is, where the birthday agrees too", () => {
  const model = estimate(draftOf([...SAME, ...HOUSEHOLDS]));
  expect(model.kin).toHaveLength(1);
  expect(model.expected).toBeGreaterThan(500);
  expect(model.expected).toBeLessThan(700);
  const [name = 0, day = 0, house = 0, phone = 0] = EQUAL;
  expect(weighVector(model, [1, 1, house, phone])).toBeLessThan(-3_000);
  expect(weighVector(model, [name, day, house, phone])).toBeGreaterThan(3_000);
  expect(weighVector(model, [name, day, 1, phone])).toBeGreaterThan(0);
});

test("where nobody is kin none is seen, and a few who moved house are themselves still", () => {
  expect(estimate(draftOf(SAME)).kin).toEqual([]);
  const moved = pairsOf(60, [0.02, 0.01, 0.98, 0.02]);
  const model = estimate(draftOf([...SAME, ...moved]));
  expect(model.kin).toEqual([]);
  expect(weighVector(model, [6, 6, 1, 5])).toBeGreaterThan(0);
});
