import { beforeAll, expect, test } from "vitest";
import { SIZES } from "#test/sizes.ts";
import { adminForTests, deskForTests, sessionForTests } from "#test/store.ts";
import { seedDemoAccounts } from "./demo-accounts.ts";
import { asSession } from "./transact.ts";

const desk = deskForTests();
/** Enough that a scan of everything would be chosen only by mistake; `npm run prove` takes a million. */
const FAMILIES = SIZES.explainRows;

beforeAll(async () => {
  await seedDemoAccounts(desk(), "32.04");
  const admin = await adminForTests(desk());
  await admin.query(`
    insert into version (version_no, label, state, basis, as_of, manifest_sha256, built_by)
      values (1, '1', 'projected', 'families', '2026-01-01', 'x', 't');
    select open_projection(1);
    create temporary table village as select row_number() over (order by village_lo) as place, village_lo as no
      from region where tier = 'village' and village_lo between 3204000000 and 3204999999;
    insert into dtsen_loading.family_v1 (version_no, family_id, size, village_no, domicile_village_no, facts, kk_index)
      select 1, f, 3, v.no, v.no, '{1}', sha256(f::text::bytea) from generate_series(1, ${FAMILIES}) f
      join village v on v.place = 1 + f % (select count(*) from village);
    insert into dtsen_loading.person_v1 (version_no, person_id, family_id, village_no, domicile_village_no, name_key, nik_index, facts)
      select 1, f, f, v.no, v.no, 'siti ' || f % 5000, sha256(f::text::bytea), '{1}' from generate_series(1, ${FAMILIES}) f
      join village v on v.place = 1 + f % (select count(*) from village);
    select close_projection(1);
    insert into publication_pointer values (true, 1)`);
  await admin.end();
});

test.each([
  ["a family by its id", "select * from current_family where family_id = 777"],
  ["members of a family", "select * from current_person where family_id = 777"],
  ["a person by keyed NIK", "select * from current_person where nik_index = '\\x00'"],
  ["a family by keyed KK", "select * from current_family where kk_index = '\\x00'"],
  ["namesakes in the region", "select * from current_person where name_key = 'siti 42'"],
  [
    "the first page of a village",
    "select * from current_family where village_no = 3204052001 order by family_id limit 50",
  ],
])("the application finds %s by an index, under its policies", async (_what, sql) => {
  const token = await sessionForTests(desk(), "village-operator");
  const plan = await asSession(desk(), token, "verification", async (tx) => {
    const rows = await tx.query<{ "QUERY PLAN": string }>(`explain ${sql}`);
    return rows.map((row) => row["QUERY PLAN"]).join("\n");
  });
  expect(plan).not.toMatch(/Seq Scan on (family|person)_v/);
  expect(plan).toMatch(/Index/);
});

test.each([
  [
    "whom it hides",
    "select family_id from dtsen.person where version_no = 1 and (family_id = any ('{777}') or person_id = any (array(select unit_id from dtsen.hidden_unit)))",
  ],
  ["who is hidden now", "select from dtsen.person where version_no = 1 and is_suppressed"],
])("an order for safety finds %s by an index", async (_what, sql) => {
  const { rows } = await desk().owner.query<{ "QUERY PLAN": string }>(`explain ${sql}`);
  const plan = rows.map((row) => row["QUERY PLAN"]).join("\n");
  expect(plan).not.toMatch(/Seq Scan on person_v/);
  expect(plan).toMatch(/Index/);
});

test("a session that began on an empty audit log does not read the whole of it with every lookup later", async () => {
  const admin = await adminForTests(desk());
  const rowsRead = async () => {
    const { rows } = await admin.query<{ read: string }>(
      "select seq_tup_read as read from pg_stat_xact_user_tables where relname = 'audit_entry'",
    );
    return Number(rows[0]?.read ?? 0);
  };
  const ask = () =>
    admin.query(
      "select * from public_check_codes(array['\\x00'::bytea], array['a'], 10, array['r'])",
    );
  await admin.query("vacuum analyze audit_entry");
  await admin.query("begin");
  for (let i = 0; i < 10; i++) await ask();
  await admin.query(
    `insert into audit_entry (act, subject_kind, fields_class, row_count, request_id)
     select 'test', 'family', 'public', 1, 'test' from generate_series(1, 20000)`,
  );
  const before = await rowsRead();
  for (let i = 0; i < 10; i++) await ask();
  expect((await rowsRead()) - before).toBe(0);
  await admin.query("rollback");
  await admin.end();
});

test("what every request asks reads no table from end to end, however small: PostgreSQL 15 would compile it anew each time", async () => {
  const token = await sessionForTests(desk(), "village-operator");
  const admin = await adminForTests(desk());
  await admin.query("set search_path = dtsen, pg_temp");
  const readWhole = async (ask: string, values: unknown[]) => {
    await admin.query("begin");
    await admin.query(ask, values);
    const { rows } = await admin.query<{ relname: string }>(
      "select relname from pg_stat_xact_user_tables where seq_scan > 0 order by 1",
    );
    await admin.query("rollback");
    return rows.map(({ relname }) => relname);
  };
  expect(
    await readWhole(
      "select * from public_check_codes(array['\\x00'::bytea], array['a'], 10, array['r'])",
      [],
    ),
  ).toEqual([]);
  expect(
    await readWhole(
      "select * from public_check_names(array['\\x00'::bytea], array[1], array['a'], array[10], array['s'], 10, array['r'])",
      [],
    ),
  ).toEqual([]);
  expect(await readWhole("select begin_as($1, 'verification')", [token])).toEqual([]);
  await admin.end();
});
