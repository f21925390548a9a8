import { mkdir, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { DecileBasis } from "#domain/decile-basis.ts";
import { dice } from "#domain/dice.ts";
import type { PlainDate } from "#domain/plain-date.ts";
import { mustAccept } from "#domain/result.ts";
import { FAMILY_FACTS } from "#domain/variables/catalogue.ts";
import { type DuckDb, openDuckDb } from "#engine/duckdb/database.ts";
import { duckdbEngine } from "#engine/duckdb/duckdb-engine.ts";
import type { Engine } from "#engine/engine.ts";
import { judgeSignature, openSigning, type Signing } from "#lake/signed-json.ts";
import { STAGED_SURVEY, VERSION_FAMILY, VERSION_PERSON } from "#lake/tables.ts";
import { randomFamilies, type TestRow, writeLakeTable } from "#test/random-families.ts";
import type { Place } from "./place.ts";
import { FINDINGS_FILE, type RankDraft, rankVersion } from "./rank-version.ts";
import { FEATURES } from "./ranked-variables.ts";
import { readAnswers } from "./read-answers.ts";
import { scoreFamily } from "./score-family.ts";
import { type ModelSet, modelFor } from "./welfare-model.ts";

let folder: string;
let db: DuckDb;
let engine: Engine;
let signing: Signing;
const world = randomFamilies(7, 900);

/** Households whose expenditure follows size, floor and things, with as much noise again. */
function randomSurvey(seed: number, count: number): TestRow[] {
  const roll = dice(seed);
  const { families } = randomFamilies(seed, count);
  return families.map((family, i) => {
    const size = 1 + roll(7);
    const known = (id: string) => Math.max(0, Number(family[id]));
    const log =
      13.4 -
      0.08 * size +
      0.15 * known("car") +
      0.1 * known("motorcycle") +
      (known("floor_material") >= 7 ? -0.3 : 0) +
      (roll(1000) + roll(1000) - 1000) / 1200;
    return {
      record_key: i + 1,
      delivery_no: 9,
      row_no: i + 1,
      source: "susenas",
      as_of: 20260301,
      household_no: String(i),
      psu: `psu-${roll(60)}`,
      regency_code: ["3273", "3204", "9403"][i % 7 === 0 ? 2 : i % 2] as string,
      household_size: size,
      weight_milli: 500 + roll(2000),
      expenditure_per_capita: Math.round(Math.exp(log)),
      ...Object.fromEntries(FAMILY_FACTS.map((id) => [id, family[id] as number])),
      head_age: 20 + roll(60),
      head_sex: 1 + roll(2),
      head_diploma: 1 + roll(23),
      head_job_status: 1 + roll(8),
      head_industry: 1 + roll(26),
      members_0_6: roll(3),
      members_7_18: roll(3),
      members_19_59: roll(4),
      members_60_up: roll(2),
      members_working: roll(3),
      members_disabled: roll(2),
      members_in_school: roll(3),
      max_diploma: 1 + roll(23),
    };
  });
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "ranking-"));
  const limits = { threads: 2, memory: "1GB", workFolder: join(folder, "spill") };
  db = await openDuckDb(limits);
  engine = await duckdbEngine(limits);
  signing = await openSigning(join(folder, "keys"));
  await writeLakeTable(db, VERSION_FAMILY, world.families, join(folder, "family.parquet"));
  await writeLakeTable(db, VERSION_PERSON, world.persons, join(folder, "person.parquet"));
  await writeLakeTable(db, STAGED_SURVEY, randomSurvey(3, 480), join(folder, "survey.parquet"));
});

afterAll(async () => {
  db.close();
  await engine.close();
  await rm(folder, { recursive: true, force: true });
});

const rank = (basis: DecileBasis, outFolder = folder, previous?: RankDraft["previous"]) =>
  rankVersion(engine, {
    surveyFiles: [join(folder, "survey.parquet")],
    surveyWorkFolder: join(folder, "learning"),
    familyFile: join(folder, "family.parquet"),
    personFile: join(folder, "person.parquet"),
    basis,
    versionNo: 1,
    day: "2026-10-01" as PlainDate,
    signing,
    ...(previous === undefined ? {} : { previous }),
    outFolder,
  });

const readRank = () => db.all<Place>(`select * from read_parquet('${folder}/rank.parquet')`);
const readModels = async () =>
  JSON.parse(await readFile(join(folder, "models.json"), "utf8")) as ModelSet;

/** The rule again in slow words: how much of the area lives strictly below, in parts. */
function plainPart(rows: readonly { score: bigint; weight: number }[], own: bigint, parts: number) {
  const total = rows.reduce((sum, row) => sum + row.weight, 0);
  const below = rows.reduce((sum, row) => sum + (row.score < own ? row.weight : 0), 0);
  let part = 1;
  for (let k = 1; k < parts; k++) if (below * parts >= total * k) part = k + 1;
  return part;
}

test.each(["persons", "families"] as const)(
  "SQL and a plain reading agree on every score and every place, by %s",
  async (basis) => {
    const report = mustAccept(await rank(basis), "ranking");
    expect(report.families).toBe(world.families.length);
    const models = await readModels();
    const places = await readRank();
    const rows = places.map((place) => ({
      ...place,
      weight: basis === "persons" ? Math.max(1, Number(place.size)) : 1,
    }));
    const inArea = (divisor: number, village: bigint) =>
      rows.filter(
        (row) =>
          Number(row.village_no) / divisor >= 0 &&
          Math.floor(Number(row.village_no) / divisor) === Math.floor(Number(village) / divisor),
      );
    for (const place of places) {
      const family = world.families[Number(place.family_id) - 1] as TestRow;
      const members = world.persons.filter((p) => p.family_id === Number(place.family_id));
      const model = modelFor(models, Math.floor(Number(family.village_no) / 1e6));
      const { score, intercept, parts } = scoreFamily(model, readAnswers(family, members));
      expect([BigInt(score), model.id]).toEqual([place.score, place.model_id]);
      expect(intercept + parts.reduce((sum, part) => sum + part.adds, 0)).toBe(score);
      expect({
        percentile: place.percentile,
        national: place.decile_national,
        province: place.decile_province,
        regency: place.decile_regency,
      }).toEqual({
        percentile: plainPart(rows, place.score, 100),
        national: plainPart(rows, place.score, 10),
        province: plainPart(inArea(1e8, place.village_no), place.score, 10),
        regency: plainPart(inArea(1e6, place.village_no), place.score, 10),
      });
    }
  },
);

test("the same inputs give the same models and the same bytes", async () => {
  await rank("persons");
  expect(judgeSignature(await readModels(), new Set([signing.keyId]))).toBe("signed");
  const first = [
    await readFile(join(folder, "models.json")),
    await readFile(join(folder, "rank.parquet")),
  ];
  await rank("persons");
  expect(await readFile(join(folder, "models.json"))).toEqual(first[0]);
  expect(await readFile(join(folder, "rank.parquet"))).toEqual(first[1]);
});

test("a regency with few households is scored by the pooled model, the others by their own", async () => {
  await rank("persons");
  const { regencies, card } = await readModels();
  expect(regencies.map(({ regencyNo }) => regencyNo)).toEqual([3204, 3273]);
  expect(card.regenciesPooled).toBe(1);
});

test("no weight goes against sense: an asset never lowers a score, an earth floor never raises it", async () => {
  await rank("persons");
  const { pooled, regencies } = await readModels();
  for (const { weights } of [pooled, ...regencies]) {
    for (const [k, { only }] of FEATURES.entries()) {
      if (only === "raises") expect(weights[k]).toBeGreaterThanOrEqual(0);
      if (only === "lowers") expect(weights[k]).toBeLessThanOrEqual(0);
    }
  }
});

test("places of the version before stand beside the new ones, and who moved is counted", async () => {
  const before = join(folder, "before.parquet");
  await rank("persons");
  await db.run(
    `copy (select * exclude (decile_national), cast(1 + (decile_national + family_id % 3) % 10 as int) as decile_national
       from read_parquet('${folder}/rank.parquet') where family_id > 20
       union all select * replace (1000000 + family_id as family_id) from (select * exclude (decile_national), 4 as decile_national
       from read_parquet('${folder}/rank.parquet') where family_id <= 7)) to '${before}' (format parquet)`,
  );
  const out = join(folder, "after");
  await mkdir(out);
  const { findings } = mustAccept(
    await rank("persons", out, { versionNo: 4, rankFile: before }),
    "ranking",
  );
  const places = await db.all<Place>(
    `select * from read_parquet('${out}/rank.parquet') order by family_id`,
  );
  for (const { family_id, decile_national, previous_decile } of places) {
    const expected = family_id > 20n ? 1 + ((decile_national + Number(family_id % 3n)) % 10) : null;
    expect(previous_decile).toBe(expected);
  }
  expect(findings.moves).toMatchObject({
    previousVersionNo: 4,
    came: 20,
    left: 7,
    before: world.families.length - 13,
  });
  const stay = findings.moves?.matrix.filter(({ from, to }) => from === to) ?? [];
  expect(stay).toEqual([]);
  expect(JSON.parse(await readFile(join(out, FINDINGS_FILE), "utf8"))).toEqual(findings);
});

test("a version before that names a family twice stops the ranking", async () => {
  const twice = join(folder, "twice.parquet");
  await rank("persons");
  await db.run(
    `copy (from read_parquet('${folder}/rank.parquet') union all
       (from read_parquet('${folder}/rank.parquet') where family_id = 7)) to '${twice}' (format parquet)`,
  );
  const out = join(folder, "doubled");
  await mkdir(out);
  await expect(rank("persons", out, { versionNo: 4, rankFile: twice })).rejects.toThrow(
    "families of the version before: rows, and ids",
  );
});
