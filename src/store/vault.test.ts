import { beforeAll, expect, test } from "vitest";
import { adminForTests, deskForTests, sessionForTests } from "#test/store.ts";
import { seedDemoAccounts } from "./demo-accounts.ts";
import { asSession, asWorker, type Tx } from "./transact.ts";

const desk = deskForTests();
const VILLAGE = 3204052001;
const FAMILY = 7;
const PERSON = 8;
const BASIS = "victim-protection";
const CASE = "penugasan 12/2026";

beforeAll(async () => {
  await seedDemoAccounts(desk(), "32.04");
  const admin = await adminForTests(desk());
  await admin.query(`
    insert into version (version_no, label, state, basis, as_of, manifest_sha256, built_by)
      values (1, '1', 'projected', 'families', '2026-01-01', 'x', 't'),
        (2, '2', 'projected', 'families', '2026-02-01', 'x', 't');
    select open_projection(1);
    insert into dtsen_loading.family_v1 (version_no, family_id, size, village_no, domicile_village_no, facts)
      values (1, ${FAMILY}, 2, ${VILLAGE}, ${VILLAGE}, '{1}');
    insert into dtsen_loading.person_v1 (version_no, person_id, family_id, village_no, domicile_village_no, name_key, facts)
      select 1, p, ${FAMILY}, ${VILLAGE}, ${VILLAGE}, 'siti', '{1,2}' from unnest(array[${PERSON}, 9]) p;
    select close_projection(1);
    insert into publication_pointer values (true, 1);
    select open_projection(2);
    insert into vault_fact values (1, ${PERSON}, ${VILLAGE}, '{3}'), (2, ${PERSON}, ${VILLAGE}, '{4}')`);
  await admin.end();
});

const as = async <T>(
  name: string,
  purpose: Parameters<typeof asSession>[2],
  work: (tx: Tx) => Promise<T>,
) => await asSession(desk(), await sessionForTests(desk(), name), purpose, work);

type Reading = {
  readonly verdict: string;
  readonly facts: number[] | null;
  readonly notes: unknown;
};

const readVault = async (tx: Tx, basis: string, person = PERSON, reference = CASE) =>
  (
    await tx.query<Reading>("select * from dtsen.read_vault($1, $2, $3)", [
      person,
      basis,
      reference,
    ])
  )[0];

test("the vault opens for the right, in its region, with a legal basis and a case; each try is noted", async () => {
  const refused = { verdict: "refused", facts: null, notes: null };
  const worker = (basis: string, person?: number, reference?: string) =>
    as("social-worker", "protection", (tx) => readVault(tx, basis, person, reference));
  expect(await worker(BASIS)).toEqual({ verdict: "given", facts: [3], notes: null });
  expect(await worker(BASIS, 9)).toEqual({ verdict: "nothing", facts: null, notes: null });
  expect(await worker(BASIS, PERSON, " ")).toEqual({ ...refused, verdict: "case-missing" });
  for (const notTheirs of ["", "perintah", "witness-protection", "own-data"]) {
    expect(await worker(notTheirs)).toEqual(refused);
  }
  expect(await as("village-operator", "verification", (tx) => readVault(tx, BASIS))).toEqual(
    refused,
  );
  expect(await as("minister", "worklist", (tx) => readVault(tx, BASIS))).toEqual(refused);
  const { rows } = await desk().owner.query(
    `select decision, count(*)::int as n, count(*) filter (where detail ->> 'case' = $1)::int as cases
     from audit_entry where act = 'read-vault' group by 1 order by 1`,
    [CASE],
  );
  expect(rows).toEqual([
    { decision: "allowed", n: 2, cases: 2 },
    { decision: "refused", n: 7, cases: 6 },
  ]);
});

test("read out to the person beside the officer, it says on whose behalf", async () => {
  const read = await as("protection-officer", "protection", (tx) =>
    readVault(tx, "own-data-assisted", PERSON, "formulir 9932040101150001"),
  );
  expect(read?.facts).toEqual([3]);
  const { rows } = await desk().owner.query(
    "select detail ->> 'case' as said from audit_entry where on_behalf_of = 'person-or-guardian'",
  );
  expect(rows).toEqual([{ said: "formulir [16 angka]" }]);
});

const record = (tx: Tx, note: object = {}) => {
  const { category, basis, reference, until } = {
    category: "violence",
    basis: BASIS,
    reference: CASE,
    until: "current_date + 30",
    ...note,
  };
  return tx.query<{ verdict: string | null }>(
    `select dtsen.record_vault_note(dtsen.next_vault_note(), $1, $2, $3, $4, '\\x0102', ${until}) as verdict`,
    [PERSON, category, basis, reference],
  );
};

test("a note is kept by whoever may, with its law and its last day; then it is read and, past the day, erased", async () => {
  const worker = (note?: object) =>
    as("social-worker", "protection", async (tx) => (await record(tx, note))[0]?.verdict);
  expect(await worker()).toBe("recorded");
  expect(await worker({ basis: "witness-protection" })).toBe("refused");
  expect(await worker({ reference: "" })).toBe("case-missing");
  expect(await worker({ until: "current_date" })).toBe("erase-day-wrong");
  expect(await worker({ until: "current_date + 3000" })).toBe("erase-day-wrong");
  const operator = as("village-operator", "verification", (tx) => record(tx));
  expect(await operator).toEqual([{ verdict: "refused" }]);

  const read = () => as("social-worker", "protection", (tx) => readVault(tx, BASIS));
  expect((await read())?.notes).toMatchObject([
    { category: "violence", sealed: "AQI=", legalBasis: "UU 12/2022" },
  ]);
  // It goes along to whoever the person turned out to be.
  await desk().worker.query("insert into dtsen.person_redirect values (1, $1, 9)", [PERSON]);
  const heir = await as("social-worker", "protection", (tx) => readVault(tx, BASIS, 9));
  expect(heir?.notes).toMatchObject([{ category: "violence" }]);
  // Past its day it is not shown, whether or not it has been erased.
  await desk().owner.query("update dtsen.vault_note set erase_after = current_date - 2");
  expect((await read())?.notes).toBeNull();

  const erase = (by: string) =>
    asWorker(desk(), async (tx) => {
      const [row] = await tx.query<{ n: number | null }>(
        "select dtsen.erase_due_vault((now() at time zone 'Asia/Jakarta')::date, $1) as n",
        [by],
      );
      return row?.n;
    });
  expect(await erase("social-worker")).toBeNull();
  expect(await erase("bps-steward")).toBe(1);
  expect(await erase("bps-steward")).toBe(0);
  const { rows } = await desk().owner.query(
    `select (select count(*)::int from vault_note) as notes, actor, subject_id, detail
     from audit_entry where act = 'erase-vault'`,
  );
  const trace = { actor: "cli:bps-steward", subject_id: PERSON, detail: { ground: "retention" } };
  expect(rows).toEqual([{ notes: 0, ...trace }]);
});

test("facts of a version go with its projection, and come anew with the next one", async () => {
  const left = async () => {
    const { rows } = await desk().owner.query("select version_no from dtsen.vault_fact order by 1");
    return rows.map(({ version_no }) => version_no);
  };
  expect(await left()).toEqual([1, 2]);
  await desk().worker.query("select dtsen.drop_projection(2)");
  expect(await left()).toEqual([1]);
});

test("nobody reads or changes the vault by name", async () => {
  for (const table of [
    "vault_fact",
    "vault_note",
    "suppression",
    "suppression_member",
    "hidden_unit",
  ]) {
    const look = as("social-worker", "protection", (tx) =>
      tx.query(`select * from dtsen.${table}`),
    );
    await expect(look).rejects.toThrow("permission denied");
  }
});
