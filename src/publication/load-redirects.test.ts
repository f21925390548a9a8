import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openDuckDb, text } from "#engine/duckdb/database.ts";
import { asWorker } from "#store/transact.ts";
import { deskForTests } from "#test/store.ts";
import { loadRedirects } from "./load-redirects.ts";

const desk = deskForTests();

test("an id that is gone leads to the last heir that the version has; persons keep every step", async () => {
  const folder = await mkdtemp(join(tmpdir(), "dtsen-ledger-"));
  const db = await openDuckDb({ threads: 1, memory: "1GB", workFolder: folder });
  await db.run("create table family as select unnest([3, 9])::bigint as family_id");
  await db.run("create table person as select unnest([20])::bigint as person_id");
  // Families: 1 went on as 2, 2 as 3; 4 as 5, which this version does not have; 9 is still there.
  // Persons: 10 went on as 20; 20 parted into 31, which holds a record of 32 too; 33 was there before.
  await db.run(`copy (select * from (values
    ('redirect', 'family', 1, 2, null), ('redirect', 'family', 2, 3, null), ('redirect', 'family', 4, 5, null),
    ('redirect', 'family', 9, 3, null), ('split', 'family', 6, 3, null), ('redirect', 'person', 10, 20, null), ('split', 'person', 31, 20, null),
    ('mint', 'person', 31, null, 70), ('detach', 'person', 32, null, 71), ('attach', 'person', 31, null, 71),
    ('detach', 'person', 32, null, 72), ('attach', 'person', 33, null, 72)) t(kind, unit, unit_id, other_id, record_key),
    (values (1)) v(version_no)) to ${text(join(folder, "1.parquet"))} (format parquet)`);
  const versionNo = await asWorker(desk(), async (tx) => {
    const [row] = await tx.query<{ version_no: number }>(
      `insert into version (label, state, basis, as_of, manifest_sha256, built_by)
       values ('v', 'frozen', 'families', '2026-01-10', 'x', 'test') returning version_no`,
    );
    await tx.query(
      `insert into ledger_segment (segment_no, version_no, file, sha256, first_event, last_event,
         next_person_id, next_family_id) values (1, $1, '1.parquet', 'x', 1, 4, 1, 10)`,
      [row?.version_no],
    );
    return row?.version_no ?? 0;
  });
  expect(await loadRedirects(desk(), db, { versionNo, ledgerFolder: folder })).toBe(11);
  const rows = await asWorker(desk(), (tx) =>
    tx.query("select from_family_id, to_family_id from family_redirect order by 1"),
  );
  expect(rows).toEqual([
    { from_family_id: 1, to_family_id: 3 },
    { from_family_id: 2, to_family_id: 3 },
  ]);
  const heirs = await asWorker(desk(), (tx) =>
    tx.query("select from_person_id, to_person_id from person_redirect"),
  );
  expect(heirs).toEqual([{ from_person_id: 10, to_person_id: 20 }]);
  const persons = await asWorker(desk(), (tx) =>
    tx.query<{ line: string }>(
      "select concat_ws(' ', from_person_id, to_person_id, passed_in) as line from person_passage order by 1",
    ),
  );
  expect(persons.map(({ line }) => line)).toEqual(["10 20 1", "20 31 1", "32 31 1"]);
  const families = await asWorker(desk(), (tx) =>
    tx.query<{ line: string }>(
      "select concat_ws(' ', from_family_id, to_family_id, passed_in, is_parted) as line from family_passage order by 1",
    ),
  );
  // Merged (0), and parted from one that stays (1).
  expect(families.map(({ line }) => line)).toEqual([
    "1 2 1 0",
    "2 3 1 0",
    "3 6 1 1",
    "4 5 1 0",
    "9 3 1 0",
  ]);
  db.close();
  await rm(folder, { recursive: true });
});
