import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type DuckDb, openDuckDb } from "#engine/duckdb/database.ts";
import { familyScores } from "./family-scores.ts";
import { FIXED_FAMILY_WEIGHTS, type KinCount, learnFamilyWeights } from "./family-weights.ts";
import { waterfall } from "./waterfall.ts";
import { FIXED_WEIGHTS, SCORE_FLOOR } from "./weights.ts";

let folder: string;
let db: DuckDb;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "kin-"));
  db = await openDuckDb({ threads: 1, memory: "512MB", workFolder: folder });
});
afterAll(async () => {
  db.close();
  await rm(folder, { recursive: true, force: true });
});

const kin = fc.record({
  place: fc.integer({ min: 0, max: 5 }),
  support: fc.constantFrom(1, 2),
  name: fc.integer({ min: 0, max: 7 }),
  date: fc.integer({ min: 0, max: 5 }),
  nik: fc.integer({ min: 0, max: 3 }),
  sex: fc.integer({ min: 0, max: 2 }),
  mother: fc.integer({ min: 0, max: 7 }),
  relation: fc.integer({ min: 0, max: 3 }),
});
const own = fc.record({
  place: fc.integer({ min: 0, max: 5 }),
  weight: fc.constantFrom(0, 5_999, 14_000),
});
const byPlace = { minLength: 1, maxLength: 5, selector: ({ place }: { place: number }) => place };
type Kin = ReturnType<typeof kin.generate>["value"];

/** The weight once more, slowly; undefined where nothing carries it or it is too light to be kept. */
function plainWeight({ support, ...levels }: Kin): number | undefined {
  const { prior, ...weights } = FIXED_FAMILY_WEIGHTS;
  const fields = ["name", "date", "nik", "sex", "mother", "relation"] as const;
  const sum = fields.reduce(
    (all, field) => all + (weights[field][levels[field]] ?? 0),
    prior[support] ?? 0,
  );
  const isCarried = levels.name >= 3 || (levels.name === 2 && levels.date >= 4);
  return isCarried && sum >= SCORE_FLOOR ? sum : undefined;
}

test("a pair weighs what the better of its two reasons says, never both, and its parts add up", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(kin, byPlace),
      fc.uniqueArray(own, byPlace),
      async (kins, owns) => {
        const kinRows = kins.map(
          (k) =>
            `(1, 2, ${k.place}, 3507, ${k.support}, ${k.nik}, ${k.name}, ${k.date}, ${k.sex}, ${k.mother}, ${k.relation})`,
        );
        await db.run(`create or replace table kin_levelled as select * from (values ${kinRows.join(", ")})
        t(record_key, delivery_no, spine_key, regency, support, nik_level, name_level, date_level, sex_level, mother_level, relation_level)`);
        const ownRows = owns.map(({ place, weight }) => `(1, 2, ${place}, ${weight})`);
        await db.run(`create or replace table every_pair as
        select *, 7 as name_level, 5 as date_level, 0 as nik_level, 4 as place_level, 2 as sex_level, 0 as mother_level,
          0 as name_rarity, 0 as day_rarity, 1 as is_carried, 3507 as regency, 0 as capped
        from (values ${ownRows.join(", ")}) t(record_key, delivery_no, spine_key, weight)`);
        for (const { table, sql } of familyScores(FIXED_FAMILY_WEIGHTS)) {
          await db.run(`create or replace table ${table} as ${sql}`);
        }
        const found = await db.all<
          { place: number; support: number; weight: number } & Record<string, number>
        >(`
        select cast(spine_key as int) as place, support, cast(weight as int) as weight, name_level as "nameLevel",
          date_level as "dateLevel", nik_level as "nikLevel", place_level as "placeLevel", sex_level as "sexLevel",
          mother_level as "motherLevel", relation_level as "relationLevel", name_rarity as "nameRarity",
          day_rarity as "dayRarity", cast(capped as int) as capped
        from final_pair order by place`);
        const places = [0, 1, 2, 3, 4, 5].flatMap((place): object[] => {
          const one = kins.find((k) => k.place === place);
          const weight = one === undefined ? undefined : plainWeight(one);
          const other = owns.find((o) => o.place === place)?.weight;
          if (weight !== undefined && (other === undefined || weight > other))
            return [{ place, support: one?.support, weight }];
          return other === undefined ? [] : [{ place, support: 0, weight: other }];
        });
        expect(found.map(({ place, support, weight }) => ({ place, support, weight }))).toEqual(
          places,
        );
        const model = {
          weights: { ...FIXED_WEIGHTS, prior: 0 },
          familyWeights: FIXED_FAMILY_WEIGHTS,
        };
        for (const pair of found.filter(({ support }) => support > 0)) {
          const parts = pair as unknown as Parameters<typeof waterfall>[0];
          expect(waterfall(parts, model).sum).toBe(pair.weight);
        }
      },
    ),
    { numRuns: 25 },
  );
}, 60_000);

const lesson = (more: Partial<KinCount>): KinCount => ({
  support: 1,
  isNik: 1,
  isAccepted: 1,
  name: 7,
  date: 5,
  sex: 2,
  mother: 7,
  relation: 3,
  pairs: 1_000,
  ...more,
});
const relative = (more: Partial<KinCount>) =>
  lesson({ isNik: 0, name: 1, date: 1, sex: 1, relation: 1, ...more });

test("weights inside a family are learned from equal NIKs and relatives; a mother's name says nothing among her children", () => {
  const counts = [lesson({}), lesson({ date: 4, pairs: 50 }), relative({}), relative({ sex: 2 })];
  const learned = learnFamilyWeights(counts);
  expect(learned.provenance).toBe(
    "learned from 1050 pairs of equal NIK and 2000 pairs of relatives",
  );
  expect(learned.name[7]).toBeGreaterThan(8_000);
  expect(learned.name[1]).toBeLessThan(-8_000);
  expect(Math.abs(learned.mother[7] ?? 0)).toBeLessThan(10);
  expect(learned.prior[1]).toBe(Math.round(Math.log2(1051 / 2001) * 1000));
  expect(learned.prior[2]).toBe(FIXED_FAMILY_WEIGHTS.prior[2]);
  expect(learned.nik).toEqual(FIXED_FAMILY_WEIGHTS.nik);
  expect(learnFamilyWeights([...counts].reverse())).toEqual(learned);
});

test("a NIK that is a relative's does not teach that one person has two names", () => {
  const copied = relative({ isNik: 1, isAccepted: 0, pairs: 100 });
  const clean = learnFamilyWeights([lesson({}), relative({})]);
  const mixed = learnFamilyWeights([lesson({}), relative({}), copied]);
  expect(Math.abs((mixed.name[1] ?? 0) - (clean.name[1] ?? 0))).toBeLessThan(500);
});

test("a few lessons teach nothing", () => {
  expect(learnFamilyWeights([lesson({ pairs: 499 }), relative({})])).toEqual(FIXED_FAMILY_WEIGHTS);
  expect(learnFamilyWeights([lesson({}), relative({ pairs: 499 })])).toEqual(FIXED_FAMILY_WEIGHTS);
});
