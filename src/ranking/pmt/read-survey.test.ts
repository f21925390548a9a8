import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type DuckDb, openDuckDb, text } from "#engine/duckdb/database.ts";
import { ROOT } from "#test/sources.ts";
import { parseSpec } from "./parse-spec.ts";
import { readSurvey } from "./read-survey.ts";

let folder = "";
let db: DuckDb;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "dtsen-survey-"));
  db = await openDuckDb({ threads: 1, memory: "1GB", workFolder: join(folder, "spill") });
});
afterAll(async () => {
  db.close();
  await rm(folder, { recursive: true, force: true });
});

type Cells = Readonly<Record<string, string | number>>;

/** Two hundred households in twenty units, whose spending hangs on floor and rooms. */
const HOUSEHOLDS: readonly Cells[] = Array.from({ length: 200 }, (_, i) => ({
  hh: `h${i}`,
  psu: `u${i % 20}`,
  w: 1 + (i % 3),
  members: 1 + (i % 6),
  spending: 100_000 + ((i * 7919) % 500) * 1000,
  floor: ["tile", "earth", "cement"][(i * 7) % 3] ?? "",
  rooms: 1 + ((i * 13) % 5),
}));

async function write(rows: readonly Cells[], name = "survey.csv"): Promise<string> {
  const columns = Object.keys(rows[0] ?? {});
  const lines = rows.map((row) => columns.map((column) => row[column]).join(";"));
  const file = join(folder, name);
  await writeFile(file, [columns.join(";"), ...lines].join("\n"));
  return file;
}

const ROLES = { target: "spending", weight: "w", size: "members", group: "psu", id: "hh" };

async function read(path: string, keys: Readonly<Record<string, unknown>> = ROLES) {
  const { spec, mistakes } = parseSpec(keys, {});
  const draft = { path, spec, mistakes, at: (key: string) => key, workFolder: folder };
  return await readSurvey(db, draft);
}

async function survey(rows: readonly Cells[], keys?: Readonly<Record<string, unknown>>) {
  const answer = await read(await write(rows), keys);
  if (!answer.ok) throw new Error(JSON.stringify(answer.mistakes));
  return {
    ...answer.value,
    codes: answer.value.notices.map(({ code, column }) => `${code} ${column}`.trim()),
  };
}

async function refusal(rows: readonly Cells[], keys?: Readonly<Record<string, unknown>>) {
  const answer = await read(await write(rows), keys);
  return answer.ok ? [] : (answer.mistakes ?? []).map(({ code, at }) => `${code} ${at}`.trim());
}

const changed = (change: (row: Cells, i: number) => Cells): readonly Cells[] =>
  HOUSEHOLDS.map((row, i) => ({ ...row, ...change(row, i) }));

test("a survey becomes numbers: kinds are guessed, whole units lie in one fold", async () => {
  const { table, codes } = await survey(HOUSEHOLDS);
  expect(table.variables.map(({ name, kind }) => [name, kind])).toEqual([
    ["members", "number"],
    ["floor", "category"],
    ["rooms", "number"],
  ]);
  expect([table.rows, table.folds, table.targetKind, codes]).toEqual([200, 5, "log", ["few-rows"]]);
  const folds = new Map<number, Set<number>>();
  table.group.forEach((group, row) => {
    folds.set(group, (folds.get(group) ?? new Set()).add(table.fold[row] as number));
  });
  expect(folds.size).toBe(20);
  expect([...folds.values()].every(({ size }) => size === 1)).toBe(true);
  expect(table.weight.reduce((sum, w) => sum + w, 0)).toBeCloseTo(200);
});

test("the order of rows changes nothing but where they stood", async () => {
  const one = await survey(HOUSEHOLDS);
  const other = await survey([...HOUSEHOLDS].reverse());
  expect(other.table).toEqual(one.table);
  expect(other.sha256).toBe(one.sha256);
  expect(other.rowNo[0]).toBe(201 - (one.rowNo[0] as number));
});

test("Parquet and CSV of the same survey are the same table", async () => {
  const csv = await write(HOUSEHOLDS);
  const parquet = join(folder, "survey.parquet");
  await db.run(
    `copy (select * from read_csv(${text(csv)}, delim = ';')) to ${text(parquet)} (format parquet)`,
  );
  const [one, other] = [await read(csv), await read(parquet)];
  expect(one.ok && other.ok && other.value.table).toEqual(one.ok && one.value.table);
});

test("everything wrong is told at once: words of the spec and columns of the file", async () => {
  const keys = { target: "spendng", weight: "w", group: "ps", folds: 1, layer: ["L1"] };
  expect(await refusal(HOUSEHOLDS, keys)).toEqual([
    "unknown-key layer",
    "wrong-value folds",
    "column-missing target",
    "column-missing group",
  ]);
});

test.each([
  ["a target of words", { target: "floor" }, "target-not-number target"],
  ["a class whose poor value nobody names", { target: "ab" }, "poor-unclear poor"],
  ["weights below zero", { ...ROLES, weight: "debt" }, "negative-weight weight"],
  ["a weight of words", { ...ROLES, weight: "floor" }, "not-numbers weight"],
  ["a constant target", { target: "same" }, "target-constant target"],
  ["features that say nothing", { target: "spending", features: "same" }, "no-features features"],
])("refuses %s", async (_, keys, mistake) => {
  const rows = changed((_, i) => ({ ab: i % 2 ? "A" : "B", debt: i - 5, same: 1 }));
  expect(await refusal(rows, keys)).toContain(mistake);
});

test("twenty rows are too few, thirty are read with a word of warning", async () => {
  expect(await refusal(HOUSEHOLDS.slice(0, 20))).toEqual(["too-few-rows file"]);
  expect((await survey(HOUSEHOLDS.slice(0, 50))).codes).toContain("few-rows");
});

/** Columns that each have something to be said of them, and what. */
const AWKWARD: readonly (readonly [string, (i: number) => string | number, string])[] = [
  ["same", () => "x", "constant-column"],
  ["none", () => "", "constant-column"],
  ["beds", (i) => (i < 9 ? "many" : 1 + (i % 5)), "text-in-number"],
  ["land", (i) => (i === 7 ? 9e12 : 50 + ((i * 31) % 90)), "outlier"],
  ["dotted", (i) => `12.${100 + i}`, "ambiguous-number"],
  ["head", (i) => `name ${i}`, "left-out"],
  ["row_id", (i) => 5000 + 3 * i, "left-out"],
  ["rare", (i) => (i < 4 ? i : "NA"), "nearly-empty"],
  ["food_share", (i) => i % 7, "leak-food"],
  ["pendapatan_bulan", (i) => i * 1000, "leak-income"],
  ["lnPengeluaran", (i) => i % 17, "leak-expenditure"],
  ["penerima_pkh", (i) => i % 2, "leak-program"],
  ["desil", (i) => i % 10, "leak-welfare"],
  ["hhweight", (i) => i % 9, "design-column"],
];

test("columns that are no features, or not as they stand, are each told", async () => {
  const rows = changed((_, i) =>
    Object.fromEntries(AWKWARD.map(([column, cell]) => [column, cell(i)])),
  );
  const { codes, table } = await survey(rows);
  expect(codes.toSorted()).toEqual(
    ["few-rows", ...AWKWARD.map(([column, , code]) => `${code} ${column}`)].toSorted(),
  );
  const kept = ["members", "floor", "rooms", "beds", "land", "dotted"];
  expect(table.variables.map(({ name }) => name)).toEqual(kept);
});

test.each([
  ["expenditure below zero", { spending: -5 }, "target-not-positive spending"],
  ["no expenditure at all", { spending: "" }, "target-missing spending"],
  ["an expenditure with zeros too many", { spending: 1e15 }, "outlier spending"],
  ["weights of zero", { w: 0 }, "weight-zero w"],
  ["nobody in the household", { members: 0 }, "size-missing members"],
])("warns of %s", async (_, cells, expected) => {
  expect((await survey(changed((_, i) => (i < 3 ? cells : {})))).codes).toContain(expected);
});

test.each([
  ["one unit only", () => ({ psu: "u" }), "one-group psu"],
  ["three units", (i: number) => ({ psu: `u${i % 3}` }), "few-groups psu"],
  [
    "one household in two units",
    (i: number) => ({ hh: `h${i % 150}` }),
    "leak-household-in-two-folds hh",
  ],
])("warns of %s", async (_, change, expected) => {
  expect((await survey(changed((_, i) => change(i)))).codes).toContain(expected);
});

test("what was guessed to leak is left out, what is named is kept and told", async () => {
  const rows = changed((_, i) => ({ food_share: i % 7 }));
  const guessed = await survey(rows);
  expect(guessed.table.variables.map(({ name }) => name)).not.toContain("food_share");
  const named = await survey(rows, { ...ROLES, features: ["food_share", "rooms"] });
  expect(named.table.variables.map(({ name }) => name)).toEqual(["food_share", "rooms"]);
  expect(named.codes).toContain("leak-food food_share");
});

test("of two columns of one name the first is read, and that is told", async () => {
  const rows = HOUSEHOLDS.map((row) => Object.values({ ...row, again: 1 }).join(","));
  const file = join(folder, "twice.csv");
  await writeFile(
    file,
    [[...Object.keys(HOUSEHOLDS[0] ?? {}), "rooms"].join(","), ...rows].join("\n"),
  );
  const answer = await read(file);
  expect(answer.ok && answer.value.notices.map(({ code }) => code)).toContain("column-twice");
  expect(answer.ok && answer.value.table.variables).toHaveLength(3);
});

test("copies of a row stay in one fold, and are told", async () => {
  const { hh: _, ...roles } = { ...ROLES, hh: "" };
  const { id: __, group: ___, ...plain } = roles;
  const rows = [...HOUSEHOLDS, ...HOUSEHOLDS.slice(0, 40)];
  const { table, codes } = await survey(rows, { ...plain, leave_out: ["hh", "psu"] });
  expect(codes).toContain("duplicate-rows");
  expect(new Set(table.group).size).toBe(200);
});

test.each([
  ["Rupiah as Indonesians write it", (v: number) => `Rp ${v.toLocaleString("id-ID")},50`],
  ["English thousands", (v: number) => v.toLocaleString("en")],
])("reads %s", async (_, written) => {
  const { table } = await survey(changed((row) => ({ spending: written(Number(row.spending)) })));
  const plain = await survey(HOUSEHOLDS);
  const sum = (values: Float64Array) => values.reduce((s, v) => s + v, 0);
  expect(sum(table.target)).toBeCloseTo(sum(plain.table.target), 0);
});

test("a class of poor and not poor is turned so that high is better off", async () => {
  const rows = changed((_, i) => ({ poor: i % 4 === 0 ? "yes" : "no" }));
  const { table, poor } = await survey(rows, { ...ROLES, target: "poor", leave_out: "spending" });
  expect([table.targetKind, poor]).toEqual(["class", "yes"]);
  expect(table.target.filter((value) => value === 0)).toHaveLength(50);
});

test("another seed deals other folds; the same seed the same", async () => {
  const [a, b, c] = [
    await survey(HOUSEHOLDS),
    await survey(HOUSEHOLDS),
    await survey(HOUSEHOLDS, { ...ROLES, seed: 2 }),
  ];
  expect(b.table.fold).toEqual(a.table.fold);
  expect(c.table.fold).not.toEqual(a.table.fold);
});

test("Stata: numbers with words become categories, words for what is special do not", async () => {
  const answer = await read(join(ROOT, "test/stata/survey-118.dta"), { target: "pce", id: "hh" });
  if (!answer.ok) throw new Error(JSON.stringify(answer.mistakes));
  const { table, notices } = answer.value;
  expect(table.variables.map(({ name, kind, levels }) => [name, kind, levels])).toEqual([
    ["floor", "category", ["Keramik", "Semen", "Tanah"]],
    ["rooms", "number", []],
  ]);
  const rooms = table.variables[1]?.values ?? [];
  expect([...rooms].filter((value) => Number.isNaN(value))).toHaveLength(4);
  expect(notices.map(({ code, column }) => `${code} ${column}`.trim())).toEqual(
    expect.arrayContaining(["labelled-absent rooms", "leak-food v7"]),
  );
});
