import { createHmac } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as rest } from "node:timers/promises";
import pg from "pg";
import { afterEach, expect, test } from "vitest";
import { endLakeJob, type LakeOrder, type TakenJob, takeLakeJob } from "#store/lake-jobs.ts";
import { asSession } from "#store/transact.ts";
import { DISTRICT, jobOf, lakeHouseForTests, REGENCY, stateOf } from "#test/lake-house.ts";
import { deskForTests, sessionForTests } from "#test/store.ts";
import { answerLakeJob, type LakeWorkerMeans } from "./answer-lake-job.ts";
import { keepLakeWorker, LAKE_WORKER_BOUNDS, runLakeWorkerOnce } from "./keep-lake-worker.ts";

const desk = deskForTests();
const lake = lakeHouseForTests(desk);

const means = (change: Partial<LakeWorkerMeans> = {}): LakeWorkerMeans => ({
  ...LAKE_WORKER_BOUNDS,
  jobKey: Buffer.from(desk().lakeAccess.jobKey, "base64"),
  versionsFolder: lake().house.folders.versions,
  ...change,
});

/** Nobody may have more than five waiting. */
afterEach(async () => {
  await desk().owner.query(
    `update dtsen.lake_job set state = 'expired', reason = 'waited-too-long', ended_at = now() where state = 'asked'`,
  );
});

/** The job again with another order, signed with the desk's own key: as if the desk itself were fooled. */
function forged(job: TakenJob, change: (order: LakeOrder) => object): TakenJob {
  const body = JSON.stringify(change(JSON.parse(job.body) as LakeOrder));
  return { ...job, body, signature: createHmac("sha256", means().jobKey).update(body).digest() };
}

const actsOf = async (jobNo: number) =>
  (
    await desk().owner.query<{ act: string; decision: string; row_count: number; person: string }>(
      `select e.act, e.decision, e.row_count, a.username as person from dtsen.audit_entry e
       join dtsen.account a using (account_id)
       where e.subject_kind = 'lake-job' and e.subject_id = $1 and e.purpose_code = 'statistics' order by e.entry_no`,
      [jobNo],
    )
  ).rows.map(({ act, decision, row_count, person }) => `${person} ${act} ${decision} ${row_count}`);

async function lakeClient(): Promise<pg.Client> {
  const client = new pg.Client(desk().lakeAccess.login);
  await client.connect();
  return client;
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    if (await isSo()) return;
    await rest(100);
  }
  throw new Error("it did not come to be within twenty seconds");
}

test("a question is counted by a process of its own, and noted before and after", async () => {
  const job = await lake().ask("bps-statistician", {});
  expect(await runLakeWorkerOnce(lake().house)).toEqual([{ job, state: "done", counted: 800 }]);
  expect(await stateOf(desk(), job)).toEqual({ state: "done", reason: null, attempt: 1 });
  const { rows } = await desk().owner.query<{ result: object }>(
    "select result from dtsen.lake_job where job_no = $1",
    [job],
  );
  expect(rows[0]?.result).toMatchObject({
    regions: [DISTRICT],
    regionSums: [800],
    columnSums: Array.from({ length: 10 }, () => 80),
    withheld: 0,
  });
  expect(await actsOf(job)).toEqual([
    "bps-statistician ask-table allowed 0",
    "bps-statistician open-lake allowed 0",
    "bps-statistician end-table allowed 800",
  ]);
});

test("small cells are withheld, and with them what would give them away", async () => {
  const job = await lake().ask("regency-supervisor", {
    area: DISTRICT,
    level: "village",
    variables: ["floor_material"],
  });
  const outcome = await answerLakeJob(means(), await jobOf(desk(), job), new Date());
  // 197 + 3 in the first village: the 197 would tell of the 3, and so would the column's sum.
  expect(outcome).toMatchObject({
    state: "done",
    result: {
      cells: [
        [null, null],
        [200, 0],
        [200, 0],
        [200, 0],
      ],
      columnSums: [null, null],
      sum: 800,
    },
  });
});

test("one changed letter of what was signed, and nothing is read", async () => {
  const job = await jobOf(desk(), await lake().ask("regency-supervisor", {}));
  const wider = job.body.replace(/"ranges": \[\[\d+, \d+\]\]/, '"ranges": [[0, 9999999999]]');
  expect(wider).not.toBe(job.body);
  const untouched = means({ versionsFolder: "/nowhere" });
  for (const tampered of [
    { ...job, body: wider },
    { ...job, signature: Buffer.alloc(32) },
    { ...job, signature: Buffer.alloc(0) },
    { ...job, jobNo: job.jobNo + 1 },
  ]) {
    expect(await answerLakeJob(untouched, tampered, new Date())).toEqual({
      state: "refused",
      reason: "signature-wrong",
    });
  }
  expect(await answerLakeJob(means(), job, new Date())).toMatchObject({ state: "done" });
});

test.each([
  ["identity", "identity.nik"],
  ["identity under another table's name", "person.nik"],
  ["the vault", "person.chronic_disease"],
  ["another file", "../../deliveries/1.sex"],
  ["words of SQL", "family.floor_material) from family; --"],
])("even a signed job opens no column of %s", async (_what, column) => {
  const job = await jobOf(desk(), await lake().ask("bps-statistician", {}));
  const evil = forged(job, (order) => ({ ...order, columns: [...order.columns, column] }));
  expect(await answerLakeJob(means(), evil, new Date())).toEqual({
    state: "refused",
    reason: "column-not-offered",
  });
  const unsigned = forged(job, (order) => ({ ...order, columns: [] }));
  expect(await answerLakeJob(means(), unsigned, new Date())).toMatchObject({
    reason: "column-not-offered",
  });
});

test("a job past its time, or of a version that no longer stands, is not read", async () => {
  const job = await jobOf(desk(), await lake().ask("bps-statistician", {}));
  const later = new Date(Date.now() + 16 * 60_000);
  expect(await answerLakeJob(means(), job, later)).toEqual({
    state: "expired",
    reason: "waited-too-long",
  });
  const withdrawn = { ...job, standing: { ...job.standing, state: "withdrawn" } };
  expect(await answerLakeJob(means(), withdrawn, new Date())).toMatchObject({
    reason: "version-not-published",
  });
  const rebuilt = { ...job, standing: { ...job.standing, manifest: "x" } };
  expect(await answerLakeJob(means(), rebuilt, new Date())).toMatchObject({
    reason: "version-changed",
  });
});

test("files that are not as the manifest says are not read", async () => {
  const job = await jobOf(desk(), await lake().ask("bps-statistician", {}));
  const file = join(lake().folder, "rank.parquet");
  const whole = await readFile(file);
  await writeFile(file, Buffer.concat([whole.subarray(0, -1), Buffer.from("x")]));
  expect(await answerLakeJob(means(), job, new Date())).toMatchObject({
    reason: "version-changed",
  });
  await writeFile(file, whole);
  expect(await answerLakeJob(means(), job, new Date())).toMatchObject({ state: "done" });
  const nowhere = means({ versionsFolder: "/nowhere" });
  expect(await answerLakeJob(nowhere, job, new Date())).toMatchObject({
    reason: "lake-unreadable",
  });
});

test("what a version does not have yet is not offered, and everything else is counted", async () => {
  const job = await jobOf(
    desk(),
    await lake().ask("bps-statistician", { variables: ["livable_house"] }),
  );
  expect(await answerLakeJob(means(), job, new Date())).toEqual({
    state: "refused",
    reason: "column-not-offered",
  });
});

test("beyond memory or time a job ends with its reason, by the narrower of both bounds", async () => {
  const job = await jobOf(desk(), await lake().ask("bps-statistician", {}));
  expect(await answerLakeJob(means({ seconds: 0 }), job, new Date())).toEqual({
    state: "refused",
    reason: "time-limit",
  });
  const signed = forged(job, (order) => ({ ...order, limits: { ...order.limits, megabytes: 1 } }));
  expect(await answerLakeJob(means(), signed, new Date())).toEqual({
    state: "refused",
    reason: "memory-limit",
  });
});

test("a job that waited too long expires, and that is noted", async () => {
  const job = await lake().ask("agency-head", {});
  await desk().owner.query("alter table dtsen.lake_job disable trigger lake_job_kept");
  await desk().owner.query("update dtsen.lake_job set expires_at = now() where job_no = $1", [job]);
  await desk().owner.query("alter table dtsen.lake_job enable trigger lake_job_kept");
  await runLakeWorkerOnce(lake().house);
  expect(await stateOf(desk(), job)).toMatchObject({ state: "expired", reason: "waited-too-long" });
  expect((await actsOf(job)).at(-1)).toBe("agency-head end-table waited-too-long 0");
});

test("killed after it took a job and before it read: the audit row is there, the job is taken again", async () => {
  const job = await lake().ask("province-officer", { area: REGENCY });
  const first = await lakeClient();
  expect((await takeLakeJob(first))?.jobNo).toBe(job);
  expect(await actsOf(job)).toEqual([
    "province-officer ask-table allowed 0",
    "province-officer open-lake allowed 0",
  ]);
  // While the first lives nobody else gets it, and nobody else may end it.
  const second = await lakeClient();
  expect(await takeLakeJob(second)).toBeUndefined();
  expect(await endLakeJob(second, job, { state: "failed", reason: "not-working" })).toBe(false);
  await first.end();
  await until(async () => (await takeLakeJob(second))?.jobNo === job);
  expect(await stateOf(desk(), job)).toEqual({ state: "running", reason: null, attempt: 2 });
  await second.end();
  // Twice is enough: a job that kills its worker does not kill every worker.
  await until(
    async () =>
      (await runLakeWorkerOnce(lake().house)).length === 0 &&
      (await stateOf(desk(), job)).state === "failed",
  );
  expect(await stateOf(desk(), job)).toMatchObject({ state: "failed", reason: "worker-died" });
  expect((await actsOf(job)).slice(-3)).toEqual([
    "province-officer give-back-table worker-died 0",
    "province-officer open-lake allowed 0",
    "province-officer end-table worker-died 0",
  ]);
});

test("a worker killed in the middle is started again, and its job is counted", async () => {
  const { owner } = desk();
  const { rows } = await owner.query<{ sql: string }>(
    "select pg_get_functiondef('dtsen.end_lake_job(bigint,text,text,bigint,jsonb)'::regprocedure) as sql",
  );
  await owner.query(
    `create or replace function dtsen.end_lake_job(wanted_job bigint, wanted_state text, why text, counted bigint,
       answer jsonb) returns boolean language sql security definer set search_path = pg_catalog, dtsen, pg_temp
     as 'select pg_sleep(3) is null'`,
  );
  const died: (number | null)[] = [];
  const worker = keepLakeWorker(lake().house, {
    line: () => undefined,
    died: (code) => died.push(code),
  });
  try {
    const job = await lake().ask("bps-statistician", {});
    await until(async () => (await stateOf(desk(), job)).state === "running");
    const pid = worker.pid();
    await owner.query(rows[0]?.sql ?? "");
    process.kill(pid ?? 0, "SIGKILL");
    await until(async () => (await stateOf(desk(), job)).state === "done");
    expect((await stateOf(desk(), job)).attempt).toBe(2);
    expect([died.length, worker.pid() !== pid]).toEqual([1, true]);
  } finally {
    await worker.stop();
  }
});

test("the worker's own role reads no table and asks nothing; nobody else takes its jobs", async () => {
  const client = await lakeClient();
  const { rows } = await desk().owner.query<{ name: string }>(
    "select relname as name from pg_class where relnamespace = 'dtsen'::regnamespace and relkind in ('r', 'p', 'v')",
  );
  const read: string[] = [];
  for (const { name } of rows) {
    const sql = `select 1 from dtsen.${name} limit 1`;
    if (
      await client.query(sql).then(
        () => true,
        () => false,
      )
    )
      read.push(name);
  }
  expect([rows.length > 40, read]).toEqual([true, []]);
  const ask =
    "select dtsen.ask_cross_table(1, 'ID', 'nation', '{floor_material}', 'families', 'x')";
  await expect(client.query(ask)).rejects.toThrow(/permission denied/);
  await client.end();
  for (const pool of [desk().app, desk().worker, desk().gate, desk().auditor]) {
    await expect(pool.query("select dtsen.take_lake_job()")).rejects.toThrow(/permission denied/);
    await expect(pool.query("select secret from dtsen.lake_job_key")).rejects.toThrow(
      /permission denied/,
    );
    await expect(pool.query("select dtsen.lake_mac('x')")).rejects.toThrow(/permission denied/);
  }
  await expect(desk().app.query(ask)).rejects.toThrow(/without a session/);
});

test.each([
  ["an identity column", "{nik}", "variable-unknown"],
  ["a vault column", "{chronic_disease}", "variable-unknown"],
  ["words of SQL for a column", '{"floor_material; drop table family"}', "variable-unknown"],
  ["no column", "{}", "variable-unknown"],
  ["the same column twice", "{sex,sex}", "variable-unknown"],
])("past the law book, the desk itself signs for no %s", async (_what, variables, verdict) => {
  const token = await sessionForTests(desk(), "bps-statistician");
  const said = await asSession(desk(), token, "statistics", (tx) =>
    tx.query<{ verdict: string; made_job: number | null }>(
      "select * from dtsen.ask_cross_table($1, 'ID', 'nation', $2, 'persons', 'x')",
      [lake().versionNo, variables],
    ),
  );
  expect(said).toEqual([{ verdict, made_job: null }]);
});

test("what was signed never changes, an ended job never moves, and none is deleted", async () => {
  const job = await lake().ask("bps-steward", {});
  const change = (sql: string) =>
    desk().owner.query(`update dtsen.lake_job set ${sql} where job_no = ${job}`);
  await expect(change("body = 'x'")).rejects.toThrow(/does not change/);
  await expect(change("village_hi = 9999999999")).rejects.toThrow(/does not change/);
  await expect(change("state = 'done', result = '{}'")).rejects.toThrow(
    /does not go from asked to done/,
  );
  await expect(desk().owner.query("delete from dtsen.lake_job")).rejects.toThrow(/DELETE refused/);
  await runLakeWorkerOnce(lake().house);
  await expect(change("state = 'asked', result = null")).rejects.toThrow(/from done to asked/);
});
