import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type DuckDb, openDuckDb, text } from "./database.ts";
import { duckdbEngine } from "./duckdb-engine.ts";
import { writeTable } from "./write-table.ts";

let folder: string;
let db: DuckDb;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "dtsen-write-table-"));
  db = await openDuckDb({ threads: 2, memory: "500MB", workFolder: folder });
  await db.run("set preserve_insertion_order = false");
});
afterAll(async () => {
  db.close();
  await rm(folder, { recursive: true, force: true });
});

/** As they lie in the file. */
async function ids(file: string): Promise<readonly number[]> {
  const lying = `read_parquet(${text(file)}, file_row_number = true) order by file_row_number`;
  return (await db.all<{ id: number }>(`select id from ${lying}`)).map(({ id }) => id);
}

test.each([
  ["that lie in order", "order by id"],
  ["that do not, though it was said", "order by id desc"],
  ["of which one lies where it should not", "order by case when id = 7 then 300000 else id end"],
])("rows %s are written in order", async (_which, order) => {
  const rows = 400_000;
  const table = `create or replace table lying as select cast(i as int) as id from range(${rows}) t(i) ${order}`;
  await db.run(`set preserve_insertion_order = true; ${table}`);
  await db.run("set preserve_insertion_order = false");
  const file = join(folder, "lying.parquet");
  const output = { table: "lying", file, order: ["id"], liesInOrder: true } as const;
  expect(await writeTable(db, output)).toBe(rows);
  const written = await ids(file);
  expect(written).toHaveLength(rows);
  expect(written.findIndex((id, place) => id !== place)).toBe(-1);
});

test("of two keys nobody says that rows lie in their order", async () => {
  await db.run("create or replace table lying as select 1 as id, 2 as other");
  const output = { table: "lying", file: join(folder, "two.parquet"), order: ["id", "other"] };
  await expect(writeTable(db, { ...output, liesInOrder: true })).rejects.toThrow("of one key");
  expect(await writeTable(db, output)).toBe(1);
});

test.each([
  ["read through", { isPassing: true }],
  ["taken in, and one still read", { takesIn: ["part_1", "part_2"] }],
] as const)(
  "parts in order, one after the other, are a whole in order, whatever they were joined with: %s",
  async (_how, whole) => {
    const engine = await duckdbEngine({ threads: 2, memory: "500MB", workFolder: folder });
    const input = join(folder, "input.parquet");
    await db.run(
      `copy (select cast(i as int) as id from range(400000) t(i) order by hash(i)) to ${text(input)} (format parquet)`,
    );
    const part = (no: number, low: number, high: number) => ({
      table: `part_${no}`,
      sql: `select n.id from number n left join number m on m.id = n.id - 1 where n.id between ${low} and ${high}`,
      order: ["id"],
      isPassing: true as const,
    });
    const file = join(folder, "parts.parquet");
    const counted = join(folder, "counted.parquet");
    const { rows } = await engine.run({
      name: "parts",
      inputs: [{ table: "number", files: [input] }],
      stages: [
        part(1, 0, 199_999),
        part(2, 200_000, 399_999),
        {
          table: "whole",
          sql: "select * from part_1 union all select * from part_2",
          ...whole,
        },
        { table: "counted", sql: "select count(*) as n from part_1" },
      ],
      outputs: [
        { table: "whole", file, order: ["id"], liesInOrder: true },
        { table: "counted", file: counted, order: [] },
      ],
    });
    expect(rows).toEqual({ whole: 400_000, counted: 1 });
    await engine.close();
    expect((await ids(file)).findIndex((id, place) => id !== place)).toBe(-1);
  },
);
