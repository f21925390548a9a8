import { randomUUID } from "node:crypto";
import type { FastifyInstance } from "fastify";
import { beforeAll, expect, test } from "vitest";
import type { AccountPage, AccountReceipt } from "#contract/accounts.ts";
import type { AppointmentDraft } from "#contract/appointments.ts";
import type { OpenedEnrolment } from "#contract/enrolment.ts";
import { addDays } from "#domain/plain-date.ts";
import { readSettings } from "#settings.ts";
import { totpCode } from "#store/accounts.ts";
import { seedDemoAccounts } from "#store/demo-accounts.ts";
import { callerWith, signedIn } from "#test/sign-in.ts";
import { deskForTests } from "#test/store.ts";
import { todayOf } from "./office-day.ts";
import { buildServer } from "./server.ts";

const desk = deskForTests();
const TODAY = todayOf(new Date());
const PASSWORD = "empat kata yang mudah";

type Caller = Awaited<ReturnType<typeof signedIn>>;
const callers = new Map<string, Caller>();
let app: FastifyInstance;
/** The hand on the clock of the door. */
let now = new Date();

const OPERATOR: AppointmentDraft = {
  role: "village-operator",
  office: "desa",
  region: "3204052001",
  validFrom: TODAY,
  validTo: addDays(TODAY, 365),
  decree: "SK Bupati 12/2026",
};
const PERSON = { fullName: "Rina Contoh", appointment: OPERATOR };

beforeAll(async () => {
  await seedDemoAccounts(desk(), "3204");
  await desk().owner.query(
    `update dtsen.appointment set office_code = 'dinsos', region_id = r.region_id, village_lo = r.village_lo,
       village_hi = r.village_hi from dtsen.region r where r.tier = 'regency' and r.village_lo = 3204000000
       and role_code = 'account-admin'`,
  );
  const settings = { ...readSettings({}), keyFolder: desk().settings.keyFolder };
  app = await buildServer({ desk: desk(), settings, clock: () => now, webFolder: "web" });
  for (const role of ["account-admin", "agency-head", "village-operator", "psm"]) {
    callers.set(role, await signedIn(app, role, now));
  }
});

async function send(role: string, url: string, body?: object, key: string = randomUUID()) {
  const answer = await (callers.get(role) ?? callerWith(app))("POST", `/api/v1${url}`, {
    ...(body === undefined ? {} : { body }),
    headers: { "idempotency-key": key },
  });
  return { status: answer.status, body: answer.body as Record<string, string>, text: answer.text };
}

async function list(role: string, show = "all") {
  const url = `/api/v1/accounts?limit=50&show=${show}`;
  const answer = await (callers.get(role) ?? callerWith(app))("GET", url);
  return { status: answer.status, items: (answer.body as AccountPage).items };
}

const audited = async (act: string) =>
  (await desk().auditor.query("select from dtsen.audit_entry where act = $1", [act])).rowCount;

/** Uses a code as the person would: opens it, reads the authenticator, chooses a password. */
async function enrol(code: string | undefined, password = PASSWORD) {
  const opened = await send("", "/enrolment/opening", { code });
  const { totpSecret = "AAAAAAAA" } = opened.body as unknown as Partial<OpenedEnrolment>;
  const totp = totpCode(totpSecret, now);
  return { opened, done: await send("", "/enrolment", { code, password, totp }), totpSecret };
}

async function enter(name: string, totpSecret: string, password = PASSWORD) {
  const answer = await app.inject({
    method: "POST",
    url: "/api/v1/session",
    payload: { name, password, totp: totpCode(totpSecret, now) },
  });
  const cookie = String(answer.headers["set-cookie"]).split(";")[0] ?? "";
  return { status: answer.statusCode, ask: callerWith(app, { cookie }) };
}

let invited: AccountReceipt;
let secret = "";

test("an administrator invites a person; a repeat makes nobody twice and says no code", async () => {
  const key = randomUUID();
  const draft = { ...PERSON, username: "Rina.Contoh", email: "rina@contoh.go.id" };
  const first = await send("account-admin", "/accounts", draft, key);
  expect(first).toMatchObject({
    status: 200,
    body: { code: expect.stringMatching(/^(\w{4}-){5}\w{4}$/) },
  });
  invited = first.body as unknown as AccountReceipt;
  const repeat = await send("account-admin", "/accounts", draft, key);
  expect(repeat.body).toEqual({ accountId: invited.accountId });
  const taken = await send("account-admin", "/accounts", { ...PERSON, username: "rina.contoh" });
  expect(taken).toMatchObject({ status: 409, body: { code: "username-taken" } });
  expect(await audited("invite-account")).toBe(1);
});

test("the code is kept nowhere in clear", async () => {
  const plain = (invited.code ?? "").replaceAll("-", "");
  const { rows } = await desk().owner.query<{ found: number }>(
    `select count(*)::int as found from (select body::text as t from dtsen.idempotency_key
       union all select detail::text from dtsen.audit_entry) x where t ~ $1 or t ~ $2`,
    [plain, invited.code],
  );
  expect(rows[0]?.found).toBe(0);
});

test.each([
  [
    "a role of an institution that is not theirs",
    { role: "bps-statistician", office: "bps-dtsen", region: "ID" },
    403,
  ],
  ["an auditor", { role: "auditor", office: "pengawas", region: "3204" }, 403],
  ["a village elsewhere", { region: "5171011001" }, 403],
  ["the whole province", { role: "village-operator", region: "32" }, 403],
  ["a village role over a regency", { region: "3204" }, 403],
  ["a role in an office of another institution", { office: "bps-regency" }, 403],
  ["no such role", { role: "king" }, 403],
  ["days in the wrong order", { validTo: "2020-01-01" }, 400],
  ["an appointment without end", { validTo: "2999-01-01" }, 400],
  ["no decree", { decree: " " }, 400],
  ["programs without determining", { programs: ["pkh"] }, 400],
])("inviting with %s is refused, and nobody is made", async (_what, change, status) => {
  const username = `x${randomUUID().slice(0, 8)}`;
  const appointment = { ...OPERATOR, ...change };
  const refused = await send("account-admin", "/accounts", { ...PERSON, username, appointment });
  expect([refused.status, refused.body.remedy?.length]).toEqual([status, expect.any(Number)]);
  const made = await desk().owner.query("select from dtsen.account where username = $1", [
    username,
  ]);
  expect(made.rowCount).toBe(0);
});

test("the person chooses a password with the code, once; nobody else can", async () => {
  expect((await enrol("AAAA-AAAA-AAAA-AAAA-AAAA-AAAA")).opened.status).toBe(404);
  const short = await enrol(invited.code, "pendek");
  expect(short.done.body.code).toBe("password-too-short");
  expect((await enrol(invited.code, "rina.contoh 2026")).done.body.code).toBe(
    "password-names-account",
  );
  const wrong = await send("", "/enrolment", {
    code: invited.code,
    password: PASSWORD,
    totp: "000000",
  });
  expect(wrong.body.code).toBe("totp-wrong");
  const without = await send("", "/enrolment", { code: invited.code, password: PASSWORD });
  expect(without.body.code).toBe("totp-wrong");
  const typed = (invited.code ?? "").toLowerCase().replaceAll("-", " ");
  const { opened, done, totpSecret } = await enrol(typed);
  expect(opened.body).toMatchObject({
    username: "rina.contoh",
    needsTotp: true,
    totpSecret: expect.any(String),
  });
  expect(done).toMatchObject({ status: 200, body: { username: "rina.contoh" } });
  secret = totpSecret;
  expect((await enrol(invited.code)).opened.status).toBe(404);
  expect(await audited("enrol-account")).toBe(1);
});

test("a code is worth nothing after three days", async () => {
  const late = { ...PERSON, username: "telat.contoh" };
  const { body } = await send("account-admin", "/accounts", late);
  const started = now;
  now = new Date(started.getTime() + 73 * 3_600_000);
  const { opened } = await enrol(body.code);
  now = started;
  expect(opened).toMatchObject({ status: 404, body: { code: "enrolment-unknown" } });
});

test("until a second person confirms, an appointment opens nothing; who made it may not", async () => {
  later();
  const { ask } = await enter("rina.contoh", secret);
  expect((await ask("GET", "/api/v1/session")).status).toBe(403);
  const id = await appointmentOf("rina.contoh");
  const own = await send("account-admin", `/appointments/${id}/confirmation`);
  expect(own).toMatchObject({ status: 403, body: { code: "second-person-needed" } });
  expect((await send("village-operator", `/appointments/${id}/confirmation`)).status).toBe(403);
  expect((await list("agency-head", "waiting")).items.map(({ username }) => username)).toContain(
    "rina.contoh",
  );
  expect((await send("agency-head", `/appointments/${id}/confirmation`)).status).toBe(200);
  expect(await send("agency-head", `/appointments/${id}/confirmation`)).toMatchObject({
    status: 409,
    body: { code: "appointment-settled" },
  });
  expect(await ask("GET", "/api/v1/session")).toMatchObject({
    status: 200,
    body: { fullName: "Rina Contoh", role: "village-operator" },
  });
});

test("an appointment that is ended is gone at the next request, and its row stays", async () => {
  later();
  const { ask } = await enter("rina.contoh", secret);
  const read = () => ask("GET", "/api/v1/families/1", { purpose: "verification" });
  expect((await read()).status).not.toBe(403);
  const id = await appointmentOf("rina.contoh");
  const reason = { reason: "pindah tugas ke kecamatan" };
  expect((await send("agency-head", `/appointments/${id}/end`, { reason: "x" })).body.code).toBe(
    "reason-missing",
  );
  expect((await send("agency-head", `/appointments/${id}/end`, reason)).status).toBe(200);
  expect((await read()).status).toBe(403);
  const rina = (await list("account-admin")).items.find(
    ({ username }) => username === "rina.contoh",
  );
  expect(rina?.appointments).toMatchObject([
    { state: "revoked", revokedReason: reason.reason, mayEnd: false },
  ]);
  expect((await send("agency-head", `/appointments/${id}/confirmation`)).body.code).toBe(
    "appointment-settled",
  );
});

test("an appointment near its last day is listed for renewal until another follows it", async () => {
  const soon = { ...OPERATOR, validTo: addDays(TODAY, 10) };
  const again = await send("account-admin", `/accounts/${invited.accountId}/appointments`, soon);
  expect(again.status).toBe(200);
  const id = await appointmentOf("rina.contoh");
  await send("agency-head", `/appointments/${id}/confirmation`);
  const due = async () =>
    (await list("account-admin", "renewal")).items.map(({ username }) => username);
  expect(await due()).toContain("rina.contoh");
  const next = { ...OPERATOR, validFrom: addDays(TODAY, 11) };
  await send("account-admin", `/accounts/${invited.accountId}/appointments`, next);
  expect(await due()).not.toContain("rina.contoh");
});

test("roles that the law book keeps apart are refused with its reason", async () => {
  const auditor = (await list("account-admin")).items.find(
    ({ username }) => username === "regency-verifier",
  );
  const admin = { ...OPERATOR, role: "account-admin", office: "dinsos", region: "3204" };
  const refused = await send(
    "account-admin",
    `/accounts/${auditor?.accountId}/appointments`,
    admin,
  );
  expect(refused).toMatchObject({ status: 409, body: { code: "appoints-and-acts" } });
});

test("nobody appoints, resets or revokes themselves", async () => {
  const me = await idOf("account-admin");
  const mine = await send("account-admin", `/accounts/${me}/appointments`, OPERATOR);
  expect(mine.body.code).toBe("own-appointment");
  const reset = await send("account-admin", `/accounts/${me}/reset`, { reason: "lupa sandi" });
  expect(reset.body.code).toBe("own-account");
  const off = await send("account-admin", `/accounts/${me}/revocation`, {
    reason: "sudah selesai",
    disable: true,
  });
  expect(off.body.code).toBe("own-account");
});

test("a reset ends sessions, password and rights at once; the new code and a second person bring them back", async () => {
  later();
  const { ask } = await enter("rina.contoh", secret);
  expect((await ask("GET", "/api/v1/session")).status).toBe(200);
  const url = `/accounts/${invited.accountId}/reset`;
  const { body } = await send("account-admin", url, { reason: "HP hilang di pasar" });
  expect((await ask("GET", "/api/v1/session")).status).toBe(401);
  later();
  expect((await enter("rina.contoh", secret)).status).toBe(401);
  const { done, totpSecret } = await enrol(body.code, "kata sandi yang baru");
  expect(done.status).toBe(200);
  expect(totpSecret).not.toBe(secret);
  secret = totpSecret;
  later();
  const again = await enter("rina.contoh", secret, "kata sandi yang baru");
  expect(again.status).toBe(403);
  expect((await again.ask("GET", "/api/v1/session")).status).toBe(403);
  const waiting = await waitingOf("rina.contoh");
  expect(waiting).toHaveLength(2);
  for (const id of waiting) {
    const own = await send("account-admin", `/appointments/${id}/confirmation`);
    expect(own.body.code).toBe("second-person-needed");
    expect((await send("agency-head", `/appointments/${id}/confirmation`)).status).toBe(200);
  }
  expect((await again.ask("GET", "/api/v1/session")).status).toBe(200);
});

test("revoking ends an open session in the same instant, and a disabled account is over", async () => {
  later();
  const { ask } = await enter("rina.contoh", secret, "kata sandi yang baru");
  const url = `/accounts/${invited.accountId}/revocation`;
  const out = await send("account-admin", url, { reason: "berhenti bekerja", disable: true });
  expect(out).toMatchObject({ status: 200, body: { sessions: 2 } });
  expect((await ask("GET", "/api/v1/session")).status).toBe(401);
  later();
  expect((await enter("rina.contoh", secret, "kata sandi yang baru")).status).toBe(401);
  const reset = await send("account-admin", `/accounts/${invited.accountId}/reset`, {
    reason: "kembali lagi",
  });
  expect(reset.body.code).toBe("account-disabled");
});

test("who serves elsewhere, or holds a role that is not theirs to give, is not theirs to reset", async () => {
  for (const name of ["minister", "tksk"]) {
    const refused = await send("account-admin", `/accounts/${await idOf(name)}/reset`, {
      reason: "coba-coba",
    });
    expect([name, refused.body.code]).toEqual([name, "account-unknown"]);
  }
});

test("lists are for who manages or confirms; others are refused", async () => {
  expect((await list("village-operator")).status).toBe(403);
  const seen = (await list("agency-head")).items;
  expect(seen.map(({ username }) => username)).toContain("village-operator");
  expect(seen.map(({ username }) => username)).not.toContain("minister");
  expect(seen.every(({ isManaged }) => !isManaged)).toBe(true);
});

test("an account with an appointment that waits and is not theirs to give is not theirs to reset", async () => {
  await desk().owner.query(
    `insert into dtsen.appointment (account_id, office_code, role_code, region_id, village_lo, village_hi,
       valid_from, valid_to, decree)
     select a.account_id, 'pilar-sosial', 'psm', r.region_id, r.village_lo, r.village_hi, current_date, current_date + 9, 'x'
     from dtsen.account a, dtsen.region r where a.username = 'village-head' and r.tier = 'village' and r.village_lo = 3204052001`,
  );
  const url = `/accounts/${await idOf("village-head")}/reset`;
  const refused = await send("account-admin", url, { reason: "coba-coba" });
  expect(refused.body.code).toBe("account-unknown");
  expect(await waitingOf("village-head")).toHaveLength(1);
});

test("one administrator alone confirms nothing through the account of the second person", async () => {
  const mole = { ...PERSON, username: "mole.contoh" };
  expect((await send("account-admin", "/accounts", mole)).status).toBe(200);
  const head = await idOf("agency-head");
  const { body } = await send("account-admin", `/accounts/${head}/reset`, { reason: "HP hilang" });
  const { done, totpSecret } = await enrol(body.code, "kata sandi curian");
  expect(done.status).toBe(200);
  later();
  const { ask } = await enter("agency-head", totpSecret, "kata sandi curian");
  const [id] = await waitingOf("mole.contoh");
  const confirmed = await ask("POST", `/api/v1/appointments/${id}/confirmation`, {
    headers: { "idempotency-key": randomUUID() },
  });
  expect(confirmed.status).toBe(403);
  expect(await waitingOf("mole.contoh")).toEqual([id]);
});

async function waitingOf(username: string): Promise<readonly number[]> {
  const { rows } = await desk().owner.query<{ appointment_id: number }>(
    `select appointment_id from dtsen.appointment join dtsen.account using (account_id)
     where username = $1 and confirmed_by is null and revoked_at is null order by 1`,
    [username],
  );
  return rows.map(({ appointment_id }) => appointment_id);
}

/** A TOTP code is good once: the next one is of the next half minute. */
function later(): void {
  now = new Date(now.getTime() + 30_000);
}

async function idOf(username: string): Promise<number> {
  const { rows } = await desk().owner.query<{ account_id: number }>(
    "select account_id from dtsen.account where username = $1",
    [username],
  );
  return rows[0]?.account_id ?? 0;
}

async function appointmentOf(username: string): Promise<number> {
  const { rows } = await desk().owner.query<{ appointment_id: number }>(
    `select appointment_id from dtsen.appointment join dtsen.account using (account_id)
     where username = $1 order by appointment_id desc limit 1`,
    [username],
  );
  return rows[0]?.appointment_id ?? 0;
}
