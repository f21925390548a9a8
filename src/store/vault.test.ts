import { beforeAll, expect, test } from "vitest";
import { adminForTests, deskForTests, sessionForTests } from "#test/store.ts";
import { seedDemoAccounts } from "./demo-accounts.ts";
import { asSession, asWorker, type Tx } from "./transact.ts";

const desk = deskForTests();
const VILLAGE = 3204052001;
const FAMILY = 7;
const HIDDEN = 8;
const BASIS = "victim-protection";

beforeAll(async () => {
  await seedDemoAccounts(desk(), "32.04");
  const admin = await adminForTests(desk());
  await admin.query(`
    insert into version (version_no, label, state, basis, as_of, manifest_sha256, built_by)
      values (1, '1', 'projected', 'families', '2026-01-01', 'x', 't');
    select open_projection(1);
    insert into dtsen_loading.family_v1 (version_no, family_id, size, village_no, domicile_village_no, facts)
      values (1, ${FAMILY}, 2, ${VILLAGE}, ${VILLAGE}, '{1}');
    insert into dtsen_loading.person_v1 (version_no, person_id, family_id, village_no, domicile_village_no, name_key, facts)
      select 1, p, ${FAMILY}, ${VILLAGE}, ${VILLAGE}, 'siti', '{1,2}' from unnest(array[${HIDDEN}, 9]) p;
    insert into dtsen_loading.lookup_name_v1 values (1, '\\x01', ${FAMILY}, ${HIDDEN}, ${VILLAGE});
    select close_projection(1);
    insert into publication_pointer values (true, 1);
    insert into vault_fact values (1, ${HIDDEN}, ${VILLAGE}, '{3}')`);
  await admin.end();
});

const as = async <T>(
  name: string,
  purpose: Parameters<typeof asSession>[2],
  work: (tx: Tx) => Promise<T>,
) => await asSession(desk(), await sessionForTests(desk(), name), purpose, work);

const readVault = (tx: Tx, basis: string) =>
  tx.query<{ facts: number[] }>("select facts from dtsen.read_vault_fact($1, $2)", [HIDDEN, basis]);

test("vault facts open for the right, in its region, with a legal basis; each try is noted", async () => {
  expect(await as("social-worker", "protection", (tx) => readVault(tx, BASIS))).toEqual([
    { facts: [3] },
  ]);
  expect(await as("social-worker", "protection", (tx) => readVault(tx, ""))).toEqual([]);
  for (const notTheirs of ["perintah", "witness-protection", "own-data"]) {
    expect(await as("social-worker", "protection", (tx) => readVault(tx, notTheirs))).toEqual([]);
  }
  expect(await as("village-operator", "verification", (tx) => readVault(tx, BASIS))).toEqual([]);
  expect(await as("minister", "worklist", (tx) => readVault(tx, BASIS))).toEqual([]);
  const { rows } = await desk().owner.query(
    "select decision, count(*)::int as n from audit_entry where act = 'read-vault' group by 1 order by 1",
  );
  expect(rows).toEqual([
    { decision: "allowed", n: 1 },
    { decision: "refused", n: 6 },
  ]);
});

test("who is suppressed disappears for relatives' officers at once, and comes back only by a second person", async () => {
  const members = (name: string) =>
    as(
      name,
      "verification",
      async (tx) => (await tx.query("select person_id from current_person")).length,
    );
  expect(await members("village-operator")).toBe(2);
  const order = await as("social-worker", "protection", async (tx) => {
    const [made] = await tx.query<{ id: number }>(
      "select dtsen.order_suppression('person', $1, 'shelter') as id",
      [HIDDEN],
    );
    return made?.id;
  });
  expect(await members("village-operator")).toBe(1);
  expect(await members("regency-verifier")).toBe(1);
  const hits = await asWorker(desk(), (tx) =>
    tx.query("select from lookup_name where not is_suppressed"),
  );
  expect(hits).toEqual([]);

  const release = (name: string) =>
    as(name, "protection", (tx) =>
      tx.query("select dtsen.release_suppression($1) as done", [order]),
    );
  expect(await release("social-worker")).toEqual([{ done: "right-not-held" }]);
  const elsewhere = (low: number) =>
    desk().owner.query(
      "update dtsen.appointment set village_lo = $1, village_hi = $1 where role_code = 'protection-officer'",
      [low],
    );
  await elsewhere(5171010001);
  expect(await release("protection-officer")).toEqual([{ done: "right-not-held" }]);
  expect(await members("village-operator")).toBe(1);
  await elsewhere(VILLAGE);
  await desk().owner.query(`update dtsen.suppression set ordered_by = (select account_id from dtsen.account
    where username = 'protection-officer')`);
  expect(await release("protection-officer")).toEqual([{ done: "second-person-needed" }]);
  await desk().owner.query("update dtsen.suppression set ordered_by = 1");
  expect(await release("protection-officer")).toEqual([{ done: "released" }]);
  expect(await members("village-operator")).toBe(2);
  const { rows } = await desk().owner.query(
    "select decision from audit_entry where act = 'release-suppression' order by entry_no",
  );
  const tries = ["right-not-held", "right-not-held", "second-person-needed", "released"];
  expect(rows.map(({ decision }) => decision)).toEqual(tries);
});

test("a village operator hides nobody, and cannot learn who is hidden", async () => {
  const order = as("village-operator", "verification", (tx) =>
    tx.query("select dtsen.order_suppression('person', 9, 'threat')"),
  );
  await expect(order).rejects.toThrow("no right");
  const look = as("village-operator", "verification", (tx) =>
    tx.query("select * from dtsen.suppression"),
  );
  await expect(look).rejects.toThrow("permission denied");
});

test("a merge does not uncover anybody: who is hidden stays so under the id that goes on, and back", async () => {
  const order = (unit: string, id: number) =>
    desk().owner.query(
      `insert into dtsen.suppression (unit, unit_id, ground, ordered_by) values ($1, $2, 'shelter', 1)`,
      [unit, id],
    );
  const [heir, together] = [80, 70];
  await order("person", HIDDEN);
  const admin = await adminForTests(desk());
  await admin.query(`
    insert into version (version_no, label, state, basis, as_of, manifest_sha256, built_by)
      values (2, '2', 'projected', 'families', '2026-02-01', 'x', 't');
    select open_projection(2);
    insert into dtsen_loading.family_v2 (version_no, family_id, size, village_no, domicile_village_no, facts)
      values (2, ${together}, 3, ${VILLAGE}, ${VILLAGE}, '{1}');
    insert into dtsen_loading.person_v2 (version_no, person_id, family_id, village_no, domicile_village_no, name_key, facts)
      select 2, p, ${together}, ${VILLAGE}, ${VILLAGE}, 'siti', '{1,2}' from unnest(array[${heir}, 9, 10]) p;
    insert into dtsen_loading.outcome_v2 (version_no, family_id, program, unit, unit_id, village_no, domicile_village_no, outcome)
      values (2, ${together}, 'x', 'person', ${heir}, ${VILLAGE}, ${VILLAGE}, 'recipient');
    insert into dtsen_loading.lookup_name_v2 values (2, '\\x01', ${together}, ${heir}, ${VILLAGE});
    insert into check_code (code_index, family_id, village_no, domicile_village_no)
      values ('\\x70', ${together}, ${VILLAGE}, ${VILLAGE});
    insert into identity_check (person_id, family_id, village_no, domicile_village_no, adapter, outcome)
      values (${heir}, ${together}, ${VILLAGE}, ${VILLAGE}, 'manual', 'x');
    insert into person_redirect values (2, ${HIDDEN}, ${heir});
    insert into family_redirect values (2, ${FAMILY}, ${together});
    select close_projection(2);
    update publication_pointer set version_no = 2, previous_version_no = 1`);
  const seen = () =>
    as("village-operator", "verification", async (tx) => ({
      persons: await tx.query("select person_id from current_person order by 1"),
      families: await tx.query("select family_id from current_family"),
      outcomes: await tx.query("select unit_id from outcome where version_no = 2"),
      checks: await tx.query("select person_id from identity_check"),
      codes: await tx.query("select family_id from check_code"),
    }));
  const family = [{ family_id: together }];
  expect(await seen()).toEqual({
    persons: [{ person_id: 9 }, { person_id: 10 }],
    families: family,
    outcomes: [],
    checks: [],
    codes: family,
  });
  await order("family", FAMILY);
  const nothing = { persons: [], families: [], outcomes: [], checks: [], codes: [] };
  expect(await seen()).toEqual(nothing);

  await admin.query("delete from suppression");
  await order("person", heir);
  await admin.query("update publication_pointer set version_no = 1, previous_version_no = null");
  expect((await seen()).persons).toEqual([{ person_id: 9 }]);
  await admin.end();
});
