import { randomBytes } from "node:crypto";
import { beforeAll, expect, test } from "vitest";
import { deskForTests } from "#test/store.ts";
import { endSession, type Session, signIn, totpCode } from "./accounts.ts";
import { DEMO_PASSWORD, demoSecret, seedDemoAccounts } from "./demo-accounts.ts";
import { asSession, sessionProblem } from "./transact.ts";

const desk = deskForTests();
const NOW = new Date();

beforeAll(async () => {
  const seeded = await seedDemoAccounts(desk(), "32.04");
  expect(seeded.ok).toBe(true);
});

async function enter(name: string, at: Date, password = DEMO_PASSWORD) {
  const totp = totpCode(demoSecret(name), at);
  return await signIn(desk(), { name, password, totp }, at);
}

async function mustEnter(name: string, at: Date): Promise<Session> {
  const answer = await enter(name, at);
  if (!answer.ok) throw new Error(answer.problem);
  return answer.value;
}

test("a village operator signs in, is named, and sees the villages of the appointment", async () => {
  const { token } = await mustEnter("village-operator", NOW);
  const me = await asSession(desk(), token, "account", (tx) =>
    tx.query<{ role_code: string; village_lo: number; village_hi: number }>(
      "select role_code, village_lo, village_hi from dtsen.who_am_i()",
    ),
  );
  expect(me).toEqual([
    { role_code: "village-operator", village_lo: 3204052001, village_hi: 3204052001 },
  ]);
});

test("a TOTP code is good once", async () => {
  await mustEnter("regent", NOW);
  expect(await enter("regent", NOW)).toEqual({ ok: false, problem: "wrong-credentials" });
});

test("officers need TOTP; a wrong password and an unknown name are one answer", async () => {
  const noCode = await signIn(desk(), { name: "auditor", password: DEMO_PASSWORD }, NOW);
  expect(noCode).toEqual({ ok: false, problem: "totp-needed" });
  const wrong = await enter("auditor", NOW, "salah");
  const unknown = await enter("nobody", NOW);
  expect(wrong).toEqual(unknown);
});

test("the desk itself opens no session without a TOTP step for who needs one", async () => {
  const [asked] = (
    await desk().gate.query<Asked>("select * from dtsen.ask_credentials('minister')")
  ).rows;
  expect(await open(asked, null)).toBe(false);
  expect(await open({ ...asked, password_hash: null }, 1)).toBe(false);
  expect(await open(asked, 1)).toBe(true);
});

type Asked = { attempt_no: number; account_id: number; password_hash: string | null };

async function open(asked: Partial<Asked> | undefined, step: number | null) {
  const { rows } = await desk().gate.query<{ is_open: boolean }>(
    "select dtsen.open_session($1, $2, $3, $4, $5, 'x') as is_open",
    [asked?.attempt_no, asked?.account_id, asked?.password_hash, randomBytes(32), step],
  );
  return rows[0]?.is_open;
}

test("after ten wrong tries even the right password waits", async () => {
  for (let i = 0; i < 10; i++) {
    await signIn(desk(), { name: "governor", password: "salah" }, NOW);
  }
  expect(await enter("governor", NOW)).toEqual({ ok: false, problem: "too-many-tries" });
});

test("an ended session is refused at once, an unknown one too", async () => {
  const { token } = await mustEnter("tksk", NOW);
  expect(await endSession(desk(), token, "sign-out")).toBe(true);
  const refused = await asSession(desk(), token, "worklist", async () => 1).catch(sessionProblem);
  expect(refused).toBe("session-ended");
  const unknown = await asSession(desk(), "AAAA", "worklist", async () => 1).catch(sessionProblem);
  expect(unknown).toBe("session-unknown");
});

test("a purpose the role does not have is refused", async () => {
  const { token } = await mustEnter("psm", NOW);
  const refused = await asSession(desk(), token, "oversight", async () => 1).catch(sessionProblem);
  expect(refused).toBe("purpose-not-allowed");
});

test("a manager revokes: the session ends in the same instant", async () => {
  const victim = await mustEnter("regency-verifier", NOW);
  const admin = await mustEnter("account-admin", NOW);
  await asSession(desk(), admin.token, "administration", (tx) =>
    tx.query("select dtsen.revoke_account($1, 'left', true)", [victim.accountId]),
  );
  const refused = await asSession(desk(), victim.token, "worklist", async () => 1).catch(
    sessionProblem,
  );
  expect(refused).toBe("session-ended");
});

test("a village operator revokes nobody", async () => {
  const other = await mustEnter("karang-taruna", NOW);
  const { token } = await mustEnter("village-operator", new Date(NOW.getTime() + 60_000));
  const attempt = asSession(desk(), token, "worklist", (tx) =>
    tx.query("select dtsen.revoke_account($1, 'spite', true)", [other.accountId]),
  );
  await expect(attempt).rejects.toThrow("no right");
});

test("a past appointment in one's villages gives no power over an account that serves elsewhere now", async () => {
  const victim = await mustEnter("tagana", NOW);
  const admin = await mustEnter("account-admin", new Date(NOW.getTime() + 30_000));
  const to = (where: string, low: number) =>
    desk().owner.query(
      `update dtsen.appointment set village_lo = $1, village_hi = $1 where role_code = '${where}'`,
      [low],
    );
  await to("account-admin", 3204052001);
  await to("tagana", 5171010001);
  await desk().owner.query(
    `insert into dtsen.appointment (account_id, office_code, role_code, region_id, village_lo, village_hi,
       valid_from, valid_to, decree, appointed_by, confirmed_by, revoked_at)
     select account_id, office_code, role_code, region_id, 3204052001, 3204052001, valid_from, valid_to, decree,
       appointed_by, confirmed_by, now() from dtsen.appointment where role_code = 'tagana'`,
  );
  const revoke = () =>
    asSession(desk(), admin.token, "administration", (tx) =>
      tx.query("select dtsen.revoke_account($1, 'left', true)", [victim.accountId]),
    );
  await expect(revoke()).rejects.toThrow("no right");
  await to("tagana", 3204052001);
  await revoke();
});

test("demo accounts are refused in production", async () => {
  const settings = { ...desk().settings, isProduction: true };
  const answer = await seedDemoAccounts({ ...desk(), settings }, "32.04");
  expect(answer).toEqual({ ok: false, problem: "demo-refused-in-production" });
});

test.each([
  [
    "reset",
    60_000,
    "select dtsen.reset_account($1, sha256($2::bytea), now() + interval '1 day', 'lost')",
  ],
  ["revoke", 90_000, "select dtsen.revoke_account($1, 'left', $2::bytea is not null)"],
])("a sign-in that was checked before a %s opens nothing after it", async (_what, after, act) => {
  const ask = async () =>
    (await desk().gate.query<Asked>("select * from dtsen.ask_credentials('village-head')")).rows[0];
  const [early, during] = [await ask(), await ask()];
  const admin = await mustEnter("account-admin", new Date(NOW.getTime() + after));
  const racing = await asSession(desk(), admin.token, "administration", async (tx) => {
    await tx.query(act, [early?.account_id, randomBytes(8)]);
    const late = open(during, after + 1);
    await new Promise((done) => setTimeout(done, 300));
    return { late };
  });
  expect(await racing.late).toBe(false);
  expect(await open(early, after + 2)).toBe(false);
  const alive = await desk().owner.query(
    "select from dtsen.session where account_id = $1 and ended_at is null",
    [early?.account_id],
  );
  expect(alive.rowCount).toBe(0);
  await desk().owner.query(
    `update dtsen.account set disabled_at = null, password_hash = 'again' where account_id = $1`,
    [early?.account_id],
  );
});
