import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openDuckDb, text } from "#engine/duckdb/database.ts";
import { asWorker } from "#store/transact.ts";
import { deskForTests } from "#test/store.ts";
import { loadRedirects } from "./load-redirects.ts";

const desk = deskForTests();

test("an id that is gone leads to the last heir that the version has", async () => {
  const folder = await mkdtemp(join(tmpdir(), "dtsen-ledger-"));
  const db = await openDuckDb({ threads: 1, memory: "1GB", workFolder: folder });
  await db.run("create table family as select unnest([3, 9])::bigint as family_id");
  await db.run("create table person as select unnest([30])::bigint as person_id");
  // 1 went on as 2, 2 as 3; 4 as 5, which this version does not have; 9 is still there.
  await db.run(`copy (select * from (values (1, 2, 'family'), (2, 3, 'family'), (4, 5, 'family'),
    (9, 3, 'family'), (10, 20, 'person'), (20, 30, 'person')) t(unit_id, other_id, unit),
    (values ('redirect')) k(kind)) to ${text(join(folder, "1.parquet"))} (format parquet)`);
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
  expect(await loadRedirects(desk(), db, { versionNo, ledgerFolder: folder })).toBe(4);
  const rows = await asWorker(desk(), (tx) =>
    tx.query("select from_family_id, to_family_id from family_redirect order by 1"),
  );
  expect(rows).toEqual([
    { from_family_id: 1, to_family_id: 3 },
    { from_family_id: 2, to_family_id: 3 },
  ]);
  const persons = await asWorker(desk(), (tx) =>
    tx.query("select from_person_id, to_person_id from person_redirect order by 1"),
  );
  expect(persons).toEqual([
    { from_person_id: 10, to_person_id: 30 },
    { from_person_id: 20, to_person_id: 30 },
  ]);
  db.close();
  await rm(folder, { recursive: true });
});
