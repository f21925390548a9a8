import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { PlainDate } from "#domain/plain-date.ts";
import { type DuckDb, openDuckDb } from "#engine/duckdb/database.ts";
import { sealFile } from "#lake/envelope.ts";
import { lakeFolders, makeLakeFolders } from "#lake/folders.ts";
import { openKeyring } from "#lake/keyring.ts";
import { verifyManifest, writeManifest } from "#lake/manifest.ts";
import { withIdentity } from "#lake/with-identity.ts";
import { seedDemoAccounts } from "#store/demo-accounts.ts";
import { asWorker } from "#store/transact.ts";
import { BY_TWO } from "#test/stewards.ts";
import { deskForTests } from "#test/store.ts";
import { withBuildLock } from "./build-version-row.ts";
import { erasePerson } from "./erase-person.ts";
import type { House } from "./house.ts";
import { receiveDelivery } from "./receive-delivery.ts";

const desk = deskForTests();
const NIK = "9976017101900001";
let folder = "";
let house: House;
let db: DuckDb;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "erase-"));
  const folders = lakeFolders(folder);
  await makeLakeFolders(folders);
  const keyFolder = join(folder, "keys");
  const settings = {
    dataFolder: folder,
    keyFolder,
    databaseUrl: undefined,
    isProduction: false,
    threads: 1,
    memory: "1GB",
    auditWitnesses: [],
  };
  house = { settings, folders, keyring: await openKeyring(keyFolder), desk: desk() };
  await seedDemoAccounts(desk(), "32.04");
  await desk().owner.query(
    `update dtsen.account set person_id = 1, email = 'siti@contoh.id', phone = '0811' where username = 'psm'`,
  );
  db = await openDuckDb({ threads: 1, memory: "500MB", workFolder: join(folder, "spill") });
});
afterAll(async () => {
  db.close();
  await rm(folder, { recursive: true, force: true });
});

const staged = (n: number, name: string): string => join(house.folders.staged, String(n), name);
const original = (n: number): string => join(house.folders.deliveries, String(n), "original.enc");
const plainText = (sealed: string): Promise<string> =>
  withIdentity(house, [sealed], async ([plain]) => readFile(plain ?? "", "latin1"));
const rowsOf = (sealed: string): Promise<readonly Record<string, unknown>[]> =>
  withIdentity(house, [sealed], async ([plain]) => db.all(`select * from '${plain}' order by all`));

const draft = { personId: 1n, ...BY_TWO };

/** A version that says whose records the deliveries hold, with one identity file. */
async function makeVersion(): Promise<string> {
  const version = join(house.folders.versions, "1");
  await mkdir(join(version, "identity"), { recursive: true });
  const records = await withIdentity(house, [staged(1, "staged_person.parquet.enc")], async ([p]) =>
    db.all<{ record_key: bigint; nik: string }>(
      `select record_key, nik from '${p}' order by row_no`,
    ),
  );
  const members = records.map(({ record_key }, i) => `(${record_key}, ${i + 1})`);
  await db.run(
    `copy (select * from (values ${members.join(", ")}) m (record_key, person_id))
    to '${version}/membership.parquet' (format parquet)`,
  );
  const people = records.map(({ nik }, i) => `(${i + 1}, '${nik}')`);
  await db.run(
    `copy (select * from (values ${people.join(", ")}) m (person_id, nik))
    to '${folder}/identity.parquet' (format parquet)`,
  );
  const key = await house.keyring.mint("identity 1/000");
  await sealFile(join(folder, "identity.parquet"), join(version, "identity/000.parquet.enc"), key);
  await writeManifest(version, {
    kind: "version",
    codeVersion: "test",
    inputs: {},
    counts: {},
    files: [{ path: "identity/000.parquet.enc" }, { path: "membership.parquet" }],
  });
  return version;
}

test("an erased person is in no file of the lake, and old copies of the files cannot be read", async () => {
  const file = join(folder, "in.csv");
  const rows = [
    `${NIK};SITI HAPUS;1990-01-31;3301012001`,
    "9976017101900002;BUDI TETAP;1990-01-31;3301012001",
    `"${NIK};torn row`,
  ];
  await writeFile(file, `NIK;NAMA;TGL_LAHIR;KDWILAYAH\n${rows.join("\n")}\n`);
  const about = { source: "dtks", set: "person", receivedBy: "bps-steward" } as const;
  await receiveDelivery(house, { ...about, file, asOf: "2026-09-30" as PlainDate });
  const version = await makeVersion();
  const before = join(folder, "backup.enc");
  await copyFile(staged(1, "staged_person.parquet.enc"), before);

  expect(await erasePerson(house, draft)).toEqual({
    ok: true,
    value: { personId: "1", ids: 1, deliveries: 1, identityFiles: 1 },
  });

  const left = await rowsOf(staged(1, "staged_person.parquet.enc"));
  expect(left.map(({ nik, row_no }) => [nik, row_no])).toEqual([["9976017101900002", 2n]]);
  expect(await rowsOf(staged(1, "quarantine.parquet.enc"))).toEqual([]);
  expect(await rowsOf(join(version, "identity/000.parquet.enc"))).toEqual([
    { person_id: 2, nik: "9976017101900002" },
  ]);
  const text = await plainText(original(1));
  expect(text).not.toMatch(/HAPUS|torn/);
  expect(text).not.toContain(NIK);
  expect(text).toContain("BUDI TETAP");
  await expect(plainText(before)).rejects.toThrow("was destroyed");
  expect(await verifyManifest(version)).toEqual([]);
  expect(await verifyManifest(join(house.folders.staged, "1"))).toEqual([]);
  expect(await verifyManifest(join(house.folders.deliveries, "1"))).toEqual([]);
});

test("the account of an erased person says nothing of them any more", async () => {
  const { rows } = await desk().owner.query(
    `select person_name, email, phone, disabled_at is not null as is_over from dtsen.account
     where username like 'erased-%'`,
  );
  expect(rows).toEqual([{ person_name: "", email: null, phone: null, is_over: true }]);
});

test("nobody is erased under a running build: it has already read who is erased", async () => {
  const during = await withBuildLock(desk(), () => erasePerson(house, { ...draft, personId: 2n }));
  expect(during).toMatchObject({ ok: false, problem: "build-running" });
  const stones = await asWorker(desk(), (tx) => tx.query("select from tombstone"));
  expect(stones).toHaveLength(1);
  expect(await rowsOf(staged(1, "staged_person.parquet.enc"))).toHaveLength(1);
});

test("erasing again changes nothing more, and one tombstone stands", async () => {
  expect(await erasePerson(house, draft)).toMatchObject({ value: { identityFiles: 0 } });
  const stones = await asWorker(desk(), (tx) => tx.query("select unit_id from tombstone"));
  expect(stones).toHaveLength(1);
  expect(await rowsOf(staged(1, "staged_person.parquet.enc"))).toHaveLength(1);
});
