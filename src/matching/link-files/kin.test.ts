import { expect, test } from "vitest";
import { equalLevel, LEVELS } from "./comparison-levels.ts";
import { type EstimateDraft, estimate } from "./estimate.ts";
import type { FieldKind } from "./job.ts";
import { apartFields } from "./kin.ts";
import { type VectorCount, weighVector } from "./model.ts";

/** Given name, birthday, address, telephone. */
const KINDS: readonly FieldKind[] = ["name", "date", "text", "id"];
const EQUAL = KINDS.map(equalLevel);

const LEVELS_OF_STRANGERS = KINDS.map((kind, f) => {
  const share = [0.02, 0.0005, 0.001, 0.0005][f] ?? 0;
  return LEVELS[kind].map((_, level) => (level === 0 ? 0 : level === 1 ? 1 - 5 * share : share));
});

function draftOf(
  vectors: readonly VectorCount[],
  fields: EstimateDraft["fields"] = KINDS.map((kind) => ({ kind })),
): EstimateDraft {
  return {
    fields,
    vectors,
    chances: { levels: LEVELS_OF_STRANGERS, known: KINDS.map(() => 3_000), joint: [] },
    possible: 4_500_000,
    records: 3_000,
  };
}

/** Pairs that differ in each of these fields so often, each by itself. */
function pairsOf(pairs: number, differ: readonly number[], kinds = KINDS): readonly VectorCount[] {
  return Array.from({ length: 2 ** kinds.length }, (_, errors) => {
    const isWrong = (f: number): boolean => (errors >> f) % 2 === 1;
    const share = differ.reduce((all, one, f) => all * (isWrong(f) ? one : 1 - one), 1);
    const levels = kinds.map((kind, f) => (isWrong(f) ? 1 : equalLevel(kind)));
    return { levels, pairs: pairs * share };
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

test("where all was told to be text, who differs in the only column of words is another, and who moved is not", () => {
  const told = KINDS.map((_, f) => ({ kind: "text" as const, isWords: f === 0 }));
  const asText = (vectors: readonly VectorCount[]): readonly VectorCount[] =>
    vectors.map(({ levels, pairs }) => ({
      levels: levels.map((level) => (level === 1 ? 1 : equalLevel("text"))),
      pairs,
    }));
  const chances = {
    levels: told.map((_, f) => {
      const share = [0.002, 0.0005, 0.001, 0.0005][f] ?? 0;
      return LEVELS.text.map((_, level) => (level === 0 ? 0 : level === 1 ? 1 - 5 * share : share));
    }),
    known: KINDS.map(() => 3_000),
    joint: [],
  };
  const learn = (vectors: readonly VectorCount[], fields: EstimateDraft["fields"]) =>
    estimate({ ...draftOf(asText(vectors), fields), chances });
  const hotels = pairsOf(500, [0.98, 0.3, 0.02, 0.1]);
  const model = learn([...SAME, ...hotels], told);
  expect(model.kin).toHaveLength(1);
  expect(weighVector(model, [1, 1, 6, 6])).toBeLessThan(0);
  // Without that column nothing tells the ones from the others, and they are believed.
  const blind = told.map(({ kind }) => ({ kind }));
  expect(learn([...SAME, ...hotels], blind).kin).toEqual([]);
  const moved = pairsOf(60, [0.02, 0.01, 0.98, 0.02]);
  expect(weighVector(learn([...SAME, ...moved], told), [6, 6, 1, 6])).toBeGreaterThan(0);
});

test("entities that hardly agree in more than one thing are not all taken for kin of each other", () => {
  // Shops' lists: the title a word off, the description each shop's own, the price elsewhere half of the time.
  const kinds: readonly FieldKind[] = ["text", "text", "category", "number"];
  const levels = [
    [0, 0.97, 0.029, 0.0042, 0.00031, 0.00021, 0, 0],
    [0, 0.98, 0.018, 0.000014, 0.000014, 0.000014, 0, 0],
    [0, 0.93, 0.000018, 0.074, 0],
    [0, 0.9, 0.039, 0.00004, 0.062, 0, 0],
  ];
  const counted =
    "5130:169 4130:166 4030:121 5030:90 4131:33 4031:23 5134:23 5131:20 4134:18 5100:17 4000:16 4100:16 5031:13 4132:12 4034:11 5034:11 4032:9 5032:9 5000:7 5132:7";
  const vectors = counted.split(" ").map((one) => {
    const [levels = "", pairs] = one.split(":");
    return { levels: [...levels].map(Number), pairs: Number(pairs) };
  });
  // Whose title is the same is of the same maker.
  const maker = {
    one: 0,
    other: 2,
    pairs: 1_261_063,
    together: 124,
    oneEqual: 124,
    otherEqual: 91_729,
    holdsTrue: false,
  };
  const draft = {
    fields: kinds.map((kind) => ({ kind })),
    vectors,
    chances: { levels, known: [2_343, 1_877, 2_243, 1_183], joint: [maker] },
    possible: 1_188_959,
    records: 2_343,
  };
  const model = estimate(draft);
  expect(model.expected).toBeGreaterThan(650);
  expect(weighVector(model, [5, 1, 3, 4])).toBeGreaterThan(0);
});

test("a column that the files write otherwise tells no kin apart", () => {
  const { fields } = estimate(draftOf(SAME));
  const known = KINDS.map(() => 3_000);
  const [first = 0] = apartFields({ fields, alone: fields }, known, 3_000);
  const alone = fields.map((field, f) => (f === first ? { ...field, m: [0, 0.99, 0.01] } : field));
  expect(apartFields({ fields, alone }, known, 3_000)).not.toContain(first);
  expect(apartFields({ fields, alone }, known, 3_000).length).toBeGreaterThan(0);
});

test("beside many of one town and trade those of one house and telephone are seen too, whose name is another", () => {
  // Name, address, town, telephone, trade.
  const kinds: readonly FieldKind[] = ["name", "text", "category", "id", "name"];
  const levels = kinds.map((kind, f) => {
    const share = [0.002, 0.0005, 0.06, 0.0005, 0.03][f] ?? 0;
    return LEVELS[kind].map((_, level) => (level === 0 ? 0 : level === 1 ? 1 - 5 * share : share));
  });
  const rooms = pairsOf(300, [0.02, 0.1, 0.1, 0.05, 0.2], kinds);
  const towns = pairsOf(9_000, [0.998, 0.9995, 0.05, 0.9, 0.05], kinds);
  const hotels = pairsOf(150, [0.99, 0.1, 0.05, 0.1, 0.95], kinds);
  const fields = kinds.map((kind) => ({ kind }));
  const chances = { levels, known: kinds.map(() => 3_000), joint: [] };
  const model = estimate({ ...draftOf([...rooms, ...towns, ...hotels], fields), chances });
  expect(model.kin).toHaveLength(2);
  const [name = 0, house = 0, town = 0, phone = 0] = kinds.map(equalLevel);
  expect(weighVector(model, [1, house, town, phone, 1])).toBeLessThan(-3_000);
  expect(weighVector(model, [name, 1, town, phone, 1])).toBeGreaterThan(3_000);
});
