import { copyFile, mkdir, mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { PlainDate } from "#domain/plain-date.ts";
import { accept, mustAccept } from "#domain/result.ts";
import { readKeyId } from "#lake/envelope.ts";
import { lakeFolders, makeLakeFolders } from "#lake/folders.ts";
import { openKeyring } from "#lake/keyring.ts";
import { withIdentity } from "#lake/with-identity.ts";
import { seedDemoAccounts } from "#store/demo-accounts.ts";
import { asWorker } from "#store/transact.ts";
import { deskForTests } from "#test/store.ts";
import { readInputs } from "./build-inputs.ts";
import { withBuildLock } from "./build-version-row.ts";
import type { House } from "./house.ts";
import { leaveLayer, placeState, STATE_FOLDER, stateFolder } from "./matching-state.ts";
import { receiveDelivery } from "./receive-delivery.ts";
import { listRetention, runRetention } from "./run-retention.ts";

const desk = deskForTests();
let folder = "";
let house: House;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "retention-"));
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
  await seedDemoAccounts(desk(), "33.01");
  for (const no of [1, 2, 3]) await receive(no);
  await asWorker(desk(), async (tx) => {
    for (const [no, until] of [
      [1, "2026-06-30"],
      [2, "2026-07-01"],
      [3, "2026-07-02"],
    ]) {
      await tx.query("update delivery set retention_until = $2 where delivery_no = $1", [
        no,
        until,
      ]);
    }
    await tx.query(
      `insert into version (label, state, basis, as_of, manifest_sha256, built_by)
       values ('2026-1', 'published', 'families', '2026-01-01', 'x', 't')`,
    );
    await tx.query("insert into version_delivery values (1, 1), (1, 2)");
  });
});
afterAll(async () => await rm(folder, { recursive: true, force: true }));

async function receive(no: number): Promise<void> {
  const file = join(folder, `${no}.csv`);
  const nik = `99760171019000${String(no).padStart(2, "0")}`;
  await writeFile(file, `NIK;NAMA;TGL_LAHIR;KDWILAYAH\n${nik};ORANG LAMA;1990-01-31;3301012001\n`);
  const about = { source: "dtks", set: "person", receivedBy: "bps-steward" } as const;
  const asOf = `2026-0${no}-01` as PlainDate;
  expect(await receiveDelivery(house, { ...about, file, asOf })).toMatchObject({ ok: true });
}

const staged = (no: number) => join(house.folders.staged, String(no), "staged_person.parquet.enc");
const stands = (path: string) =>
  stat(path).then(
    () => true,
    () => false,
  );
const ready = "2026-07-01";

test("the list says what is due and what is kept", async () => {
  const rows = await listRetention(house, ready);
  expect(rows.map(({ deliveryNo, state, versions }) => [deliveryNo, state, versions])).toEqual([
    [1, "due", ["2026-1"]],
    [2, "kept", ["2026-1"]],
    [3, "kept", []],
  ]);
});

test("nobody destroys without the right, neither deliveries nor the vault", async () => {
  await desk().owner.query(
    `insert into dtsen.vault_note (person_id, category, legal_basis, sealed_note, recorded_by, erase_after)
     values (70, 'pas', 'x', '\\x00', 1, '2026-06-30'), (71, 'pas', 'x', '\\x00', 1, '2026-07-01')`,
  );
  const notes = async () => {
    const { rows } = await desk().owner.query("select person_id as id from dtsen.vault_note");
    return rows.map(({ id }) => id);
  };
  for (const by of ["cli", "sari", "social-worker", "account-admin"]) {
    const refused = await runRetention(house, { today: ready, by });
    expect(refused).toEqual({ ok: false, problem: "retention-right-not-held" });
  }
  expect([await notes(), await stands(staged(1))]).toEqual([[70, 71], true]);

  // A build holds deliveries back, not people's notes.
  const during = await withBuildLock(desk(), async () =>
    accept(await runRetention(house, { today: ready, by: "bps-steward" })),
  );
  expect(during).toMatchObject({ ok: true, value: { ok: true, value: { vaultNotes: 1 } } });
  expect(await notes()).toEqual([71]);
});

test("while a version is being built, nothing that it may be reading is destroyed", async () => {
  const during = await withBuildLock(desk(), async () =>
    accept(await runRetention(house, { today: ready, by: "bps-steward" })),
  );
  expect(during).toMatchObject({
    ok: true,
    value: { ok: true, value: { destroyed: [], held: [{ deliveryNo: 1, state: "held" }] } },
  });
  expect(await stands(staged(1))).toBe(true);
});

/** A state of matching in which the records of the first delivery stand no more and still lie. */
async function plantState(): Promise<{ readonly folder: string; readonly keyId: string }> {
  const [outFolder, layer] = [join(folder, "stage"), join(folder, "layer")];
  await mkdir(layer);
  await writeFile(join(layer, "layer.duckdb"), "9976017101900001");
  await leaveLayer(
    house,
    { outFolder, layer },
    {
      model: "m",
      learned: { versionNo: 1, label: "2026-1", asOf: "2026-01-01" },
      increments: 1,
      shares: { linked: 1000, residual: 0, review: 0 },
      hotBlocks: [],
      state: { deliveries: [{ deliveryNo: 3, listNo: 3 }], hasEvidence: false },
      gone: [1],
      layers: [],
    },
  );
  await placeState(house, join(outFolder, STATE_FOLDER), 1);
  await rm(outFolder, { recursive: true });
  const placed = stateFolder(house, 1);
  return { folder: placed, keyId: await readKeyId(join(placed, "layer-000/layer.duckdb.enc")) };
}

test("past its date a delivery is gone: files, keys, old copies; its receipt and the audit row stay", async () => {
  const copy = join(folder, "copy.enc");
  await copyFile(staged(1), copy);
  const kept = await plantState();
  const report = mustAccept(
    await runRetention(house, { today: ready, by: "bps-steward" }),
    "a steward may",
  );
  expect(report.destroyed).toMatchObject([{ deliveryNo: 1, state: "destroyed" }]);
  expect(report.held).toEqual([]);
  expect(await stands(kept.folder)).toBe(false);
  expect(await house.keyring.get(kept.keyId)).toBeUndefined();
  expect(await stands(join(house.folders.deliveries, "1"))).toBe(false);
  expect(await stands(join(house.folders.staged, "1"))).toBe(false);
  await expect(withIdentity(house, [copy], async () => "read")).rejects.toThrow("was destroyed");
  expect([await stands(staged(2)), await stands(staged(3))]).toEqual([true, true]);
  const { rows } = await desk().owner.query(
    `select (select rows_accepted from delivery where delivery_no = 1 and destroyed_at is not null) as receipt,
      (select count(*)::int from audit_entry where act = 'destroy-delivery' and actor = 'cli:bps-steward') as notes`,
  );
  expect(rows).toEqual([{ receipt: 1, notes: 1 }]);
});

test("a destroyed delivery is in no further build, and a second run finds nothing", async () => {
  const named = await readInputs(desk(), { deliveries: [1] });
  expect(named).toEqual({ ok: false, problem: "delivery-unknown" });
  const again = await runRetention(house, { today: ready, by: "bps-steward" });
  expect(again).toMatchObject({ ok: true, value: { destroyed: [] } });
});

test("a run that was killed after its row was marked is finished by the next", async () => {
  await asWorker(desk(), (tx) =>
    tx.query("update delivery set destroyed_at = now() where delivery_no = 2"),
  );
  expect(await stands(staged(2))).toBe(true);
  const again = await runRetention(house, { today: ready, by: "bps-steward" });
  expect(again).toMatchObject({ ok: true, value: { destroyed: [{ deliveryNo: 2 }] } });
  expect(await stands(staged(2))).toBe(false);
});
