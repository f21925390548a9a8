import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type DuckDb, openDuckDb, text } from "#engine/duckdb/database.ts";
import { underIdsOfToday } from "./outcomes-before.ts";

const LIMITS = { threads: 1, memory: "256MB" };
let folder: string;
let db: DuckDb;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "dtsen-before-"));
  db = await openDuckDb({ ...LIMITS, workFolder: join(folder, "spill") });
  const write = (name: string, sql: string) =>
    db.run(`copy (${sql}) to ${text(join(folder, `${name}.parquet`))} (format parquet)`);
  // Family 1 went on in 2, person 10 in 20 and that in 30; family 3 stayed.
  await write("family", "select * from (values (2::bigint), (3::bigint)) t(family_id)");
  await write("person", "select 30::bigint as person_id");
  await write(
    "ledger",
    `select * from (values ('redirect', 'family', 1::bigint, 2::bigint, 4), ('redirect', 'person', 10, 20, 4),
       ('redirect', 'person', 20, 30, 5)) t(kind, unit, unit_id, other_id, version_no)`,
  );
  await write(
    "before",
    `select * from (values ('klj', 'person', 10::bigint, 'recipient'), ('blt-desa', 'family', 1, 'recipient'),
       ('blt-desa', 'family', 2, 'recipient'), ('blt-desa', 'family', 3, 'reserve')) t(program, unit, unit_id, outcome)`,
  );
});
afterAll(async () => {
  db.close();
  await rm(folder, { recursive: true, force: true });
});

test("whose family or person went on in another keeps the place under the new id, once", async () => {
  const previousFile = join(folder, "before.parquet");
  const ledger = text(join(folder, "ledger.parquet"));
  const now = { folder, ledger, work: folder };
  const carried = await underIdsOfToday({ previousFile }, now, LIMITS);
  const rows = await db.all(
    `select program, unit, unit_id::int as id, outcome from read_parquet(${text(carried.previousFile ?? "")}) order by all`,
  );
  expect(rows).toEqual([
    { program: "blt-desa", unit: "family", id: 2, outcome: "recipient" },
    { program: "blt-desa", unit: "family", id: 3, outcome: "reserve" },
    { program: "klj", unit: "person", id: 30, outcome: "recipient" },
  ]);
  expect(await underIdsOfToday({ previousFile }, { ...now, ledger: "" }, LIMITS)).toEqual({
    previousFile,
  });
  expect(await underIdsOfToday({}, now, LIMITS)).toEqual({});
});
