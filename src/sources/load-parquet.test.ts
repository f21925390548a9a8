import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type DuckDb, openDuckDb, text } from "#engine/duckdb/database.ts";
import { findLayout } from "./layouts/all.ts";
import { loadParquet } from "./load-parquet.ts";

const layout = findLayout("pln", "evidence");
let folder = "";
let db: DuckDb;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "parquet-"));
  db = await openDuckDb({ threads: 1, memory: "500MB", workFolder: join(folder, "spill") });
});
afterAll(async () => {
  db.close();
  await rm(folder, { recursive: true, force: true });
});

async function load(rows: number, mostRows?: number) {
  if (layout === undefined) throw new Error("no layout of pln");
  const file = join(folder, `${rows}.parquet`);
  const cells = layout.columns.map(({ header }) => `'1' as "${header}"`).join(", ");
  await db.run(
    `copy (select ${cells} from range(${rows})) to ${text(file)} (format parquet, row_group_size 2048)`,
  );
  await db.run("drop table if exists raw");
  return loadParquet(db, file, layout, {}, mostRows);
}

const isLoaded = async () =>
  (await db.all("select table_name from duckdb_tables() where table_name = 'raw'")).length === 1;

test("a file with more rows than there may be is refused by its metadata, before any is read", async () => {
  expect(await load(5_001, 5_000)).toEqual({ ok: false, problem: "parquet-too-many-rows" });
  expect(await isLoaded()).toBe(false);
});

test("as many rows as there may be are read", async () => {
  expect(await load(5_000, 5_000)).toMatchObject({ ok: true, value: { received: 5_000 } });
  expect(await load(5_001)).toMatchObject({ ok: true, value: { received: 5_001 } });
  expect(await isLoaded()).toBe(true);
});
