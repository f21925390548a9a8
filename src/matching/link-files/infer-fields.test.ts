import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type DuckDb, openDuckDb } from "#engine/duckdb/database.ts";
import { inferFields, type NamedTable } from "./infer-fields.ts";

let folder = "";
let db: DuckDb;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "dtsen-fields-"));
  db = await openDuckDb({ threads: 1, memory: "500MB", workFolder: folder });
});
afterAll(async () => {
  db.close();
  await rm(folder, { recursive: true, force: true });
});

async function table(name: string, columns: readonly string[]): Promise<NamedTable> {
  await db.run(`create or replace view ${name} as
    select 'r' || i as c0, chr(97 + (i % 20)::int) || chr(97 + (i * 7 % 19)::int) || 'ara' as c1,
      (1950 + i % 50) || '-03-' || (10 + i % 19) as c2 from range(200) t(i)`);
  return { name, table: { view: name, rows: 200, columns } as NamedTable["table"], idPlace: 0 };
}

test.each([
  ["Arabic", ["رقم", "الاسم", "تاريخ الميلاد"], ["الاسم", "تاريخ الميلاد"]],
  ["Chinese", ["编号", "姓名", "出生日期"], ["姓名", "出生日期"]],
  ["Cyrillic", ["номер", "ИМЯ", "Дата рождения"], ["имя", "дата_рождения"]],
  ["German", ["Nr", "Straße", "Tag"], ["STRASSE", "tag"]],
])(
  "columns with %s headers are found in both files, each for itself",
  async (_script, columns, own) => {
    const left = await table("l", columns);
    const right = await table("r", ["id", ...own]);
    const { fields } = await inferFields(db, [left, right], []);
    expect(fields.map(({ column, kind }) => [column, kind])).toEqual([
      [columns[1], "name"],
      [columns[2], "date"],
    ]);
  },
);
