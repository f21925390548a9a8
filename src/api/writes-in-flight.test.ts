import { randomUUID } from "node:crypto";
import type { FastifyInstance } from "fastify";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { readSettings } from "#settings.ts";
import { seedDemoAccounts } from "#store/demo-accounts.ts";
import { publishFamilies } from "#test/desk-fixture.ts";
import { FAMILIES, HERE } from "#test/proposal-desk.ts";
import { deskForTests, sessionForTests } from "#test/store.ts";
import { buildServer } from "./server.ts";

const desk = deskForTests();
let app: FastifyInstance;
let cookie = "";

beforeAll(async () => {
  await seedDemoAccounts(desk(), "3204");
  await publishFamilies(desk(), FAMILIES);
  cookie = `dtsen=${await sessionForTests(desk(), "village-operator")}`;
  const settings = { ...readSettings({}), keyFolder: desk().settings.keyFolder };
  const deps = { desk: desk(), settings, clock: () => new Date(), webFolder: "web" };
  app = await buildServer({ ...deps, writesInFlight: 1 });
});
afterAll(async () => await app.close());

const DRAFT = {
  ...{ village: String(HERE), told: { headName: "Peraga", address: "Gang Buntu" } },
  ...{ aim: "data-update", proposer: "neighbour", grounds: ["bad-housing"] },
};

/** Sent as soon as it is asked for, awaited or not. */
const propose = async (key: string, payload: object = DRAFT) =>
  await app.inject({
    ...{ method: "POST", url: "/api/v1/aid-proposals", payload },
    headers: { cookie, "idempotency-key": key },
  });

const held: (() => Promise<void>)[] = [];
// A test that fails holds up nobody after it.
afterEach(async () => {
  for (const letGo of held.splice(0)) await letGo();
});

/** Holds up whoever sends this message, as a slow disk would, until it is let go. */
async function holdUp(key: string): Promise<() => Promise<void>> {
  const client = await desk().owner.connect();
  await client.query("begin");
  const mark = key.replaceAll("-", "");
  await client.query("select pg_advisory_xact_lock(hashtextextended('case ' || $1, 0))", [mark]);
  let isHeld = true;
  const letGo = async () => {
    if (!isHeld) return;
    isHeld = false;
    await client.query("rollback");
    client.release();
  };
  held.push(letGo);
  return letGo;
}

test("one too many is told at once to come again, and that nothing is lost; then it is taken", async () => {
  const [first, second] = [randomUUID(), randomUUID()];
  const letGo = await holdUp(first);
  const slow = propose(first);
  await expect.poll(async () => (await propose(second)).statusCode).toBe(503);
  const away = await propose(second);
  expect(away.headers["content-type"]).toContain("application/problem+json");
  expect(Number(away.headers["retry-after"])).toBeGreaterThanOrEqual(5);
  expect(Number(away.headers["retry-after"])).toBeLessThan(25);
  expect(away.json()).toMatchObject({ code: "busy", status: 503 });
  expect(away.json<{ detail_id: string }>().detail_id).toMatch(
    /belum kami terima.*tidak ada yang hilang/,
  );
  // Who only reads is not held up by those who send.
  expect((await app.inject({ url: "/", headers: { accept: "text/html" } })).statusCode).toBe(200);
  const page = await app.inject({
    ...{ method: "POST", url: "/kode", payload: "kode=ABCD" },
    headers: { accept: "text/html", "content-type": "application/x-www-form-urlencoded" },
  });
  expect(page.statusCode).toBe(503);
  expect(page.body).toContain("belum kami terima");
  expect(Number(page.headers["retry-after"])).toBeGreaterThan(0);
  await letGo();
  expect((await slow).statusCode).toBe(200);
  expect((await propose(second)).statusCode).toBe(200);
  const { rows } = await desk().owner.query(
    "select client_id::text from dtsen.case_file order by case_id",
  );
  expect(rows).toHaveLength(2);
});

test("waiting times are spread, and what was refused, broken or unknown keeps no place", async () => {
  for (let i = 0; i < 3; i += 1) {
    expect((await propose(randomUUID(), { ...DRAFT, aim: "none" })).statusCode).toBe(400);
    expect((await propose(randomUUID(), { ...DRAFT, told: undefined })).statusCode).toBe(400);
    expect((await app.inject({ method: "POST", url: "/api/v1/none" })).statusCode).toBe(404);
  }
  const first = randomUUID();
  const letGo = await holdUp(first);
  const slow = propose(first);
  await expect
    .poll(async () => (await propose(randomUUID(), { ...DRAFT, told: undefined })).statusCode)
    .toBe(503);
  const waits = new Set<unknown>();
  for (let i = 0; i < 20; i += 1) waits.add((await propose(randomUUID())).headers["retry-after"]);
  expect(waits.size).toBe(20);
  await letGo();
  expect((await slow).statusCode).toBe(200);
});
