import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import duckdb from "@duckdb/node-bindings";
import { afterAll, describe, expect, test } from "vitest";
import { openDuckDb } from "./database.ts";
import { type FinishStatements, finishing } from "./finish-statements.ts";

const databases: duckdb.Database[] = [];
afterAll(() =>
  databases.forEach((database) => {
    duckdb.close_sync(database);
  }),
);

async function opened(long: number): Promise<FinishStatements> {
  const database = await duckdb.open(":memory:");
  databases.push(database);
  return finishing(await duckdb.connect(database), { long });
}
const threadsLent = async (finish: FinishStatements): Promise<unknown> =>
  (await finish("select current_setting('external_threads') as n")).getRowObjects();

describe.each([
  ["waited for as DuckDB does", Number.POSITIVE_INFINITY],
  ["waited for by looking in", 0],
])("%s", (_how, long) => {
  test("the last of several statements answers, and all of them have run", async () => {
    const finish = await opened(long);
    await finish("create or replace table t as select 1 as a");
    const answer = await finish(
      "insert into t select range from range(5000); select cast(count(*) as int) as n from t",
    );
    expect(await answer.getRowObjects()).toEqual([{ n: 5001 }]);
  });

  test("what is wrong is said, and the next statement runs all the same", async () => {
    const finish = await opened(long);
    await finish("select 1");
    await expect(finish("select nothing from nowhere")).rejects.toThrow(/nowhere/);
    await expect(finish("selec")).rejects.toThrow(/syntax error/);
    await expect(finish("select cast('x' || range as int) from range(9)")).rejects.toThrow(/x0/);
    expect(await (await finish("select 2 as b")).getRowObjects()).toEqual([{ b: 2 }]);
  });
});

test("statements that are asked at once run one after the other, and one that fails stops none", async () => {
  const finish = await opened(0);
  await finish("create table t as select range as a from range(3000000)");
  const sum = (n: number) => `select cast(sum(a % ${n}) as bigint) as n from t`;
  const asked = [sum(7), "select nothing from nowhere", sum(11), sum(13)].map((sql) => finish(sql));
  const told = await Promise.allSettled(asked);
  expect(told.map(({ status }) => status)).toEqual([
    "fulfilled",
    "rejected",
    "fulfilled",
    "fulfilled",
  ]);
});

test("only who has waited long keeps all threads for the database", async () => {
  const quick = await opened(Number.POSITIVE_INFINITY);
  expect(await threadsLent(quick)).toEqual([{ n: 1n }]);
  const patient = await opened(0);
  await patient("select 1");
  expect(await threadsLent(patient)).toEqual([{ n: 0n }]);
});

test("in a database of one thread whoever asks does the work, however long it takes", async () => {
  const workFolder = await mkdtemp(join(tmpdir(), "dtsen-one-thread-"));
  const db = await openDuckDb({ threads: 1, memory: "500MB", workFolder });
  const started = performance.now();
  for (let n = 1; performance.now() - started < 400; n *= 2) {
    await db.run(`create or replace table t as select sum(hash(range)) from range(${n * 1e6})`);
  }
  expect(await db.all("select current_setting('external_threads') as n")).toEqual([{ n: 1n }]);
  db.close();
  await rm(workFolder, { recursive: true });
});
