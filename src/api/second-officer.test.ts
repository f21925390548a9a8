import { randomUUID } from "node:crypto";
import type { FastifyInstance } from "fastify";
import { beforeAll, expect, test } from "vitest";
import type { FamilySheet } from "#contract/family-sheet.ts";
import type { Home } from "#contract/home.ts";
import type {
  HandAnswerReceipt,
  IdentityCase,
  IdentityFigures,
  IdentityPage,
} from "#contract/identity-checks.ts";
import { readUndelivered } from "#registry/identity-answer-rows.ts";
import { readSettings } from "#settings.ts";
import { seedDemoAccounts } from "#store/demo-accounts.ts";
import { asSession, asWorker } from "#store/transact.ts";
import { publishFamilies } from "#test/desk-fixture.ts";
import { callerWith } from "#test/sign-in.ts";
import { deskForTests, sessionForTests } from "#test/store.ts";
import { buildServer } from "./server.ts";

/** Where a name leaves the list two officers answer (design 3.7): what one says alone is kept, shown and not used. */
const desk = deskForTests();
const HERE = 3204052001;
const [ONE, OTHER] = ["civil-registry-officer", "civil-registry-officer-2"];
let app: FastifyInstance;

beforeAll(async () => {
  await seedDemoAccounts(desk(), "3204");
  const families = Array.from({ length: 9 }, (_, i) => ({
    familyId: i + 1,
    villageNo: HERE,
    headName: `Peraga ${i + 1}`,
    nik: `993204570580000${i + 1}`,
    kk: `993204010115000${i + 1}`,
  }));
  await publishFamilies(desk(), families);
  await desk().owner.query("update dtsen.person set birth_date = 19800517");
  const settings = { ...readSettings({}), keyFolder: desk().settings.keyFolder };
  const clock = () => new Date("2026-11-21T03:00:00Z");
  app = await buildServer({ desk: desk(), settings, clock, webFolder: "web" });
});

const FIELDS = { nik: "same", name: "same", "birth-date": "same", kk: "same", sex: "same" };

async function as(username: string) {
  const ask = callerWith(app, { cookie: `dtsen=${await sessionForTests(desk(), username)}` });
  const purpose = username.startsWith(ONE) ? "identity-check" : "verification";
  const get = async <Body>(path: string) => (await ask("GET", path, { purpose })).body as Body;
  return {
    get,
    answer: async (person: number, life: string, on?: string) => {
      const url = `/api/v1/identity-checks/${person}/answers`;
      const body = { fields: FIELDS, life, ...(on === undefined ? {} : { on }) };
      const headers = { "idempotency-key": randomUUID() };
      return await ask("POST", url, { body, headers });
    },
    said: async (person: number, life: string, on?: string): Promise<HandAnswerReceipt> => {
      const body = { fields: FIELDS, life, ...(on === undefined ? {} : { on }) };
      const headers = { "idempotency-key": randomUUID() };
      const url = `/api/v1/identity-checks/${person}/answers`;
      return (await ask("POST", url, { body, headers })).body as HandAnswerReceipt;
    },
    open: async (person: number) => await get<IdentityCase>(`/api/v1/identity-checks/${person}`),
    second: async () => (await get<IdentityPage>("/api/v1/identity-checks?state=second")).items,
  };
}

/** How often each state of one person would reach the lake with the next delivery. */
async function toDeliver(person: number): Promise<readonly string[]> {
  const rows = await asWorker(desk(), readUndelivered);
  return rows
    .filter(({ personId, adapter }) => personId === person && adapter === "manual")
    .map(({ outcome }) => outcome);
}

test.each([
  [10, "deceased", "meninggal"],
  [20, "double-record", "ganda"],
  [30, "abroad", "pindah-luar-negeri"],
])(
  "person %i, %s: one officer alone changes nothing, a second one makes it count",
  async (person, life, outcome) => {
    const [one, other] = [await as(ONE), await as(OTHER)];
    expect(await one.said(person, life)).toMatchObject({ outcome, waits: true, isRepeat: false });
    expect(await toDeliver(person)).toEqual([]);
    expect(await one.said(person, life)).toMatchObject({ waits: true, isRepeat: true });
    expect(await one.said(person, life, "2026-11-20")).toMatchObject({ waits: true });
    expect(await toDeliver(person)).toEqual([]);
    expect(await other.said(person, life)).toMatchObject({ waits: false, isRepeat: false });
    expect(await toDeliver(person)).toEqual([outcome, outcome, outcome]);
    expect((await one.open(person)).second).toBeUndefined();
  },
);

test("what takes nobody off the list counts from one officer, as before", async () => {
  const one = await as(ONE);
  expect(await one.said(40, "not-recorded")).toMatchObject({
    outcome: "belum-rekam",
    waits: false,
  });
  expect(await toDeliver(40)).toEqual(["belum-rekam"]);
});

test("while it waits it is listed, named with who may confirm, and told to nobody as an answer", async () => {
  const [one, other, village] = [await as(ONE), await as(OTHER), await as("village-operator")];
  await one.said(50, "deceased");
  const mine = (await one.open(50)).second;
  expect(mine).toMatchObject({ outcome: { id: "Tercatat meninggal" }, isOwn: true });
  expect(mine?.who.id).toMatch(/petugas Dukcapil lain/);
  const [row] = await other.second();
  expect(row).toMatchObject({ personId: "50", second: { isOwn: false, answeredOn: "2026-11-21" } });
  const seen = await village.open(50);
  expect(seen.answers[0]?.state).toBe("second");
  expect(seen.help?.differs.id ?? "").not.toMatch(/meninggal/);
  const differs = await other.get<IdentityPage>("/api/v1/identity-checks?state=differs");
  expect(differs.items.map(({ personId }) => personId)).not.toContain("50");
  const sheet = await village.get<FamilySheet>("/api/v1/families/5");
  expect(
    JSON.stringify(sheet.members.map((member) => [member.identityHelp, member.identityCheck])),
  ).not.toMatch(/meninggal/);
  const figures = await other.get<IdentityFigures>("/api/v1/identity-checks/figures");
  expect(figures.second).toBe(1);
});

test("the home of the other officer names the work, the home of the first does not", async () => {
  const waiting = async (username: string) =>
    (await (await as(username)).get<Home>("/api/v1/home")).tasks.find(
      ({ kind }) => kind === "identity-second",
    )?.count ?? 0;
  expect(await waiting(ONE)).toBe(0);
  expect(await waiting(OTHER)).toBe(1);
});

test("what the first officer takes back, or another contradicts, confirms nobody later", async () => {
  const [one, other] = [await as(ONE), await as(OTHER)];
  await one.said(60, "deceased");
  await one.said(60, "alive");
  expect((await other.open(60)).answers.map(({ state }) => state)).toContain("lapsed");
  expect((await other.open(60)).second).toBeUndefined();
  expect(await other.said(60, "deceased")).toMatchObject({ waits: true });
  expect(await toDeliver(60)).toEqual(["padan"]);
  expect(await one.said(60, "deceased")).toMatchObject({ waits: false });
  expect(await toDeliver(60)).toEqual(["padan", "meninggal", "meninggal"]);
});

test.each([
  ["to come", "2026-11-22", "day-to-come"],
  ["before the person was born", "1980-05-16", "day-before-birth"],
  ["before the question that waits", "2026-11-17", "day-before-question"],
])("a day %s is refused", async (_what, on, code) => {
  await desk().owner.query(
    `insert into dtsen.identity_question (question_id, person_id, family_id, village_no, domicile_village_no, adapter, asked_by, sent_on)
     values (gen_random_uuid(), 70, 7, ${HERE}, ${HERE}, 'bulk-file', 'bps-steward', '2026-11-18') on conflict do nothing`,
  );
  const refused = await (await as(ONE)).answer(70, "alive", on);
  expect(refused).toMatchObject({ status: 400, body: { code } });
  expect(refused.text).toMatch(/remedy|Perbaiki|Lihat lagi/);
  expect(await toDeliver(70)).toEqual([]);
});

/** As the application, past all TypeScript: an answer that says itself who gave and who confirmed it. */
const forge = async (person: number) => {
  const token = await sessionForTests(desk(), ONE);
  return await asSession(desk(), token, "identity-check", (tx) =>
    tx.query<{ given_by: number; confirmed_by: number | null }>(
      `insert into dtsen.identity_check (person_id, family_id, village_no, domicile_village_no, adapter, outcome, given_by, confirmed_by)
       values ($1::bigint, $1::bigint / 10, $2::bigint, $2::bigint, 'manual', 'meninggal', 1, 2) returning given_by, confirmed_by`,
      [person, HERE],
    ),
  );
};
const take = async (person: number) =>
  await asWorker(desk(), (tx) =>
    tx.query(
      `update dtsen.identity_check set delivery_no = (select min(delivery_no) from dtsen.delivery) where person_id = $1 and adapter = 'manual'`,
      [person],
    ),
  );

test("the database itself: nobody says who the officers were, and what waits goes into no delivery", async () => {
  await desk().owner.query(
    `insert into dtsen.delivery (source, delivery_set, as_of, file_name, sha256, received_by)
     values ('dukcapil', 'identity', '2026-11-21', 'x', repeat('c', 64), 'test')`,
  );
  const { rows } = await desk().owner.query<{ me: number }>(
    "select account_id as me from dtsen.account where username = $1",
    [ONE],
  );
  expect(await forge(80)).toEqual([{ given_by: rows[0]?.me, confirmed_by: null }]);
  await expect(take(80)).rejects.toThrow(/identity_check_waits_here/);
  await desk().owner.query(
    "alter table dtsen.identity_check drop constraint identity_check_waits_here",
  );
  await take(80);
  await desk().owner.query(
    "update dtsen.identity_check set delivery_no = null where person_id = 80",
  );
  await desk().owner.query(
    "alter table dtsen.identity_check add constraint identity_check_waits_here check (delivery_no is null or not waits)",
  );
});

test("without its guard the first officer would be the second too; the table itself still refuses", async () => {
  const one = await as(ONE);
  await one.said(90, "deceased", "2026-11-19");
  const whole = await functionText("dtsen.take_two_officers()");
  const open = whole.replaceAll(/\s+and k\.given_by <> new\.given_by/g, "");
  expect(open).not.toBe(whole);
  await desk().owner.query(open);
  expect((await one.answer(90, "deceased")).status).toBe(500);
  const { owner } = desk();
  await owner.query("alter table dtsen.identity_check drop constraint identity_check_two_officers");
  expect(await one.said(90, "deceased")).toMatchObject({ waits: false });
  expect(await toDeliver(90)).toHaveLength(2);
  await owner.query(whole);
});

async function functionText(name: string): Promise<string> {
  const { rows } = await desk().owner.query<{ text: string }>(
    `select pg_get_functiondef('${name}'::regprocedure) as text`,
  );
  return rows[0]?.text ?? "";
}
