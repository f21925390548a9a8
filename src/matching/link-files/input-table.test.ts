import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type DuckDb, openDuckDb, text } from "#engine/duckdb/database.ts";
import { openInputTable } from "./input-table.ts";

let folder = "";
let db: DuckDb;
let made = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "dtsen-input-"));
  db = await openDuckDb({ threads: 1, memory: "500MB", workFolder: join(folder, "spill") });
});
afterAll(async () => {
  db.close();
  await rm(folder, { recursive: true, force: true });
});

/** A file's columns and cells as they are read, or why it is refused. */
async function read(bytes: Buffer | string) {
  const file = join(folder, `file${made++}`);
  await writeFile(file, bytes);
  return await readFile(file);
}

async function readFile(file: string) {
  const opened = await openInputTable(db, { file, view: `input${made++}`, workFolder: folder });
  if (!opened.ok) return opened.problem;
  const { columns, view, leftOut } = opened.value;
  const cells = columns.map((_, i) => `c${i}`).join(", ");
  const rows = await db.all<Record<string, string | null>>(
    `select ${cells} from ${view} order by row_no`,
  );
  return { columns, rows: rows.map((row) => Object.values(row)), leftOut };
}

const WHOLE = { count: 0, first: [] };
const TABLE = {
  columns: ["no", "name", "postcode"],
  rows: [
    ["1", "José Ünal", "00123"],
    ["2", null, "0140"],
  ],
  leftOut: WHOLE,
};
const csv = (cut: string): string =>
  [
    ["no", "name", "postcode"],
    ["1", "José Ünal", "00123"],
    ["2", "", "0140"],
  ]
    .map((row) => row.join(cut))
    .join("\n");

test.each([",", ";", "\t", "|"])(
  "cells cut by %j are found, and digits stay as written",
  async (cut) => {
    expect(await read(csv(cut))).toEqual(TABLE);
  },
);

test.each([
  ["UTF-8 with its mark", Buffer.from(`\ufeff${csv(";")}`)],
  ["UTF-16 with its mark", Buffer.from(`\ufeff${csv("\t")}`, "utf16le")],
  ["UTF-16 without its mark", Buffer.from(csv("\t"), "utf16le")],
  ["big-endian UTF-16", Buffer.from(`\ufeff${csv(",")}`, "utf16le").swap16()],
  ["Windows-1252", Buffer.from(csv(";"), "latin1")],
  ["line ends of Windows", Buffer.from(csv(",").replaceAll("\n", "\r\n"))],
])("%s is read", async (_what, bytes) => {
  expect(await read(bytes)).toEqual(TABLE);
});

test("a header of Windows-1252 is read as its writer meant it", async () => {
  const said = await read(Buffer.from("id;prénom\n1;Zoé\n", "latin1"));
  expect(said).toEqual({ columns: ["id", "prénom"], rows: [["1", "Zoé"]], leftOut: WHOLE });
});

test("quoted cells may hold the delimiter, quotes and line ends; spaces around cells go", async () => {
  const said = await read('id, name, note\n1, Ann ,"a, ""b""\nc"\n2," Bo",\n');
  expect(said).toEqual({
    columns: ["id", "name", "note"],
    rows: [
      ["1", "Ann", 'a, "b" c'],
      ["2", "Bo", null],
    ],
    leftOut: WHOLE,
  });
});

test("a quote inside a word means nothing where no cell begins with one", async () => {
  const said = await read('id\tsize\n1\t5" pipe\n2\t7" pipe\n');
  expect(said).toMatchObject({
    rows: [
      ["1", '5" pipe'],
      ["2", '7" pipe'],
    ],
  });
});

test("rows that nobody can make whole are left out and counted, the others stand", async () => {
  const said = await read("id,name\n1,Ann\n2,Bo,Li\n3\n4,Cy\n");
  expect(said).toEqual({
    columns: ["id", "name"],
    rows: [
      ["1", "Ann"],
      ["4", "Cy"],
    ],
    leftOut: { count: 2, first: [2, 3] },
  });
});

test("Parquet of any types is read as the text that people would write", async () => {
  const file = join(folder, "typed.parquet");
  await db.run(`copy (select * from (values
    (1::bigint, 2000.0::double, date '1990-12-31', timestamp '1990-12-31 00:00:00', true, '007', [1, 2]),
    (2, 'nan'::double, null, timestamp '1990-12-31 10:30:00', null, ' 08 ', null))
    v(id, postcode, born, seen, ok, code, list)) to ${text(file)} (format parquet)`);
  expect(await readFile(file)).toEqual({
    columns: ["id", "postcode", "born", "seen", "ok", "code", "list"],
    rows: [
      ["1", "2000", "1990-12-31", "1990-12-31", "true", "007", "[1, 2]"],
      ["2", null, null, "1990-12-31 10:30:00", null, "08", null],
    ],
    leftOut: WHOLE,
  });
});

test.each([
  ["nothing", "", "file-empty"],
  ["a header alone", "id,name\n", "no-rows"],
  ["an archive", Buffer.from([0x1f, 0x8b, 8, 0]), "file-compressed"],
  ["half a Parquet", "PAR1 and no more", "parquet-damaged"],
])("%s is refused", async (_what, bytes, problem) => {
  expect(await read(bytes)).toBe(problem);
});
