import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type DuckDb, openDuckDb } from "#engine/duckdb/database.ts";
import { writeNameTables } from "#test/name-tables.ts";
import { FIXED_FAMILY_WEIGHTS } from "./family-weights.ts";
import { pairScores } from "./pair-scores.ts";
import { type PairParts, waterfall } from "./waterfall.ts";
import { FIXED_WEIGHTS } from "./weights.ts";

let folder: string;
let db: DuckDb;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "scores-"));
  db = await openDuckDb({ threads: 1, memory: "512MB", workFolder: folder });
});
afterAll(async () => {
  db.close();
  await rm(folder, { recursive: true, force: true });
});

const NAMES = [
  "SITI AMINAH",
  "AMINAH SITI",
  "SITTI AMINAH",
  "AMINAH",
  "SITI AMINAHH",
  "BUDI",
  "BUDIH HARTO",
  "SLAMET",
];
const person = fc.record({
  name: fc.integer({ min: 0, max: NAMES.length }),
  mother: fc.constantFrom(0, 1, 4, 6),
  day: fc.constantFrom(0, 19800102, 19800201, 19810102, 19800315, 19700606),
  nik: fc.constantFrom(0n, 9907010101010001n, 9907010101010011n, 9907019901010555n),
  kk: fc.constantFrom(0, 5, 6),
  village: fc.constantFrom(0, 3507012001, 3507012002, 3507990001),
  sex: fc.constantFrom(0, 1, 2),
});
type Person = ReturnType<typeof person.generate>["value"];

/** Name 0 stands for "not known" and is in no dictionary. */
async function writePeople(table: string, first: number, people: readonly Person[]): Promise<void> {
  const rows = people.map((one, i) => {
    const { day, village } = one;
    const parts = [day, Math.floor(day / 1e4), Math.floor(day / 100) % 100, day % 100];
    const places = [village, Math.floor(village / 1e4), Math.floor(village / 1e6)];
    const who = [one.name, one.mother, one.nik, one.kk, one.sex];
    return `(${[first + i, 2, ...who, ...parts, ...places].join(", ")})`;
  });
  const keys = ["kanon_key", "sorted_key", "joined_key"];
  await db.run(`create or replace table ${table} as
    select t.*, ${keys.map((key) => `coalesce(f.${key}, 0) as ${key}`).join(", ")}
    from (values ${rows.join(", ")}) t(record_key, delivery_no, name_id, mother_id, nik, kk, sex,
      birth_day, birth_year, birth_month, birth_dom, village, district, regency)
    left join name_form f on f.name_id = t.name_id`);
}

/** Every other name and day of the spine is rare, the others common. */
async function writeRarities(): Promise<void> {
  for (const [table, column] of [
    ["name_rarity", "kanon_key"],
    ["day_rarity", "birth_day"],
  ]) {
    await db.run(`create or replace table ${table} as
      select ${column}, case when row_number() over (order by ${column}) % 2 = 0 then 3000 else 17000 end as ${table}
      from (select distinct ${column} from spine) s`);
  }
}

const modelOf = (prior: number) => ({
  weights: { ...FIXED_WEIGHTS, prior },
  familyWeights: FIXED_FAMILY_WEIGHTS,
});

/** The parts of every scored pair's weight. */
async function partsOfPairs(): Promise<readonly PairParts[]> {
  const columns = Object.entries({
    weight: "weight",
    nameLevel: "name_level",
    dateLevel: "date_level",
    nikLevel: "nik_level",
    placeLevel: "place_level",
    sexLevel: "sex_level",
    motherLevel: "mother_level",
    nameRarity: "name_rarity",
    dayRarity: "day_rarity",
    capped: "capped",
    relationLevel: "0",
    support: "0",
  } satisfies Record<keyof PairParts, string>);
  const shown = columns.map(([name, column]) => `cast(${column} as int) as "${name}"`);
  return db.all<PairParts>(`select ${shown.join(", ")} from scored_pair`);
}

/** What is scored of every pair of the two sides, with the bound as it is or opened wide. */
async function scored(isBounded: boolean, prior: number): Promise<readonly unknown[]> {
  for (const { table, sql } of pairScores({ ...FIXED_WEIGHTS, prior })) {
    const isBound = ["cheap_pair", "bounded_pair"].includes(table) && !isBounded;
    const open = sql
      .replace(/where \(l\.nik[\s\S]*?(?=\) v)/, "")
      .replace(/where (numbers|cheap)_weight[\s\S]*$/, "");
    if (isBound) expect(open).not.toMatch(/\bwhere\b/);
    await db.run(`create or replace table ${table} as ${isBound ? open : sql}`);
  }
  return db.all("select * from scored_pair order by record_key, spine_key");
}

test("the bound drops no pair that its full score would have kept; the parts of each weight add up to it", async () => {
  await writeNameTables(db, NAMES, folder);
  let kept = 0;
  let capped = 0;
  const people = fc.array(person, { minLength: 12, maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(people, people, fc.constantFrom(-10_000, -20_000), async (ls, rs, prior) => {
      await writePeople("left_form", 1, ls);
      await writePeople("spine", 101, rs);
      await writeRarities();
      await db.run(`create or replace table candidate_pair as
        select l.record_key, r.record_key as spine_key from left_form l cross join spine r`);
      const all = await scored(false, prior);
      expect(await scored(true, prior)).toEqual(all);
      kept += all.length;
      for (const parts of await partsOfPairs()) {
        const { bars, sum } = waterfall(parts, modelOf(prior));
        expect(prior + bars.reduce((all, { weight }) => all + weight, -parts.capped)).toBe(sum);
        capped += parts.capped > 0 ? 1 : 0;
        expect(() => waterfall(parts, modelOf(prior + 1))).toThrow("model of the same version");
      }
    }),
    { numRuns: 12 },
  );
  expect(kept).toBeGreaterThan(100);
  expect(capped).toBeGreaterThan(0);
}, 60_000);
