import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ageBand, FACTS_AGE } from "#domain/indicators.ts";
import { FAMILY_FACTS, PERSON_FACTS } from "#domain/variables/catalogue.ts";
import { type DuckDb, identifier, openDuckDb } from "#engine/duckdb/database.ts";
import { AGE_BANDS, type AreaCount, countAreas } from "./area-figures.ts";

type Family = {
  readonly village: number;
  /** yyyymmdd, or 0. */
  readonly since: number;
  readonly answers: readonly number[];
  readonly decile: number | null;
  readonly before: number | null;
  /** Of each member: the life status, and one answer that all facts share. */
  readonly members: readonly (readonly [life: number, answer: number])[];
};

const AS_OF = "2026-10-01";
let folder = "";
let db: DuckDb;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "dtsen-areas-"));
  db = await openDuckDb({ threads: 1, memory: "256MB", workFolder: folder });
});
afterAll(async () => {
  db.close();
  await rm(folder, { recursive: true, force: true });
});

async function count(families: readonly Family[]): Promise<readonly AreaCount[]> {
  const facts = FAMILY_FACTS.map((fact) => `, ${identifier(fact)} int`).join("");
  await db.run(
    `create or replace table family (family_id bigint, village_no bigint, facts_as_of int${facts})`,
  );
  const own = PERSON_FACTS.map((fact) => `, ${identifier(fact)} int`).join("");
  await db.run(`create or replace table person (family_id bigint, life_status int${own})`);
  const persons = families.flatMap(({ members }, id) =>
    members.map(
      ([life, answer]) => `(${[id, life, ...PERSON_FACTS.map(() => answer)].join(", ")})`,
    ),
  );
  if (persons.length > 0) await db.run(`insert into person values ${persons.join(", ")}`);
  await db.run(
    "create or replace table rank (family_id bigint, decile_national int, previous_decile int)",
  );
  const rows = families.map(
    ({ village, since, answers }, id) => `(${[id, village, since, ...answers].join(", ")})`,
  );
  await db.run(`insert into family values ${rows.join(", ")}`);
  const places = families.flatMap((one, id) =>
    one.decile === null ? [] : [`(${id}, ${one.decile}, ${one.before})`],
  );
  if (places.length > 0) await db.run(`insert into rank values ${places.join(", ")}`);
  return await countAreas(db, AS_OF);
}

/** The same without SQL. */
function plainly(families: readonly Family[], area: string): AreaCount {
  const own = families.filter(
    ({ village }) => area === "ID" || String(village).padStart(10, "0").startsWith(area),
  );
  const seen = own.filter(({ since }) => since > 0);
  const month = (day: number) => Math.floor(day / 10_000) * 12 + (Math.floor(day / 100) % 100);
  const months = seen
    .map(({ since }) => Math.max(0, month(20261001) - month(since)))
    .sort((a, b) => a - b);
  const answers = seen.flatMap((family) => family.answers);
  const living = seen.flatMap(({ members }) => members.filter(([life]) => life !== 2));
  const ofMembers = (is: (answer: number) => boolean) =>
    living.filter(([, answer]) => is(answer)).length * PERSON_FACTS.length;
  const placed = own.filter(({ decile }) => decile !== null);
  const moved = (is: (decile: number, before: number) => boolean) =>
    placed.filter(({ decile, before }) => before !== null && is(decile ?? 0, before)).length;
  return {
    area,
    families: own.length,
    ages: Array.from(
      { length: AGE_BANDS },
      (_, i) => own.filter(({ since }) => ageBand(FACTS_AGE, since, 20261001) === i + 1).length,
    ),
    medianMonths: months[Math.ceil(months.length / 2) - 1],
    newestOn: seen.length === 0 ? undefined : Math.max(...seen.map(({ since }) => since)),
    asked: answers.filter((answer) => answer !== -4 && answer !== -5).length,
    missing: answers.filter((answer) => answer < 0 && answer > -4).length,
    personsAsked: ofMembers((answer) => answer > -4),
    personsMissing: ofMembers((answer) => answer < 0 && answer > -4),
    moves: [
      moved((decile, before) => decile < before),
      moved((decile, before) => decile === before),
      moved((decile, before) => decile > before),
      placed.filter(({ before }) => before === null).length,
    ],
  };
}

const decile = fc.option(fc.integer({ min: 1, max: 10 }), { freq: 4 });
const family: fc.Arbitrary<Family> = fc.record({
  village: fc.constantFrom(1101012001, 3204052001, 3204052002, 3204062001, 3301012001),
  since: fc.constantFrom(0, 20200115, 20240930, 20241031, 20251001, 20260701, 20261001, 20261130),
  answers: fc.array(fc.integer({ min: -5, max: 3 }), {
    minLength: FAMILY_FACTS.length,
    maxLength: FAMILY_FACTS.length,
  }),
  decile,
  before: decile,
  members: fc.array(fc.tuple(fc.constantFrom(1, 1, 2), fc.integer({ min: -5, max: 3 })), {
    maxLength: 4,
  }),
});

test("every region, from the nation to the village, is counted as a plain reading counts it", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(family, { minLength: 1, maxLength: 14 }), async (families) => {
      const counted = await count(families);
      const areas = new Set(
        families.flatMap(({ village }) => [
          "ID",
          ...[2, 4, 6, 10].map((digits) => String(village).slice(0, digits)),
        ]),
      );
      expect(counted.map(({ area }) => area).sort()).toEqual([...areas].sort());
      for (const one of counted) expect(one).toEqual(plainly(families, one.area));
    }),
    { numRuns: 8 },
  );
});
