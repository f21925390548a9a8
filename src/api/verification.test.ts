import { randomUUID } from "node:crypto";
import type { FastifyInstance } from "fastify";
import { beforeAll, expect, test } from "vitest";
import type { CheckPage } from "#contract/evidence-checks.ts";
import type { FamilySheet } from "#contract/family-sheet.ts";
import type { Home } from "#contract/home.ts";
import type { UnidentifiedPage, UnidentifiedReceipt } from "#contract/unidentified.ts";
import { addDays } from "#domain/plain-date.ts";
import { readCheckAnswers } from "#jobs/build-checks.ts";
import { readSettings } from "#settings.ts";
import { seedDemoAccounts } from "#store/demo-accounts.ts";
import { asWorker } from "#store/transact.ts";
import { plantWork, publishFamilies } from "#test/desk-fixture.ts";
import { signedIn } from "#test/sign-in.ts";
import { deskForTests } from "#test/store.ts";
import { todayOf } from "./office-day.ts";
import { buildServer } from "./server.ts";

const desk = deskForTests();
const TODAY = todayOf(new Date());
const ago = (days: number) => addDays(TODAY, -days);
const HERE = 3204052001;
const ELSEWHERE = 5171011001;
const NIK = "9932041705800001";
const families = [
  { familyId: 1, villageNo: HERE, headName: "Siti", nik: NIK, kk: "9932040101150001" },
  {
    familyId: 2,
    villageNo: ELSEWHERE,
    headName: "Wayan",
    nik: "9951711705800002",
    kk: "9951710101150002",
  },
];

type Caller = Awaited<ReturnType<typeof signedIn>>;
const callers = new Map<string, Caller>();
let app: FastifyInstance;

beforeAll(async () => {
  await seedDemoAccounts(desk(), "3204");
  await publishFamilies(desk(), families);
  await plantWork(desk(), families);
  const settings = { ...readSettings({}), keyFolder: desk().settings.keyFolder };
  const clock = () => new Date();
  app = await buildServer({ desk: desk(), settings, clock, webFolder: "web" });
  for (const role of ["regency-data-entry", "regency-verifier", "psm", "village-head", "auditor"]) {
    callers.set(role, await signedIn(app, role, new Date()));
  }
});

async function get<Body>(role: string, path: string) {
  const answer = await callers.get(role)?.("GET", `/api/v1${path}`);
  return { status: answer?.status, body: answer?.body as Body };
}

async function post(role: string, path: string, body: object, key: string = randomUUID()) {
  const headers = { "idempotency-key": key };
  const answer = await callers.get(role)?.("POST", `/api/v1${path}`, { body, headers });
  return {
    status: answer?.status,
    body: answer?.body as { code?: string; state?: string; remedy?: string },
    type: String(answer?.headers["content-type"]),
  };
}

async function audited(act: string): Promise<number> {
  const { rows } = await desk().auditor.query<{ n: number }>(
    "select count(*)::int as n from dtsen.audit_entry where act = $1",
    [act],
  );
  return rows[0]?.n ?? 0;
}

const FOUND = {
  description: "lansia, tanpa kartu, di pasar",
  sex: "female",
  villageCode: String(HERE),
  foundOn: ago(19),
} as const;
let registered = "";
const follow = (role: string, body: object, key?: string) =>
  post(role, `/unidentified-persons/${registered}/events`, body, key);

test("the same message twice registers one person", async () => {
  const key = randomUUID();
  const first = await post("regency-data-entry", "/unidentified-persons", FOUND, key);
  expect(first.status).toBe(200);
  const again = await post("regency-data-entry", "/unidentified-persons", FOUND, key);
  expect(again.body).toEqual(first.body);
  expect(await audited("unidentified-found")).toBe(1);
  registered = (first.body as UnidentifiedReceipt).unidentifiedId;
  const other = { ...FOUND, description: "orang lain lagi" };
  const reused = await post("regency-data-entry", "/unidentified-persons", other, key);
  expect(reused).toMatchObject({ status: 409, body: { code: "key-reused" } });
});

test.each([
  ["without the right", "regency-verifier", {}, 403],
  ["by an auditor", "auditor", {}, 403],
  ["in another region", "regency-data-entry", { villageCode: String(ELSEWHERE) }, 403],
  ["on a day to come", "regency-data-entry", { foundOn: addDays(TODAY, 1) }, 400],
  ["on no day", "regency-data-entry", { foundOn: "2026-02-30" }, 400],
  ["with a field that nobody knows", "regency-data-entry", { nik: NIK }, 400],
])("registering %s is refused with a remedy", async (_why, role, change, status) => {
  const refused = await post(role, "/unidentified-persons", { ...FOUND, ...change });
  expect(refused.status).toBe(status);
  expect(refused.type).toContain("application/problem+json");
  expect(refused.body.remedy?.length).toBeGreaterThan(10);
});

test("the list shows the region's own, the clock, and an unknown filter is refused", async () => {
  const referral = { kind: "referred", on: ago(18), referredTo: "Dukcapil Kab. Bandung" };
  expect((await follow("regency-data-entry", referral)).status).toBe(403);
  expect((await follow("regency-verifier", referral)).body.state).toBe("referred");
  const { body } = await get<UnidentifiedPage>("regency-verifier", "/unidentified-persons");
  expect(body.items.map(({ unidentifiedId }) => unidentifiedId)).toEqual(["1", registered]);
  expect(body.items[1]).toMatchObject({
    state: "overdue",
    dueOn: ago(4),
    daysLeft: -4,
    referredTo: "Dukcapil Kab. Bandung",
  });
  expect((await get("regency-verifier", "/unidentified-persons?nama=siti")).status).toBe(400);
  expect((await get("village-head", "/unidentified-persons")).status).toBe(403);
  expect(await audited("list-unidentified")).toBe(3);
});

test("pages follow each other without a gap", async () => {
  const path = "/unidentified-persons?limit=1";
  const first = (await get<UnidentifiedPage>("regency-verifier", path)).body;
  const next = await get<UnidentifiedPage>("regency-verifier", `${path}&cursor=${first.next}`);
  expect(first.items[0]?.unidentifiedId).toBe("1");
  expect(next.body.items[0]?.unidentifiedId).toBe(registered);
  expect(next.body.next).toBeUndefined();
});

test("attempts, then promotion on a NIK of the region; the history stays", async () => {
  const reminded = await follow("regency-verifier", { kind: "reminded", on: ago(1) });
  expect(reminded.body.state).toBe("referred");
  const early = await follow("regency-verifier", {
    kind: "promoted",
    on: TODAY,
    nik: "9951711705800002",
  });
  expect(early).toMatchObject({ status: 409, body: { code: "person-unknown" } });
  const key = randomUUID();
  const step = { kind: "promoted", on: TODAY, nik: NIK };
  expect((await follow("regency-verifier", step, key)).body.state).toBe("promoted");
  expect((await follow("regency-verifier", step, key)).body.state).toBe("promoted");
  const late = await follow("regency-verifier", { kind: "noted", on: TODAY });
  expect(late).toMatchObject({ status: 409, body: { code: "already-ended" } });
  const { body } = await get<UnidentifiedPage>(
    "regency-verifier",
    "/unidentified-persons?state=ended",
  );
  expect(body.items[0]).toMatchObject({ unidentifiedId: registered, familyId: "1" });
  expect(body.items[0]?.events.map(({ kind }) => kind)).toEqual([
    "found",
    "referred",
    "reminded",
    "promoted",
  ]);
});

test("the key's keeper holds neither the NIK nor a digest that could be guessed back to it", async () => {
  const { rows } = await desk().owner.query<{ text: string }>(
    "select body::text || encode(request_sha256, 'hex') as text from dtsen.idempotency_key",
  );
  expect(rows.some(({ text }) => text.includes(NIK))).toBe(false);
});

test("evidence waits with what is stated, by whom, when and how sure; reading it is noted", async () => {
  const { body } = await get<CheckPage>("regency-verifier", "/evidence-checks");
  expect(body.items).toHaveLength(1);
  expect(body.items[0]).toMatchObject({
    headName: "Siti",
    statement: { id: "Daya listrik terpasang" },
    amount: { value: "2200", measure: "va" },
    source: { id: "PLN (listrik)" },
    observedOn: "2026-05-01",
    matchProbabilityMilli: 640,
    state: "open",
  });
  expect(await audited("list-evidence-checks")).toBe(2);
  expect((await get("regency-verifier", "/evidence-checks?desil=1")).status).toBe(400);
  expect((await get("auditor", "/evidence-checks")).status).toBe(403);
});

test("home leads to both", async () => {
  const { tasks } = (await get<Home>("regency-verifier", "/home")).body;
  const links = tasks.map(({ kind, count, link }) => [kind, count, link]);
  expect(links).toContainEqual(["open-checks", 1, "/bukti"]);
  expect(links).toContainEqual(["unidentified-persons", 1, "/tanpa-nik"]);
});

test("a check is answered with a reason by those who may; that it holds takes two, and may be taken back", async () => {
  const decide = (role: string, reason: string, decision = "confirmed", check = 1) =>
    post(role, `/evidence-checks/${check}/decision`, { decision, reason });
  const counts = async () =>
    (await asWorker(desk(), readCheckAnswers)).map(({ verdict }) => verdict);
  expect((await decide("psm", "meteran milik sendiri")).status).toBe(403);
  expect((await decide("regency-verifier", "meteran milik sendiri", "confirmed", 2)).status).toBe(
    404,
  );
  expect(await decide("regency-verifier", "ya")).toMatchObject({ body: { code: "no-reason" } });
  expect(await decide("regency-verifier", "belum diputus", "open")).toMatchObject({
    body: { code: "check-open" },
  });
  const outcomes = () =>
    asWorker(desk(), (tx) => tx.query("select * from dtsen.outcome order by program, unit_id"));
  const before = await outcomes();
  expect((await decide("regency-verifier", "meteran milik sendiri")).status).toBe(200);
  expect(await outcomes()).toEqual(before);
  expect(await counts()).toEqual([]);
  // It waits for somebody else, and whoever said it first is not asked again.
  const waiting = async () =>
    (await get<Home>("regency-verifier", "/home")).body.tasks
      .map(({ kind, count, link }) => [kind, count, link])
      .find(([kind]) => kind === "checks-second");
  expect(await waiting()).toBeUndefined();
  expect(await decide("regency-verifier", "sekali lagi benar")).toMatchObject({
    status: 403,
    body: { code: "second-person" },
  });
  expect(await decide("regency-verifier", "berubah pikiran", "dismissed")).toMatchObject({
    status: 409,
    body: { code: "check-decided" },
  });
  // Who answered first is not made another by hand either.
  await desk()
    .owner.query("update dtsen.evidence_check set confirmed_by = decided_by")
    .then(
      () => expect.unreachable("one person gave both words"),
      (error: Error) => expect(error.message).toMatch(/two_people/),
    );
  await desk().owner.query(
    "update dtsen.evidence_check set decided_by = (select min(account_id) from dtsen.account where account_id <> decided_by)",
  );
  expect(await waiting()).toEqual(["checks-second", 1, "/bukti/menunggu"]);
  const listed = async (state: string) =>
    (await get<CheckPage>("regency-verifier", `/evidence-checks?state=${state}`)).body.items.length;
  expect([await listed("awaits-second"), await listed("confirmed")]).toEqual([1, 0]);
  expect((await decide("regency-verifier", "saya juga melihatnya")).status).toBe(200);
  expect(await waiting()).toBeUndefined();
  expect([await listed("awaits-second"), await listed("confirmed")]).toEqual([0, 1]);
  expect(await counts()).toEqual(["confirmed"]);
  expect((await decide("regency-verifier", "salah rumah, ditarik", "open")).status).toBe(200);
  expect(await counts()).toEqual([]);
  expect((await decide("regency-verifier", "meteran milik kos", "dismissed")).status).toBe(200);
  expect(await counts()).toEqual(["dismissed"]);
  const { rows } = await desk().owner.query(
    "select earlier->0->>'state' as state, earlier->0->>'second_reason' as second, earlier->1->>'state' as next from dtsen.evidence_check where check_id = 1",
  );
  expect(rows).toEqual([{ state: "confirmed", second: "saya juga melihatnya", next: null }]);
  expect(await audited("decide-check")).toBe(4);
});

test("a member whom the civil registry did not match is told what differs and what to bring", async () => {
  await desk().owner.query(
    "update dtsen.person set identity_status = 'nama-beda' where family_id = 1",
  );
  const answer = await callers.get("regency-verifier")?.("GET", "/api/v1/families/1", {
    purpose: "verification",
  });
  const member = (answer?.body as FamilySheet | undefined)?.members[0];
  expect(member?.identityHelp?.differs.id).toMatch(/berbeda dengan nama di Dukcapil/);
  expect(member?.identityHelp?.bring.id).toMatch(/Bawa KTP-el/);
});
