import type { FastifyInstance } from "fastify";
import { beforeAll, expect, test } from "vitest";
import type { AuditPage, SealStatus } from "#contract/audit.ts";
import type { Home } from "#contract/home.ts";
import type { Quarantine } from "#contract/quarantine.ts";
import { readSettings } from "#settings.ts";
import { seedDemoAccounts } from "#store/demo-accounts.ts";
import { asWorker } from "#store/transact.ts";
import { publishFamilies } from "#test/desk-fixture.ts";
import { signedIn } from "#test/sign-in.ts";
import { deskForTests } from "#test/store.ts";
import { buildServer } from "./server.ts";

const desk = deskForTests();
let app: FastifyInstance;
let supervisor: Awaited<ReturnType<typeof signedIn>>;

const HERE = 3204052001;
const ELSEWHERE = 5171010001;

beforeAll(async () => {
  await seedDemoAccounts(desk(), "3204");
  await publishFamilies(desk(), []);
  await asWorker(desk(), async (tx) => {
    await tx.query(
      `insert into dtsen.delivery (delivery_no, source, delivery_set, as_of, file_name, sha256,
         rows_received, rows_accepted, rows_refused, received_by)
       values (7, 'dtks', 'family', '2024-12-31', 'dtks.csv', repeat('b', 64), 10, 7, 3, 'test')`,
    );
    await tx.query(
      `insert into dtsen.quarantine_row (delivery_no, row_no, column_name, rule_code, sentence_id,
         sentence_en, remedy_id, remedy_en, village_no)
       select 7, n, 'kk', 'kk-broken', '=Nomor KK tidak sah', 'Broken card number', 'Isi 16 digit',
         'Give 16 digits', v from (values (1, $1::bigint), (2, $1), (3, $2)) as t (n, v)`,
      [HERE, ELSEWHERE],
    );
  });
  const settings = { ...readSettings({}), keyFolder: desk().settings.keyFolder };
  app = await buildServer({ desk: desk(), settings, clock: () => new Date(), webFolder: "web" });
  supervisor = await signedIn(app, "regency-supervisor", new Date());
});

test("refused rows of one's region stand by remedy, with examples", async () => {
  const { body } = await supervisor("GET", "/api/v1/quarantine");
  const [delivery] = (body as Quarantine).items;
  expect(delivery).toMatchObject({
    deliveryNo: 7,
    source: { id: "DTKS" },
    set: { en: "families" },
  });
  expect(delivery?.groups).toHaveLength(1);
  expect(delivery?.groups[0]).toMatchObject({
    rule: "kk-broken",
    rows: 2,
    remedy: { id: "Isi 16 digit" },
  });
  expect(delivery?.groups[0]?.examples.map(({ rowNo }) => rowNo)).toEqual([1, 2]);
});

test("the return file is a CSV that no spreadsheet runs as a formula", async () => {
  const { headers, text } = await supervisor("GET", "/api/v1/quarantine/7/return-file");
  expect(headers["content-type"]).toBe("text/csv; charset=utf-8");
  expect(text).toBe(
    [
      '\uFEFF"baris";"kolom";"kode";"akibat";"alasan";"perbaikan"',
      '"1";"kk";"kk-broken";"ditolak";"\'=Nomor KK tidak sah";"Isi 16 digit"',
      '"2";"kk";"kk-broken";"ditolak";"\'=Nomor KK tidak sah";"Isi 16 digit"',
      "",
    ].join("\r\n"),
  );
});

test("a delivery without rows of one's region has no return file", async () => {
  expect((await supervisor("GET", "/api/v1/quarantine/8/return-file")).status).toBe(404);
});

test("home names the work that waits and shows the region's figures", async () => {
  await asWorker(desk(), (tx) =>
    tx.query(
      `insert into dtsen.version_figure (version_no, figure, area, dims, value)
       select 1, 'families-per-decile', a, '{"decile": "2"}', 5 from unnest(array['3204', '320405']) a`,
    ),
  );
  const home = (await supervisor("GET", "/api/v1/home")).body as Home;
  expect(home.tasks.find(({ kind }) => kind === "quarantine")).toMatchObject({
    count: 2,
    link: "/karantina",
  });
  expect(home.region).toMatchObject({
    code: "3204",
    families: 5,
    deciles: [0, 5, 0, 0, 0, 0, 0, 0, 0, 0],
  });
  expect(home.parts.map(({ code }) => code)).toEqual(["320405"]);
  expect(home.version).toMatchObject({ label: "2026-4", isCurrent: true });
});

test("an auditor sees who did what, page by page, and how far it is sealed", async () => {
  const auditor = await signedIn(app, "auditor", new Date());
  const seal = (await auditor("GET", "/api/v1/audit/seal")).body as SealStatus;
  expect(seal).toMatchObject({ state: "fresh", sealedEntries: 0 });
  expect(seal.unsealedEntries).toBeGreaterThan(0);
  const search = async (cursor?: string) =>
    (
      await auditor("POST", "/api/v1/audit/search", {
        body: { limit: 1, ...(cursor ? { cursor } : {}) },
      })
    ).body as AuditPage;
  const first = await search();
  const second = await search(first.next);
  expect(Number(second.items[0]?.entryNo)).toBeLessThan(Number(first.items[0]?.entryNo));
});
