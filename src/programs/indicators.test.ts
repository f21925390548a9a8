import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  ageBand,
  definitionOn,
  FACTS_AGE,
  INDICATORS,
  indicatorTruth,
} from "#domain/indicators.ts";
import { addDays, type PlainDate, toDayNumber } from "#domain/plain-date.ts";
import type { Expression, Truth } from "#domain/rule.ts";
import { type DuckDb, openDuckDb } from "#engine/duckdb/database.ts";
import { duckdbEngine } from "#engine/duckdb/duckdb-engine.ts";
import type { Engine } from "#engine/engine.ts";
import { VERSION_FAMILY, VERSION_PERSON } from "#lake/tables.ts";
import { randomFamilies, type TestRow, writeLakeTable } from "#test/random-families.ts";
import { evaluateExpression } from "./evaluate-expression.ts";
import { writeIndicators } from "./indicators.ts";
import { PROGRAMS } from "./programs.ts";
import { rulesetOn } from "./ruleset.ts";

const DAY = "2026-10-01" as PlainDate;
const RULES = rulesetOn(PROGRAMS[0] as (typeof PROGRAMS)[number], DAY);

let folder: string;
let db: DuckDb;
let engine: Engine;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "indicators-"));
  const limits = { threads: 1, memory: "512MB", workFolder: join(folder, "spill") };
  db = await openDuckDb(limits);
  engine = await duckdbEngine(limits);
});
afterAll(async () => {
  db.close();
  await engine.close();
  await rm(folder, { recursive: true, force: true });
});

type Said = Readonly<Record<string, number>>;

async function saidOf(
  families: readonly TestRow[],
  { day = DAY, persons = [] }: { readonly day?: PlainDate; readonly persons?: TestRow[] } = {},
): Promise<readonly Said[]> {
  const [familyFile = "", personFile = "", outFile = ""] = ["family", "person", "out"].map((name) =>
    join(folder, `${name}.parquet`),
  );
  await writeLakeTable(db, VERSION_FAMILY, families, familyFile);
  await writeLakeTable(db, VERSION_PERSON, persons, personFile);
  await writeIndicators(engine, { familyFile, personFile, day, outFile });
  const ids = [...INDICATORS, FACTS_AGE].map(({ id }) => id).join(", ");
  return await db.all<Said>(
    `select cast(family_id as int) as family_id, ${ids} from read_parquet('${outFile}') order by family_id`,
  );
}

/** One fact that may be otherwise in a house that is sound. */
const sometimes = (i: number): string => Object.keys(SOUND)[i % 10] ?? "gold";

/** A reading of one condition for one family, with those who live in it. */
const truthOf = (expression: Expression, family: TestRow, members: readonly TestRow[]): Truth =>
  evaluateExpression(
    expression,
    { family, members: members.map(memberOf), evidence: undefined },
    RULES,
  ).truth;
const memberOf = (facts: TestRow) => ({ personId: BigInt(Number(facts.person_id)), facts });

/** A sound house of four on forty square metres. */
const SOUND = {
  size: 4,
  floor_area: 40,
  roof_material: 2,
  wall_material: 1,
  floor_material: 2,
  water_source: 3,
  toilet_facility: 1,
  closet_type: 1,
  waste_disposal: 1,
};

const DIFFICULTIES = "sight hearing speech walking hands learning memory selfcare".split(" ");
const sound = (person: TestRow): TestRow => ({
  ...person,
  ...Object.fromEntries(DIFFICULTIES.map((name) => [`difficulty_${name}`, 4])),
});

test("SQL says of every family what a plain reading of the definition says", async () => {
  const drawn = randomFamilies(41, 1500);
  // Random answers say a grave difficulty of nearly everybody: most are made to have none.
  const persons = drawn.persons.map((person, i): TestRow => (i % 4 === 0 ? person : sound(person)));
  const at = Map.groupBy(persons, ({ family_id }) => family_id);
  const families = drawn.families.map(
    (family, i): TestRow => ({
      ...family,
      ...(i % 3 === 0 ? { ...SOUND, [sometimes(i)]: family[sometimes(i)] ?? -2 } : {}),
      facts_as_of: i % 7 === 0 ? 0 : toDayNumber(addDays(DAY, 30 - i)),
    }),
  );
  const plain = families.map((family) => ({
    family_id: family.family_id,
    ...Object.fromEntries(
      INDICATORS.map((one) => {
        const { yes, no } = definitionOn(one, DAY) ?? one.definitions[0];
        const members = at.get(family.family_id) ?? [];
        const [isYes, isNo] = [truthOf(yes, family, members), truthOf(no, family, members)];
        expect(isYes === true && isNo === true, `${one.id} both ways`).toBe(false);
        const truth = indicatorTruth(isYes, isNo);
        return [one.id, truth === "unknown" ? -2 : Number(truth)];
      }),
    ),
    facts_age: ageBand(FACTS_AGE, Number(family.facts_as_of), toDayNumber(DAY)),
  }));
  const said = await saidOf(families, { persons });
  expect(said).toEqual(plain);
  for (const { id } of INDICATORS) {
    expect(new Set(said.map((row) => row[id])), id).toEqual(new Set([1, 0, -2]));
  }
  expect(new Set(said.map((row) => row.facts_age))).toEqual(new Set([1, 2, 3, 4, 5]));
});

test.each([
  ["a sound house", {}, [1, 1, 1]],
  ["28 square metres for four are too few", { floor_area: 28 }, [1, 1, 0]],
  ["29 are enough", { floor_area: 29 }, [1, 1, 1]],
  ["how large is not known", { floor_area: -2 }, [1, 1, -2]],
  ["an earth floor, whatever is not known", { floor_material: 8, water_source: -1 }, [1, -2, 0]],
  [
    "no toilet, so no closet",
    { toilet_facility: 6, closet_type: -4, waste_disposal: -4 },
    [0, 1, 0],
  ],
  ["a public toilet", { toilet_facility: 4 }, [0, 1, 0]],
  ["a pit", { waste_disposal: 4 }, [0, 1, 0]],
  ["a borehole: how far from waste was not asked", { water_source: 4 }, [1, -2, -2]],
  ["bottled water: what they wash with was not asked", { water_source: 1 }, [1, -2, -2]],
  ["a river", { water_source: 9 }, [1, 0, 0]],
  ["an asbestos roof", { roof_material: 4 }, [1, 1, 0]],
] as const)("%s", async (_what, change, wanted) => {
  const [family] = randomFamilies(7, 1).families;
  const [said] = await saidOf([{ ...family, ...SOUND, ...change }]);
  expect([said?.proper_sanitation, said?.proper_drinking_water, said?.livable_house]).toEqual(
    wanted,
  );
});

test.each([
  ["the day itself", 20261001, 1],
  ["after it", 20261105, 1],
  ["three months", 20260701, 1],
  ["four", 20260630, 2],
  ["a year", 20251015, 2],
  ["two years and a month", 20240930, 4],
  ["a family that was never surveyed", 0, 5],
] as const)("facts of %s", async (_what, facts_as_of, wanted) => {
  const [family] = randomFamilies(7, 1).families;
  const [said] = await saidOf([{ ...family, facts_as_of }]);
  expect(said?.facts_age).toBe(wanted);
});

test.each([
  ["nobody has any", [{}], [0, 0, 0, 0, 0]],
  ["cannot walk", [{ walking: 1 }], [1, 1, 0, 0, 0]],
  ["some difficulty is none to count", [{ walking: 3, sight: 3 }], [0, 0, 0, 0, 0]],
  ["sees and hears badly: one kind", [{ sight: 2, hearing: 2 }], [1, 0, 1, 0, 0]],
  ["two kinds in one person", [{ hands: 2, learning: 1 }], [1, 1, 0, 1, 1]],
  ["two kinds in two persons are not one's", [{ hands: 2 }, { memory: 2 }], [1, 1, 0, 1, 0]],
  ["self-care is of no kind", [{ selfcare: 1 }], [1, 0, 0, 0, 0]],
  ["not known of one", [{ speech: -2 }], [-2, 0, -2, 0, 0]],
  ["not known of one, but another's tells", [{ speech: -2 }, { sight: 1 }], [1, 0, 1, 0, 0]],
  ["a child of whom it is not asked", [{ learning: -4 }], [0, 0, 0, 0, 0]],
  ["the dead leave no doubt", [{ walking: 1, dead: 2 }], [0, 0, 0, 0, 0]],
] as const)("disability, %s", async (_what, members, wanted) => {
  const { families, persons } = randomFamilies(7, 3);
  const [family] = families;
  const [person] = persons;
  const rows = members.map(({ ...said }, i) => ({
    ...sound(person as TestRow),
    ...{ person_id: i + 1, family_id: family?.family_id as number, life_status: 1 },
    ...Object.fromEntries(
      Object.entries(said).map(([name, code]) =>
        name === "dead" ? ["life_status", code] : [`difficulty_${name}`, code],
      ),
    ),
  }));
  const [said] = await saidOf([family as TestRow], { persons: rows });
  const kinds = ["", "_physical", "_sensory", "_intellectual", "_multiple"];
  expect(kinds.map((kind) => said?.[`member_disability${kind}`])).toEqual(wanted);
});

test.each([
  [1, [1, 1, 0]],
  [2, [1, 1, 0]],
  [3, [1, 0, 0]],
  [4, [1, 0, 1]],
  [5, [1, 0, 1]],
  [6, [0, 0, 0]],
  [7, [1, 0, 0]],
  [9, [0, 0, 0]],
  [10, [1, 0, 0]],
  [11, [0, 0, 0]],
  [-2, [-2, -2, -2]],
] as const)("water of source %i: protected, bottled, of a well", async (water_source, wanted) => {
  const [family] = randomFamilies(7, 1).families;
  const [said] = await saidOf([{ ...family, water_source }]);
  expect([said?.protected_drinking_water, said?.bottled_water, said?.well_water]).toEqual(wanted);
});

test("before it was defined nobody was asked", async () => {
  const { families } = randomFamilies(7, 3);
  const said = await saidOf(families, { day: "2024-12-31" as PlainDate });
  expect(said.map((row) => row.livable_house)).toEqual([-1, -1, -1]);
  expect(said.map((row) => row.member_disability)).toEqual([-1, -1, -1]);
});
