import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type DuckDb, openDuckDb, text } from "#engine/duckdb/database.ts";
import { deskForTests } from "#test/store.ts";
import { type DeterminedBase, writeDetermined } from "./determined-places.ts";

const desk = deskForTests();
const BASES: readonly DeterminedBase[] = [
  { program: "pkh", determinationNo: 7, versionNo: 1, label: "2026-1" },
];
let db: DuckDb;
let folder = "";
const side = (versionNo: number, table: string) => join(folder, `${table}-${versionNo}.parquet`);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "determined-"));
  db = await openDuckDb({ threads: 1, memory: "256MB", workFolder: folder });
  const write = (file: string, rows: string) =>
    db.run(`copy (${rows}) to ${text(file)} (format parquet)`);
  const listed = (rows: string) =>
    `select * from (values ${rows}) o (program, unit, unit_id, family_id, village_no, outcome)`;
  await write(
    side(1, "outcome"),
    listed(`('pkh', 'family', 1, 1, 11, 'recipient'), ('pkh', 'family', 2, 2, 11, 'review'),
      ('pkh', 'family', 3, 3, 11, 'reserve'), ('sembako', 'family', 4, 4, 11, 'recipient')`),
  );
  // The older version does not know a fact of today, and knows one that is asked no more.
  await write(
    side(1, "person"),
    "select * from (values (10, 1, 40, 5), (20, 2, 30, 5), (40, 4, 20, 5)) p (person_id, family_id, age, old_fact)",
  );
  await write(
    side(2, "person"),
    "select * from (values (10, 1, 41, 6), (90, null, 50, 6)) p (person_id, family_id, age, new_fact)",
  );
  await desk().owner.query(
    `insert into dtsen.version (version_no, label, state, basis, as_of, built_by, failed_reason) overriding system value
     select n, 'v' || n, 'failed', 'persons', '2026-01-10', 'test', 'test' from generate_series(1, 2) n`,
  );
  await desk().owner.query(
    `insert into dtsen.removal_run (before_no, version_no, figures, file_sha256, reply_days)
     values (2, 1, '{}', repeat('a', 64), 21), (1, 2, '{}', repeat('a', 64), 21)`,
  );
  await desk().owner.query(
    `insert into dtsen.removal (run_no, version_no, program, unit, unit_id, family_id, village_no, domicile_village_no, cause, detail,
       is_reviewed, state)
     select n.run_no, n.version_no, r.program, 'family', r.id, r.id, 11, 11, 'decile', 'x', true, r.state
     from dtsen.removal_run n join (values (2, 'pkh', 2, 'effective'), (2, 'pkh', 1, 'noticed'), (2, 'sembako', 4, 'effective'),
       (1, 'pkh', 3, 'effective')) r (version_no, program, id, state) on r.version_no = n.version_no`,
  );
});
afterAll(async () => {
  db.close();
  await rm(folder, { recursive: true, force: true });
});

const rowsOf = (table: string, columns: string) =>
  db.all(
    `select ${columns} from read_parquet(${text(join(folder, `${table}.parquet`))}) order by all`,
  );

test("places of the determined list, members that the version in force has no more, and who was taken off since", async () => {
  await writeDetermined(desk(), db, { bases: BASES, folder, side, before: 2 });
  expect(await rowsOf("determined", "program, cast(unit_id as int) as id")).toEqual([
    { program: "pkh", id: 1 },
    { program: "pkh", id: 2 },
  ]);
  // By the columns of the version in force: what was not asked then is not known.
  expect(await rowsOf("person_determined", "*")).toEqual([
    { person_id: 20, family_id: 2, age: 30, new_fact: null },
  ]);
  expect(await rowsOf("settled", "program, cast(unit_id as int) as id")).toEqual([
    { program: "pkh", id: 2 },
  ]);
});
