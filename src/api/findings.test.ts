import { randomUUID } from "node:crypto";
import type { FastifyInstance } from "fastify";
import { beforeAll, expect, test } from "vitest";
import type { Readers } from "#contract/family-sheet.ts";
import type { FindingPage, FindingReceipt } from "#contract/findings.ts";
import type { Home } from "#contract/home.ts";
import { addDays } from "#domain/plain-date.ts";
import { readSettings } from "#settings.ts";
import { seedDemoAccounts } from "#store/demo-accounts.ts";
import { asWorker } from "#store/transact.ts";
import { plantWork, publishFamilies } from "#test/desk-fixture.ts";
import { signedIn } from "#test/sign-in.ts";
import { deskForTests } from "#test/store.ts";
import { listToAnswer, listUnanswered } from "#verification/answer-findings.ts";
import { todayOf } from "./office-day.ts";
import { buildServer } from "./server.ts";

const desk = deskForTests();
const TODAY = todayOf(new Date());
const HERE = 3204052001;
const ELSEWHERE = 5171011001;
const FOREVER = "2999-01-01";
const families = [
  {
    familyId: 1,
    villageNo: HERE,
    headName: "Siti",
    nik: "9932041705800001",
    kk: "9932040101150001",
  },
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
  app = await buildServer({ desk: desk(), settings, clock: () => new Date(), webFolder: "web" });
  for (const role of ["regency-data-entry", "regency-verifier", "regency-supervisor", "auditor"]) {
    callers.set(role, await signedIn(app, role, new Date()));
  }
});

async function list(role: string, state: string) {
  const answer = await callers.get(role)?.("GET", `/api/v1/findings?state=${state}`);
  return { status: answer?.status, body: answer?.body as FindingPage };
}

async function post(role: string, path: string, body: object, key: string = randomUUID()) {
  const headers = { "idempotency-key": key };
  const answer = await callers.get(role)?.("POST", `/api/v1/findings${path}`, { body, headers });
  return {
    status: answer?.status,
    body: answer?.body as FindingReceipt & { readonly code?: string; readonly remedy?: string },
  };
}

async function audited(act: string): Promise<number> {
  const { rows } = await desk().auditor.query<{ n: number }>(
    "select count(*)::int as n from dtsen.audit_entry where act = $1",
    [act],
  );
  return rows[0]?.n ?? 0;
}

const WELL_OFF = { familyId: "1", kind: "well-off", observedOn: TODAY } as const;
const REFUSAL = { answer: "refused", reason: "kunjungan ulang: masih sama" } as const;
let recorded = "";

test("the same message twice records one finding; it waits for a second person", async () => {
  const key = randomUUID();
  const first = await post("regency-data-entry", "", WELL_OFF, key);
  expect(first).toMatchObject({ status: 200, body: { state: "recorded" } });
  expect((await post("regency-data-entry", "", WELL_OFF, key)).body).toEqual(first.body);
  expect(await audited("record-finding")).toBe(1);
  recorded = first.body.findingId;
  const reused = await post("regency-data-entry", "", { ...WELL_OFF, note: "lain" }, key);
  expect(reused).toMatchObject({ status: 409, body: { code: "key-reused" } });
});

test.each([
  ["without the right", "regency-verifier", {}, 403],
  ["of a family elsewhere", "regency-data-entry", { familyId: "2" }, 404],
  ["on a day to come", "regency-data-entry", { observedOn: addDays(TODAY, 1) }, 400],
  ["of a death without a person", "regency-data-entry", { kind: "deceased" }, 400],
  ["of another family's member", "regency-data-entry", { kind: "deceased", personId: "20" }, 400],
  ["of a correction of nothing", "regency-data-entry", { kind: "correction" }, 400],
  ["of a move to nowhere", "regency-data-entry", { kind: "moved", movedTo: "9999999999" }, 400],
  ["with a field that nobody knows", "regency-data-entry", { nik: "x" }, 400],
])("recording %s is refused with a remedy", async (_why, role, change, status) => {
  const refused = await post(role, "", { ...WELL_OFF, ...change });
  expect(refused.status).toBe(status);
  expect(refused.body.remedy?.length).toBeGreaterThan(10);
});

test("a family that is only moving here is recorded where it is registered, and says so", async () => {
  const { rows } = await desk().owner.query<{ finding_id: number }>(
    `insert into dtsen.finding (unit, unit_id, family_id, kind, village_no, domicile_village_no, observed_on,
       recorded_by, confirmed_by, confirmed_at)
     select 'family', 2, 2, 'moved', $1, $2, current_date, min(account_id), max(account_id), now()
     from dtsen.account returning finding_id`,
    [ELSEWHERE, HERE],
  );
  const refused = await post("regency-data-entry", "", { ...WELL_OFF, familyId: "2" });
  expect(refused).toMatchObject({ status: 400, body: { code: "outside-region" } });
  await desk().owner.query("delete from dtsen.finding where finding_id = $1", [
    rows[0]?.finding_id,
  ]);
});

test("the list shows the region's own in one state, and every family in it is noted", async () => {
  const { body } = await list("regency-verifier", "recorded");
  expect(body.items.map(({ findingId }) => findingId)).toEqual(["1", recorded]);
  expect(body.items[1]).toMatchObject({ headName: "Siti", kind: "well-off", isMine: false });
  expect((await list("regency-data-entry", "recorded")).body.items[1]?.isMine).toBe(true);
  expect((await list("auditor", "recorded")).status).toBe(403);
  expect(await audited("list-findings")).toBe(6);
  const home = await callers.get("regency-verifier")?.("GET", "/api/v1/home");
  expect((home?.body as Home | undefined)?.tasks).toContainEqual(
    expect.objectContaining({ kind: "unanswered-findings", count: 2, link: "/temuan" }),
  );
});

test("another person confirms, once, and only at home", async () => {
  const path = `/${recorded}/confirmation`;
  expect((await post("regency-data-entry", path, {})).status).toBe(403);
  expect((await post("regency-verifier", "/2/confirmation", {})).status).toBe(404);
  const key = randomUUID();
  const done = await post("regency-verifier", path, {}, key);
  expect(done).toMatchObject({ status: 200, body: { state: "in-force" } });
  expect((await post("regency-verifier", path, {}, key)).body).toEqual(done.body);
  expect(await post("regency-supervisor", path, {})).toMatchObject({
    status: 409,
    body: { code: "already-in-force" },
  });
  expect(await audited("confirm-finding")).toBe(1);
});

test("who looks reads under which role and office a finding was recorded and confirmed", async () => {
  const url = "/api/v1/families/1/readers";
  const purpose = "verification";
  const readers = await callers.get("regency-supervisor")?.("GET", url, { purpose });
  const items = (readers?.body as Readers | undefined)?.items;
  const said = (act: string) => items?.find((item) => item.act.en === act)?.role.id;
  expect(said("Recorded a finding")).toBe("Pengisi data kabupaten/kota, Dinas sosial");
  expect(said("Confirmed a finding")).toBe("Verifikator dinas sosial, Dinas sosial");
});

test("without a version that waits nothing is answered, and the finding stays in force", async () => {
  const early = await post("regency-verifier", `/${recorded}/answer`, REFUSAL);
  expect(early).toMatchObject({ status: 409, body: { code: "no-version-waits" } });
});

test("an answer with a reason opens the way for the version that waits", async () => {
  const versionNo = await freezeNext();
  const open = () =>
    asWorker(desk(), async (tx) => [
      (await listUnanswered(tx, versionNo, FOREVER)).length,
      (await listToAnswer(tx, versionNo, FOREVER)).length,
    ]);
  expect(await open()).toEqual([1, 1]);
  const path = `/${recorded}/answer`;
  expect((await post("regency-data-entry", path, REFUSAL)).status).toBe(403);
  expect((await post("regency-verifier", "/2/answer", REFUSAL)).status).toBe(404);
  expect((await post("regency-verifier", path, { ...REFUSAL, reason: "ya" })).status).toBe(400);
  const blank = await post("regency-verifier", path, { ...REFUSAL, reason: "       " });
  expect(blank.body.code).toBe("no-reason");
  expect(await audited("answer-finding")).toBe(0);
  const done = await post("regency-verifier", path, REFUSAL);
  expect(done).toMatchObject({ status: 200, body: { state: "in-force", version: "2027-1" } });
  expect(await open()).toEqual([0, 0]);
  expect(await audited("answer-finding")).toBe(2);
  const { body } = await list("regency-verifier", "in-force");
  expect(body.items[0]).toMatchObject({
    waitingVersion: "2027-1",
    prepared: { version: "2027-1", reason: REFUSAL.reason },
  });
});

test("a version names the key with which anybody repeats its draws", async () => {
  const answer = await callers.get("auditor")?.("GET", "/api/v1/versions/1");
  expect(answer?.body).toMatchObject({ drawKey: "2026-10-31|" });
});

/** A version that waits and has taken nothing up. */
async function freezeNext(): Promise<number> {
  const { rows } = await desk().owner.query<{ version_no: number }>(
    `insert into dtsen.version (label, state, basis, as_of, manifest_sha256, built_by, findings_cut_off)
     values ('2027-1', 'frozen', 'persons', '2027-01-31', repeat('b', 64), 'test', $1)
     returning version_no`,
    [FOREVER],
  );
  return rows[0]?.version_no ?? 0;
}
