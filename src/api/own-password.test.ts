import type { FastifyInstance } from "fastify";
import { beforeAll, expect, test } from "vitest";
import { readSettings } from "#settings.ts";
import { signIn, totpCode } from "#store/accounts.ts";
import { DEMO_PASSWORD, demoSecret, seedDemoAccounts } from "#store/demo-accounts.ts";
import { callerWith, signedIn } from "#test/sign-in.ts";
import { deskForTests, sessionForTests } from "#test/store.ts";
import { buildServer } from "./server.ts";

const desk = deskForTests();
const NEXT = "kuda hujan meja biru";
let app: FastifyInstance;

beforeAll(async () => {
  await seedDemoAccounts(desk(), "3204");
  const settings = { ...readSettings({}), keyFolder: desk().settings.keyFolder };
  const clock = () => new Date();
  app = await buildServer({ desk: desk(), settings, clock, webFolder: "web" });
});

type Caller = Awaited<ReturnType<typeof signedIn>>;
const change = (ask: Caller, current: string, next: string) =>
  ask("POST", "/api/v1/session/password", { body: { current, next } });

const hashOf = async (username: string) =>
  (
    await desk().owner.query<{ account_id: number; password_hash: string }>(
      "select account_id, password_hash from dtsen.account where username = $1",
      [username],
    )
  ).rows[0];

test("the new password works, the old one not, and every other session has ended", async () => {
  const here = await signedIn(app, "village-head", new Date());
  const elsewhere = callerWith(app, {
    cookie: `dtsen=${await sessionForTests(desk(), "village-head")}`,
  });
  const other = callerWith(app, { cookie: `dtsen=${await sessionForTests(desk(), "tksk")}` });
  expect((await elsewhere("GET", "/api/v1/session")).status).toBe(200);

  const answer = await change(here, DEMO_PASSWORD, NEXT);
  expect(answer).toMatchObject({ status: 200, body: { sessionsEnded: 1 } });
  expect((await elsewhere("GET", "/api/v1/session")).status).toBe(401);
  expect((await here("GET", "/api/v1/session")).status).toBe(200);
  expect((await other("GET", "/api/v1/session")).status).toBe(200);

  const later = new Date(Date.now() + 30_000);
  const enter = (password: string) =>
    signIn(
      desk(),
      { name: "village-head", password, totp: totpCode(demoSecret("village-head"), later) },
      later,
    );
  expect(await enter(DEMO_PASSWORD)).toEqual({ ok: false, problem: "wrong-credentials" });
  expect((await enter(NEXT)).ok).toBe(true);
  expect((await hashOf("village-head"))?.password_hash).toMatch(
    /^\$argon2id\$v=19\$m=19456,t=2,p=1\$/,
  );

  const { rows } = await desk().owner.query<{ detail: object; row_count: number; mine: boolean }>(
    `select e.row_count, e.detail, e.account_id = a.account_id and e.subject_id = a.account_id as mine
     from dtsen.audit_entry e, dtsen.account a where e.act = 'change-password' and a.username = 'village-head'`,
  );
  expect(rows).toEqual([{ row_count: 1, detail: {}, mine: true }]);
});

test.each([
  ["a wrong old one", "bukan kata sandinya", NEXT, 403, "password-wrong"],
  ["the old one again", DEMO_PASSWORD, DEMO_PASSWORD, 400, "password-unchanged"],
  ["eleven letters", DEMO_PASSWORD, "sebelashuru", 400, "password-too-short"],
  ["two hundred and one", DEMO_PASSWORD, "abc de".repeat(34), 400, "password-too-long"],
  ["the account's name", DEMO_PASSWORD, "saya regent dari sana", 400, "password-names-account"],
  ["a first guess", DEMO_PASSWORD, "Password12345!", 400, "password-too-common"],
])(
  "refused: %s; nothing changes and no session ends",
  async (_what, current, next, status, code) => {
    const before = await hashOf("regent");
    const cookie = async () => ({ cookie: `dtsen=${await sessionForTests(desk(), "regent")}` });
    const [here, elsewhere] = [callerWith(app, await cookie()), callerWith(app, await cookie())];
    expect(await change(here, current, next)).toMatchObject({ status, body: { code } });
    expect(await hashOf("regent")).toEqual(before);
    expect((await elsewhere("GET", "/api/v1/session")).status).toBe(200);
  },
);

test("nobody without a session, and no session that has ended", async () => {
  expect((await change(callerWith(app), DEMO_PASSWORD, NEXT)).status).toBe(401);
  const ask = callerWith(app, { cookie: `dtsen=${await sessionForTests(desk(), "psm")}` });
  await ask("DELETE", "/api/v1/session");
  expect((await change(ask, DEMO_PASSWORD, NEXT)).status).toBe(401);
});

test("a session left open is no place to guess: after ten tries even the right one waits", async () => {
  const ask = callerWith(app, { cookie: `dtsen=${await sessionForTests(desk(), "tagana")}` });
  for (let i = 0; i < 10; i++) await change(ask, `salah sekali ${i}`, NEXT);
  expect(await change(ask, DEMO_PASSWORD, NEXT)).toMatchObject({
    status: 429,
    body: { code: "sign-in-waits" },
  });
});

test("the end of the session in between is told as what it is, not as a wrong password", async () => {
  const { owner } = desk();
  const before = await hashOf("auditor");
  const ask = callerWith(app, { cookie: `dtsen=${await sessionForTests(desk(), "auditor")}` });
  // The try is noted after the session was read and before the password is changed.
  await owner.query(`
    create function dtsen.come_between() returns trigger language plpgsql security definer
      set search_path = pg_catalog, dtsen, pg_temp as $$
      begin update session set ended_at = now(); return new; end $$;
    create trigger comes_between after insert on dtsen.sign_in_attempt
      for each row execute function dtsen.come_between()`);
  const answer = await change(ask, DEMO_PASSWORD, NEXT);
  await owner.query("drop function dtsen.come_between() cascade");
  expect(answer).toMatchObject({ status: 409, body: { code: "password-overtaken" } });
  expect(await hashOf("auditor")).toEqual(before);
});

/** What stands against each way around the door, and how the database answers without it. */
const WAYS = [
  ["a hash that is not the one in force", /and a\.password_hash = checked_hash/, { hash: "x" }],
  ["a session that has ended", /s\.ended_at is null\s+and /, { isEnded: true }],
  ["a try that was already spent", /t\.is_accepted is null and /, { isSpent: true }],
  ["a try at another account", /and a\.username = t\.username/, { attemptOf: "auditor" }],
] as const;

type Way = {
  readonly hash?: string;
  readonly isEnded?: boolean;
  readonly isSpent?: boolean;
  readonly attemptOf?: string;
};

async function tryAround(way: Way): Promise<number | null | undefined> {
  const token = await sessionForTests(desk(), "psm");
  const { rows } = await desk().gate.query<{ attempt_no: number }>(
    "select attempt_no from dtsen.ask_credentials($1)",
    [way.attemptOf ?? "psm"],
  );
  const attempt = rows[0]?.attempt_no;
  if (way.isEnded) await desk().owner.query("update dtsen.session set ended_at = now()");
  if (way.isSpent) {
    await desk().owner.query(
      "update dtsen.sign_in_attempt set is_accepted = true where attempt_no = $1",
      [attempt],
    );
  }
  const hash = way.hash ?? (await hashOf("psm"))?.password_hash;
  const changed = await desk().gate.query<{ ended: number | null }>(
    "select dtsen.change_password($1, $2, $3, 'new') as ended",
    [attempt, Buffer.from(token, "base64url"), hash],
  );
  return changed.rows[0]?.ended;
}

test.each(WAYS)(
  "the database itself refuses %s; without that guard it would not",
  async (_what, guard, way) => {
    const { rows } = await desk().owner.query<{ text: string }>(
      "select pg_get_functiondef('dtsen.change_password(bigint, bytea, text, text)'::regprocedure) as text",
    );
    const whole = rows[0]?.text ?? "";
    expect(whole).toMatch(guard);
    expect(await tryAround(way)).toBeNull();
    await desk().owner.query(whole.replace(guard, ""));
    expect(await tryAround(way)).toBeTypeOf("number");
    await desk().owner.query(whole);
  },
);
