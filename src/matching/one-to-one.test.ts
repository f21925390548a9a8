import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type DuckDb, openDuckDb } from "#engine/duckdb/database.ts";
import { plantRows, runStages } from "#test/run-stages.ts";
import { decidedLinks, settledLinks } from "./one-to-one.ts";
import { BANDS } from "./weights.ts";

let folder: string;
let db: DuckDb;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "one-to-one-"));
  db = await openDuckDb({ threads: 1, memory: "512MB", workFolder: folder });
});
afterAll(async () => {
  db.close();
  await rm(folder, { recursive: true, force: true });
});

const LIST = 2;
const COLUMNS = [
  "record_key",
  "delivery_no",
  "spine_key",
  "weight",
  "name_level",
  "date_level",
  "is_carried",
  "regency",
];
type Pair = {
  readonly weight: number;
  readonly name?: number;
  readonly carried?: 0 | 1;
};

/** Spine persons: whom pass 0 gave to another record of the list (1), a relative (2). */
const [HELD, RELATIVE] = [101, 102];
const SEEKER = 12;

/** What becomes of one record of a list whose likeliest person the same list holds already, and of its pairs. */
async function decide(pairs: Readonly<Record<number, Pair>>, review = 0) {
  await db.run(`create or replace table exact_link as select * from (values
    (11, ${LIST}, ${HELD}, 'nik-exact', 40000)) as e (record_key, delivery_no, spine_key, rule, weight)`);
  await plantRows(
    db,
    "scored_pair",
    COLUMNS,
    Object.entries(pairs).map(([spine, { weight, name = 7, carried = 1 }]) => [
      SEEKER,
      LIST,
      Number(spine),
      weight,
      name,
      5,
      carried,
      3404,
    ]),
  );
  const bands = { nation: { ...BANDS, review }, provinces: [] };
  await runStages(db, [...settledLinks(), ...decidedLinks(bands)]);
  const linked = await db.all<{ spine: number; rule: string }>(
    `select cast(spine_key as int) as spine, rule from record_link where record_key = ${SEEKER}`,
  );
  const asked = await db.all<{ spine: number }>(
    `select cast(spine_key as int) as spine from doubtful_pair where record_key = ${SEEKER}`,
  );
  return { linked, asked: asked.map(({ spine }) => spine) };
}

test("a second record of somebody whom the list holds is never given to a relative instead", async () => {
  const pairs = { [HELD]: { weight: 40_000 }, [RELATIVE]: { weight: 8_000, name: 5 } };
  expect(await decide(pairs)).toEqual({
    linked: [{ spine: HELD, rule: "scored-repeat" }],
    asked: [],
  });
});

test("where name or day do not say that it is a repeat, people are asked about the likelier of the two", async () => {
  const pairs = { [HELD]: { weight: 30_000, name: 4 }, [RELATIVE]: { weight: 8_000, name: 5 } };
  expect(await decide(pairs)).toEqual({ linked: [], asked: [HELD] });
});

test("a relative too unlikely to be shown does not hide from people that the list holds the person", async () => {
  const pairs = { [HELD]: { weight: 30_000, name: 4 }, [RELATIVE]: { weight: 1_000, name: 5 } };
  expect(await decide(pairs, 4_500)).toEqual({ linked: [], asked: [HELD] });
});

test.each([
  ["hardly likelier", { weight: 10_900 }],
  ["carried by neither name nor day", { weight: 30_000, carried: 0 }],
] as const)("a person whom the list holds, %s, takes no link away", async (_, held) => {
  const pairs = { [HELD]: held, [RELATIVE]: { weight: 8_000, name: 5 } };
  expect(await decide(pairs)).toEqual({
    linked: [{ spine: RELATIVE, rule: "scored" }],
    asked: [],
  });
});

test("neither of two who are near, and nobody whom name and day do not carry, is linked without people", async () => {
  const rivals = { 103: { weight: 9_000 }, [RELATIVE]: { weight: 8_000 } };
  expect(await decide(rivals)).toEqual({ linked: [], asked: [103] });
  const uncarried = { [RELATIVE]: { weight: 30_000, carried: 0 } } as const;
  expect(await decide(uncarried)).toEqual({ linked: [], asked: [RELATIVE] });
});
