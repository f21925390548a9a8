import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type DuckDb, openDuckDb, text } from "./duckdb/database.ts";
import { withoutCells } from "./error-words.ts";

/** Values of a made-up record; none of them may reach a terminal. */
const CANARIES = [
  "SITI",
  "AMINAH",
  "O'NEIL",
  "99760152010300AB",
  "9976015201030001",
  "17081945",
  "17/08/1945",
  "wahyu",
];

let folder: string;
let db: DuckDb;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "error-words-"));
  db = await openDuckDb({ threads: 1, memory: "256MB", workFolder: join(folder, "spill") });
});
afterAll(async () => {
  db.close();
  await rm(folder, { recursive: true, force: true });
});

const complaint = async (sql: string): Promise<string> => {
  const error: unknown = await db.run(sql).catch((thrown: unknown) => thrown);
  if (!(error instanceof Error)) throw new Error(`no complaint: ${sql}`);
  return error.stack ?? error.message;
};
const saysNoneOf = (said: string): readonly string[] =>
  CANARIES.filter((canary) => said.includes(canary));

test.each([
  ["a name where a number is due", "select cast(v as int) from (values ('SITI AMINAH')) t(v)"],
  ["a name with a quote", "select cast(v as int) from (values ('SITI O''NEIL')) t(v)"],
  ["letters in a NIK", "select cast(v as bigint) from (values ('99760152010300AB')) t(v)"],
  ["a day that is none", "select cast(v as date) from (values ('17081945 SITI')) t(v)"],
  ["a day of another form", "select strptime(v, '%Y-%m-%d') from (values ('17081945')) t(v)"],
  ["a name in small letters", "select cast(v as int) from (values ('wahyu')) t(v)"],
  ["a day with strokes", "select cast(v as int) from (values ('17/08/1945')) t(v)"],
  ["a word where a day is due", "select strptime(v, '%Y') from (values ('wahyu')) t(v)"],
  ["a NIK in a message of our own", "select error('row 9976015201030001 is a repeat')"],
])("an engine stumbles at %s, and does not say it", async (_, sql) => {
  const said = await complaint(sql);
  expect(saysNoneOf(said)).not.toEqual([]);
  expect(saysNoneOf(withoutCells(said))).toEqual([]);
});

test("nor does it repeat the line of a file", async () => {
  const file = join(folder, "rows.csv");
  await writeFile(file, "1,SITI AMINAH\n9976015201030001 x,O'NEIL\n");
  const said = await complaint(
    `select * from read_csv(${text(file)}, header = false, auto_detect = false, columns = {'n': 'INT', 'name': 'VARCHAR'})`,
  );
  expect(saysNoneOf(said)).not.toEqual([]);
  expect(saysNoneOf(withoutCells(said))).toEqual([]);
});

test("Spark's words for a cell are hidden too; what mends the mistake stays", async () => {
  const spark = `[CAST_INVALID_INPUT] The value 'SITI AMINAH' of the type "STRING" cannot be cast to "BIGINT" because it is malformed.`;
  expect(withoutCells(spark)).toBe(
    `[CAST_INVALID_INPUT] The value '[isi sel]' of the type "STRING" cannot be cast to "BIGINT" because it is malformed.`,
  );
  const missing = await complaint("select kanon_key from name_form");
  expect(withoutCells(missing)).toContain("name_form");
  expect(withoutCells(missing)).toContain("select kanon_key");
  const unknown = await complaint("select kanon from (select 1 as kanon_key) t");
  expect(withoutCells(unknown)).toMatch(/column "kanon" not found/);
  const { stack = "" } = new Error("no row of 'SITI'");
  expect(withoutCells(stack)).toContain("no row of '[isi sel]'\n");
  expect(withoutCells(stack)).toContain("error-words.test.ts:");
});
