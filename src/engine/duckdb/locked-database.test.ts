import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openDuckDb } from "./database.ts";
import { type LockedLimits, lacksColumn, openLockedDb, whyStopped } from "./locked-database.ts";

let folder = "";
const file = (name: string) => join(folder, `${name}.parquet`);
const LIMITS: LockedLimits = { threads: 1, megabytes: 256, seconds: 30 };

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "dtsen-locked-"));
  const db = await openDuckDb({ threads: 1, memory: "256MB", workFolder: join(folder, "work") });
  await db.run(`copy (select i as id, i * 2 as twice, 'x' as secret from range(100000) t(i))
    to '${file("open")}' (format parquet)`);
  await db.run(`copy (select 'SITI' as name) to '${file("identity")}' (format parquet)`);
  db.close();
});
afterAll(async () => await rm(folder, { recursive: true, force: true }));

const locked = (limits: Partial<LockedLimits> = {}) =>
  openLockedDb([{ name: "open", path: file("open"), columns: ["id", "twice"] }], {
    ...LIMITS,
    ...limits,
  });

test("reads the columns it was given", async () => {
  const db = await locked();
  expect(await db.all("select sum(twice) - sum(id) as n from open")).toEqual([{ n: 4999950000n }]);
  await expect(db.all("select secret from open")).rejects.toThrow(/secret/);
  db.close();
});

test("a file that is older than a column says so, and nothing else is taken for that", async () => {
  const why = async (columns: readonly string[], sql = "") => {
    try {
      const db = await openLockedDb([{ name: "open", path: file("open"), columns }], LIMITS);
      await db.all(sql).finally(db.close);
      return false;
    } catch (error) {
      return lacksColumn(error);
    }
  };
  expect(await why(["id", "newer"], "select id from open")).toBe(true);
  expect(await why(["id"], "select nonsense(id) from open")).toBe(false);
  expect(await why(["id"], "select * from elsewhere")).toBe(false);
});

const ESCAPES = () => [
  `select * from read_parquet('${file("identity")}')`,
  `select * from read_parquet('${folder}/*.parquet')`,
  `select * from '${file("identity")}'`,
  "select * from read_text('/etc/passwd')",
  `select * from read_blob('${folder}/../../etc/passwd')`,
  `select * from glob('${folder}/*')`,
  `copy (select * from open) to '${file("stolen")}'`,
  `attach '${join(folder, "x.db")}'`,
  `export database '${join(folder, "x")}'`,
  "set enable_external_access = true",
  `set allowed_paths = ['${"/"}']`,
  "set allowed_directories = ['/']",
  "set memory_limit = '64GB'",
  "set lock_configuration = false",
  "reset lock_configuration",
  "install httpfs",
  "load httpfs",
  "select getenv('HOME')",
];

test("no query reaches another file, writes one, or undoes the lock", async () => {
  const db = await locked();
  const passed: string[] = [];
  for (const sql of ESCAPES()) {
    if (
      await db.all(sql).then(
        () => true,
        () => false,
      )
    )
      passed.push(sql);
  }
  db.close();
  expect(passed).toEqual([]);
});

test("sabotage: without the lock the same words read what names people", async () => {
  const db = await openDuckDb({ threads: 1, memory: "256MB", workFolder: join(folder, "work") });
  expect(await db.all(ESCAPES()[0] ?? "")).toEqual([{ name: "SITI" }]);
  db.close();
});

test("beyond its memory it stops with the reason, and spills nowhere", async () => {
  const db = await locked({ megabytes: 8 });
  const error = await db
    .all("select count(distinct repeat('x', 100) || id) from open")
    .catch((caught: unknown) => caught);
  expect(whyStopped(error)).toBe("memory-limit");
  db.close();
});

test("beyond its time it stops with the reason, in a query and between two", async () => {
  const db = await locked({ seconds: 0.3 });
  const endless =
    "select count(*) as n from open a, open b, open c where (a.id * b.id + c.id) % 7 = 3";
  expect(whyStopped(await db.all(endless).catch((caught: unknown) => caught))).toBe("time-limit");
  expect(whyStopped(await db.all("select 1").catch((caught: unknown) => caught))).toBe(
    "time-limit",
  );
  db.close();
});

test("an error of another kind is no limit", () => {
  expect(whyStopped(new Error("Binder Error"))).toBeUndefined();
  expect(whyStopped("x")).toBeUndefined();
});
