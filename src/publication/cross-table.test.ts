import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { CrossTable, TableQuestion } from "#domain/cross-table.ts";
import { openDuckDb } from "#engine/duckdb/database.ts";
import { openLockedDb } from "#engine/duckdb/locked-database.ts";
import { COUNTING_COLUMNS, countCrossTable, crossTableQuery } from "./cross-table.ts";

type Family = {
  readonly id: number;
  readonly village: number;
  readonly floor: number;
  readonly size: number;
};

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "dtsen-table-"));
});
afterAll(async () => await rm(folder, { recursive: true, force: true }));

const QUESTION: TableQuestion = {
  area: "3204",
  level: "district",
  variables: ["floor_material", "decile_national"],
  measure: "families",
};
const ALL: readonly (readonly [number, number])[] = [[3204000000, 3204999999]];

/** Families as files of a version: decile is the id's last digit and one, nobody ranked where it is 9. */
async function write(families: readonly Family[]): Promise<void> {
  const db = await openDuckDb({ threads: 1, memory: "256MB", workFolder: join(folder, "work") });
  const rows = families.map(
    ({ id, village, floor, size }) => `(${id}, ${village}, ${floor}, ${size})`,
  );
  await db.run(
    `create table f as select * from (values ${rows.join(", ")}) t(id, village, floor, size)`,
  );
  const out = (name: string, sql: string) =>
    db.run(`copy (${sql}) to '${join(folder, `${name}.parquet`)}' (format parquet)`);
  await out(
    "family",
    "select id as family_id, village as village_no, floor as floor_material from f",
  );
  await out(
    "rank",
    "select id as family_id, id % 10 + 1 as decile_national from f where id % 10 < 9",
  );
  await out(
    "indicator",
    "select id as family_id, case id % 3 when 0 then 1 when 1 then 0 else -2 end as livable_house from f where id % 7 > 0",
  );
  await out(
    "person",
    "select f.id * 10 + m as person_id, f.id as family_id, m % 2 + 1 as sex from f, range(0, f.size) t(m)",
  );
  db.close();
}

async function count(question: TableQuestion, ranges = ALL, most = 5000, within = "3204") {
  const columns = {
    family: ["floor_material"],
    rank: ["decile_national"],
    person: ["sex"],
    indicator: ["livable_house"],
  };
  const db = await openLockedDb(
    (["family", "rank", "person", "indicator"] as const).map((name) => ({
      name,
      path: join(folder, `${name}.parquet`),
      columns: [...COUNTING_COLUMNS[name], ...columns[name]],
    })),
    { threads: 1, megabytes: 256, seconds: 30 },
  );
  try {
    return await countCrossTable(db, question, { within, ranges, cells: most });
  } finally {
    db.close();
  }
}

const DISTRICTS = [3204050000, 3204060000];
const families = fc
  .array(
    fc.record({
      village: fc.constantFrom(1, 2, 3),
      district: fc.constantFrom(0, 1),
      floor: fc.constantFrom(1, 2, -1),
    }),
    {
      minLength: 1,
      maxLength: 90,
    },
  )
  .map((drafts) =>
    drafts.map(({ village, district, floor }, id) => ({
      id,
      village: (DISTRICTS[district] ?? 0) + 2000 + village,
      floor,
      size: 1 + (id % 3),
    })),
  );

/** The table again in slow words: every shown number is the true one, and true noughts are shown. */
function plainly(all: readonly Family[], table: CrossTable): void {
  const truth = (region: string | undefined, values: readonly number[] | undefined) =>
    all.filter(({ id, village, floor }) => {
      const decile = id % 10 < 9 ? (id % 10) + 1 : -2;
      const isThere = region === undefined || String(village).startsWith(region);
      return isThere && (values === undefined || (values[0] === floor && values[1] === decile));
    }).length;
  const same = (shown: number | null | undefined, true_: number) => {
    if (shown !== null) expect(shown).toBe(true_);
    else expect(true_).toBeGreaterThan(0);
    if (true_ > 0 && true_ < 10) expect(shown).toBeNull();
  };
  for (const [r, region] of table.regions.entries()) {
    for (const [c, values] of table.columns.entries())
      same(table.cells[r]?.[c], truth(region, values));
    same(table.regionSums[r], truth(region, undefined));
  }
  for (const [c, values] of table.columns.entries())
    same(table.columnSums[c], truth(undefined, values));
  same(table.sum, truth(undefined, undefined));
}

test("agrees with a plain reading, but for what is withheld", async () => {
  await fc.assert(
    fc.asyncProperty(families, async (all) => {
      await write(all);
      const answer = await count(QUESTION);
      if (!answer.ok) throw new Error(answer.problem);
      plainly(all, answer.table);
    }),
    { numRuns: 12 },
  );
});

test("a table of the words for deciles is that of deciles put together, and says nothing that it withholds", async () => {
  await fc.assert(
    fc.asyncProperty(families, async (all) => {
      await write(all);
      const by = (variable: string) => tableOf({ ...QUESTION, variables: [variable] });
      const [deciles, labels] = [await by("decile_national"), await by("welfare_label_20250205")];
      const sumOf = (cells: readonly (number | null)[] | undefined, label: number | undefined) =>
        deciles.columns
          .map(([decile = 0], at) => (Math.min(decile, 6) === label ? (cells?.[at] ?? null) : 0))
          .reduce((sum, cell) => (sum === null || cell === null ? null : sum + cell), 0);
      for (const [at, [label]] of labels.columns.entries()) {
        expect(labels.columnSums[at]).toBe(sumOf(deciles.columnSums, label));
        for (const row of labels.regions.keys()) {
          expect(labels.cells[row]?.[at]).toBe(sumOf(deciles.cells[row], label));
        }
      }
      expect([labels.regionSums, labels.sum]).toEqual([deciles.regionSums, deciles.sum]);
    }),
    { numRuns: 6 },
  );
});

test("persons are counted in their families, and few families make a small cell", async () => {
  const many = Array.from({ length: 60 }, (_, id) => ({
    id,
    village: 3204052001,
    floor: 1,
    size: 2,
  }));
  const few = Array.from({ length: 4 }, (_, i) => ({
    id: 100 + i,
    village: 3204052001,
    floor: 2,
    size: 5,
  }));
  await write([...many, ...few]);
  const question = { ...QUESTION, variables: ["floor_material"], measure: "persons" } as const;
  const answer = await count(question);
  expect(answer).toMatchObject({
    ok: true,
    counted: 140,
    table: { cells: [[null, null]], sum: 140 },
  });
});

test("what follows from facts is counted like a fact, and who has no answer is not lost", async () => {
  const all = Array.from({ length: 210 }, (_, id) => ({
    id,
    village: 3204052001,
    floor: 1,
    size: 1,
  }));
  await write(all);
  const table = await tableOf({ ...QUESTION, variables: ["livable_house"] });
  expect(table.columns).toEqual([[1], [0], [-2]]);
  // Every seventh has no row at all: it counts among those of whom it is not known.
  expect(table.cells).toEqual([[60, 60, 90]]);
  expect(table.sum).toBe(210);
});

test("villages that were not signed for are not counted", async () => {
  const at = (village: number, from: number) =>
    Array.from({ length: 30 }, (_, i) => ({ id: from + i, village, floor: 1, size: 1 }));
  await write([...at(3204052001, 0), ...at(3204062001, 50), ...at(3301012001, 100)]);
  const one = { ...QUESTION, variables: ["floor_material"] } as const;
  expect(await count(one)).toMatchObject({ counted: 60, table: { regions: ["320405", "320406"] } });
  expect(await count(one, [[3204050000, 3204059999]])).toMatchObject({
    counted: 30,
    table: { regions: ["320405"] },
  });
  expect(await count(one, [])).toMatchObject({ counted: 0, table: { regions: [], sum: 0 } });
});

const tableOf = async (question: TableQuestion) => {
  const answer = await count(question);
  if (!answer.ok) throw new Error(answer.problem);
  return answer.table;
};

/** Everything that a table shows of one region: its values, and all of them together. */
const shownOf = (table: CrossTable, region: string): ReadonlyMap<string, number | null> => {
  const row = table.regions.indexOf(region);
  const cells = table.columns.map(
    (values, i) => [values.join(), table.cells[row]?.[i] ?? null] as const,
  );
  return new Map([...cells, ["all", table.regionSums[row] ?? null]]);
};

const sumsOf = (table: CrossTable): ReadonlyMap<string, number | null> =>
  new Map([
    ...table.columns.map((values, i) => [values.join(), table.columnSums[i] ?? null] as const),
    ["all", table.sum] as const,
  ]);

test("a district's own tables, of one row and of its villages, show what the regency's table shows of it", async () => {
  await fc.assert(
    fc.asyncProperty(families, async (all) => {
      await write(all);
      const one = { ...QUESTION, variables: ["floor_material"] } as const;
      const whole = await tableOf(one);
      for (const region of whole.regions) {
        const expected = [...shownOf(whole, region)].filter(([, count]) => count !== 0);
        const row = await tableOf({ ...one, area: region, level: "district" });
        const villages = await tableOf({ ...one, area: region, level: "village" });
        expect([...sumsOf(row)]).toEqual(expected);
        expect([...shownOf(row, region)]).toEqual(expected);
        expect([...sumsOf(villages)]).toEqual(expected);
      }
    }),
    { numRuns: 10 },
  );
});

test("a neighbour that hides a small number in the regency's table stays hidden in its own", async () => {
  const at = (from: number, village: number, floor: number, many: number) =>
    Array.from({ length: many }, (_, i) => ({ id: from + i, village, floor, size: 1 }));
  // Earth floors: 3 in one district, 15 in the other; 18 together is shown, so the 15 must not be.
  await write([
    ...at(0, 3204052001, 2, 3),
    ...at(10, 3204052001, 1, 50),
    ...at(100, 3204062001, 2, 15),
    ...at(200, 3204062001, 1, 90),
  ]);
  const one = { ...QUESTION, variables: ["floor_material"] } as const;
  expect((await tableOf(one)).cells).toEqual([
    [null, null],
    [null, null],
  ]);
  expect((await tableOf({ ...one, area: "320406", level: "district" })).cells).toEqual([
    [null, null],
  ]);
  expect((await tableOf({ ...one, area: "320406", level: "village" })).columnSums).toEqual([
    null,
    null,
  ]);
  // Whoever has that district alone has no table to lay it over.
  const alone = await count({ ...one, area: "320406", level: "district" }, ALL, 5000, "320406");
  expect(alone).toMatchObject({ table: { cells: [[90, 15]] } });
});

test("a table beyond its cells is refused", async () => {
  await write(
    Array.from({ length: 60 }, (_, id) => ({ id, village: 3204052001, floor: id % 5, size: 1 })),
  );
  expect(await count(QUESTION, ALL, 10)).toEqual({ ok: false, problem: "too-many-cells" });
});

test("nothing that anybody typed is in the text of the query", () => {
  const evil = {
    ...QUESTION,
    variables: ["floor_material; drop table family"],
  } as unknown as TableQuestion;
  expect(() => crossTableQuery(evil, ALL, 10)).toThrow(/no table counts by/);
  const words = [["1) or (true", 2]] as unknown as typeof ALL;
  expect(() => crossTableQuery(QUESTION, words, 10)).toThrow(/whole numbers/);
  expect(() => crossTableQuery({ ...QUESTION, area: "x'; --" }, ALL, 10)).toThrow(/whole numbers/);
});
