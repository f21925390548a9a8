import type { FastifyInstance } from "fastify";
import { beforeAll, expect, test } from "vitest";
import type { AuditPage } from "#contract/audit.ts";
import type { Home } from "#contract/home.ts";
import { readSettings } from "#settings.ts";
import { seedDemoAccounts } from "#store/demo-accounts.ts";
import { publishFamilies } from "#test/desk-fixture.ts";
import { callerWith, signedIn } from "#test/sign-in.ts";
import { deskForTests } from "#test/store.ts";
import { buildServer } from "./server.ts";

const desk = deskForTests();
const FAMILY = {
  familyId: 1,
  villageNo: 3204052001,
  headName: "Siti Aminah",
  nik: "9932045705800001",
  kk: "9932040101150001",
};

type Caller = Awaited<ReturnType<typeof signedIn>>;
const callers = new Map<string, Caller>();
let app: FastifyInstance;

beforeAll(async () => {
  await seedDemoAccounts(desk(), "3204");
  await publishFamilies(desk(), [FAMILY]);
  const settings = { ...readSettings({}), keyFolder: desk().settings.keyFolder };
  app = await buildServer({ desk: desk(), settings, clock: () => new Date(), webFolder: "web" });
  for (const role of [
    "village-operator",
    "regency-verifier",
    "auditor",
    "data-protection-officer",
    "agency-head",
  ]) {
    callers.set(role, await signedIn(app, role, new Date()));
  }
  await callerOf("village-operator")("GET", "/api/v1/families/1", { purpose: "verification" });
});

const callerOf = (role: string): Caller => callers.get(role) ?? callerWith(app);

async function search(role: string, body: object = { familyId: "1" }) {
  const answer = await callerOf(role)("POST", "/api/v1/audit/search", { body });
  return { items: (answer.body as AuditPage).items, text: answer.text };
}

async function named(): Promise<string> {
  const { rows } = await desk().owner.query<{ person_name: string }>(
    "select person_name from dtsen.account where username = 'village-operator'",
  );
  return rows[0]?.person_name ?? "";
}

test("an auditor reads the person, the role and its office, in one place; the log keeps the number", async () => {
  const { items } = await search("auditor");
  expect(items[0]).toMatchObject({
    account: expect.stringMatching(/^\d+$/),
    person: await named(),
    role: {
      id: "Operator desa/kelurahan, Kantor desa/kelurahan",
      en: "Village operator, Village office",
    },
  });
  const kept = await desk().auditor.query("select from dtsen.audit_entry e where e::text like $1", [
    `%${await named()}%`,
  ]);
  expect(kept.rowCount).toBe(0);
});

const OPERATOR = "Operator desa/kelurahan, Kantor desa/kelurahan";

test.each([
  ["was never confirmed", "confirmed_by = null", OPERATOR],
  ["had ended before the act", "revoked_at = now() - interval '1 day'", OPERATOR],
  ["ended after the act, beside another", "revoked_at = now()", "Petugas"],
])("signing in, which notes no role, with an appointment that %s", async (_what, change, shown) => {
  const { rows } = await desk().owner.query<{ first: number; second: number }>(
    `with held as (select * from dtsen.appointment where role_code = 'village-operator'),
       real as (insert into dtsen.appointment (account_id, office_code, role_code, region_id, village_lo, village_hi,
           valid_from, valid_to, decree, appointed_by, confirmed_by)
         select account_id, office_code, role_code, region_id, village_lo, village_hi, valid_from, valid_to, decree,
           appointed_by, confirmed_by from held returning appointment_id)
     select held.appointment_id as first, real.appointment_id as second from held, real`,
  );
  const [{ first = 0, second = 0 } = {}] = rows;
  const set = (what: string) =>
    desk().owner.query(`update dtsen.appointment set ${what} where appointment_id = $1`, [first]);
  await set(`office_code = 'pengawas', ${change}`);
  const { items } = await search("auditor", { account: "village-operator" });
  const said = (act: string) => items.find(({ act: { en } }) => en === act)?.role.id;
  expect(said("Signed in")).toBe(shown);
  expect(said("Opened the family sheet")).toBe(OPERATOR);
  await set(`office_code = 'desa', revoked_at = null, confirmed_by =
    (select confirmed_by from dtsen.appointment where appointment_id = ${second})`);
  await desk().owner.query("delete from dtsen.appointment where appointment_id = $1", [second]);
});

test("an auditor finds the acts of a person by the account's name", async () => {
  const { items } = await search("auditor", { account: "Village-Operator" });
  expect(items.length).toBeGreaterThan(0);
  expect(new Set(items.map(({ person }) => person))).toEqual(new Set([await named()]));
});

test("the data protection officer reads numbers, and finds nobody by name", async () => {
  const { items, text } = await search("data-protection-officer");
  expect(items[0]?.account).toMatch(/^\d+$/);
  expect([items[0]?.person, items[0]?.role.id]).toEqual([undefined, OPERATOR]);
  expect(text).not.toContain(await named());
  const byName = await search("data-protection-officer", { account: "village-operator" });
  expect(byName.items).toEqual([]);
});

test("an appointment that waits is a task of whoever may confirm it", async () => {
  const tasks = async () => {
    const home = await callerOf("agency-head")("GET", "/api/v1/home");
    return (home.body as Home).tasks.map(({ kind, count }) => `${kind} ${count}`);
  };
  expect((await tasks()).join()).not.toContain("appointments-waiting");
  await desk().owner.query(
    `update dtsen.appointment set confirmed_by = null, valid_to = current_date + 9 where role_code = 'psm'`,
  );
  expect(await tasks()).toContain("appointments-waiting 1");
});

test("an auditor reads why, in the officer's own words; others who read the log do not", async () => {
  const { rows } = await desk().owner.query<{ id: string }>(
    "select person_id::text as id from dtsen.person where family_id = 1 limit 1",
  );
  await callerOf("regency-verifier")("POST", "/api/v1/families/1/unmask", {
    purpose: "verification",
    body: { personId: rows[0]?.id, reason: "mencocokkan KTP di loket" },
  });
  const { items } = await search("auditor");
  expect(items.find(({ act: { en } }) => en === "Saw NIK and card number")).toMatchObject({
    reason: "mencocokkan KTP di loket",
  });
  expect((await search("data-protection-officer")).text).not.toContain("mencocokkan");
});
