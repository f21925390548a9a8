import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type DuckDb, openDuckDb, text } from "#engine/duckdb/database.ts";
import { sealFile } from "#lake/envelope.ts";
import { LEDGER_EVENT } from "#registry/ledger-events.ts";
import { emptyHouseForTests } from "#test/empty-house.ts";
import { writeRows } from "#test/small-nation.ts";
import { putStaged } from "#test/staged-house.ts";
import { deskForTests } from "#test/store.ts";
import { whomToErase } from "./whom-to-erase.ts";

const desk = deskForTests();
const house = emptyHouseForTests(desk);
let db: DuckDb;

/** Ani and Budi were taken for one; Citra and Dwi were one from the beginning, by mistake. */
const PEOPLE = ["ANI", "BUDI", "CITRA", "DWI"].map((word, i) => ({
  nik: `990101110000000${i}`,
  name: `${word} CONTOH`,
  birth_date: 19900101 + i,
  phone: `081200000${i}`,
}));
const [ANI, BUDI, CITRA, DWI] = [10, 20, 30, 31];
/** Per version, whose each of the four is. Each version reads a registry of its own. */
const HELD = [
  [ANI, BUDI, CITRA, CITRA],
  [ANI, ANI, CITRA, CITRA],
  [ANI, BUDI, CITRA, DWI],
] as const;
const EVENTS = [
  [10, 20, 30].map((id) => ["mint", id, null] as const),
  [["redirect", BUDI, ANI]],
  [
    ["split", BUDI, ANI],
    ["mint", DWI, null],
    ["split", DWI, CITRA],
  ],
] as const;
/** Who stands on the row of an id in each version: in the second Budi's name is on Ani's. */
const NAMED = [
  [ANI, 0],
  [ANI, 1],
  [ANI, 0],
] as const;

beforeAll(async () => {
  const workFolder = join(house().folders.work, "spill");
  db = await openDuckDb({ threads: 1, memory: "512MB", workFolder });
  for (const [i] of HELD.entries()) await makeVersion(i);
});
afterAll(() => db.close());

async function makeVersion(i: number): Promise<void> {
  const versionNo = i + 1;
  const list = PEOPLE.map((person, n) => ({ ...person, phone: n === 3 ? person.phone : null }));
  const about = { source: "dukcapil", set: "person", asOf: 20260101 + i } as const;
  const deliveryNo = await putStaged(house(), about, list);
  const folder = join(house().folders.versions, String(versionNo));
  await mkdir(join(folder, "identity"), { recursive: true });
  const members = HELD[i]?.map((id, row) => `(${record(deliveryNo, row)}, ${id})`) ?? [];
  await copy(
    `values ${members.join(", ")}`,
    "record_key, person_id",
    `${folder}/membership.parquet`,
  );
  const [id, row] = NAMED[i] ?? [];
  const said = PEOPLE[row ?? 0];
  const plain = join(house().folders.work, "identity.parquet");
  const citra = `('${PEOPLE[2]?.nik}', '${PEOPLE[2]?.name}', ${CITRA}, 19900103, '${i < 2 ? PEOPLE[3]?.phone : ""}')`;
  await copy(
    `values ('${said?.nik}', '${said?.name}', ${id}, ${said?.birth_date}, null), ${citra}`,
    "nik, name, person_id, birth_date, phone",
    plain,
  );
  const key = await house().keyring.mint("test identity");
  await sealFile(plain, join(folder, "identity", "000.parquet.enc"), key);
  await rm(plain);
  await writeSegment(i, versionNo);
}

async function writeSegment(i: number, versionNo: number): Promise<void> {
  const events = (EVENTS[i] ?? []).map(([kind, unit_id, other_id], n) => ({
    event_no: i * 10 + n + 1,
    version_no: versionNo,
    kind,
    unit: "person",
    unit_id,
    other_id,
  }));
  await writeRows(db, LEDGER_EVENT, events, join(house().folders.ledger, `${versionNo}.parquet`));
  await desk().owner.query(
    `insert into dtsen.version (version_no, label, state, basis, as_of, parent_version_no, manifest_sha256, built_by)
       values ($1::int, 'v' || $1, 'frozen', 'persons', '2026-01-01', nullif($1 - 1, 0), 'x', 'test')`,
    [versionNo],
  );
  await desk().owner.query(
    `insert into dtsen.ledger_segment (segment_no, version_no, file, sha256, first_event, last_event, next_person_id, next_family_id)
       values ($1::int, $1, $1 || '.parquet', 'x', 1, 1, 40, 1)`,
    [versionNo],
  );
}

const record = (deliveryNo: number, row: number): bigint =>
  BigInt(deliveryNo) * 4_294_967_296n + BigInt(row) + 1n;
const copy = (rows: string, columns: string, file: string) =>
  db.run(`copy (select * from (${rows}) t (${columns})) to ${text(file)} (format parquet)`);
/** The records of people, by their place among the four, in all three deliveries. */
const recordsOf = (...rows: readonly number[]): readonly string[] =>
  [1, 2, 3].flatMap((deliveryNo) => rows.map((row) => String(record(deliveryNo, row)))).sort();

async function whom(id: number) {
  const privateFolder = join(house().folders.work, "private");
  await mkdir(privateFolder, { recursive: true });
  const found = await whomToErase({ house: house(), db, privateFolder }, BigInt(id));
  if (found === undefined) return undefined;
  const { personId, ids, records, stoodIn } = found;
  return { personId, ids, records: records.toSorted(), stoodIn };
}

test("of two who were one for a while each has her own records, those of the time between told apart by what they say", async () => {
  expect(await whom(ANI)).toEqual({
    personId: "10",
    ids: ["10"],
    records: recordsOf(0),
    stoodIn: [],
  });
  expect(await whom(BUDI)).toEqual({
    personId: "20",
    ids: ["20"],
    records: recordsOf(1),
    stoodIn: [[2, "10", "row"]],
  });
});

test("who was parted from another was held under that one's number before, and left her telephone there", async () => {
  expect(await whom(CITRA)).toMatchObject({ ids: ["30"], records: recordsOf(2), stoodIn: [] });
  expect(await whom(DWI)).toEqual({
    personId: "31",
    ids: ["31"],
    records: recordsOf(3),
    stoodIn: [
      [2, "30", "phone"],
      [1, "30", "phone"],
    ],
  });
});

test("where the merge is in force, either number means both; the version that parted them was withdrawn", async () => {
  await desk().owner.query("update dtsen.version set state = 'withdrawn' where version_no = 3");
  const both = { personId: "10", ids: ["10", "20"], records: recordsOf(0, 1), stoodIn: [] };
  expect(await whom(BUDI)).toEqual(both);
  expect(await whom(ANI)).toEqual(both);
  expect(await whom(CITRA)).toMatchObject({ ids: ["30", "31"], records: recordsOf(2, 3) });
});

test("a number that nobody has is nobody", async () => {
  expect(await whom(77)).toBeUndefined();
});
