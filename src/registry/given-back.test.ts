import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { duckdbDialect } from "#engine/dialect.ts";
import { type DuckDb, openDuckDb } from "#engine/duckdb/database.ts";
import { evidenceTable } from "./evidence.ts";
import type { GivenBack } from "./given-back.ts";

let db: DuckDb;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "given-back-"));
  db = await openDuckDb({ threads: 1, memory: "500MB", workFolder: folder });
  // 3 was merged into 2 by this version; 4 into 5 long ago, and lives again; of 6 nobody is left.
  await db.run("create table family_id as select unnest([1, 2, 4, 5])::bigint as unit_id");
  await db.run("create table family_heir as select 3::bigint as old_id, 2::bigint as unit_id");
});
afterAll(async () => {
  db.close();
  await rm(folder, { recursive: true, force: true });
});

let key = 0;
const place = (asked: bigint, more: Partial<GivenBack> = {}): GivenBack => ({
  recordKey: ++key,
  askedId: asked,
  standsId: asked,
  statement: "gave-up-pkh",
  since: 20261202,
  ...more,
});

async function said(givenBack: readonly GivenBack[]) {
  for (const { table, sql } of evidenceTable(duckdbDialect, {
    hasEvidence: false,
    answers: [],
    givenBack,
  }))
    await db.run(`create or replace table ${table} as ${sql}`);
  const rows = await db.all<{ family: bigint; statement: string; day: number; milli: number }>(
    `select family_id as family, statement, observed_on as day, match_probability_milli as milli from evidence
     order by family_id, statement`,
  );
  return rows.map(({ family, statement, day, milli }) => [Number(family), statement, day, milli]);
}

test("a family says it under the id it has in this version: its own, that of whom it went on as, or nothing", async () => {
  const places = [place(1n), place(3n), place(4n, { standsId: 5n }), place(6n)];
  expect(await said(places)).toEqual([
    [1, "gave-up-pkh", 20261202, 1000],
    [2, "gave-up-pkh", 20261202, 1000],
    [4, "gave-up-pkh", 20261202, 1000],
  ]);
});

test("two that became one say it once, since the first of them; each program for itself", async () => {
  const places = [
    place(2n, { since: 20261220 }),
    place(3n),
    place(2n, { statement: "gave-up-sembako" }),
  ];
  expect(await said(places)).toEqual([
    [2, "gave-up-pkh", 20261202, 1000],
    [2, "gave-up-sembako", 20261202, 1000],
  ]);
});

test("where nobody gave anything back the table is as before", () => {
  const steps = evidenceTable(duckdbDialect, { hasEvidence: false, answers: [], givenBack: [] });
  expect(steps.map(({ table }) => table)).toEqual(["evidence"]);
});
