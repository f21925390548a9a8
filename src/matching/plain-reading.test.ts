import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type DuckDb, openDuckDb } from "#engine/duckdb/database.ts";
import type { Stage } from "#engine/step.ts";
import { runStages as plainly, plantRows } from "#test/run-stages.ts";
import { candidatePairs } from "./candidate-pairs.ts";
import { dateLevel, datePartsAgreeing, numberLevel } from "./comparisons.ts";
import { digits } from "./digits.ts";
import { settledLinks } from "./one-to-one.ts";
import { rarity } from "./weights.ts";

let folder: string;
let db: DuckDb;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "plain-"));
  db = await openDuckDb({ threads: 1, memory: "512MB", workFolder: folder });
});
afterAll(async () => {
  db.close();
  await rm(folder, { recursive: true, force: true });
});

const runStages = (stages: readonly Stage[]) => plainly(db, stages);
const table = (
  name: string,
  columns: readonly string[],
  rows: readonly (readonly number[])[],
): Promise<void> => plantRows(db, name, columns, rows);

test("one slip in sixteen digits is near, and nothing else is", async () => {
  const nik = fc.bigInt({ min: 9_900_000_000_000_000n, max: 9_999_999_999_999_999n });
  await fc.assert(
    fc.asyncProperty(nik, fc.nat(15), fc.nat(9), fc.nat(14), async (number, at, digit, swap) => {
      const text = String(number);
      const typed = `${text.slice(0, at)}${digit}${text.slice(at + 1)}`;
      const swapped = `${text.slice(0, swap)}${text[swap + 1]}${text[swap]}${text.slice(swap + 2)}`;
      for (const other of [typed, swapped].filter((one) => !one.startsWith("0"))) {
        const [row] = await db.all<{ level: number }>(
          `select ${numberLevel(`cast(${text} as bigint)`, `cast(${other} as bigint)`)} as level`,
        );
        expect(row?.level).toBe(other === text ? 3 : 2);
      }
    }),
    { numRuns: 60 },
  );
});

test("dates are compared part by part, as a plain reading does", async () => {
  const parts = [
    [1990, 1, 1],
    [1990, 1, 2],
    [1990, 2, 1],
    [1990, 3, 3],
    [1991, 1, 1],
    [1991, 1, 2],
    [1992, 3, 3],
    [0, 0, 0],
  ] as const;
  await table(
    "day",
    ["birth_day", "birth_year", "birth_month", "birth_dom"],
    parts.map(([y, m, d]) => [y * 10_000 + m * 100 + d, y, m, d]),
  );
  const found = await db.all<{ l: number; r: number; parts: number; level: number }>(`\
select cast(l.birth_day as int) as l, cast(r.birth_day as int) as r, ${datePartsAgreeing("l", "r")} as parts,
  ${dateLevel("l", "r")} as level from day l cross join day r`);
  expect(found.length).toBe(parts.length ** 2);
  const dayOf = (number: number) => [
    Math.floor(number / 10_000),
    Math.floor(number / 100) % 100,
    number % 100,
  ];
  for (const { l, r, parts, level } of found) {
    const [left, right] = [dayOf(l), dayOf(r)];
    const isKnown = l !== 0 && r !== 0;
    const agreeing = left.filter((part, i) => part === right[i]).length;
    expect(parts).toBe(isKnown ? agreeing : 0);
    expect(level).toBe(isKnown ? plainDateLevel(left, right, agreeing) : 0);
  }
  expect(new Set(found.map(({ level }) => level))).toEqual(new Set([0, 1, 2, 3, 4, 5]));
});

function plainDateLevel(left: readonly number[], right: readonly number[], agreeing: number) {
  const [apart, isSwapped] = [
    Math.abs((left[0] ?? 0) - (right[0] ?? 0)),
    left[1] === right[2] && left[2] === right[1],
  ];
  const saysYearOnly = [left, right].some(([, month, day]) => month === 1 && day === 1);
  if (agreeing >= 2) return agreeing + 2;
  if (apart > 1) return 1;
  if (apart === 1) return 2;
  return isSwapped || saysYearOnly ? 4 : 3;
}

test("rarity is the whole part of minus log2, between its bounds", async () => {
  for (const [n, total] of [
    [1, 1],
    [1, 7],
    [1, 8],
    [3, 100],
    [1, 1_000_000],
    [5, 5_000_000],
  ] as const) {
    const [row] = await db.all<{ bits: number }>(`select ${rarity(`${n}`, `${total}`)} as bits`);
    const bits = Math.min(17, Math.max(3, Math.floor(Math.log2(total / n))));
    expect(row?.bits).toBe(bits * 1000);
  }
});

test("text that is not exactly so many digits is no number", async () => {
  for (const text of ["99", "99320401O1", "9932040101", "99320401012", ""]) {
    const [row] = await db.all<{ n: bigint | null }>(`select ${digits(`'${text}'`, 10)} as n`);
    expect(row?.n ?? null).toBe(/^\d{10}$/.test(text) ? BigInt(text) : null);
  }
});

const FORM_COLUMNS = [
  "record_key",
  "delivery_no",
  "kk",
  "nik",
  "birth_day",
  "birth_year",
  "village",
  "district",
  "regency",
  "kanon_key",
  "sorted_key",
  "joined_key",
  "word_1",
  "last_word",
  "mother_kanon_key",
];
const few = fc.constantFrom(0, 1, 101);
/** Two that share their head, and another. */
const niks = fc.constantFrom(
  0,
  1_907_010_101_010_001,
  1_907_010_101_010_002,
  1_807_010_101_010_001,
);
/** Of one year, of one decade, of one day of the year, of 1 January. */
const birthDays = fc.constantFrom(
  0,
  19_310_101,
  19_310_405,
  19_310_406,
  19_320_405,
  19_410_405,
  19_420_101,
);
const columns = FORM_COLUMNS.slice(2);
const anyForm = fc
  .tuple(birthDays, fc.tuple(...columns.map((column) => (column === "nik" ? niks : few))))
  .map(([birthDay, row]) =>
    columns.map((column, i) => {
      if (column === "birth_day") return birthDay;
      return column === "birth_year" ? Math.floor(birthDay / 10_000) : (row[i] ?? 0);
    }),
  );

test("candidates are those who share a key, each once, hot blocks refined and counted", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(anyForm, { maxLength: 5 }),
      fc.array(anyForm, { maxLength: 5 }),
      async (ls, rs) => {
        await table(
          "left_form",
          FORM_COLUMNS,
          ls.map((row, i) => [i + 1, 2, ...row]),
        );
        await table(
          "spine",
          FORM_COLUMNS,
          rs.map((row, i) => [i + 101, 1, ...row]),
        );
        await runStages(candidatePairs({ hot: 1_000 }));
        const found = await db.all<{ l: number; r: number }>(
          "select cast(record_key as int) as l, cast(spine_key as int) as r from candidate_pair order by l, r",
        );
        const pairs = ls.flatMap((l, i) =>
          rs.flatMap((r, j) => (sharesKey(l, r) ? [{ l: i + 1, r: j + 101 }] : [])),
        );
        expect(found).toEqual(pairs);
      },
    ),
    { numRuns: 24 },
  );
});

/** 1 January. */
const NEW_YEAR = 101;

/** The keys once more, in words. */
function sharesKey(l: readonly number[], r: readonly number[]): boolean {
  const of = (side: readonly number[], name: string) => side[FORM_COLUMNS.indexOf(name) - 2] ?? 0;
  const known = (...names: string[]) =>
    names.every((name) => of(l, name) !== 0 && of(r, name) !== 0);
  const equal = (...names: string[]) => names.every((name) => of(l, name) === of(r, name));
  const same = (...names: string[]) => known(...names) && equal(...names);
  const dayOfYear = (side: readonly number[]) => of(side, "birth_day") % 10_000;
  const sameDayOfYear =
    known("birth_day") && dayOfYear(l) === dayOfYear(r) && dayOfYear(l) !== NEW_YEAR;
  const head = (side: readonly number[]) => Math.floor(of(side, "nik") / 10_000);
  const decade = (side: readonly number[]) => Math.floor(of(side, "birth_year") / 10);
  return (
    same("kk") ||
    (known("nik") && head(l) === head(r)) ||
    same("birth_day", "district") ||
    same("birth_day", "sorted_key") ||
    same("birth_day", "regency", "word_1") ||
    same("birth_day", "regency", "last_word") ||
    (sameDayOfYear && same("district", "kanon_key")) ||
    (sameDayOfYear && same("village", "last_word")) ||
    (sameDayOfYear && same("village", "mother_kanon_key")) ||
    (known("birth_day") && decade(l) === decade(r) && same("village", "joined_key")) ||
    (of(l, "birth_day") === 0 && same("village", "joined_key")) ||
    same("mother_kanon_key", "village", "word_1") ||
    (known("birth_day") && equal("birth_year") && same("mother_kanon_key", "village"))
  );
}

test("a name is sought in its village among people of its decade, or of any age where the day is unknown", async () => {
  const person = (key: number, year: number, day: number) =>
    FORM_COLUMNS.map(
      (column) =>
        ({ record_key: key, village: 5, joined_key: 7, birth_year: year, birth_day: day })[
          column
        ] ?? 0,
    );
  await table("left_form", FORM_COLUMNS, [person(1, 1981, 19810203), person(2, 0, 0)]);
  const spine = [person(101, 1985, 19850607), person(102, 1979, 19790809)];
  await table("spine", FORM_COLUMNS, spine);
  await runStages(candidatePairs({ hot: 1_000 }));
  expect(
    await db.all(
      "select cast(record_key as int) as l, cast(spine_key as int) as r from candidate_pair order by l, r",
    ),
  ).toEqual([
    { l: 1, r: 101 },
    { l: 2, r: 101 },
    { l: 2, r: 102 },
  ]);
});

test("a block that costs too much is refined, and what is left out is counted", async () => {
  const person = (key: number, delivery: number, year: number) =>
    FORM_COLUMNS.map(
      (column) =>
        ({ record_key: key, delivery_no: delivery, kk: 7, birth_year: year })[column] ?? 0,
    );
  await table(
    "left_form",
    FORM_COLUMNS,
    [1, 2, 3].map((key) => person(key, 2, 1990 + key)),
  );
  await table(
    "spine",
    FORM_COLUMNS,
    [101, 102, 103].map((key) => person(key, 1, 1890 + key)),
  );
  await runStages(candidatePairs({ hot: 4 }));
  expect(await db.all("select cast(count(*) as int) as n from candidate_pair")).toEqual([{ n: 3 }]);
  await runStages(candidatePairs({ hot: 0 }));
  expect(
    await db.all(`select cast(hot_blocks as int) as hot, cast(blocks_left_out as int) as out, cast(pairs_left_out as int) as pairs
      from hot_block where blocking_key = 'card'`),
  ).toEqual([{ hot: 1, out: 3, pairs: 3 }]);
});

test("trials are paired like real records, and change neither their pairs nor what is counted", async () => {
  const person = (key: number, year: number) =>
    FORM_COLUMNS.map((column) => ({ record_key: key, kk: 7, birth_year: year })[column] ?? 0);
  const spineKeys = [101, 102, 103];
  const seen = async (trials: readonly number[]) => {
    const left = [1, 2, ...trials].map((key) => person(key, 1990 + (Math.abs(key) % 2)));
    await table("left_form", FORM_COLUMNS, left);
    await table(
      "spine",
      FORM_COLUMNS,
      spineKeys.map((key) => person(key, 1990)),
    );
    await runStages(candidatePairs({ hot: 6 }));
    const pairs = (of: string) =>
      db.all(`select cast(record_key as int) as l, cast(spine_key as int) as r from candidate_pair
        where record_key ${of} order by l, r`);
    const hot = await db.all("select * from hot_block order by blocking_key");
    return { real: await pairs("> 0"), trials: (await pairs("< 0")).length, hot };
  };
  const without = await seen([]);
  const beside = await seen([-3, -4, -5, -6]);
  expect(without.real.length).toBe(6);
  expect(beside).toEqual({ ...without, trials: 12 });
});

test("links are one to one within a delivery, the heaviest first", async () => {
  const edge = fc.tuple(
    fc.integer({ min: 1, max: 4 }),
    fc.integer({ min: 101, max: 104 }),
    fc.integer({ min: 1, max: 9 }),
  );
  const edges = fc.uniqueArray(edge, { maxLength: 10, selector: ([l, r]) => `${l}|${r}` });
  await fc.assert(
    fc.asyncProperty(edges, async (rows) => {
      await table("exact_link", ["record_key", "delivery_no", "spine_key"], []);
      await table(
        "scored_pair",
        ["record_key", "delivery_no", "spine_key", "weight"],
        rows.map(([l, r, w]) => [l, 1 + (l % 2), r, w]),
      );
      await runStages(settledLinks());
      const found = await db.all(
        "select cast(record_key as int) as l, cast(spine_key as int) as r from settled_link order by l",
      );
      expect(found).toEqual(plainOneToOne(rows));
    }),
    { numRuns: 15 },
  );
});

/** Mutual bests, taken until none is left; ties to the lower spine, then the lower record. */
function plainOneToOne(rows: readonly (readonly [number, number, number])[]) {
  let open = rows.map(([l, r, w]) => ({ l, r, w, d: 1 + (l % 2) }));
  const taken: { l: number; r: number }[] = [];
  while (open.length > 0) {
    const best = open.filter(
      (e) =>
        open.every((o) => o.l !== e.l || o.w < e.w || (o.w === e.w && o.r >= e.r)) &&
        open.every((o) => o.r !== e.r || o.d !== e.d || o.w < e.w || (o.w === e.w && o.l >= e.l)),
    );
    taken.push(...best.map(({ l, r }) => ({ l, r })));
    open = open.filter((e) => best.every((b) => b.l !== e.l && (b.r !== e.r || b.d !== e.d)));
  }
  return taken.sort((a, b) => a.l - b.l);
}
