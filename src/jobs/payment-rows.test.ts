import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openDuckDb } from "#engine/duckdb/database.ts";
import { FORMULA_MARK, NUMBER_MARK } from "#sources/cell-marks.ts";
import type { FieldKeys } from "#store/field-cipher.ts";
import { readPaymentRows } from "./payment-rows.ts";

const NIK = "9933071705800001";
const keys = { encryption: randomBytes(32), index: randomBytes(32) } as unknown as FieldKeys;

let db: Awaited<ReturnType<typeof openDuckDb>>;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "rows-"));
  db = await openDuckDb({ threads: 1, memory: "100MB", workFolder: folder });
  await db.run(
    "create table raw (row_no bigint, nik text, status text, amount text, happened_on text)",
  );
  await db.run("create table broken as select 99::bigint as row_no, 'x' as problem where false");
});
afterAll(async () => {
  db.close();
  await rm(folder, { recursive: true });
});

/** What becomes of one row: its problem and column, or status, amount and day. */
async function readOne(nik: string, status: string, amount = "", day = ""): Promise<unknown[]> {
  const cells = [nik, status, amount, day].map((cell) => `'${cell}'`).join(", ");
  await db.run(`delete from raw; insert into raw values (1, ${cells})`);
  const [row] = await rowsOf();
  const [, , said, rupiah, on, problem, column] = row ?? [];
  return problem === null ? [said, rupiah, on] : [problem, column];
}

async function rowsOf(): Promise<readonly (readonly unknown[])[]> {
  const rows = [];
  const known = ["nik", "status", "amount", "happened_on"];
  for await (const row of readPaymentRows(db, keys, known)) rows.push(row);
  return rows;
}

test.each([
  ["a NIK written with blanks", "9933 0717 0580 0001", "SP2D", "1", "", ["released", 1n, null]],
  ["nothing but a status", NIK, "SP2D", "", "", ["released", null, null]],
  [
    "a day and whole rupiah",
    NIK,
    "SUDAH TRANSAKSI",
    "750.000",
    "2026-10-01",
    ["paid", 750_000n, "2026-10-01"],
  ],
  ["a NIK kept as a number", `${NUMBER_MARK}${NIK}`, "SP2D", "1", "", ["nik-malformed", "nik"]],
  ["a NIK that is computed", `${FORMULA_MARK}${NIK}`, "SP2D", "1", "", ["nik-malformed", "nik"]],
  ["a status that is computed", NIK, `${FORMULA_MARK}SP2D`, "1", "", ["status-missing", "status"]],
  ["an amount below nought", NIK, "SP2D", "-750000", "", ["amount-malformed", "amount"]],
  ["a day of no calendar", NIK, "SP2D", "1", "2026-02-31", ["day-malformed", "happened_on"]],
])("of %s", async (_what, nik, status, amount, day, becomes) => {
  expect(await readOne(nik, status, amount, day)).toEqual(becomes);
});

test("a row that could not be read goes back by its number", async () => {
  await db.run("delete from raw; insert into broken values (7, 'too-many-columns')");
  expect(await rowsOf()).toEqual([[7, null, null, null, null, "row-unreadable", "", null]]);
});
