import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type CutState, cutBoundsOn, cutStateOf } from "#domain/cut-state.ts";
import { dice } from "#domain/dice.ts";
import type { PlainDate } from "#domain/plain-date.ts";
import { type DuckDb, openDuckDb, text } from "#engine/duckdb/database.ts";
import { duckdbEngine } from "#engine/duckdb/duckdb-engine.ts";
import { VERSION_FAMILY, VERSION_PERSON } from "#lake/tables.ts";
import { findingSteps } from "#ranking/finding-tables.ts";
import { rankingSteps } from "#ranking/rank-version.ts";
import { readAnswers } from "#ranking/read-answers.ts";
import { scoreFamily } from "#ranking/score-family.ts";
import { type ModelSet, modelFor } from "#ranking/welfare-model.ts";
import { randomFamilies, type TestRow, writeLakeTable } from "#test/random-families.ts";
import { randomModels } from "#test/random-models.ts";
import type { ErrorModel } from "./error-model.ts";
import { chanceBelow, monthsOld, type Stability, stabilityOf } from "./place-band.ts";
import { cutStateCounts } from "./stability.ts";

const DAY = "2026-10-01" as PlainDate;
const WHEN = { day: 20261001, bounds: cutBoundsOn(DAY) };

let folder: string;
let db: DuckDb;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "dtsen-stability-"));
  db = await openDuckDb({ threads: 1, memory: "500MB", workFolder: join(folder, "read") });
});
afterAll(async () => {
  db.close();
  await rm(folder, { recursive: true, force: true });
});

type Row = Readonly<Record<string, number | bigint>>;
const file = (name: string) => join(folder, `${name}.parquet`);
const rows = (name: string) =>
  db.all<Row>(`select * from read_parquet(${text(file(name))}) order by all`);

/** Random families of random age under random models, of which some have scores and errors near the cuts. */
async function judged(seed: number, models: ModelSet, threads: number) {
  const roll = dice(seed);
  const { families, persons } = randomFamilies(seed, 250);
  const aged: TestRow[] = families.map((family) => ({
    ...family,
    facts_as_of: roll(5) === 0 ? 0 : 20_000_101 + 10_000 * roll(28) + 100 * roll(12),
  }));
  await writeLakeTable(db, VERSION_FAMILY, aged, file("family"));
  await writeLakeTable(db, VERSION_PERSON, persons, file("person"));
  const engine = await duckdbEngine({ threads, memory: "1GB", workFolder: join(folder, "spill") });
  const tables = ["stability", "area_cut", "rank"];
  await engine.run({
    name: "stability",
    inputs: ["family", "person"].map((table) => ({ table, files: [file(table)] })),
    stages: [
      ...rankingSteps(models, { basis: "persons", when: WHEN }, engine.dialect),
      ...findingSteps(false),
    ],
    outputs: tables.map((table) => ({ table, file: file(table), order: [] })),
  });
  await engine.run({
    name: "stability",
    inputs: [{ table: "stability", files: [file("stability")] }],
    stages: [cutStateCounts(WHEN)],
    outputs: [{ table: "count", file: file("count"), order: [] }].map((one) => ({
      ...one,
      table: "cut_state_count",
    })),
  });
  await engine.close();
  const cuts = (await rows("area_cut"))
    .filter((cut) => cut.area === 0n && Number(cut.parts) === 100 && Number(cut.cut_no) % 10 === 0)
    .sort((a, b) => Number(a.cut_no) - Number(b.cut_no))
    .map(({ score }) => Number(score));
  return { families: aged, persons, cuts };
}

const asRow = (familyId: unknown, { low, high, below, ...rest }: Stability) => ({
  family_id: Number(familyId),
  ...rest,
  decile_low: low,
  decile_high: high,
  ...Object.fromEntries(below.map((chance, k) => [`below_${k + 1}`, chance])),
});
const plain = (row: Row) =>
  Object.fromEntries(Object.entries(row).map(([name, value]) => [name, Number(value)]));

test("SQL and a plain reading agree on how sure every place is, to the last unit; threads change nothing", async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 1e6 }), async (seed) => {
      const models = randomModels(seed);
      const errors = models.errors as ErrorModel;
      const { families, persons, cuts } = await judged(seed, models, 2);
      const spreads = { ...errors.spread, card: models.card };
      const expected = families.map((family) => {
        const regency = Math.floor(Number(family.village_no) / 1e6);
        const members = persons.filter((p) => p.family_id === family.family_id);
        const answers = readAnswers(family, members);
        const { score } = scoreFamily(modelFor(models, regency), answers);
        const spread = spreads.regencies.find((one) => one.regencyNo === regency) ?? spreads.pooled;
        const subject = {
          score,
          size: Number(family.size),
          answers,
          factsAsOf: Number(family.facts_as_of),
        };
        return stabilityOf(errors, spread, subject, { cuts, ...WHEN });
      });
      const found = (await rows("stability")).map(plain);
      expect(found).toEqual(
        families.map((family, i) => asRow(family.family_id, expected[i] as Stability)),
      );
      const [counted] = await rows("count");
      for (const cut of [1, 4, 5, 9]) {
        const states: CutState[] = expected.map((one) => cutStateOf(one, cut, WHEN.bounds));
        const many = (state: CutState) => states.filter((one) => one === state).length;
        expect([counted?.[`in_${cut}`], counted?.[`out_${cut}`]].map(Number)).toEqual([
          many("clear-in"),
          many("clear-out"),
        ]);
      }
      await judged(seed, models, 1);
      expect((await rows("stability")).map(plain)).toEqual(found);
    }),
    { numRuns: 3 },
  );
}, 120_000);

test("a band holds the family's own decile, chances never fall from cut to cut, and states follow one another", async () => {
  const models = randomModels(5);
  await judged(5, models, 2);
  const places = new Map((await rows("rank")).map((row) => [row.family_id, row.decile_national]));
  const order: readonly CutState[] = ["clear-out", "borderline", "clear-in"];
  for (const row of await rows("stability")) {
    const own = Number(places.get(row.family_id));
    expect(Number(row.decile_low)).toBeLessThanOrEqual(own);
    expect(Number(row.decile_high)).toBeGreaterThanOrEqual(own);
    const below = Array.from({ length: 9 }, (_, k) => Number(row[`below_${k + 1}`]));
    expect(below).toEqual(below.toSorted((a, b) => a - b));
    const band = { low: Number(row.decile_low), high: Number(row.decile_high), below };
    const states = below.map((_, k) => order.indexOf(cutStateOf(band, k + 1, WHEN.bounds)));
    expect(states).toEqual(states.toSorted((a, b) => a - b));
  }
});

test("older facts make the same family less sure, and nothing else of it", () => {
  const models = randomModels(9);
  const errors = models.errors as ErrorModel;
  const answers = readAnswers(randomFamilies(9, 1).families[0] as TestRow, []);
  const at = (factsAsOf: number) =>
    stabilityOf(
      errors,
      errors.spread.pooled,
      { score: 13_000_000, size: 3, answers, factsAsOf },
      { cuts: [11, 12, 12.5, 12.8, 13.1, 13.3, 13.5, 14, 15].map((cut) => cut * 1e6), ...WHEN },
    );
  const [fresh, old] = [at(20261001), at(20161001)];
  expect(old.variance).toBeGreaterThan(fresh.variance);
  expect([old.low, old.high, old.spread]).toEqual([fresh.low, fresh.high, fresh.spread]);
  for (const [k, chance] of old.below.entries()) {
    expect(Math.abs(chance - 50)).toBeLessThanOrEqual(Math.abs((fresh.below[k] ?? 0) - 50));
  }
  expect(
    [0, 20261101, 20261001, 20260901, 20060101].map((day) => monthsOld(day, WHEN.day, 120)),
  ).toEqual([0, 0, 0, 1, 120]);
});

test("a chance is 50 on the cut, the same either side, and stays within 1 to 99", () => {
  const ladder = (randomModels(3).errors as ErrorModel).ladder;
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 4e7 }),
      fc.integer({ min: 1e3, max: 2e9 }),
      (far, variance) => {
        const [above, below] = [
          chanceBelow(ladder, far, variance),
          chanceBelow(ladder, -far, variance),
        ];
        expect(above + below).toBe(100);
        expect(above).toBeGreaterThanOrEqual(50);
        expect(above).toBeLessThanOrEqual(99);
      },
    ),
  );
  expect(chanceBelow(ladder, 0, 1e6)).toBe(50);
});
