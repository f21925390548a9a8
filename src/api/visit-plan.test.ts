import type { FastifyInstance } from "fastify";
import { beforeAll, expect, test } from "vitest";
import type { VisitPlan } from "#contract/visit-plan.ts";
import { seedDemoAccounts } from "#store/demo-accounts.ts";
import { type FixtureFamily, publishFamilies } from "#test/desk-fixture.ts";
import { signedIn } from "#test/sign-in.ts";
import { deskForTests } from "#test/store.ts";
import { readSettings } from "../settings.ts";
import { buildServer } from "./server.ts";

const desk = deskForTests();
let app: FastifyInstance;
let operator: Awaited<ReturnType<typeof signedIn>>;

const HERE = 3204052001;
const SIBLING = 3204052002;
const serial = (n: number) => String(n).padStart(4, "0");
const family = (n: number, villageNo = HERE): FixtureFamily => ({
  familyId: n,
  villageNo,
  headName: `Kepala ${n}`,
  nik: `99${String(villageNo).slice(0, 4)}150580${serial(n)}`,
  kk: `99${String(villageNo).slice(0, 4)}010115${serial(n)}`,
});

/** Where each stands: RW, RT, street; 8 and 9 were surveyed or live elsewhere. */
const DOORS: Readonly<Record<number, readonly [string | null, string | null, string]>> = {
  1: ["02", "001", "Jalan Melati 1"],
  2: ["1", "010", "Jalan Anggrek 5"],
  3: ["001", "2", "Jalan Anggrek 2"],
  4: ["001", "2", "Jalan Anggrek 1"],
  5: [null, null, "Jalan Ujung 1"],
};

beforeAll(async () => {
  const opened = desk();
  await seedDemoAccounts(opened, "3204");
  const families = [1, 2, 3, 4, 5, 8].map((n) => family(n));
  await publishFamilies(opened, [...families, family(9, SIBLING)]);
  for (const [id, [rw, rt, address]] of Object.entries(DOORS)) {
    await opened.owner.query(
      `update dtsen.family set facts_as_of = 0, score = null, rw = $2, rt = $3, address = $4 where family_id = $1`,
      [id, rw, rt, address],
    );
  }
  await opened.owner.query("update dtsen.family set facts_as_of = 0 where family_id = 9");
  await opened.owner.query(
    `insert into dtsen.finding (unit, unit_id, family_id, kind, village_no, domicile_village_no, observed_on, recorded_by)
     select 'family', 3, 3, 'still-here', $1, $1, '2026-11-01', min(account_id) from dtsen.account`,
    [HERE],
  );
  const settings = { ...readSettings({}), keyFolder: opened.settings.keyFolder };
  app = await buildServer({ desk: opened, settings, clock: () => new Date(), webFolder: "web" });
  operator = await signedIn(app, "village-operator", new Date());
});

const plan = async (query = "") => {
  const { status, body } = await operator("GET", `/api/v1/visit-plans/${HERE}${query}`);
  expect(status).toBe(200);
  return body as VisitPlan;
};

test("families that were never surveyed, in the order of walking, those visited since marked", async () => {
  const { items, total, visited, place, version, next } = await plan();
  expect(items.map(({ familyId, nth }) => [familyId, nth])).toEqual([
    ["5", 1],
    ["4", 2],
    ["3", 3],
    ["2", 4],
    ["1", 5],
  ]);
  expect(items[2]).toEqual({
    familyId: "3",
    nth: 3,
    headName: "Kepala 3",
    size: 1,
    address: "Jalan Anggrek 2",
    rt: "2",
    rw: "001",
    visitedOn: "2026-11-01",
  });
  expect([total, visited, version, next]).toEqual([5, 1, "2026-4", undefined]);
  expect(place.code).toBe(String(HERE));
});

test("page by page nobody is lost and nobody comes twice; a cursor holds no name and no street", async () => {
  const first = await plan("?limit=2");
  const second = await plan(`?limit=2&cursor=${first.next}`);
  const third = await plan(`?limit=2&cursor=${second.next}`);
  const all = [first, second, third].flatMap(({ items }) => items.map(({ nth }) => nth));
  expect(all).toEqual([1, 2, 3, 4, 5]);
  expect(third.next).toBeUndefined();
  expect(Buffer.from(first.next ?? "", "base64url").toString()).toMatch(/^\[\d+,\d+\]$/);
  const { status } = await operator("GET", `/api/v1/visit-plans/${HERE}?cursor=x`);
  expect(status).toBe(400);
});

test("every family on a page is noted once, and who lives there can see it", async () => {
  const before = await noted();
  await plan("?limit=2");
  expect((await noted()) - before).toBe(2);
});

const noted = async (): Promise<number> => {
  const { rows } = await desk().owner.query<{ n: number }>(
    "select count(*)::int as n from dtsen.audit_entry where act = 'list-visits' and subject_kind = 'family'",
  );
  return rows[0]?.n ?? 0;
};

test("another village's plan is refused, and so is whoever does not visit", async () => {
  expect((await operator("GET", `/api/v1/visit-plans/${SIBLING}`)).status).toBe(403);
  for (const role of ["bps-statistician", "regent", "auditor"]) {
    const ask = await signedIn(app, role, new Date());
    expect([role, (await ask("GET", `/api/v1/visit-plans/${HERE}`)).status]).toEqual([role, 403]);
  }
});

test("a village without such families has an empty plan, not a refusal", async () => {
  const ask = await signedIn(app, "regency-verifier", new Date());
  const { status, body } = await ask("GET", "/api/v1/visit-plans/3204062001");
  expect([status, (body as VisitPlan).total, (body as VisitPlan).items]).toEqual([200, 0, []]);
});

test("whoever is hidden for safety stands in no plan, on no page and in no count; a hidden head takes the name along", async () => {
  const { owner } = desk();
  await owner.query(
    "insert into dtsen.suppression (unit, unit_id, ground, ordered_by) values ('family', 4, 'violence', 1)",
  );
  const { items, total } = await plan();
  expect([items.map(({ familyId }) => familyId), total]).toEqual([["5", "3", "2", "1"], 4]);
  const first = await plan("?limit=1");
  const second = await plan(`?limit=1&cursor=${first.next}`);
  expect(second.items.map(({ familyId }) => familyId)).toEqual(["3"]);
  await owner.query("delete from dtsen.suppression");
  const hideHead =
    "insert into dtsen.suppression (unit, unit_id, ground, ordered_by) values ('person', 40, 'violence', 1)";
  await owner.query(hideHead);
  expect((await plan()).total, "the only member is hidden").toBe(4);
  await owner.query("delete from dtsen.suppression");
  await owner.query(
    `insert into dtsen.person (version_no, person_id, family_id, village_no, domicile_village_no, name, life_status, birth_date, facts)
     select version_no, 41, family_id, village_no, domicile_village_no, 'Anggota 4', 1, birth_date, facts
     from dtsen.person where person_id = 40`,
  );
  await owner.query("update dtsen.family set size = 2 where family_id = 4");
  await owner.query(hideHead);
  const shown = (await plan()).items.find(({ familyId }) => familyId === "4");
  expect([shown?.headName, shown?.size]).toEqual(["–", 1]);
  await owner.query("delete from dtsen.suppression");
});
