import { randomUUID } from "node:crypto";
import type { FastifyInstance } from "fastify";
import { beforeAll, expect, test } from "vitest";
import type { ReviewPage, ReviewPair, ReviewReceipt } from "#contract/identity-reviews.ts";
import { readSettings } from "#settings.ts";
import { seedDemoAccounts } from "#store/demo-accounts.ts";
import { publishFamilies } from "#test/desk-fixture.ts";
import { plantReviews } from "#test/review-fixture.ts";
import { callerWith } from "#test/sign-in.ts";
import { deskForTests, sessionForTests } from "#test/store.ts";
import { buildServer } from "./server.ts";

const desk = deskForTests();
const HERE = 3204052001;
let app: FastifyInstance;
let pairId = "";
let others: readonly string[] = [];
/** More than one look takes. */
const MANY = 120;
const AT_ONCE = 50;

beforeAll(async () => {
  await seedDemoAccounts(desk(), "3204");
  const family = { familyId: 1, villageNo: HERE, headName: "Peraga 1" };
  const numbers = { nik: "9932045705800001", kk: "9932040101150001" };
  const versionNo = await publishFamilies(desk(), [{ ...family, ...numbers }]);
  [pairId = "", ...others] = await plantReviews(
    desk(),
    versionNo,
    Array.from({ length: 1 + MANY }, () => ({ villageNo: HERE, stake: "receives" })),
  );
  const settings = { ...readSettings({}), keyFolder: desk().settings.keyFolder };
  app = await buildServer({ desk: desk(), settings, clock: () => new Date(), webFolder: "web" });
});

async function as(role: string) {
  const ask = callerWith(app, { cookie: `dtsen=${await sessionForTests(desk(), role)}` });
  const root = "/api/v1/identity-reviews";
  return {
    pair: async () => (await ask("GET", `${root}/${pairId}`)).body as ReviewPair,
    list: async (state: string) =>
      ((await ask("GET", `${root}?state=${state}`)).body as ReviewPage).items,
    act: async (act: string, body: object) => {
      const headers = { "idempotency-key": randomUUID() };
      const got = await ask("POST", `${root}/${pairId}/${act}`, { body, headers });
      return got.body as ReviewReceipt & { readonly code?: string };
    },
    claim: async () => await ask("POST", `${root}/claims`, { body: { take: 1 } }),
    figures: async () => await ask("GET", `${root}/figures`),
  };
}

const reason = "nama ibu dan kartu sama";
const row = async () =>
  (
    await desk().owner.query<{ state: string; round: number; days: number | null; book: number }>(
      `select state, round, waits_until - (now() at time zone 'Asia/Jakarta')::date as days,
         (select count(*)::int from dtsen.identity_decision) as book from dtsen.review_pair where pair_id = $1`,
      [pairId],
    )
  ).rows[0];
const pass = (days: number) =>
  desk().owner.query("update dtsen.review_pair set waits_until = waits_until - $1::int", [days]);

test("a merge waits thirty days for a second person, the last of them included, and the list says so", async () => {
  const [first, second] = [await as("civil-registry-officer"), await as("regency-supervisor")];
  await first.claim();
  await first.act("answers", { verdict: "same", reason });
  expect(await row()).toMatchObject({ state: "second", days: 30 });
  await pass(30);
  const [waiting] = await second.list("second");
  expect(waiting?.waitsUntil).toBe((await second.pair()).waitsUntil);
  expect(await row()).toMatchObject({ state: "second", days: 0 });
});

test("a day later nothing is decided: the second person is refused, the pair is asked again, and the log says why", async () => {
  await pass(1);
  const second = await as("regency-supervisor");
  expect(await second.act("confirmation", { answer: "confirm", reason })).toMatchObject({
    code: "not-waiting",
  });
  expect(await second.list("second")).toEqual([]);
  expect(await row()).toEqual({ state: "open", round: 2, days: null, book: 0 });
  const [told] = (await second.pair()).history;
  expect(told?.says.id).toContain("tidak ada yang diputus");
  const { rows } = await desk().owner.query(
    "select actor, account_id from dtsen.audit_entry where act = 'lapse-review'",
  );
  expect(rows).toEqual([
    { actor: "desk:lapse", account_id: null },
    { actor: "desk:lapse", account_id: null },
  ]);
});

test("an undoing nobody agreed to in time does not count: the decision stands", async () => {
  const [first, second] = [await as("civil-registry-officer"), await as("regency-supervisor")];
  await first.claim();
  await first.act("answers", { verdict: "same", reason });
  await second.act("confirmation", { answer: "confirm", reason });
  await first.act("undo", { reason: "ternyata kembar" });
  expect(await row()).toMatchObject({ state: "undo-second", days: 30, book: 1 });
  await pass(31);
  expect((await second.pair()).state).toBe("decided");
  expect(await row()).toMatchObject({ days: null, book: 1 });
});

/** Every other pair waits for a second person whose time has passed. */
async function plantOverdue(): Promise<void> {
  await desk().owner.query(
    `update dtsen.review_pair set state = 'second', waits_until = current_date - 2
     where pair_id = any ($1::bigint[])`,
    [others],
  );
}

async function overdue(): Promise<number> {
  const { rows } = await desk().owner.query<{ pairs: number }>(
    "select count(*)::int as pairs from dtsen.review_pair where waits_until < current_date",
  );
  return rows[0]?.pairs ?? -1;
}

test("who acts on one pair lets no other lapse; who looks at lists, the longest overdue, fifty at once", async () => {
  const one = await as("regency-supervisor");
  await plantOverdue();
  await one.act("undo", { reason: "ternyata kembar" });
  await one.pair();
  expect(await overdue()).toBe(MANY);
  for (const [look, left] of [
    [() => one.list("second"), MANY - AT_ONCE],
    [() => one.figures(), MANY - 2 * AT_ONCE],
    [() => one.claim(), 0],
  ] as const) {
    await look();
    expect(await overdue()).toBe(left);
  }
});
