import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { PlainDate } from "#domain/plain-date.ts";
import { quiet } from "#domain/progress.ts";
import { mustAccept } from "#domain/result.ts";
import { type DuckDb, openDuckDb, text } from "#engine/duckdb/database.ts";
import { readJournaled } from "#lake/erasure-journal.ts";
import type { ReviewDecision } from "#matching/review-decisions.ts";
import { openFieldKeys } from "#store/field-cipher.ts";
import { sightingsAtDesk, sightingsInLake } from "#test/canary.ts";
import { emptyHouseForTests } from "#test/empty-house.ts";
import { REGISTRY, record, says } from "#test/said-of-records.ts";
import { PATIENCE } from "#test/sizes.ts";
import { BPS, deliverHamlet, hamlet, putStaged } from "#test/staged-house.ts";
import { BY_TWO } from "#test/stewards.ts";
import { adminForTests, deskForTests } from "#test/store.ts";
import { backUpDesk, restoreDesk } from "./back-up-desk.ts";
import { buildVersion, type VersionReceipt } from "./build-version.ts";
import { erasePerson } from "./erase-person.ts";
import type { House } from "./house.ts";
import { projectAndPublish } from "./publish-version.ts";
import { whereId } from "./where-id.ts";

const desk = deskForTests();
const other = deskForTests();
const opened = emptyHouseForTests(desk);

const made = hamlet(5, 25);
const heads = made.registry.flatMap(({ life_status, relationship }, row) =>
  life_status === 1 && relationship === 1 ? [row] : [],
);
/** Two who are one person (JOINED), and two who were taken for one and are not (PARTED). */
const [ONE = 0, SAME = 0, PARTED = 0, FROM = 0] = [heads[1], heads[4], heads[8], heads[6]];
const NAMES = new Map([
  [ONE, "KANARIASATU TUNGGALJIWA"],
  [SAME, "KANARIADUA GANDARUPA"],
  [PARTED, "KANARIATIGA PISAHRAGA"],
  [FROM, "MERPATIEMPAT TETAPADA"],
]);
for (const [row, name] of NAMES) {
  for (const list of [made.registry, made.list]) Object.assign(list[row] ?? {}, { name });
}
for (const row of [PARTED, FROM]) {
  const { nik, kk } = made.registry[row] ?? {};
  Object.assign(made.list[row] ?? {}, { nik, kk, phone: row === PARTED ? "08129900777" : null });
}

const canariesOf = (...rows: readonly number[]): readonly string[] =>
  rows.flatMap((row) => [
    String(made.registry[row]?.nik),
    ...(NAMES.get(row) ?? "").split(" "),
    ...(row === PARTED ? ["08129900777"] : []),
  ]);

let root = "";
let house: House;
let db: DuckDb;
let admin: pg.Client;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "erase-merged-"));
  house = opened();
  db = await openDuckDb({ threads: 1, memory: "500MB", workFolder: join(root, "spill") });
  admin = await adminForTests(desk());
  await deliverHamlet(house, made);
});
afterAll(async () => {
  await admin.end();
  db.close();
  await rm(root, { recursive: true, force: true });
});

async function build(label: string, decisions: readonly ReviewDecision[]): Promise<VersionReceipt> {
  const statedBands = { link: 40_000, review: 0, reason: "uji penghapusan, berita acara 1" };
  const draft = { label, basis: "persons", asOf: "2026-04-01" as PlainDate, seed: "1" } as const;
  const given = { ...draft, statedBands, actors: BPS, decisions };
  return mustAccept(await buildVersion(house, given, quiet), label);
}

async function publish(label: string): Promise<void> {
  const done = await projectAndPublish(house, { label, publishedBy: BPS.frozenBy });
  if (!done.ok) throw new Error(done.problem);
}

async function personOf(version: VersionReceipt, key: bigint): Promise<bigint> {
  const file = text(join(version.folder, "membership.parquet"));
  const [row] = await db.all<{ person_id: bigint }>(
    `select person_id from read_parquet(${file}) where record_key = ${key}`,
  );
  if (row === undefined) throw new Error(`${version.label} holds no record ${key}`);
  return row.person_id;
}

const sightings = async (canaries: readonly string[]): Promise<readonly string[]> => {
  const lake = { root: house.folders.root, keyring: house.keyring, scratch: root };
  const inLake = await sightingsInLake(lake, db, canaries);
  const atDesk = await sightingsAtDesk(admin, openFieldKeys(house.settings.keyFolder), canaries);
  return [...inLake.sightings, ...atDesk.sightings];
};
const backup = () => join(root, "backup");
const erase = async (personId: bigint) =>
  mustAccept(await erasePerson(house, { personId, ...BY_TWO }), "erase");
const stateOf = async (id: bigint) =>
  mustAccept(await whereId(house, { unit: "person", id, by: BPS.frozenBy }), "where").state;

const joined = says(1, record(REGISTRY, ONE), "same", record(REGISTRY, SAME));
const mistaken = says(2, record(REGISTRY, PARTED), "same", record(REGISTRY, FROM));
const undone = says(3, mistaken.leftKey, "undone", mistaken.rightKey);
const NEWCOMER = "KANARIALIMA PENDATANG";
let before: VersionReceipt;
let withdrawn: VersionReceipt;
let stands: VersionReceipt;

const registry = (asOf: number, rows: typeof made.registry) =>
  putStaged(house, { source: "dukcapil", set: "person", asOf }, rows);

test(
  "an old number means the person it has gone on as: both are erased, in every version and projection",
  async () => {
    before = await build("before", []);
    await publish("before");
    // In another order: on a row of two people stands whom the registry names first.
    await registry(20260402, made.registry.toReversed());
    const merged = await build("merged", [joined, mistaken]);
    await publish("merged");
    const ids = await Promise.all(
      [ONE, SAME].map((row) => personOf(before, record(REGISTRY, row))),
    );
    const where = async (id: bigint) =>
      mustAccept(await whereId(house, { unit: "person", id, by: BPS.frozenBy }), "where");
    const places = await Promise.all(ids.map(where));
    expect(places.map(({ state }) => state).toSorted()).toEqual(["merged", "stands"]);
    const stays = places[0]?.standsAs ?? 0n;
    const old = ids.find((id) => id !== stays) ?? 0n;
    expect(merged.versionNo).toBe(2);
    await admin.query(
      `insert into vault_note (person_id, category, legal_basis, sealed_note, recorded_by, erase_after)
         values ($1, 'diagnosis', 'KANARIADUA', '\\x00', 1, '2027-01-01')`,
      [old],
    );
    const canaries = canariesOf(ONE, SAME);
    const seen = await sightings(canaries);
    expect(seen.filter((line) => line.includes("person_v1")).length).toBeGreaterThan(3);
    expect(seen.filter((line) => line.includes("/versions/1/")).length).toBeGreaterThan(3);
    await backUpDesk(house, backup(), new Date("2026-11-01"));

    expect(await erase(old)).toMatchObject({ personId: String(stays), ids: 2 });
    expect(await sightings(canaries)).toEqual([]);
    expect(await Promise.all(ids.map(stateOf))).toEqual(["erased", "erased"]);
    const { rows } = await admin.query(
      "select subject_id as id, detail from audit_entry where act = 'erase-person'",
    );
    const detail = { ground: BY_TWO.ground, second: BY_TWO.confirmedBy, ids: 2 };
    expect(rows).toEqual([{ id: Number(stays), detail }]);
  },
  PATIENCE,
);

test(
  "a merge since undone is no merge: one is erased wherever the other's number held her, the other stays",
  async () => {
    const [hers = 0n, his = 0n] = await Promise.all(
      [PARTED, FROM].map((row) => personOf(before, record(REGISTRY, row))),
    );
    const [host] = made.registry;
    const left = made.registry.filter((_, row) => row !== ONE && row !== SAME);
    const newcomer = { nik: "9932041199999999", name: NEWCOMER, kk: "9932040199999999" };
    await registry(20260403, [...left, { ...host, ...newcomer }]);
    withdrawn = await build("withdrawn", [joined, mistaken, undone]);
    await admin.query("update version set state = 'withdrawn' where label = 'withdrawn'");
    stands = await build("stands", [joined, mistaken, undone]);
    expect(withdrawn.versionNo).toBe(3);
    expect(await stateOf(hers)).toBe("stands");
    const merged = await db.all<{ person_id: bigint }>(
      `select distinct person_id from read_parquet(${text(join(house.folders.versions, "2", "membership.parquet"))})
       where record_key in (${record(2, PARTED)}, ${record(2, FROM)})`,
    );
    expect(merged).toEqual([{ person_id: his }]);
    const canaries = canariesOf(PARTED);
    const seen = await sightings(canaries);
    expect(seen.some((line) => line.includes("/versions/2/identity/"))).toBe(true);
    // An erasure destroys the state of matching whole; the rest of him stays.
    const hisBefore = (await sightings(canariesOf(FROM))).filter(
      (line) => !line.includes("/states/"),
    );
    expect(seen.some((line) => line.includes("/states/4/"))).toBe(true);

    expect(await erase(hers)).toMatchObject({ personId: String(hers), ids: 1 });
    expect(await sightings(canaries)).toEqual([]);
    expect(await stateOf(his)).toBe("stands");
    expect((await sightings(canariesOf(FROM))).toSorted()).toEqual(hisBefore.toSorted());
    const { rows } = await admin.query(
      "select version_no, facts[1] = -5 as is_erased from person where person_id = $1 order by 1",
      [his],
    );
    expect(rows).toEqual([1, 2].map((version_no) => ({ version_no, is_erased: false })));
    const journaled = await readJournaled(house.folders, String(hers));
    expect(journaled).toMatchObject({ ids: [String(hers)], stoodIn: [[2, String(his), "phone"]] });
  },
  PATIENCE,
);

test(
  "a desk restored from a backup of before has erased both, and the row that two stood on",
  async () => {
    mustAccept(await restoreDesk({ ...house, desk: other() }, backup()), "restore");
    const client = await adminForTests(other());
    try {
      const fields = openFieldKeys(house.settings.keyFolder);
      const canaries = canariesOf(ONE, SAME, PARTED);
      expect((await sightingsAtDesk(client, fields, canaries)).sightings).toEqual([]);
      const his = await sightingsAtDesk(client, fields, canariesOf(FROM));
      expect(his.sightings.length).toBeGreaterThan(0);
    } finally {
      await client.end();
    }
  },
  PATIENCE,
);

test(
  "who came in a version that was withdrawn had another number there: it is erased with hers",
  async () => {
    const key = record(7, made.registry.length - 2);
    const [dropped, hers] = [await personOf(withdrawn, key), await personOf(stands, key)];
    expect(dropped).not.toBe(hers);
    expect(await sightings([NEWCOMER])).not.toEqual([]);
    expect(await erase(hers)).toMatchObject({ personId: String(hers), ids: 2 });
    expect(await sightings([NEWCOMER])).toEqual([]);
  },
  PATIENCE,
);
