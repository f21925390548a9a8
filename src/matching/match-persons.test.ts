import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { quiet } from "#domain/progress.ts";
import { type DuckDb, openDuckDb, text } from "#engine/duckdb/database.ts";
import { duckdbEngine } from "#engine/duckdb/duckdb-engine.ts";
import { type SmallPerson, writeSmallPersons } from "#test/small-nation.ts";
import { matchPersons } from "./match-persons.ts";

let folder: string;
let db: DuckDb;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "match-"));
  db = await openDuckDb({ threads: 1, memory: "1GB", workFolder: join(folder, "db") });
});
afterAll(async () => {
  db.close();
  await rm(folder, { recursive: true, force: true });
});

type Linked = { readonly of: number; readonly to: number; readonly rule: string };

/** Runs matching over the people; answers what it reports, and where each record of a source went. */
async function run(people: readonly SmallPerson[]) {
  const place = await mkdtemp(join(folder, "run-"));
  const staged = join(place, "staged.parquet");
  await writeSmallPersons(db, people, staged);
  const limits = { threads: 1, memory: "1GB", workFolder: join(place, "spill") };
  const engine = await duckdbEngine(limits);
  const draft = {
    personFiles: [staged],
    evidenceFiles: [],
    privateFolder: place,
    outFolder: place,
    limits,
    seed: "1",
  };
  const report = await matchPersons(engine, draft, quiet);
  await engine.close();
  const links = await db.all<Linked>(`\
select cast(record_key as int) as of, cast(spine_key as int) as to, rule
from read_parquet(${text(join(place, "link.parquet"))}) where rule <> 'spine' order by of`);
  const asked = await db.all<{ of: number; to: number; cause: string }>(`\
select cast(record_key as int) as of, cast(spine_key as int) as to, cause
from read_parquet(${text(join(place, "review_pair.parquet"))}) order by of`);
  return { report, links, asked };
}

const match = async (people: readonly SmallPerson[]) => (await run(people)).links;

const VILLAGE = "3507012001";
const registered = (recordKey: number, rest: Partial<SmallPerson>): SmallPerson => ({
  recordKey,
  deliveryNo: 1,
  source: "dukcapil",
  nik: `99070112${String(recordKey).padStart(8, "0")}`,
  kk: `99070101${String(Math.floor(recordKey / 4)).padStart(8, "0")}`,
  name: "SITI AMINAH",
  birthDate: 19800215,
  sex: 2,
  villageCode: VILLAGE,
  ...rest,
});
const listed = (recordKey: number, rest: Partial<SmallPerson>): SmallPerson => ({
  ...registered(recordKey, {}),
  nik: null,
  kk: null,
  deliveryNo: 2,
  source: "dtks",
  ...rest,
});

const WORDS = "SUGENG PARTINI KUSNADI WAHYUNI LESTARI BAMBANG HARTATIK SUPRIYADI MARSINAH".split(
  " ",
);
/** Neighbours who have nothing to do with the story. */
const neighbours = Array.from({ length: 300 }, (_, i) =>
  registered(1000 + i, {
    name: `${WORDS[i % 9]} ${WORDS[(i * 7 + 3) % 9]} ${"ABCDEFGHIJ"[i % 10]}${"KLMNOPRSTU"[(i * 3) % 10]}A`,
    birthDate: 19500101 + (i % 60) * 10000 + (i % 12) * 100 + (i % 28),
    sex: 1 + (i % 2),
  }),
);

describe("an equal NIK", () => {
  test("links when name and day agree", async () => {
    const person = registered(1, { name: "MUHAMMAD RIZKI", birthDate: 19910310, sex: 1 });
    const record = listed(500, { nik: person.nik, name: "Moh. Rizky", birthDate: 19910301 });
    expect(await match([person, record, ...neighbours])).toEqual([
      { of: 500, to: 1, rule: "nik-exact" },
    ]);
  });

  test("never links silently when name and day contradict it", async () => {
    const head = registered(1, { name: "SUPARMAN", birthDate: 19700101, sex: 1 });
    const child = listed(500, { nik: head.nik, name: "DEWI ANGGRAENI", birthDate: 20120517 });
    const found = await match([head, child, ...neighbours]);
    expect(found).toEqual([{ of: 500, to: 500, rule: "residual" }]);
  });

  test("contradicted by one of the two alone is not taken for proof either", async () => {
    const [one, two] = [
      registered(1, { name: "SUPARMAN", birthDate: 19700315, sex: 1 }),
      registered(8, { name: "KARTOSUWIRYO", birthDate: 19620708, sex: 1 }),
    ];
    const otherName = listed(500, { nik: one.nik, name: "DEWI ANGGRAENI", birthDate: 19700315 });
    const otherDay = listed(501, { nik: two.nik, name: "KARTOSUWIRYO", birthDate: 19851121 });
    const { links, asked } = await run([one, two, otherName, otherDay, ...neighbours]);
    expect(links).toEqual([
      { of: 500, to: 500, rule: "residual" },
      { of: 501, to: 8, rule: "scored" },
    ]);
    expect(asked).toEqual([{ of: 500, to: 1, cause: "contradicted" }]);
  });

  test("a child who carries the head's NIK is found as herself by card, name and day", async () => {
    const head = registered(4, { name: "SUPARMAN", birthDate: 19700101, sex: 1 });
    const child = registered(5, { name: "DEWI ANGGRAENI", birthDate: 20120517 });
    const record = listed(500, {
      nik: head.nik,
      kk: child.kk,
      name: "DEWI ANGRAENI",
      birthDate: 20120517,
    });
    expect(await match([head, child, record, ...neighbours])).toEqual([
      { of: 500, to: 5, rule: "scored" },
    ]);
  });

  test("twice in one source is one link and one repeat", async () => {
    const person = registered(1, { name: "SUTRISNO", birthDate: 19650908, sex: 1 });
    const same = { nik: person.nik, name: "SUTRISNO", birthDate: 19650908 };
    expect(await match([person, listed(500, same), listed(501, same), ...neighbours])).toEqual([
      { of: 500, to: 1, rule: "nik-exact" },
      { of: 501, to: 1, rule: "nik-repeat" },
    ]);
  });
});

describe("a family", () => {
  const card = { kk: "9907010155550001" };
  const family = [
    registered(4, { ...card, name: "SUPARMAN", birthDate: 19700305, sex: 1 }),
    registered(5, { ...card, name: "MARSINAH", birthDate: 19731112, sex: 2 }),
    registered(6, { ...card, name: "DEWI ANGGRAENI", birthDate: 20010517, sex: 2 }),
  ];
  const other = { kk: "9907010166660001", villageCode: "3507099001" };
  const parents = [4, 5].map((key) => {
    const { nik, name = null, birthDate = null, sex = 0 } = family[key - 4] ?? {};
    return listed(500 + key, { ...other, nik, name, birthDate, sex });
  });
  /** On another card in another village, half her name and another day: too little by itself. */
  const daughter = listed(506, { ...other, name: "ANGGRAENI", birthDate: 20010515, sex: 2 });

  test("that its other members found carries whom too little would hold by itself", async () => {
    const found = await match([...family, ...parents, daughter, ...neighbours]);
    expect(found.at(-1)).toEqual({ of: 506, to: 6, rule: "scored" });
  });

  test("that nobody found carries nobody", async () => {
    const found = await match([...family, daughter, ...neighbours]);
    expect(found).toEqual([{ of: 506, to: 506, rule: "residual" }]);
  });
});

describe("without NIK", () => {
  test("name, day and village find the person", async () => {
    const person = registered(1, { name: "ENDANG SULASTRI", birthDate: 19770923 });
    const record = listed(500, { name: "Endang Soelastri", birthDate: 19770923 });
    expect(await match([person, record, ...neighbours])).toEqual([
      { of: 500, to: 1, rule: "scored" },
    ]);
  });

  test("two who fit alike are for people to decide, not for chance", async () => {
    const twins = [1, 2].map((key) =>
      registered(key, { name: "SRI WAHYUNI", birthDate: 19900404, kk: null }),
    );
    const record = listed(500, { name: "SRI WAHYUNI", birthDate: 19900404 });
    const found = await match([...twins, record, ...neighbours]);
    expect(found).toEqual([{ of: 500, to: 500, rule: "residual" }]);
  });

  test("twins of one card keep to their names", async () => {
    const twins = [
      registered(4, { name: "HASAN BASRI", birthDate: 20010606, sex: 1 }),
      registered(5, { name: "HUSEN BASRI", birthDate: 20010606, sex: 1 }),
    ];
    const kk = twins[0]?.kk ?? null;
    const records = [
      listed(500, { kk, name: "HASAN BASRI", birthDate: 20010606, sex: 1 }),
      listed(501, { kk, name: "HUSEIN BASRI", birthDate: 20010606, sex: 1 }),
    ];
    expect(await match([...twins, ...records, ...neighbours])).toEqual([
      { of: 500, to: 4, rule: "scored" },
      { of: 501, to: 5, rule: "scored" },
    ]);
  });
});

test("card and mother stand in for a day that nobody knows, and let a name be short", async () => {
  const person = registered(4, { name: "IRFAN UTOMO", motherName: "WAGIYEM", sex: 1 });
  const record = listed(500, {
    kk: person.kk,
    name: "UTOMO",
    motherName: "WAGIYEM",
    birthDate: null,
    sex: 1,
  });
  expect(await match([person, record, ...neighbours])).toEqual([
    { of: 500, to: 4, rule: "scored" },
  ]);
});

test("a name that contradicts card, mother and day is for people to decide: twins share those", async () => {
  const one = { motherName: "WAGIYEM", birthDate: 20010606, sex: 1 };
  const person = registered(4, { ...one, name: "HASAN BASRI" });
  const record = listed(500, { ...one, kk: person.kk, name: "YUNUS" });
  const { links, asked } = await run([person, record, ...neighbours]);
  expect(links).toEqual([{ of: 500, to: 500, rule: "residual" }]);
  expect(asked).toEqual([{ of: 500, to: 4, cause: "contradicted" }]);
});

test("strangers to the registry are gathered among themselves, around the lowest record", async () => {
  const nik = "9907011255550001";
  const strangers = [
    listed(500, { nik, name: "YOHANES TABUNI", birthDate: 19880101, sex: 1 }),
    listed(501, {
      nik,
      name: "YOHANIS TABUNI",
      birthDate: 19880101,
      sex: 1,
      source: "regsosek",
      deliveryNo: 3,
    }),
    listed(502, {
      name: "YOHANES TABUNI",
      birthDate: 19880101,
      sex: 1,
      source: "p3ke",
      deliveryNo: 4,
    }),
    listed(503, {
      name: "MARKUS WENDA",
      birthDate: 19880101,
      sex: 1,
      source: "p3ke",
      deliveryNo: 4,
    }),
  ];
  const found = await match([...strangers, ...neighbours]);
  expect(found.map(({ of, to }) => [of, to])).toEqual([
    [500, 500],
    [501, 500],
    [502, 500],
    [503, 503],
  ]);
});

test("weights are learned from every pair of equal NIK but the trials', and one stranger for every record", async () => {
  const people = Array.from({ length: 2_500 }, (_, i) =>
    registered(10_000 + i, {
      name: `${WORDS[i % 9]} ${WORDS[(i * 7 + 3) % 9]}`,
      birthDate: 19500101 + (i % 60) * 10000 + (i % 12) * 100 + (i % 28),
    }),
  );
  const listings = people.map((person, i) => ({
    ...person,
    recordKey: 20_000 + i,
    deliveryNo: 2,
    source: "dtks" as const,
  }));
  const { report } = await run([...people, ...listings]);
  const [, pairs, strangers] = /(\d+) pairs of equal NIK and (\d+) pairs/.exec(
    report.weights.provenance,
  ) ?? ["", "0", "0"];
  expect(report.calibration.figures[0]?.trials).toBe(200);
  expect(Number(pairs)).toBe(2_500 - 200);
  expect(Number(strangers)).toBeGreaterThan(2_400);
  expect(Number(strangers)).toBeLessThanOrEqual(2_500);
});
