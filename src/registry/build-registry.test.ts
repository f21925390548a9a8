import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { getVariable } from "#domain/variables/catalogue.ts";
import { text } from "#engine/duckdb/database.ts";
import type { SmallPerson } from "#test/small-nation.ts";
import { openSmallRegistry, type SmallRegistry, type SmallVersion } from "#test/small-registry.ts";
import { bestAnswers } from "./survivorship.ts";

let registry: SmallRegistry;
beforeAll(async () => {
  registry = await openSmallRegistry();
});
afterAll(async () => await registry.close());

type SmallFamily = { readonly [column: string]: string | number };

const build = (
  people: readonly SmallPerson[],
  families: readonly SmallFamily[],
  before?: SmallVersion,
): Promise<SmallVersion> =>
  registry.build({ people, families, history: before === undefined ? [] : [before] });

const read = <T>(built: SmallVersion, table: string, columns: string, order: string) =>
  registry.read<T>(built, table, columns, order);

const VILLAGE = "3507012001";
const KK_A = "9907010101010001";
const KK_B = "9907010101010002";
const member = (recordKey: number, rest: Partial<SmallPerson>): SmallPerson => ({
  recordKey,
  deliveryNo: 1,
  source: "dukcapil",
  nik: `99070112${String(recordKey).padStart(8, "0")}`,
  kk: KK_A,
  name: `PERSON ${"ABCDEFGHIJ"[recordKey % 10]}ANI`,
  birthDate: 19800215 + recordKey * 10000,
  villageCode: VILLAGE,
  ...rest,
});

const FIRST = [
  member(1, { facts: { relationship: 1 }, name: "SUTRISNO", birthDate: 19700301 }),
  member(2, { facts: { relationship: 2 }, name: "MARSINAH", birthDate: 19750302 }),
  member(3, { facts: { relationship: 3 }, name: "DEWI LESTARI", birthDate: 20010303 }),
  member(4, { kk: KK_B, facts: { relationship: 1 }, name: "BAMBANG", birthDate: 19800304 }),
  member(5, { kk: KK_B, lifeStatus: 2, name: "HARTATIK", birthDate: 19500305 }),
];
const survey = (recordKey: number, of: SmallPerson, rest: Partial<SmallPerson>): SmallPerson => ({
  ...of,
  recordKey,
  deliveryNo: 2,
  source: "regsosek",
  asOf: 20221101,
  facts: {},
  ...rest,
});
const [sutrisno, marsinah, dewi, bambang] = FIRST as [
  SmallPerson,
  SmallPerson,
  SmallPerson,
  SmallPerson,
];

test("families are the living of one card, under the head whom the registry names", async () => {
  const built = await build(FIRST, []);
  expect(await read(built, "family", "family_id, head_person_id, size", "family_id")).toEqual([
    { family_id: 1n, head_person_id: 1n, size: 3 },
    { family_id: 2n, head_person_id: 4n, size: 1 },
  ]);
  expect(
    await read(built, "person", "person_id, family_id, identity_status, age", "person_id"),
  ).toEqual([
    { person_id: 1n, family_id: 1n, identity_status: "padan", age: 56 },
    { person_id: 2n, family_id: 1n, identity_status: "padan", age: 51 },
    { person_id: 3n, family_id: 1n, identity_status: "padan", age: 25 },
    { person_id: 4n, family_id: 2n, identity_status: "padan", age: 46 },
    { person_id: 5n, family_id: null, identity_status: "meninggal", age: 76 },
  ]);
});

test("absent never beats present, trust beats age, and the group says where it comes from", async () => {
  const built = await build(
    [
      ...FIRST,
      survey(20, sutrisno, { facts: { works: 1, industry: -2, diploma: 3 } }),
      survey(30, sutrisno, {
        source: "dtks",
        deliveryNo: 3,
        asOf: 20250101,
        facts: { works: 0, industry: 7 },
      }),
    ],
    [
      {
        record_key: 40,
        delivery_no: 4,
        row_no: 1,
        source: "dtks",
        as_of: 20250101,
        kk: KK_A,
        floor_area: 30,
        car: 1,
      },
      {
        record_key: 41,
        delivery_no: 5,
        row_no: 1,
        source: "regsosek",
        as_of: 20221101,
        kk: KK_A,
        floor_area: 48,
      },
    ],
  );
  expect(
    await read(built, "person", "works, industry, diploma, school_level", "person_id limit 1"),
  ).toEqual([{ works: 1, industry: 7, diploma: 3, school_level: -1 }]);
  expect(await read(built, "family", "floor_area, car, refrigerator", "family_id limit 1")).toEqual(
    [{ floor_area: 48, car: 1, refrigerator: -1 }],
  );
  expect(
    await read(
      built,
      "provenance",
      "unit, unit_id, field_group, source, reason",
      "unit, unit_id, field_group",
    ),
  ).toEqual(
    expect.arrayContaining([
      {
        unit: "person",
        unit_id: 1n,
        field_group: "work",
        source: "regsosek",
        reason: "most-trusted",
      },
      {
        unit: "person",
        unit_id: 1n,
        field_group: "industry",
        source: "dtks",
        reason: "most-trusted",
      },
      {
        unit: "person",
        unit_id: 1n,
        field_group: "identity",
        source: "dukcapil",
        reason: "registry",
      },
      {
        unit: "family",
        unit_id: 1n,
        field_group: "housing",
        source: "regsosek",
        reason: "most-trusted",
      },
      {
        unit: "family",
        unit_id: 1n,
        field_group: "movable-assets",
        source: "dtks",
        reason: "most-trusted",
      },
    ]),
  );
});

test("a correction beats what was observed up to its day, field by field, and not what a list sees later", async () => {
  const correction = { source: "feedback", deliveryNo: 3, asOf: 20260201 };
  const roof = (recordKey: number, source: string, as_of: number, facts: SmallFamily) => {
    return { record_key: recordKey, delivery_no: 4, row_no: 1, source, as_of, kk: KK_A, ...facts };
  };
  const built = await build(
    [
      ...FIRST,
      survey(20, sutrisno, { source: "dtsen", asOf: 20251001, facts: { works: 1, diploma: 3 } }),
      survey(30, sutrisno, { ...correction, villageCode: "3204012002", facts: { works: 0 } }),
      survey(31, sutrisno, { source: "dtks", asOf: 20260301, facts: { works: 2, diploma: 5 } }),
      survey(21, marsinah, { source: "dtsen", asOf: 20251001, facts: { works: 1, diploma: 3 } }),
      survey(32, marsinah, { ...correction, facts: { works: 0 } }),
    ],
    [
      roof(40, "dtsen", 20251001, { floor_area: 30, car: 1 }),
      roof(41, "feedback", 20260201, { floor_area: 36 }),
      roof(42, "dtks", 20260301, { floor_area: 48, car: 0 }),
    ],
  );
  expect(
    await read(built, "person", "works, diploma, domicile_village_no", "person_id limit 2"),
  ).toEqual([
    { works: 2, diploma: 3, domicile_village_no: BigInt(VILLAGE) },
    { works: 0, diploma: 3, domicile_village_no: BigInt(VILLAGE) },
  ]);
  expect(await read(built, "family", "floor_area, car", "family_id limit 1")).toEqual([
    { floor_area: 48, car: 1 },
  ]);
  const sources = await read<{ source: string }>(
    built,
    "provenance",
    "source",
    "unit, unit_id, field_group",
  );
  expect(sources.map(({ source }) => source)).toContain("feedback");
});

test("a source that the catalogue leaves out answers nowhere, not even last", () => {
  const sources = ["dtsen", "dtks"] as const;
  const unit = { ...getVariable("works"), sources };
  const { sql } = bestAnswers({ unit: "person", variables: [unit], places: "p", records: "r" });
  const [, bounds = ""] = /s.works >= 0 (.*?) then/.exec(sql) ?? [];
  expect(bounds).toBe(
    "and p.place >= 2000 and not (p.place >= 3000 and p.place < 4000) and not (p.place >= 4000 and p.place < 5000)",
  );
});

test("ids go on: the same people under new records, a marriage, a death, a birth", async () => {
  const first = await build(FIRST, []);
  const later = (person: SmallPerson, recordKey: number, rest: Partial<SmallPerson> = {}) => ({
    ...person,
    recordKey,
    deliveryNo: 9,
    asOf: 20260701,
    ...rest,
  });
  const second = await build(
    [
      later(sutrisno, 104, { lifeStatus: 2 }),
      later(marsinah, 103, { facts: { relationship: 1 } }),
      later(dewi, 102, { kk: KK_B, facts: { relationship: 2 } }),
      later(bambang, 101),
      member(100, { kk: KK_B, deliveryNo: 9, name: "BAYU", birthDate: 20260501 }),
    ],
    [],
    first,
  );
  expect(await read(second, "person", "person_id, family_id, life_status", "person_id")).toEqual([
    { person_id: 1n, family_id: null, life_status: 2 },
    { person_id: 2n, family_id: 1n, life_status: 1 },
    { person_id: 3n, family_id: 2n, life_status: 1 },
    { person_id: 4n, family_id: 2n, life_status: 1 },
    { person_id: 6n, family_id: 2n, life_status: 1 },
  ]);
  expect(
    await read(second, "ledger_event", "kind, unit, unit_id, reason", "event_no").then((rows) =>
      (rows as { kind: string }[]).filter(({ kind }) => kind !== "attach"),
    ),
  ).toEqual([
    { kind: "mint", unit: "person", unit_id: 6n, reason: "new" },
    { kind: "retire", unit: "person", unit_id: 5n, reason: "not-delivered" },
  ]);
});

test("a second build from the same records mints nothing and says the same", async () => {
  const first = await build(FIRST, []);
  const second = await build(FIRST, [], first);
  expect(second.report.next).toEqual(first.report.next);
  for (const table of ["person", "family", "membership", "provenance"]) {
    const order = table === "provenance" ? "unit, unit_id, field_group" : "1";
    expect(await read(second, table, "*", order)).toEqual(await read(first, table, "*", order));
  }
});

test("whom only a list knew gives the id to nobody whose name or day says otherwise", async () => {
  const nik = "9907011200000077";
  const listed = survey(20, sutrisno, { nik, name: "HARTONO", birthDate: 19880724, kk: KK_B });
  const idOf = (built: SmallVersion, key: number) =>
    registry.db.all<{ person_id: bigint }>(
      `select person_id from read_parquet(${text(join(built.place, "membership.parquet"))}) where record_key = ${key}`,
    );
  const first = await build([...FIRST, listed], []);
  const [before] = await idOf(first, 20);
  const slamet = member(77, { nik, name: "SLAMET RIYADI", birthDate: 19880724, kk: KK_B });
  const second = await build([...FIRST, slamet, listed], [], first);
  expect(await idOf(second, 20)).toEqual([before]);
  expect(await idOf(second, 77)).not.toEqual([before]);
});
