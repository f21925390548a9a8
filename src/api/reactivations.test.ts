import { randomUUID } from "node:crypto";
import type { FastifyInstance } from "fastify";
import { beforeAll, describe, expect, test } from "vitest";
import type { Home } from "#contract/home.ts";
import {
  type ReactivationCase,
  ReactivationDraft,
  type ReactivationPage,
  type ReactivationSlip,
  type ReactivationSubjects,
} from "#contract/reactivations.ts";
import { CASE_ACTS } from "#domain/case-state.ts";
import { addDays, addMonths, type PlainDate } from "#domain/plain-date.ts";
import { REACTIVATION } from "#domain/reactivation-procedure.ts";
import { escalateReactivations } from "#jobs/keep-clocks.ts";
import { readSettings } from "#settings.ts";
import { seedDemoAccounts } from "#store/demo-accounts.ts";
import { asSession, asWorker } from "#store/transact.ts";
import { publishFamilies } from "#test/desk-fixture.ts";
import { callerWith, signedIn } from "#test/sign-in.ts";
import { deskForTests, sessionForTests } from "#test/store.ts";
import { readBook, standingRow } from "#verification/case-book.ts";
import { todayOf } from "./office-day.ts";
import { buildServer } from "./server.ts";

const desk = deskForTests();
const HERE = 3204052001;
const people = (from: number, count: number) =>
  Array.from({ length: count }, (_, i) => ({
    familyId: from + i,
    villageNo: HERE,
    headName: `Siti ${"ABCDEFGHIJKLMNOP"[i]}minah`,
    nik: `9932045705${String(800001 + from + i)}`,
    kk: `9932040101${String(150001 + from + i)}`,
  }));
const FAMILIES = people(1, 15);
const ROLES = [
  "village-operator",
  "regency-verifier",
  "regency-supervisor",
  "agency-head",
  "province-officer",
  "ministry-officer",
  "insurance-officer",
  "civil-registry-officer",
  "auditor",
  "psm",
] as const;
type RoleName = (typeof ROLES)[number];
type Caller = Awaited<ReturnType<typeof signedIn>>;
const callers = new Map<RoleName, Caller>();
let app: FastifyInstance;
const now = new Date();

beforeAll(async () => {
  await seedDemoAccounts(desk(), "3204");
  await publishFamilies(desk(), FAMILIES);
  const settings = { ...readSettings({}), keyFolder: desk().settings.keyFolder };
  app = await buildServer({ desk: desk(), settings, clock: () => now, webFolder: "web" });
  for (const role of ROLES) callers.set(role, await signedIn(app, role, now));
});

const as = (role: RoleName): Caller => callers.get(role) ?? callerWith(app);
const today = (): PlainDate => todayOf(now);
const key = () => ({ "idempotency-key": randomUUID() });
const draftOf = (personId: number, more: object = {}) => ({
  path: "registered",
  personId: String(personId),
  facilityKind: "hospital",
  facilityName: "RSUD Contoh",
  letterNumber: "445/1203/RSUD/2026",
  letterOn: today(),
  urgency: "planned",
  deactivatedOn: addDays(today(), -30),
  ...more,
});
const post = async (role: RoleName, path: string, body: object, headers = key()) =>
  await as(role)("POST", `/api/v1/reactivations${path}`, { body, headers });
const codeOf = ({ body }: { body: unknown }) => (body as { code?: string }).code ?? "ok";

async function opened(personId: number, more: object = {}): Promise<string> {
  const answer = await post("village-operator", "", draftOf(personId, more));
  if (answer.status !== 200) throw new Error(`not opened: ${answer.text}`);
  return (answer.body as { caseId: string }).caseId;
}
const step = async (role: RoleName, id: string, body: object) =>
  codeOf(await post(role, `/${id}/steps`, body));
async function read(role: RoleName, id: string): Promise<ReactivationCase> {
  return (await as(role)("GET", `/api/v1/reactivations/${id}`)).body as ReactivationCase;
}
const slipOf = async (id: string) =>
  (await as("village-operator")("GET", `/api/v1/reactivations/${id}/slip`))
    .body as ReactivationSlip;
const numbered = (no: string) => ({ act: "pass", reference: no, referenceOn: today() });
const WAY: readonly (readonly [RoleName, () => object])[] = [
  ["regency-verifier", () => ({ act: "pass" })],
  ["agency-head", () => numbered("460/77/Dinsos/2026")],
  ["ministry-officer", () => ({ act: "pass" })],
  ["insurance-officer", () => numbered("BPJS-2026-0001")],
];

/** Said of nobody but of whom the insurer has confirmed. */
const SAYS_ACTIVE = /(?<!non)\b(aktif|active)\b/i;

async function lookUp(number: string): Promise<string> {
  const answer = await app.inject({
    method: "POST",
    url: "/reaktivasi",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    payload: `nomor=${number}`,
  });
  return answer.body;
}

test("seven steps by five offices; nothing says active before the insurer has, and everything after", async () => {
  const id = await opened(10);
  const first = await slipOf(id);
  for (const [role, body] of WAY) {
    const said = [
      JSON.stringify(await read(role, id)),
      JSON.stringify(await slipOf(id)),
      await lookUp(first.number),
      (await as(role)("GET", "/api/v1/reactivations?show=open")).text,
    ];
    for (const text of said) expect(text.replaceAll(/class="[^"]*"/g, "")).not.toMatch(SAYS_ACTIVE);
    expect(await step(role, id, body())).toBe("ok");
  }
  const sheet = await read("village-operator", id);
  expect(sheet).toMatchObject({
    state: "done",
    stepNo: 7,
    confirmation: { reference: "BPJS-2026-0001", on: today() },
  });
  expect(sheet.steps.map(({ state }) => state)).toEqual(Array(7).fill("done"));
  const slip = await slipOf(id);
  expect(slip).toMatchObject({ number: first.number, isConfirmed: true, confirmedOn: today() });
  expect(slip.maskedName).toBe("S*** A***");
  expect(await lookUp(slip.number)).toMatch(/AKTIF menurut konfirmasi BPJS/);
  const { rows } = await desk().owner.query<{ username: string; insurer_reference: string }>(
    "select a.username, r.insurer_reference from dtsen.reactivation r join dtsen.account a on a.account_id = r.confirmed_by where case_id = $1",
    [id],
  );
  expect(rows).toEqual([{ username: "insurance-officer", insurer_reference: "BPJS-2026-0001" }]);
});

test("state and deadline stored beside each event are what the book amounts to", async () => {
  const id = await opened(20, { urgency: "emergency" });
  await step("regency-verifier", id, { act: "pause", reason: "home-visit" });
  await step("village-operator", id, { act: "resume" });
  await step("regency-verifier", id, { act: "return", reason: "letter-differs" });
  await step("village-operator", id, { act: "pass" });
  await step("regency-verifier", id, { act: "pass" });
  await asWorker(desk(), async (tx) => {
    const rows = await tx.query<{ case_id: number; stored: object }>(
      `select case_id, jsonb_build_object('state', state, 'step', step, 'institution', holder_institution, 'tier', holder_tier,
         'level', level, 'since', to_char(since at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
         'due_at', to_char(due_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'reason', reason) as stored
       from dtsen.case_file`,
    );
    expect(rows.length).toBeGreaterThan(1);
    for (const { case_id, stored } of rows) {
      const book = await readBook(tx, REACTIVATION, case_id);
      expect(stored).toEqual(book && standingRow(book.standing));
    }
  });
});

describe("the same message is the same case for ever", () => {
  test("again, after it moved, and not with other words", async () => {
    const headers = key();
    const draft = draftOf(30);
    const once = await post("village-operator", "", draft, headers);
    const { caseId } = once.body as { caseId: string };
    expect(await step("regency-verifier", caseId, { act: "pass" })).toBe("ok");
    const again = await post("village-operator", "", draft, headers);
    expect((again.body as { caseId: string }).caseId).toBe(caseId);
    const other = await post("village-operator", "", { ...draft, letterNumber: "999" }, headers);
    expect(codeOf(other)).toBe("key-reused");
    expect(codeOf(await post("village-operator", "", draft))).toBe("open-already");
  });
});

describe("there is no place for an illness", () => {
  test("no field of the message, no column of the desk, no free word anywhere", async () => {
    expect(Object.keys(ReactivationDraft.properties).sort()).toEqual([
      ...["bornOn", "deactivatedOn", "facilityKind", "facilityName", "letterNumber", "letterOn"],
      ...["motherPersonId", "name", "nik", "path", "personId", "urgency", "villageCode"],
    ]);
    const { rows } = await desk().owner.query<{ name: string }>(
      `select column_name as name from information_schema.columns where table_schema = 'dtsen' and data_type = 'text'
       and table_name in ('reactivation', 'case_file', 'case_event', 'case_notice', 'case_follow_up') order by 1`,
    );
    expect([...new Set(rows.map(({ name }) => name))]).toEqual([
      ...["act", "deactivation_source", "facility_kind", "facility_name", "holder_institution"],
      ...["holder_tier", "insurer_reference", "kind", "letter_number", "masked_name", "path"],
      ...["reason", "reference", "state", "step", "to_institution", "to_tier", "urgency"],
    ]);
  });

  test.each([
    [{ diagnosis: "C50.9" }, "malformed-request"],
    [{ note: "gagal ginjal" }, "malformed-request"],
    [{ facilityName: "RSUD Contoh dx gagal ginjal" }, "looks-like-diagnosis"],
    [{ letterNumber: "N18.5" }, "looks-like-diagnosis"],
    [{ letterNumber: "gagal ginjal" }, "malformed-request"],
  ])("%j is refused: %s", async (more, problem) => {
    expect(codeOf(await post("village-operator", "", draftOf(40, more)))).toBe(problem);
  });

  test("nor beside a step: a reason is a code of the list, a reference has no spaces", async () => {
    const id = await opened(50);
    expect(await step("regency-verifier", id, { act: "refuse", reason: "kanker" })).toBe(
      "malformed-request",
    );
    const sentence = { act: "pass", reference: "pasien kanker", referenceOn: today() };
    expect(await step("regency-verifier", id, sentence)).toBe("malformed-request");
  });
});

describe("who may do what", () => {
  test("each step is its own office's, and nobody's who only watches", async () => {
    const id = await opened(60);
    for (const [at, [owner, body]] of WAY.entries()) {
      for (const role of ROLES.filter((each) => each !== owner)) {
        const isVerifier = at === 0 && role === "regency-supervisor";
        if (isVerifier) continue;
        expect([at, role, await step(role, id, body())]).toEqual([
          at,
          role,
          role === "auditor" || role === "psm" ? "not-allowed" : "right-not-held",
        ]);
      }
      expect(await step(owner, id, body())).toBe("ok");
    }
  });

  test("the desk itself holds order, rights and the number: whatever standing it is told", async () => {
    const id = await opened(70);
    const forge = async (act: string, standing: object) =>
      await desk().owner.query(
        "select dtsen.write_case_event(c, $2, null, null, null, now(), 1, $3) from dtsen.case_file c where case_id = $1",
        [id, act, JSON.stringify(standing)],
      );
    const done = { state: "done", step: "confirmed", institution: "bps", tier: "nation", level: 0 };
    await expect(forge("pass", done)).rejects.toThrow(/never to done confirmed/);
    for (const act of CASE_ACTS.filter((each) => each !== "pass"))
      await expect(forge(act, done)).rejects.toThrow(/leads from verification/);
    await expect(
      desk().owner.query("update dtsen.case_file set state = 'done' where case_id = $1", [id]),
    ).rejects.toThrow(/without the insurer/);
  });

  test("a move past the law book is refused by the desk: of another office, of what was read before, of a case that has ended", async () => {
    const id = await opened(100);
    const move = async (role: RoleName, act: string, seen?: number) => {
      const token = await sessionForTests(desk(), role);
      return await asSession(desk(), token, "service", async (tx) => {
        const [row] = await tx.query<{ verdict: string }>(
          `select dtsen.step_case($1, coalesce($2, (select max(event_no) from dtsen.case_event where case_id = $1)), $3, null, null,
             null, now(), '{}') as verdict`,
          [id, seen ?? null, act],
        );
        return row?.verdict;
      });
    };
    expect(await move("agency-head", "pass")).toBe("right-not-held");
    expect(await move("regency-verifier", "escalate")).toBe("right-not-held");
    expect(await move("regency-verifier", "pass", 1)).toBe("changed-meanwhile");
    expect(await step("village-operator", id, { act: "withdraw" })).toBe("ok");
    expect(await move("regency-verifier", "pass")).toBe("case-ended");
  });

  test("order of steps and rights are the same in the law book and at the desk", async () => {
    const { steps, pauses, kind } = REACTIVATION;
    const ask = async (sql: string, values: readonly unknown[]) =>
      (await desk().owner.query<{ said: unknown }>(`select ${sql} as said`, [...values])).rows[0]
        ?.said;
    expect(await ask("dtsen.case_steps($1)", [kind])).toEqual(steps.map(({ id }) => id));
    for (const { id, right } of steps)
      expect(await ask("dtsen.case_right($1, $2)", [kind, id])).toBe(right ?? null);
    for (const [reason, { right }] of Object.entries(pauses))
      expect(await ask("dtsen.case_wait_right($1, $2)", [kind, reason])).toBe(right);
  });

  test("a refusal is a person's, with its reason, its sentence and what to do", async () => {
    const id = await opened(80);
    expect(await step("regency-verifier", id, { act: "refuse" })).toBe("reason-unknown");
    expect(await step("regency-verifier", id, { act: "refuse", reason: "not-near-poor" })).toBe(
      "ok",
    );
    const sheet = await read("village-operator", id);
    expect(sheet.state).toBe("refused");
    expect(sheet.reason?.id).toMatch(/tidak miskin/);
    expect(sheet.remedy?.id).toMatch(/perbaikan data/);
    expect(await step("regency-verifier", id, { act: "pass" })).toBe("case-ended");
  });

  test("the whole NIK opens to whose turn it is, and the log says so", async () => {
    const id = await opened(90);
    const ask = (role: RoleName) => as(role)("POST", `/api/v1/reactivations/${id}/nik-readings`);
    expect((await ask("insurance-officer")).status).toBe(404);
    expect((await ask("regency-verifier")).body).toEqual({ nik: FAMILIES[8]?.nik });
    expect(JSON.stringify(await read("regency-verifier", id))).not.toContain(FAMILIES[8]?.nik);
    const { rows } = await desk().owner.query<{ act: string }>(
      "select distinct act from dtsen.audit_entry where family_id = 9 and act ~ 'reactivation|unmask' order by 1",
    );
    expect(rows.map(({ act }) => act)).toEqual([
      "read-reactivation",
      "report-reactivation",
      "unmask-identity",
    ]);
  });
});

describe("paths beside the usual one", () => {
  test("outside the register: the civil registry answers first, nothing is made up", async () => {
    const outside = {
      path: "outside",
      name: "Ani Contoh",
      nik: "9932045705809999",
      villageCode: String(HERE),
    };
    const { personId: _none, ...draft } = draftOf(0, outside);
    const answer = await post("village-operator", "", draft);
    const { caseId } = answer.body as { caseId: string };
    expect(await read("village-operator", caseId)).toMatchObject({
      state: "paused",
      name: "Ani Contoh",
      nik: "9932************",
    });
    expect(await step("regency-verifier", caseId, { act: "pass" })).toBe("case-waits");
    expect(await step("regency-verifier", caseId, { act: "resume" })).toBe("right-not-held");
    expect(await step("civil-registry-officer", caseId, { act: "resume" })).toBe("ok");
    expect((await read("regency-verifier", caseId)).state).toBe("open");
    const { nik: _nik, ...nameless } = draft as Record<string, unknown>;
    expect(codeOf(await post("village-operator", "", nameless))).toBe("subject-missing");
    const far = { ...draft, nik: "9932045705809998", villageCode: "3301012001" };
    expect(codeOf(await post("village-operator", "", far))).toBe("not-found");
  });

  test("not yet recorded for a card: it waits for the civil registry until that has recorded", async () => {
    await desk().owner.query(
      "update dtsen.person set identity_status = 'belum-rekam' where person_id = 100",
    );
    const id = await opened(100);
    expect(await read("civil-registry-officer", id)).toMatchObject({
      state: "paused",
      isMine: true,
      reason: { id: "Orangnya belum direkam untuk KTP-el." },
    });
    expect(await step("regency-verifier", id, { act: "pass" })).toBe("case-waits");
    const back = { act: "return", reason: "nik-not-found" };
    expect(await step("civil-registry-officer", id, back)).toBe("ok");
    expect((await read("village-operator", id)).isMine).toBe(true);
  });

  test("the baby of such a mother: its own case, linked to her; the number comes from the civil registry", async () => {
    const { personId: _none, ...draft } = draftOf(0, {
      path: "newborn",
      motherPersonId: "110",
      bornOn: addDays(today(), -3),
    });
    const answer = await post("village-operator", "", draft);
    const { caseId } = answer.body as { caseId: string };
    expect(await read("village-operator", caseId)).toMatchObject({
      state: "paused",
      name: "Bayi dari Siti Kminah",
      bornOn: addDays(today(), -3),
    });
    expect((await slipOf(caseId)).maskedName).toBe("BAYI DARI S*** K***");
    expect(codeOf(await post("village-operator", "", draft))).toBe("open-already");
    const given = { act: "resume", nik: "9932041011260001" };
    expect(await step("village-operator", caseId, given)).toBe("right-not-held");
    expect(await step("civil-registry-officer", caseId, given)).toBe("ok");
    expect((await read("regency-verifier", caseId)).nik).toBe("9932************");
  });

  test.each([
    [-6, 0, "ok"],
    [-6, -1, "window-closed"],
  ])("ended %i months and %i days ago: %s", async (months, days, answer) => {
    const deactivatedOn = addDays(addMonths(today(), months), days);
    const given = await post("village-operator", "", draftOf(120, { deactivatedOn }));
    expect(codeOf(given)).toBe(answer);
    if (answer === "ok")
      await step("village-operator", (given.body as { caseId: string }).caseId, {
        act: "withdraw",
      });
  });

  test("the regional payer is told as a version has it, where it covers", async () => {
    const { body } = await as("village-operator")(
      "GET",
      "/api/v1/families/13/reactivation-subjects",
    );
    const [member] = (body as ReactivationSubjects).members;
    expect(member).toMatchObject({ personId: "130", hasRegionalPayer: true, isNotRecorded: false });
    const id = await opened(130);
    expect(await read("village-operator", id)).toMatchObject({ regionalPayer: "2026-4" });
    expect(await slipOf(id)).toMatchObject({ regionalPayer: "2026-4", isConfirmed: false });
  });
});

test("a clock calls the next tier with a notice, twice at the same moment once, and decides nothing", async () => {
  const id = await opened(140, { urgency: "continuing" });
  const before = await read("regency-verifier", id);
  const late = new Date(Date.parse(before.dueAt ?? "") + 1).toISOString();
  const call = () => escalateReactivations(desk(), late);
  const own = (await call()).filter(({ caseId }) => String(caseId) === id);
  expect(own).toMatchObject([{ step: "verification", to: { institution: "province-government" } }]);
  expect((await call()).filter(({ caseId }) => String(caseId) === id)).toEqual([]);
  expect(await read("province-officer", id)).toMatchObject({
    state: "open",
    stepNo: 3,
    isCalled: true,
    isMine: false,
  });
  const home = (await as("province-officer")("GET", "/api/v1/home")).body as Home;
  expect(home.tasks.map(({ kind }) => kind)).toContain("reactivations");
  const mine = (await as("province-officer")("GET", "/api/v1/reactivations"))
    .body as ReactivationPage;
  expect(mine.items.map(({ caseId }) => caseId)).toContain(id);
  expect(codeOf(await post("ministry-officer", `/${id}/seen`, {}))).toBe("not-found");
  expect(codeOf(await post("province-officer", `/${id}/seen`, {}))).toBe("ok");
  expect((await read("province-officer", id)).isCalled).toBe(false);
  expect(await step("province-officer", id, { act: "pass" })).toBe("right-not-held");
  expect(await step("regency-verifier", id, { act: "pass" })).toBe("ok");
});

test("the data is updated in the next two versions: the task stands until two are noted", async () => {
  const task = async () => {
    const { tasks } = (await as("village-operator")("GET", "/api/v1/home")).body as Home;
    return tasks.find(({ kind }) => kind === "reactivation-follow-ups")?.count ?? 0;
  };
  const stood = await task();
  expect(stood).toBeGreaterThan(0);
  const { items } = (await as("village-operator")("GET", "/api/v1/reactivations?show=follow-up"))
    .body as ReactivationPage;
  const id = items.find(({ name }) => name === "Siti Aminah")?.caseId ?? "";
  const confirm = async (versionNo: number) =>
    codeOf(await post("village-operator", `/${id}/follow-ups`, { versionNo }));
  expect(await confirm(1)).toBe("not-due");
  for (const label of ["2027-1", "2027-2"]) {
    const versionNo = await publishFamilies(desk(), FAMILIES, label);
    const sheet = await read("village-operator", id);
    expect(sheet.followUpVersion).toEqual({ versionNo, label });
    expect(await confirm(versionNo)).toBe("ok");
  }
  expect((await read("village-operator", id)).followUp?.id).toBe("data diperbarui dalam dua versi");
  expect(await task()).toBe(stood - 1);
});

test("the register knows since when somebody is no recipient any more", async () => {
  const old = await publishFamilies(desk(), FAMILIES, "2027-3");
  await publishFamilies(desk(), FAMILIES, "2027-4");
  // Planted when both stand: whom a version takes off is simulated and decided before it follows.
  await desk().owner.query(
    `insert into dtsen.outcome (version_no, family_id, program, unit, unit_id, village_no, domicile_village_no, outcome)
     values ($1, 4, 'pbi-jk', 'person', 40, $2, $2, 'recipient')`,
    [old, HERE],
  );
  const { body } = await as("village-operator")("GET", "/api/v1/families/4/reactivation-subjects");
  expect((body as ReactivationSubjects).members[0]).toMatchObject({
    deactivatedOn: todayOf(new Date()),
    isWindowOpen: true,
  });
  const { deactivatedOn: _none, ...draft } = draftOf(40);
  const answer = await post("village-operator", "", draft);
  const { caseId } = answer.body as { caseId: string };
  expect((await read("village-operator", caseId)).deactivationSource.id).toBe(
    "menurut data tunggal",
  );
});

describe("since when, where a removal stands between", () => {
  /** A removal of somebody's place, confirmed so many months and days ago. */
  async function removal(personId: number, state: string, ended?: PlainDate): Promise<void> {
    const { owner } = desk();
    await owner.query(
      `insert into dtsen.removal_run (before_no, version_no, figures, file_sha256, reply_days, issued_on, effect_on)
       select min(v.version_no), p.version_no, '{}', repeat('c', 64), 21, '2025-01-01', '2025-02-01'
       from dtsen.publication_pointer p, dtsen.version v where v.version_no <> p.version_no
         and not exists (select from dtsen.removal_run) group by p.version_no`,
    );
    await owner.query("delete from dtsen.removal where unit_id = $1", [personId]);
    const { rows } = await owner.query<{ removal_id: number }>(
      `insert into dtsen.removal (run_no, version_no, program, unit, unit_id, family_id, village_no, domicile_village_no, cause,
         detail, is_reviewed, state)
       select run_no, version_no, 'pbi-jk', 'person', $1, $2, $3, $3, 'decile', 'decile-1-to-5', true, $4 from dtsen.removal_run
       returning removal_id`,
      [personId, personId / 10, HERE, state],
    );
    if (ended === undefined) return;
    await owner.query(
      `insert into dtsen.removal_act (removal_id, act, account_id, reason, at, village_no, domicile_village_no)
       select $1, 'confirm-removal', account_id, 'alasan yang cukup panjang', ($2 || ' 09:00+07')::timestamptz, $3, $3
       from dtsen.account where username = 'regency-supervisor'`,
      [rows[0]?.removal_id, ended, HERE],
    );
  }
  const known = async (familyId: number) =>
    (
      (await as("village-operator")("GET", `/api/v1/families/${familyId}/reactivation-subjects`))
        .body as ReactivationSubjects
    ).members[0];
  const { deactivatedOn: _none, ...unsaid } = draftOf(150);

  test("as long as a notice, a review or an objection holds the place, nothing has ended", async () => {
    for (const state of ["held", "noticed", "appealed", "kept", "reinstated"]) {
      await removal(150, state);
      expect(await known(15), state).not.toHaveProperty("deactivatedOn");
    }
    expect(codeOf(await post("village-operator", "", unsaid))).toBe("deactivation-unknown");
  });

  test.each([
    [-6, 0, true, "ok"],
    [-6, -1, false, "window-closed"],
  ])(
    "ended by two people %i months and %i days ago, whenever it was published: open %s",
    async (months, days, isWindowOpen, answer) => {
      const ended = addDays(addMonths(today(), months), days);
      await removal(150, "effective", ended);
      expect(await known(15)).toMatchObject({ deactivatedOn: ended, isWindowOpen });
      const given = await post("village-operator", "", unsaid);
      expect(codeOf(given)).toBe(answer);
      if (answer === "ok")
        await step("village-operator", (given.body as { caseId: string }).caseId, {
          act: "withdraw",
        });
    },
  );

  test("who is not yet recorded waits for the civil registry within the window, and is refused past it", async () => {
    await desk().owner.query(
      "update dtsen.person set identity_status = 'belum-rekam' where person_id = 60",
    );
    const draft = { ...unsaid, personId: "60" };
    await removal(60, "effective", addDays(addMonths(today(), -6), -1));
    expect(codeOf(await post("village-operator", "", draft))).toBe("window-closed");
    await removal(60, "effective", addMonths(today(), -6));
    const { body } = await post("village-operator", "", draft);
    const { caseId } = body as { caseId: string };
    expect((await read("civil-registry-officer", caseId)).state).toBe("paused");
  });

  test("a newborn rests on the day the mother's place took effect, not on the day of a notice", async () => {
    const { personId: _mother, ...draft } = { ...unsaid, path: "newborn", motherPersonId: "70" };
    const born = { ...draft, bornOn: addDays(today(), -3) };
    await removal(70, "noticed");
    expect(codeOf(await post("village-operator", "", born))).toBe("deactivation-unknown");
    await removal(70, "effective", addDays(today(), -20));
    const { body } = await post("village-operator", "", born);
    const sheet = await read("village-operator", (body as { caseId: string }).caseId);
    expect(sheet).toMatchObject({ deactivatedOn: addDays(today(), -20), state: "paused" });
  });
});

test("who was erased is erased here, and a number that never was opens nothing", async () => {
  const id = await opened(10);
  const { number } = await slipOf(id);
  await desk().owner.query("select dtsen.erase_proposals('{10}')");
  const { rows } = await desk().owner.query<{ n: number }>(
    "select count(*)::int as n from dtsen.reactivation where case_id = $1 and (name_enc is not null or nik_enc is not null or masked_name <> '***')",
    [id],
  );
  expect(rows[0]?.n).toBe(0);
  expect(await lookUp(number)).toContain("***");
  expect(await lookUp("0000-0000-0000-0")).toContain("Tidak ada lembar");
});
