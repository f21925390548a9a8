import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type DuckDb, openDuckDb, text } from "#engine/duckdb/database.ts";
import { columnShape } from "./column-shape.ts";
import { inferKind } from "./infer-kind.ts";

let folder = "";
let db: DuckDb;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "dtsen-kind-"));
  db = await openDuckDb({ threads: 1, memory: "500MB", workFolder: folder });
});
afterAll(async () => {
  db.close();
  await rm(folder, { recursive: true, force: true });
});

const ROWS = 300;
/** Numbers that repeat seldom and follow nothing. */
const odd = (i: number): number => (i * 7919 + 13) % 100_003;
const word = (i: number): string =>
  [...String(odd(i))].map((digit) => "abcdefghij"[Number(digit)]).join("");
const two = (n: number): string => String(n).padStart(2, "0");

async function kindOf(header: string, value: (row: number) => string | null): Promise<string> {
  const rows = Array.from({ length: ROWS }, (_, i) => {
    const written = value(i);
    return `(${i}, ${written === null ? "null" : text(written)})`;
  });
  await db.run(`create or replace table t as select * from (values ${rows.join(", ")}) v(id, c)`);
  const shape = await columnShape(db, [
    { view: "t", cell: "c", idCell: "id::varchar", rows: ROWS },
  ]);
  return inferKind(header, shape).kind ?? "left out";
}

const day = (i: number) => ({ y: 1950 + (i % 60), m: 1 + (i % 12), d: 1 + (i % 28) });

test.each<[string, string, (row: number) => string | null, string]>([
  ["days, the year first", "a", (i) => `${day(i).y}-${two(day(i).m)}-${two(day(i).d)}`, "date"],
  ["days, the day first", "a", (i) => `${day(i).d}/${day(i).m}/${day(i).y}`, "date"],
  ["days of eight digits", "a", (i) => `${day(i).y}${two(day(i).m)}${two(day(i).d)}`, "date"],
  [
    "days of two-digit years",
    "a",
    (i) => `${two(day(i).d)}.${two(day(i).m)}.${two(day(i).y % 100)}`,
    "date",
  ],
  [
    "days in every writing, some of them nonsense, where the header says so",
    "tgl_lahir",
    (i) =>
      [
        `${day(i).d}/${day(i).m}/${day(i).y}`,
        `${day(i).y}-${two(day(i).m)}`,
        `${day(i).y}-${two(day(i).m)}-${two(day(i).d)}`,
      ][i % 3] ?? "",
    "date",
  ],
  ["days with a month's name", "a", (i) => `${day(i).d} Agustus ${day(i).y}`, "date"],
  [
    "days in other languages and digits",
    "a",
    (i) =>
      [
        `${day(i).d} августа ${day(i).y} г.`,
        `${day(i).y}年${day(i).m}月${day(i).d}日`,
        `${day(i).d} de marzo de ${day(i).y}`,
        `Mar ${day(i).d}, ${day(i).y}`,
        [..."04/08/1950"].map((c) => "٠١٢٣٤٥٦٧٨٩"[Number(c)] ?? c).join(""),
      ][i % 5] ?? "",
    "date",
  ],
  ["places on the earth", "a", (i) => `-6.${odd(i)}, 106.${odd(i + 1)}`, "geo"],
  ["e-mail addresses", "a", (i) => `${word(i)}@example.org`, "id"],
  ["phone numbers", "a", (i) => `+99 ${odd(i)} ${odd(i + 9)}`, "id"],
  ["product codes", "a", (i) => `PX${odd(i)}B`, "id"],
  ["postcodes with leading zeros", "a", (i) => `0${1000 + (i % 97)}`, "category"],
  ["prices", "a", (i) => `${odd(i)}.50`, "number"],
  ["ages", "age", (i) => `${i % 90}`, "number"],
  ["a few words that repeat", "a", (i) => ["red", "green", "blue"][i % 3] ?? "", "category"],
  ["names of people", "a", (i) => `${word(i)} ${word(i + 5)}`, "name"],
  [
    "names in another script",
    "a",
    (i) =>
      `${"あいうえお"[i % 5]}${"かきくけこ"[(i >> 2) % 5]}${"さしすせそ"[(i >> 4) % 5]}${"たちつてと"[(i >> 6) % 5]}`,
    "name",
  ],
  ["addresses", "a", (i) => `${odd(i) % 90} ${word(i)} Street, flat ${i % 9}`, "text"],
  ["row numbers", "a", (i) => String(i + 1), "left out"],
  ["one value only", "a", () => "same", "left out"],
  ["almost nothing", "a", (i) => (i < 3 ? word(i) : null), "left out"],
])("%s", async (_what, header, value, kind) => {
  expect(await kindOf(header, value)).toBe(kind);
});

test("in a file of a few rows equal values leave no column out", () => {
  const shape = {
    rows: 2,
    known: 2,
    distinct: 1,
    averageLength: 4,
    shortest: 4,
    longest: 4,
    averageWords: 1,
    countsRows: false,
  };
  const shares = {
    date: 0,
    geo: 0,
    whole: 0,
    fraction: 0,
    digits: 0,
    address: 0,
    code: 0,
    letters: 1,
  };
  expect(inferKind("a", { ...shape, shares }).kind).toBe("name");
  expect(inferKind("a", { ...shape, rows: 200, known: 200, shares }).kind).toBeUndefined();
});
