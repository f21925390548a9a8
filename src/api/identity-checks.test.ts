import { randomUUID } from "node:crypto";
import type { FastifyInstance } from "fastify";
import { beforeAll, expect, test } from "vitest";
import type { IdentityCase, IdentityFigures, IdentityPage } from "#contract/identity-checks.ts";
import { readSettings } from "#settings.ts";
import { seedDemoAccounts } from "#store/demo-accounts.ts";
import { publishFamilies } from "#test/desk-fixture.ts";
import { callerWith } from "#test/sign-in.ts";
import { deskForTests, sessionForTests } from "#test/store.ts";
import { buildServer } from "./server.ts";

const desk = deskForTests();
const HERE = 3204052001;
const ELSEWHERE = 5171010001;
const TODAY = "2026-11-21";
let app: FastifyInstance;
let versionNo: number;

beforeAll(async () => {
  await seedDemoAccounts(desk(), "3204");
  versionNo = await publishFamilies(
    desk(),
    [HERE, HERE, HERE, ELSEWHERE].map((villageNo, i) => ({
      familyId: i + 1,
      villageNo,
      headName: `Peraga ${"ABCD"[i]}`,
      nik: `993204570580000${i + 1}`,
      kk: `993204010115000${i + 1}`,
    })),
  );
  await desk().owner.query(
    "update dtsen.person set identity_status = 'nama-beda' where person_id in (10, 40)",
  );
  await answered(10, "nama-beda", "2026-11-01", "2026-11-20");
  await answered(20, "kk-beda", "2026-11-02", "2026-12-02");
  await answered(20, "padan", "2026-11-19", null);
  await answered(40, "nama-beda", "2026-11-01", "2026-11-20");
  for (const [person, way, sent] of [
    [30, "bulk-file", "2026-11-18"],
    [40, "web-service", null],
  ] as const) {
    await desk().owner.query(
      `insert into dtsen.identity_question (question_id, person_id, family_id, version_no, village_no,
         domicile_village_no, adapter, asked_by, sent_on)
       values (gen_random_uuid(), $1::bigint, $1::bigint / 10, $2, $3, $3, $4, 'bps-steward', $5)`,
      [person, versionNo, person === 40 ? ELSEWHERE : HERE, way, sent],
    );
  }
  const settings = {
    ...readSettings({}),
    keyFolder: desk().settings.keyFolder,
    identityService: { url: "http://127.0.0.1:1", token: "x", quotaPerDay: 7 },
  };
  const clock = () => new Date(`${TODAY}T03:00:00Z`);
  app = await buildServer({ desk: desk(), settings, clock, webFolder: "web" });
});

const SAID = { nik: "same", name: "different", "birth-date": "same", kk: "near", life: "alive" };
const answered = (person: number, outcome: string, day: string, recheck: string | null) =>
  desk().owner.query(
    `insert into dtsen.identity_check (person_id, family_id, village_no, domicile_village_no, adapter, outcome,
       answers, asked_on, answered_on, recheck_on)
     values ($1::bigint, $1::bigint / 10, $2::bigint, $2::bigint, 'bulk-file', $3, $4, $5, $5, $6)`,
    [person, person === 40 ? ELSEWHERE : HERE, outcome, JSON.stringify(SAID), day, recheck],
  );

const PURPOSE: Readonly<Record<string, string>> = {
  "civil-registry-officer": "identity-check",
  "bps-steward": "update",
};

async function as(role: string) {
  const ask = callerWith(app, { cookie: `dtsen=${await sessionForTests(desk(), role)}` });
  const purpose = PURPOSE[role] ?? "verification";
  return {
    read: async <Body>(path: string) => {
      const { status, body } = await ask("GET", `/api/v1/identity-checks${path}`, { purpose });
      return { status, body: body as Body };
    },
    answer: async (person: number, body: object, key: string = randomUUID()) => {
      const url = `/api/v1/identity-checks/${person}/answers`;
      return await ask("POST", url, { body, headers: { "idempotency-key": key } });
    },
  };
}

const idsOf = ({ body }: { readonly body: IdentityPage }) =>
  body.items.map(({ personId }) => personId);

test.each([
  ["unproven", ["10"], ["10", "40"]],
  ["differs", ["10"], ["10", "40"]],
  ["due", ["10"], ["10", "40"]],
  ["asked", ["30"], ["30", "40"]],
  ["matched", ["20"], ["20"]],
])("the list of the %s: one's own region, the newest answer alone", async (state, here, nation) => {
  const [village, registry] = [await as("village-operator"), await as("civil-registry-officer")];
  expect(idsOf(await village.read<IdentityPage>(`?state=${state}`))).toEqual(here);
  expect(idsOf(await registry.read<IdentityPage>(`?state=${state}`))).toEqual(nation);
});

test("by outcome, by region, page by page", async () => {
  const { read } = await as("civil-registry-officer");
  expect(idsOf(await read<IdentityPage>("?state=differs&outcome=kk-beda"))).toEqual([]);
  expect(idsOf(await read<IdentityPage>("?state=differs&region=5171"))).toEqual(["40"]);
  const first = await read<IdentityPage>("?state=differs&limit=1");
  expect(idsOf(first)).toEqual(["10"]);
  const second = await read<IdentityPage>(`?state=differs&limit=1&cursor=${first.body.next}`);
  expect([idsOf(second), second.body.next]).toEqual([["40"], undefined]);
  expect((await read("?state=differs&cursor=eA")).status).toBe(400);
  expect((await read("?name=Peraga")).status).toBe(400);
});

test("a row is masked, says what differs, by which door, and when it is asked again", async () => {
  const { read } = await as("village-operator");
  const [row] = (await read<IdentityPage>("?state=due")).body.items;
  expect(row).toMatchObject({
    name: "Peraga A",
    nik: "9932************",
    status: { id: "Nama berbeda" },
    answer: {
      outcome: { id: "Nama berbeda" },
      how: { id: "berkas pemadanan" },
      differs: [{ id: "nama" }, { id: "nomor KK" }],
      recheckOn: "2026-11-20",
      isDue: true,
    },
  });
  const [asked] = (await read<IdentityPage>("?state=asked")).body.items;
  expect(asked?.question).toEqual({
    how: { id: "berkas pemadanan", en: "bulk file" },
    sentOn: "2026-11-18",
    againOn: "2026-12-02",
  });
  const registry = await as("civil-registry-officer");
  const [, waiting] = (await registry.read<IdentityPage>("?state=asked")).body.items;
  expect(waiting?.question).toEqual({ how: { id: "layanan daring", en: "web service" } });
});

test("one person: every answer, the newest first, what differs and what to bring", async () => {
  const { read } = await as("village-operator");
  const { body } = await read<IdentityCase>("/10");
  expect(body.help?.bring.id).toMatch(/Bawa KTP-el dan KK/);
  expect(body.answers[0]).toMatchObject({
    life: { id: "hidup" },
    isMatch: false,
    state: "waiting",
  });
  expect((await read<IdentityCase>("/20")).body.answers.map(({ isMatch }) => isMatch)).toEqual([
    true,
    false,
  ]);
  expect((await read("/40")).status).toBe(404);
});

test("each person of a list and each case that is opened leaves a row that the family can see", async () => {
  const { rows } = await desk().owner.query<{ act: string; subject_id: number; family_id: number }>(
    `select distinct act, subject_id, family_id from dtsen.audit_entry
     where subject_kind = 'person' and subject_id in (10, 40) and purpose_code = 'verification' order by act`,
  );
  expect(rows).toEqual([
    { act: "list-identity-checks", subject_id: 10, family_id: 1 },
    { act: "read-identity-check", subject_id: 10, family_id: 1 },
  ]);
});

test("counts of one's region; the quota is told to those who ask", async () => {
  const village = await (await as("village-operator")).read<IdentityFigures>("/figures");
  expect(village.body).toMatchObject({ asked: 1, undelivered: 3 });
  expect(village.body).not.toHaveProperty("quota");
  expect(village.body.outcomes.map(({ outcome, persons, due }) => [outcome, persons, due])).toEqual(
    [
      ["nama-beda", 1, 1],
      ["padan", 1, 0],
    ],
  );
  const steward = await (await as("bps-steward")).read<IdentityFigures>("/figures");
  expect(steward.body.quota).toEqual({ perDay: 7, sentToday: 0 });
});

const LOOKED = {
  fields: { nik: "same", name: "same", "birth-date": "same", kk: "same", sex: "not-known" },
  life: "not-recorded",
};

test("an officer of the civil registry answers by hand; sent twice, said twice, it is once", async () => {
  const { answer, read } = await as("civil-registry-officer");
  const key = randomUUID();
  const first = await answer(30, LOOKED, key);
  expect(first).toMatchObject({
    status: 200,
    body: { outcome: "belum-rekam", isRepeat: false, recheckOn: "2026-12-21" },
  });
  expect((await answer(30, LOOKED, key)).body).toEqual(first.body);
  expect((await answer(30, LOOKED)).body).toMatchObject({ isRepeat: true });
  expect((await answer(30, { ...LOOKED, life: "alive" }, key)).status).toBe(409);
  const { body } = await read<IdentityCase>("/30");
  expect(body.answers).toHaveLength(1);
  expect(body.answers[0]).toMatchObject({ how: { id: "petugas Dukcapil" }, answeredOn: TODAY });
  const { rowCount } = await desk().owner.query(
    "select from dtsen.audit_entry where act = 'answer-identity' and subject_id = 30 and family_id = 3",
  );
  expect(rowCount).toBe(2);
});

test.each([
  ["a day to come", 10, { ...LOOKED, on: "2026-11-22" }, 400, "day-to-come"],
  ["nobody of that number", 999, LOOKED, 404, "not-found"],
  ["no answer on the NIK", 10, { ...LOOKED, fields: { ...LOOKED.fields, nik: "not-known" } }, 400],
])("refused: %s", async (_what, person, body, status, code = "malformed-request") => {
  const { answer } = await as("civil-registry-officer");
  expect(await answer(person, body)).toMatchObject({ status, body: { code } });
});

test("nobody else answers, however well they see the person", async () => {
  for (const role of ["village-operator", "regency-verifier", "bps-steward"]) {
    expect((await (await as(role)).answer(10, LOOKED)).status).toBe(403);
  }
});

test("whoever is hidden for safety is on no list, has no case and gets no answer", async () => {
  const hide = (unit: string, id: number) =>
    desk().owner.query(
      `insert into dtsen.suppression (unit, unit_id, ground, ordered_by)
       select $1, $2, 'shelter', min(account_id) from dtsen.account`,
      [unit, id],
    );
  await hide("person", 10);
  const { read, answer } = await as("civil-registry-officer");
  expect(idsOf(await read<IdentityPage>("?state=differs"))).toEqual(["30", "40"]);
  expect(idsOf(await read<IdentityPage>("?state=unproven"))).toEqual(["40"]);
  expect((await read("/10")).status).toBe(404);
  expect((await answer(10, LOOKED)).status).toBe(404);
});
