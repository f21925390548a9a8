import type { FastifyInstance } from "fastify";
import { beforeAll, expect, test } from "vitest";
import type { CrossTable, CrossTableReceipt } from "#contract/cross-tables.ts";
import type { Problem } from "#contract/problem.ts";
import { runLakeWorkerOnce } from "#jobs/keep-lake-worker.ts";
import { asOfStory } from "#test/as-of-story.ts";
import { DISTRICT, lakeHouseForTests, QUESTION, REGENCY } from "#test/lake-house.ts";
import { signedIn } from "#test/sign-in.ts";
import { deskForTests } from "#test/store.ts";
import { writeCsv } from "./cross-table-csv.ts";
import { buildServer } from "./server.ts";

const desk = deskForTests();
const lake = lakeHouseForTests(desk);
let app: FastifyInstance;
let planner: Awaited<ReturnType<typeof signedIn>>;

beforeAll(async () => {
  const { settings } = lake().house;
  app = await buildServer({ desk: desk(), settings, clock: () => new Date(), webFolder: "web" });
  planner = await signedIn(app, "regency-supervisor", new Date());
});

let keys = 0;
const ask = (change: object = {}, key = `key-number-${keys++}`) =>
  planner("POST", "/api/v1/cross-tables", {
    body: { ...QUESTION, versionNo: lake().versionNo, ...change },
    headers: { "idempotency-key": key },
  });

const jobs = async () =>
  (await desk().owner.query<{ n: number }>("select count(*)::int as n from dtsen.lake_job")).rows[0]
    ?.n;

test("asked, counted elsewhere, read with names and words, and once more by its tag", async () => {
  const asked = await ask({ area: REGENCY, level: "regency" });
  expect(asked.status).toBe(202);
  const { job, href } = asked.body as CrossTableReceipt;
  expect(asked.headers.location).toBe(href);
  const waiting = await planner("GET", href);
  expect(waiting.body).toMatchObject({ job, state: "asked", version: "2026-1" });
  expect((waiting.body as CrossTable).table).toBeUndefined();
  const early = await planner("GET", href, {
    headers: { "if-none-match": String(waiting.headers.etag) },
  });
  expect(early.status).toBe(304);

  await runLakeWorkerOnce(lake().house);
  const done = await planner("GET", href, {
    headers: { "if-none-match": String(waiting.headers.etag) },
  });
  const table = done.body as CrossTable;
  expect(table).toMatchObject({ state: "done", region: { code: REGENCY, tier: "regency" } });
  expect(table.region.name).not.toBe(REGENCY);
  expect(table.table?.rows[0]).toMatchObject({ region: { name: table.region.name }, sum: 800 });
  expect(table.table?.columns[3]).toEqual({
    values: [4],
    words: [{ id: "desil 4", en: "decile 4" }],
    sum: 80,
  });
  const again = await planner("GET", href, {
    headers: { "if-none-match": String(done.headers.etag) },
  });
  expect(again.status).toBe(304);
  const { rows } = await desk().owner.query<{ n: number }>(
    "select count(*)::int as n from dtsen.audit_entry where act = 'read-table' and subject_id = $1",
    [job],
  );
  expect(rows[0]?.n).toBe(2);
});

test("the file says what is withheld, and where it comes from", async () => {
  const asked = await ask({ area: DISTRICT, level: "village", variables: ["floor_material"] });
  const { href } = asked.body as CrossTableReceipt;
  expect((await planner("GET", `${href}/csv`)).status).toBe(404);
  await runLakeWorkerOnce(lake().house);
  const { text, headers } = await planner("GET", `${href}/csv`);
  expect(headers["content-type"]).toContain("text/csv");
  const lines = text.split("\r\n");
  expect(lines[0]).toMatch(/^kode_wilayah,wilayah,.*,jumlah$/);
  expect(lines[1]).toMatch(/^\d{10},.*,\*,\*,200$/);
  expect(lines[2]).toMatch(/,200,0,200$/);
  expect(text).toContain("dirahasiakan");
  expect(text).not.toContain("Desil");
});

test("a file with deciles says by what they are counted", () => {
  const words = { id: "Desil nasional", en: "Decile, national" };
  const table = { rows: [], columns: [], sum: 0, withheld: 0, smallest: 10 };
  const variables = [{ id: "decile_national", words }];
  const said = { version: "2026-4", decileBasis: "families" as const, variables };
  expect(writeCsv(said, table)).toContain("Desil dihitung menurut keluarga\r\n");
});

test("the same key twice asks once; for another question it is refused", async () => {
  const before = await jobs();
  const first = await ask({}, "the-same-key");
  const second = await ask({}, "the-same-key");
  expect([first.status, second.status, second.body]).toEqual([202, 202, first.body]);
  expect(await jobs()).toBe((before ?? 0) + 1);
  expect((await ask({ level: "regency" }, "the-same-key")).status).toBe(409);
  await runLakeWorkerOnce(lake().house);
});

test.each([
  [400, "variable-is-identity", { variables: ["nik"] }],
  [400, "variable-in-vault", { variables: ["chronic_disease"], measure: "persons" }],
  [400, "variable-unknown", { variables: ["x'; drop table dtsen.lake_job; --"] }],
  [400, "variable-not-coded", { variables: ["floor_area"] }],
  [400, "level-not-offered", { level: "village" }],
  [400, "area-unknown", { area: "9999", level: "regency" }],
  [403, "area-not-yours", { area: "1102" }],
  [403, "area-not-yours", { area: "11", level: "regency" }],
  [403, "area-not-yours", { area: "ID", level: "nation" }],
  [409, "version-not-published", { versionNo: 77 }],
  [400, "malformed-request", { variables: [] }],
  [400, "malformed-request", { columns: ["nik"] }],
])("refused with %i %s: %j", async (status, code, change) => {
  const before = await jobs();
  const answer = await ask(change);
  const problem = answer.body as Problem;
  expect([answer.status, problem.code]).toEqual([status, code]);
  expect(
    [problem.detail_id, problem.detail_en, problem.remedy].every((said) => said.length > 10),
  ).toBe(true);
  expect(await jobs()).toBe(before);
});

test("a question about somebody else's region is noted, though nothing was counted", async () => {
  await ask({ area: "3204" });
  const { rows } = await desk().owner.query<{ decision: string; area: string; person: string }>(
    `select e.decision, e.detail ->> 'area' as area, a.username as person from dtsen.audit_entry e
     join dtsen.account a using (account_id) where act = 'ask-table' order by entry_no desc limit 1`,
  );
  expect(rows).toEqual([
    { decision: "area-not-yours", area: "3204", person: "regency-supervisor" },
  ]);
});

test("five wait at most; whose appointment has ended reads nothing more of what was counted", async () => {
  const statuses: number[] = [];
  let href = "";
  for (let n = 0; n < 6; n++) {
    const { status, body } = await ask({}, `five-wait-${n}`);
    statuses.push(status);
    if (status === 202) ({ href } = body as CrossTableReceipt);
  }
  expect(statuses).toEqual([202, 202, 202, 202, 202, 429]);
  await runLakeWorkerOnce(lake().house);
  // A refusal is not kept: the very same act, under its own key, goes well once there is room.
  expect((await ask({}, "five-wait-5")).status).toBe(202);
  expect((await planner("GET", href)).status).toBe(200);
  await desk().owner.query(
    `update dtsen.appointment set valid_from = '2020-01-01', valid_to = '2020-12-31'
     where account_id = (select account_id from dtsen.account where username = 'regency-supervisor')`,
  );
  expect((await planner("GET", href)).status).toBe(403);
});

asOfStory(desk, lake, () => app);
