import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { quiet } from "#domain/progress.ts";
import { type DuckDb, openDuckDb } from "#engine/duckdb/database.ts";
import { PATIENCE } from "#test/sizes.ts";
import { synthesize } from "./synthesize.ts";

const FILE = "deliveries/regsosek-person.csv";

let folder: string;
let db: DuckDb;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "habits-"));
  const draft = { families: 600, seed: "desa" };
  const engineLimits = { threads: 1, memory: "1GB", workFolder: join(folder, "spill") };
  const habits = { carelessVillages: 150, carelessRows: 600, januaryVillages: 150 };
  await synthesize({ ...draft, engineLimits, outFolder: join(folder, "plain") }, quiet);
  await synthesize({ ...draft, engineLimits, outFolder: join(folder, "spoilt"), habits }, quiet);
  db = await openDuckDb(engineLimits);
  await db.run(`create view row_of as
    select r.row_no, p.nik, p.name, p.birth_date, f.village_code,
           coalesce(bool_or(h.habit = 'careless'), false) as is_careless,
           coalesce(bool_or(h.habit = 'january'), false) as is_january
      from read_parquet('${folder}/spoilt/truth/record/*.parquet') r
      join read_parquet('${folder}/spoilt/truth/person/*.parquet') p on p.person_no = r.person_no
      join read_parquet('${folder}/spoilt/truth/family/*.parquet') f on f.family_no = r.family_no
      left join read_parquet('${folder}/spoilt/truth/habit/*.parquet') h
        on h.source = r.source and h.edition = r.edition and h.village_code = f.village_code
     where r.source = 'regsosek' and r."set" = 'person' group by all order by r.row_no`);
}, PATIENCE);

afterAll(async () => {
  db.close();
  await rm(folder, { recursive: true, force: true });
});

type Row = {
  readonly line: string;
  readonly plain: string;
  readonly isCareless: boolean;
  readonly isJanuary: boolean;
  readonly nikIsWrong: boolean;
  readonly nameIsWrong: boolean;
  readonly born: string;
  readonly told: string;
};

/** Every row of Regsosek beside the same row of the nation without habits, and the truth. */
async function rows(): Promise<readonly Row[]> {
  const lines = async (name: string): Promise<readonly string[]> =>
    (await readFile(join(folder, name, FILE), "utf8")).split("\n").slice(1, -1);
  const spoilt = await lines("spoilt");
  const plain = await lines("plain");
  const truth = await db.all<Record<string, string | number | boolean>>("select * from row_of");
  return truth.map((one, i) => {
    const line = spoilt[i] ?? "";
    const cells = line.slice(1, -1).split('","');
    return {
      line,
      plain: plain[i] ?? "",
      isCareless: one.is_careless === true,
      isJanuary: one.is_january === true,
      nikIsWrong: cells[5] !== one.nik,
      nameIsWrong: cells[4] !== one.name,
      born: String(one.birth_date),
      told: /"(\d{4}-\d{2}-\d{2})"/.exec(line)?.[1]?.replaceAll("-", "") ?? "",
    };
  });
}

const share = (all: readonly Row[], isSo: (row: Row) => boolean): number =>
  all.filter(isSo).length / all.length;

test("a careless enumerator spoils several fields of a record together", async () => {
  const all = await rows();
  const careless = all.filter((row) => row.isCareless);
  const others = all.filter((row) => !row.isCareless);
  expect(careless.length).toBeGreaterThan(100);
  expect(share(careless, (row) => row.nikIsWrong)).toBeGreaterThan(0.3);
  expect(share(others, (row) => row.nikIsWrong)).toBeLessThan(0.16);
  const both = share(careless, (row) => row.nikIsWrong && row.nameIsWrong);
  const apart =
    share(careless, (row) => row.nikIsWrong) * share(careless, (row) => row.nameIsWrong);
  expect(both).toBeGreaterThan(1.2 * apart);
});

test("a village that writes every birthday as 1 January keeps the year", async () => {
  const dated = (await rows()).filter((row) => row.isJanuary && row.told !== "");
  expect(dated.length).toBeGreaterThan(100);
  expect(new Set(dated.map((row) => row.told.slice(4)))).toEqual(new Set(["0101"]));
  const honest = dated.filter((row) => !row.isCareless);
  expect(share(honest, (row) => row.told.slice(0, 4) === row.born.slice(0, 4))).toBeGreaterThan(
    0.95,
  );
});

test("other villages tell what they told without habits, row for row", async () => {
  const others = (await rows()).filter((row) => !row.isCareless && !row.isJanuary);
  expect(others.length).toBeGreaterThan(500);
  expect(others.filter((row) => row.line !== row.plain)).toEqual([]);
});

test("the truth draws careless villages for each source, and 1 January for all its lists", async () => {
  const villages = (habit: string) =>
    db.all<{ source: string; villages: string }>(
      `select source, string_agg(distinct village_code, ',' order by village_code) as villages
         from read_parquet('${folder}/spoilt/truth/habit/*.parquet') where habit = '${habit}' group by source`,
    );
  const careless = await villages("careless");
  const january = await villages("january");
  expect(careless.map(({ source }) => source).sort()).toEqual([
    "dtks",
    "dtsen",
    "p3ke",
    "regsosek",
  ]);
  expect(new Set(careless.map((one) => one.villages)).size).toBe(4);
  expect(new Set(january.map((one) => one.villages)).size).toBe(1);
});
