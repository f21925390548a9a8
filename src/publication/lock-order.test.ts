import { setTimeout } from "node:timers/promises";
import { beforeAll, expect, test } from "vitest";
import { seedDemoAccounts } from "#store/demo-accounts.ts";
import { eraseAtDesk } from "#store/erasure.ts";
import { asSession, asWorker } from "#store/transact.ts";
import { plantWork, publishFamilies } from "#test/desk-fixture.ts";
import { adminForTests, deskForTests, sessionForTests } from "#test/store.ts";
import { withdrawVersion } from "./publish.ts";

const desk = deskForTests();
const family = (familyId: number) => ({
  familyId,
  villageNo: 3204052001,
  headName: `Siti Contoh ${familyId}`,
  nik: `993205170580000${familyId}`,
  kk: `993204010115000${familyId}`,
});

beforeAll(async () => {
  await seedDemoAccounts(desk(), "3204");
  const families = [family(1), family(2)];
  await publishFamilies(desk(), families);
  await plantWork(desk(), families);
  await desk().owner.query("update dtsen.finding set note = 'rumah Contoh terkunci'");
});

const erase = (personId: string) =>
  asWorker(desk(), (tx) =>
    eraseAtDesk(tx, {
      personId,
      ids: [personId],
      records: [],
      stoodIn: [],
      ground: "UU 27/2022 pasal 8",
      erasedBy: "bps-steward",
      confirmedBy: "bps-steward-2",
    }),
  );

async function hide(familyId: number): Promise<unknown> {
  const session = await sessionForTests(desk(), "social-worker");
  return await asSession(desk(), session, "protection", (tx) =>
    tx.query(
      `select verdict from dtsen.order_suppression('family', $1, 'shelter', 'victim-protection',
         'surat 12/2026', current_date + 90)`,
      [familyId],
    ),
  );
}

/** Holds one row until all acts, begun one after the other, wait for each other or for it. */
async function whileHeld(
  row: string,
  ...acts: readonly (() => Promise<unknown>)[]
): Promise<readonly unknown[]> {
  const holder = await adminForTests(desk());
  const waiting = async (most: number) => {
    for (let now = 0; now < most; await setTimeout(5)) {
      await holder.query("select pg_stat_clear_snapshot()");
      const { rows } = await holder.query<{ n: number }>(
        `select count(*)::int as n from pg_stat_activity
         where datname = current_database() and wait_event_type = 'Lock'`,
      );
      now = rows[0]?.n ?? 0;
    }
  };
  await holder.query("begin");
  await holder.query(`${row} for update`);
  const begun: Promise<unknown>[] = [];
  for (const act of acts) {
    begun.push(act());
    await waiting(begun.length);
  }
  const all = Promise.all(begun);
  await holder.query("rollback");
  await holder.end();
  return await all;
}

test("somebody is hidden while one of the family is erased: neither act is thrown away", async () => {
  const done = await whileHeld(
    "select from dtsen.person where person_id = 10",
    () => hide(1),
    () => erase("10"),
  );
  expect(done).toEqual([[{ verdict: "ordered" }], { ok: true, value: "erased" }]);
});

test("a version is withdrawn while somebody is erased: neither act is thrown away", async () => {
  await desk().owner.query(
    `insert into dtsen.version (version_no, label, state, basis, as_of, manifest_sha256, built_by)
       overriding system value values (9, '2027-1', 'published', 'persons', '2027-01-31', 'x', 'test');
     update dtsen.publication_pointer set previous_version_no = version_no, version_no = 9;
     update dtsen.finding set answer = 'absorbed', answer_reason = 'terserap', answered_version_no = 9`,
  );
  const draft = { label: "2027-1", withdrawnBy: "bps-steward", reason: "salah hitung" };
  const done = await whileHeld(
    "select from dtsen.finding where family_id = 2",
    () => withdrawVersion(desk(), draft),
    () => erase("20"),
  );
  expect(done).toMatchObject([{ ok: true }, { ok: true, value: "erased" }]);
});

test("an old projection goes between two orders to hide: none of the three is thrown away", async () => {
  await desk().owner.query(
    `insert into dtsen.version (version_no, label, state, basis, as_of, manifest_sha256, built_by)
       overriding system value values (8, '2026-9', 'published', 'persons', '2026-09-30', 'x', 'test')`,
  );
  const asJob = (act: string) => asWorker(desk(), (tx) => tx.query(`select dtsen.${act}(8)`));
  await asJob("open_projection");
  await asJob("close_projection");
  const done = await whileHeld(
    "select from dtsen.person where person_id = 20",
    () => hide(2),
    () => asJob("drop_projection"),
    () => hide(1),
  );
  expect(done).toMatchObject([[{ verdict: "ordered" }], [{}], [{ verdict: "already-ordered" }]]);
});
