import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type pg from "pg";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import type { PlainDate } from "#domain/plain-date.ts";
import type { DeliverySet, Source } from "#domain/source.ts";
import { type DuckDb, openDuckDb } from "#engine/duckdb/database.ts";
import { readKeyId } from "#lake/envelope.ts";
import { readJournal } from "#lake/erasure-journal.ts";
import { reseal } from "#lake/reseal.ts";
import { withIdentity } from "#lake/with-identity.ts";
import { projectVersion } from "#publication/project-version.ts";
import { recordWork } from "#store/audit.ts";
import { exportAudit } from "#store/audit-export.ts";
import { backUp } from "#store/backup.ts";
import { seedDemoAccounts } from "#store/demo-accounts.ts";
import { blindIndex, encryptField } from "#store/field-cipher.ts";
import { seal } from "#store/seal.ts";
import { asWorker } from "#store/transact.ts";
import { sightingsAtDesk, sightingsInFolder, sightingsInLake } from "#test/canary.ts";
import { freezeVersionForTests } from "#test/frozen-version.ts";
import { publicHouseForTests } from "#test/public-house.ts";
import { BY_TWO } from "#test/stewards.ts";
import { adminForTests, deskForTests } from "#test/store.ts";
import { backUpDesk, expireBackups, restoreDesk } from "./back-up-desk.ts";
import { erasePerson } from "./erase-person.ts";
import type { House } from "./house.ts";
import { receiveDelivery } from "./receive-delivery.ts";

const desk = deskForTests();
const other = deskForTests();
const tools = publicHouseForTests(desk);

const PERSON = 70n;
const HOUSEMATE = 71n;
const FAMILY = 7;
const VILLAGE = "1101012001";
const NIK = "9976017101900777";
const NAME = "KANARIAWATI TUNGGALJIWA";
const CARD = "9900000000000007";
const ADDRESS = "GANG KANARIA RAYA";
const PERSONAL = [NIK, NAME, "KANARIAWATI", "IBUNDA KENARIMU", "08129900777", "19770707"];

let root = "";
let house: House;
let db: DuckDb;
let admin: pg.Client;
let canaries: readonly string[];

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "erase-everywhere-"));
  const { folders, keyring } = tools();
  const settings = {
    dataFolder: root,
    keyFolder: desk().settings.keyFolder,
    databaseUrl: undefined,
    isProduction: false,
    threads: 1,
    memory: "1GB",
    auditWitnesses: [],
  };
  house = { settings, folders, keyring, desk: desk() };
  db = await openDuckDb({ threads: 1, memory: "500MB", workFolder: join(root, "spill") });
  admin = await adminForTests(desk());
  const index = blindIndex(tools().fields, "nik", NIK).toString("hex");
  const name = tools().lookup.nameIndex(Number(VILLAGE), NAME).toString("hex");
  canaries = [...PERSONAL, index, name];
  await seedDemoAccounts(desk(), "32.04");
  await plantLake();
  await plantDesk();
});
afterAll(async () => {
  await admin.end();
  db.close();
  await rm(root, { recursive: true, force: true });
});

async function deliver(source: Source, set: DeliverySet, lines: readonly string[]) {
  const file = join(root, `${source}-${set}.csv`);
  await writeFile(file, `${lines.join("\n")}\n`);
  const asOf = "2026-09-30" as PlainDate;
  const done = await receiveDelivery(house, { source, set, file, asOf, receivedBy: "bps-steward" });
  await rm(file);
  if (!done.ok) throw new Error(done.problem);
  return done.value.deliveryNo;
}

/** Three deliveries that hold the person, and a frozen version whose files name the person. */
async function plantLake(): Promise<void> {
  const people = await deliver("dtks", "person", [
    "NIK;NOKK;NAMA;TGL_LAHIR;KDWILAYAH",
    `${NIK};${CARD};${NAME};1977-07-07;${VILLAGE}`,
    `9976017101900778;${CARD};BUDI TETAP;1990-01-31;${VILLAGE}`,
    `"${NIK};torn row`,
  ]);
  await deliver("dtks", "family", [
    "NOKK;NAMA_KRT;KDWILAYAH",
    `${CARD};${NAME};${VILLAGE}`,
    `9900000000000008;ORANG LAIN;${VILLAGE}`,
  ]);
  const wages = await deliver("bpjs-kesehatan", "evidence", [
    "NIK,NAMA,TGLLAHIR,KODE_DESA,TMT",
    `${NIK},${NAME},1977-07-07,${VILLAGE},2020-01-01`,
    `9976017101900778,BUDI TETAP,1990-01-31,${VILLAGE},2020-01-01`,
  ]);
  const versionNo = await freezeVersionForTests(house, { label: "2026-1", families: 40 });
  const version = join(house.folders.versions, String(versionNo));
  const key = async (deliveryNo: number, table: string) =>
    withIdentity(
      house,
      [join(house.folders.staged, String(deliveryNo), `${table}.parquet.enc`)],
      async ([plain]) =>
        (
          await db.all<{ k: bigint }>(
            `select record_key as k from read_parquet('${plain}') where nik = '${NIK}'`,
          )
        )[0]?.k,
    );
  await db.run(`copy (select ${await key(people, "staged_person")} as record_key, ${PERSON} as person_id)
    to '${version}/membership.parquet' (format parquet)`);
  await db.run(`copy (select * replace (case family_id when 10 then ${await key(wages, "staged_evidence")}
      else record_key end as record_key, case family_id when 10 then ${PERSON} end as person_id)
    from '${version}/evidence.parquet') to '${version}/new.parquet' (format parquet)`);
  await db.run(
    `copy (select * from '${version}/new.parquet') to '${version}/evidence.parquet' (format parquet)`,
  );
  await rm(`${version}/new.parquet`);
  const identity = join(version, "identity/000.parquet.enc");
  const old = await house.keyring.get(await readKeyId(identity));
  if (old === undefined) throw new Error("the fixture has a key");
  await reseal(identity, { old, fresh: old }, root, async (plain) => {
    const mine = (value: string, column: string) =>
      `case person_id when ${PERSON} then ${value} else ${column} end as ${column}`;
    await db.run(`copy (select * replace (${mine(`'${NIK}'`, "nik")}, ${mine(`'${NAME}'`, "name")},
      ${mine("'IBUNDA KENARIMU'", "mother_name")}, ${mine("'08129900777'", "phone")},
      ${mine("19770707", "birth_date")},
      case family_id when ${FAMILY} then '${ADDRESS}' else address end as address)
      from read_parquet('${plain}')) to '${root}/identity.planted' (format parquet)`);
    return `${root}/identity.planted`;
  });
  await rm(join(root, "identity.planted"));
  const projected = await projectVersion(tools(), "2026-1");
  if (!projected.ok) throw new Error(projected.problem);
  await admin.query("insert into publication_pointer (version_no) values ($1)", [versionNo]);
}

/** Everything else that a desk may come to know of one person. */
async function plantDesk(): Promise<void> {
  const officer = "(select account_id from account where username = 'village-operator')";
  await admin.query(`
    insert into account (username, person_name, password_hash, person_id) values ('kanariawati', '${NAME}', 'x', ${PERSON});
    insert into sign_in_attempt (username) values ('kanariawati');
    insert into finding (unit, unit_id, family_id, kind, village_no, domicile_village_no, observed_on, note, recorded_by)
      values ('person', ${PERSON}, ${FAMILY}, 'moved', ${VILLAGE}, ${VILLAGE}, '2026-01-01', '${NAME} pindah', ${officer}),
        ('family', ${FAMILY}, ${FAMILY}, 'still-here', ${VILLAGE}, ${VILLAGE}, '2026-01-01', 'ibu Kanariawati ada di rumah', ${officer}),
        ('family', ${FAMILY}, ${FAMILY}, 'still-here', ${VILLAGE}, ${VILLAGE}, '2026-01-01', 'rumah ada', ${officer});
    insert into identity_check (person_id, family_id, village_no, domicile_village_no, adapter, outcome, answers)
      values (${PERSON}, ${FAMILY}, ${VILLAGE}, ${VILLAGE}, 'manual', 'padan', '{"${NAME}": "agrees"}');
    insert into vault_note (person_id, category, legal_basis, sealed_note, recorded_by, erase_after)
      values (${PERSON}, 'diagnosis', '${NAME}', '\\x00', 1, '2027-01-01');
    insert into vault_fact values (1, ${PERSON}, ${VILLAGE}, '{1}');
    insert into suppression (unit, unit_id, ground, ordered_by) values ('person', ${PERSON}, 'threat', 1);
    insert into unidentified_person (client_id, name, village_no, domicile_village_no, found_on, recorded_by, state, promoted_person_id)
      values (gen_random_uuid(), '${NAME}', ${VILLAGE}, ${VILLAGE}, '2026-01-01', ${officer}, 'promoted', ${PERSON});
    insert into unidentified_event (unidentified_id, kind, village_no, domicile_village_no, note)
      values (1, 'noted', ${VILLAGE}, ${VILLAGE}, 'mungkin ${NAME}');
    insert into review_pair (version_no, record_key, spine_key, record_person_id, spine_person_id, record_village_no,
        spine_village_no, weight, waterfall, stake, value, opened_on, is_double, state, waits_until)
      values (1, 71, 70, ${HOUSEMATE}, ${PERSON}, ${VILLAGE}, ${VILLAGE}, 1, '{}', 'none', 1, '2026-01-01', false, 'second', '2026-01-31');
    insert into review_answer (pair_id, round, account_id, stage, verdict, note)
      values (1, 1, ${officer}, 'first', 'same', 'bukan ${NAME}');
    insert into idempotency_key (account_id, key, request_sha256, status, body)
      values (${officer}, 'k', '\\x00', 200, '{"person": ${PERSON}, "name": "${NAME}"}')`);
  const says = JSON.stringify({ name: NAME, nik: NIK, motherName: "IBUNDA KENARIMU" });
  const place = { table: "review_record", column: "identity_enc", rowId: 70 };
  await admin.query(
    `insert into review_record values (70, 1, ${PERSON}, ${FAMILY}, ${VILLAGE}, 70, 'dukcapil', 20260101, $1)`,
    [encryptField(tools().fields, place, says)],
  );
  await asWorker(desk(), (tx) =>
    recordWork(
      tx,
      { username: "bps-steward", purpose: "update" },
      {
        act: "read-family-sheet",
        subjectKind: "person",
        subjectId: Number(PERSON),
        familyId: FAMILY,
        fieldsClass: "identity",
        detail: { reason: `warga datang membawa KTP ${NIK}` },
      },
    ),
  );
}

const lake = () => ({ root: house.folders.root, keyring: house.keyring, scratch: root });
const draft = { personId: PERSON, ...BY_TWO };
const backup = () => join(root, "backup");

test("before erasing, the search finds the person in the lake, at the desk and in a backup", async () => {
  const inLake = await sightingsInLake(lake(), db, canaries);
  expect(inLake.sightings.filter((each) => each.endsWith(NAME)).length).toBeGreaterThan(5);
  const { sightings } = await sightingsAtDesk(admin, tools().fields, canaries);
  const where = new Set(sightings.map((each) => each.replace(/(_v\d+)?(_\d)?: .*/, "")));
  for (const table of [
    "person",
    "family",
    "lookup_name",
    "finding",
    "account",
    "vault_note",
    "review_answer",
  ]) {
    expect([...where], table).toContain(table);
  }
  expect([...where]).toContain("person.nik_enc");
  expect([...where]).toContain("person.phone_enc");
  expect([...where]).toContain("review_record.identity_enc");
  for (const each of canaries)
    expect(
      sightings.some((line) => line.endsWith(each)),
      each,
    ).toBe(true);
  const plain = join(root, "plain-backup");
  await backUp(desk(), plain, new Date());
  expect((await sightingsInFolder(plain, canaries)).length).toBeGreaterThan(0);
  await rm(plain, { recursive: true });
  await backUpDesk(house, backup(), new Date("2026-11-01"));
  expect(await sightingsInFolder(backup(), canaries)).toEqual([]);
});

test("nobody erases alone, without the right, without a ground, or somebody unknown", async () => {
  const refusals = [
    [{ confirmedBy: "BPS-steward" }, "same-person"],
    [{ erasedBy: "village-operator" }, "right-not-held"],
    [{ confirmedBy: "data-protection-officer" }, "second-right-not-held"],
    [{ ground: " " }, "ground-missing"],
    [{ ground: `atas permintaan ${NIK}` }, "ground-names-somebody"],
    [{ personId: 999_999n }, "person-unknown"],
  ] as const;
  for (const [change, problem] of refusals) {
    expect(await erasePerson(house, { ...draft, ...change })).toEqual({ ok: false, problem });
  }
  const { rows } = await admin.query("select from tombstone");
  expect(rows).toHaveLength(0);
  expect(await readJournal(house.folders)).toEqual([]);
});

test("after erasing, no file of the lake and no table of the desk knows the person", async () => {
  expect(await erasePerson(house, draft)).toEqual({
    ok: true,
    value: { personId: "70", ids: 1, deliveries: 3, identityFiles: 1 },
  });
  const inLake = await sightingsInLake(lake(), db, canaries);
  expect(inLake.files).toBeGreaterThan(15);
  expect(inLake.sightings).toEqual([]);
  const atDesk = await sightingsAtDesk(admin, tools().fields, canaries);
  expect(atDesk.tables).toBeGreaterThan(40);
  expect(atDesk.sightings).toEqual([]);
});

test("what is left: an id with absent facts, the others, the family's card, one audit row, a pure suppression", async () => {
  const { rows } = await admin.query(`select
    (select facts[1] from person where person_id = ${PERSON}) as fact,
    (select head_name from family where family_id = ${FAMILY}) as head,
    (select kk_enc is not null from family where family_id = ${FAMILY}) as has_card,
    (select name from person where person_id = ${HOUSEMATE}) as other,
    (select count(*)::int from finding where note = 'rumah ada') as notes,
    (select count(*)::int from suppression where unit_id = ${PERSON}) as suppressions,
    (select count(*)::int from vault_fact where person_id = ${PERSON}) as vault,
    (select count(*)::int from check_code where family_id = ${FAMILY}) as codes,
    (select count(*)::int from outcome where unit = 'person' and unit_id = ${PERSON}) as outcomes,
    (select masked_head from public_sheet where family_id = ${FAMILY}) as mask,
    (select detail from audit_entry where act = 'erase-person') as audit`);
  expect(rows).toEqual([
    {
      fact: -5,
      head: null,
      has_card: true,
      other: "ANAK WARGA H",
      notes: 1,
      suppressions: 1,
      vault: 0,
      codes: 1,
      outcomes: 0,
      mask: "***",
      audit: { ground: BY_TWO.ground, second: BY_TWO.confirmedBy, ids: 1 },
    },
  ]);
});

test("a projection made again leaves the person out", async () => {
  await admin.query("delete from publication_pointer");
  expect(await projectVersion(tools(), "2026-1")).toMatchObject({ ok: true });
  expect((await sightingsAtDesk(admin, tools().fields, canaries)).sightings).toEqual([]);
  const { rows } = await admin.query(
    `select facts[1] as fact from person where person_id = ${PERSON}`,
  );
  expect(rows).toEqual([{ fact: -5 }]);
  const checks = await admin.query(`select from evidence_check where person_id = ${PERSON}`);
  expect(checks.rowCount).toBe(0);
});

test("a desk restored from the older backup has erased the person before it serves", async () => {
  const journal = await readJournal(house.folders);
  expect(journal).toMatchObject([{ personId: "70", ground: BY_TWO.ground }]);
  const restored = await restoreDesk({ ...house, desk: other() }, backup());
  expect(restored).toMatchObject({ ok: true });
  const client = await adminForTests(other());
  try {
    const { sightings } = await sightingsAtDesk(client, tools().fields, canaries);
    expect(sightings).toEqual([]);
    const { rows } = await client.query("select unit_id, confirmed_by from tombstone");
    expect(rows).toEqual([{ unit_id: 70, confirmed_by: BY_TWO.confirmedBy }]);
  } finally {
    await client.end();
  }
});

test("a backup cannot be opened any more once its days are over", async () => {
  const copy = join(root, "copied-backup");
  await cp(backup(), copy, { recursive: true });
  expect(await expireBackups(house, new Date("2026-12-05"))).toEqual([]);
  expect(await expireBackups(house, new Date("2026-12-08"))).toEqual(["backup"]);
  const problem = { ok: false, problem: "key-destroyed" };
  expect(await restoreDesk({ ...house, desk: other() }, copy)).toEqual(problem);
});

test("the audit export names nobody and holds no number of sixteen digits", async () => {
  const file = join(root, "export.txt");
  // Whatever else is open on the test server holds the sealer back for a moment.
  const text = await vi.waitFor(
    async () => {
      await seal(desk(), [], () => new Date());
      await exportAudit(desk(), file);
      const exported = await readFile(file, "utf8");
      expect(exported).toContain('"act": "erase-person"');
      return exported;
    },
    { timeout: 60_000, interval: 1_000 },
  );
  for (const each of PERSONAL) expect(text.toUpperCase()).not.toContain(each);
  expect(text.replaceAll(/\b[0-9a-f]{64}\b/g, "")).not.toMatch(/(?<!\d)\d{16}(?!\d)/);
  const { rows } = await admin.query<{ name: string }>(
    "select distinct name from person where name is not null",
  );
  expect(rows.length).toBeGreaterThan(70);
  expect(rows.filter(({ name }) => text.toUpperCase().includes(`"${name}"`))).toEqual([]);
});

test("when the last one of a family is erased, its card, address and code go too", async () => {
  expect(await erasePerson(house, { personId: HOUSEMATE, ...BY_TWO })).toMatchObject({ ok: true });
  const atDesk = await sightingsAtDesk(admin, tools().fields, [...canaries, CARD, ADDRESS]);
  expect(atDesk.sightings).toEqual([]);
  const { rows } = await admin.query(`select size, decile_national,
    (select count(*)::int from check_code where family_id = ${FAMILY}) as codes from family where family_id = ${FAMILY}`);
  expect(rows).toEqual([{ size: 0, decile_national: null, codes: 0 }]);
});
