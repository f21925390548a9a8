import { randomUUID } from "node:crypto";
import { globSync, readFileSync } from "node:fs";
import type { FastifyInstance } from "fastify";
import { beforeAll, expect, test } from "vitest";
import type { Home } from "#contract/home.ts";
import type { Plan, PlanPage, ProviderList } from "#contract/plans.ts";
import { addDays } from "#domain/plain-date.ts";
import { PLAN_MOVES, PLAN_STATES, readPlan } from "#domain/plan.ts";
import { PLAN_ACTS } from "#domain/plan-acts.ts";
import { readSettings } from "#settings.ts";
import { seedDemoAccounts } from "#store/demo-accounts.ts";
import { publishFamilies } from "#test/desk-fixture.ts";
import { callerWith, signedIn } from "#test/sign-in.ts";
import { deskForTests } from "#test/store.ts";
import { readPlanBook } from "#verification/plan-book.ts";
import { todayOf } from "./office-day.ts";
import { buildServer } from "./server.ts";

const desk = deskForTests();
const HERE = 3204052001;
const FAMILIES = Array.from({ length: 8 }, (_, i) => ({
  familyId: i + 1,
  villageNo: HERE,
  headName: `Siti ${"ABCDEFGH"[i]}minah`,
  nik: `9932045705${String(810001 + i)}`,
  kk: `9932040101${String(160001 + i)}`,
}));
const ROLES = ["regency-data-entry", "regency-verifier", "social-worker", "psm"] as const;
type RoleName = (typeof ROLES)[number];
const callers = new Map<RoleName, Awaited<ReturnType<typeof signedIn>>>();
let app: FastifyInstance;
const now = new Date();
const today = todayOf(now);

beforeAll(async () => {
  await seedDemoAccounts(desk(), "3204");
  const version = await publishFamilies(desk(), FAMILIES);
  await desk().owner.query(
    `insert into dtsen.outcome (version_no, family_id, program, unit, unit_id, village_no, domicile_village_no, outcome, first_reason)
     values ($1, 5, 'pkh', 'family', 5, $2, $2, 'not-eligible', 'has-component')`,
    [version, HERE],
  );
  const settings = { ...readSettings({}), keyFolder: desk().settings.keyFolder };
  app = await buildServer({ desk: desk(), settings, clock: () => now, webFolder: "web" });
  for (const role of ROLES) callers.set(role, await signedIn(app, role, now));
});

const as = (role: RoleName) => callers.get(role) ?? callerWith(app);
const post = async (role: RoleName, path: string, body: object, key: string = randomUUID()) =>
  await as(role)("POST", `/api/v1${path}`, {
    body,
    headers: { "idempotency-key": key },
    purpose: role === "social-worker" ? "protection" : "service",
  });
const get = async <T>(role: RoleName, path: string): Promise<T> =>
  (
    await as(role)("GET", `/api/v1${path}`, {
      purpose: role === "social-worker" ? "protection" : "service",
    })
  ).body as T;
const codeOf = ({ body }: { body: unknown }) => {
  const { code, state } = body as { code?: string; state?: string };
  return code ?? state;
};

async function opened(familyId: number, role: RoleName = "regency-data-entry", more = {}) {
  const body = { kind: "empowerment", familyId: String(familyId), ...more };
  const answer = await post(role, "/plans", body);
  if (answer.status !== 200) throw new Error(answer.text);
  return (answer.body as { planNo: string }).planNo;
}
const step = async (planNo: string, body: object, role: RoleName = "regency-data-entry") =>
  codeOf(await post(role, `/plans/${planNo}/steps`, body));
const paper = { paper: "BAST/1/2026", paperOn: today };

const RECORD = { officer: "Ujang Peraga", decree: "SK/12/2026", validTo: addDays(today, 365) };
async function provider(name: string, capacity: number): Promise<string> {
  const draft = { kind: "blk", name, region: "3204", status: "active", fromOn: today };
  const answer = await post("regency-verifier", "/providers", { ...draft, ...RECORD, capacity });
  if (answer.status !== 200) throw new Error(answer.text);
  return (answer.body as { providerNo: string }).providerNo;
}

/** The desk's stored state and day are what the law book reckons from the book, for every plan. */
async function expectRecomputed(): Promise<void> {
  const { rows } = await desk().owner.query<{ plan_no: number; state: string; due: string | null }>(
    "select plan_no, state, due_on::text as due from dtsen.plan",
  );
  expect(rows.length).toBeGreaterThan(0);
  const query = async <R>(sql: string, values?: readonly unknown[]) =>
    (await desk().owner.query(sql, values as unknown[])).rows as R[];
  for (const { plan_no, state, due } of rows) {
    const book = await readPlanBook({ query } as never, plan_no);
    if (book === undefined) throw new Error(`no book of plan ${plan_no}`);
    const standing = readPlan(book.openedOn, book.lines);
    expect([state, due]).toEqual([standing.state, standing.dueOn ?? null]);
  }
}

test("the law book and the desk lead every act to the same state", async () => {
  const { rows } = await desk().owner.query<{ state: string; act: string; next: string | null }>(
    "select state, act, dtsen.plan_move(state, act) as next from unnest($1::text[]) state, unnest($2::text[]) act",
    [[...PLAN_STATES], [...PLAN_ACTS]],
  );
  expect(rows.length).toBe(PLAN_STATES.length * PLAN_ACTS.length);
  for (const { state, act, next } of rows)
    expect([state, act, next ?? undefined]).toEqual([
      state,
      act,
      PLAN_MOVES[state as (typeof PLAN_STATES)[number]][act as (typeof PLAN_ACTS)[number]],
    ]);
});

test("a plan walks to its delivery, and no provider takes more than it has places", async () => {
  const blk = await provider("BLK Peraga", 1);
  const [first, second] = [await opened(1), await opened(2)];
  for (const no of [first, second]) {
    expect(await step(no, { act: "assess", reason: "needs-support", codes: ["no-skill"] })).toBe(
      "planning",
    );
    expect(await step(no, { act: "set-goals", codes: [] })).toBe("codes-missing");
    expect(await step(no, { act: "set-goals", codes: ["skills"] })).toBe("planned");
  }
  expect(await step(first, { act: "refer", providerNo: blk })).toBe("referred");
  expect(await step(second, { act: "refer", providerNo: blk })).toBe("no-place");
  await expect(
    desk().owner.query("update dtsen.provider set taken = 2 where provider_no = $1", [blk]),
  ).rejects.toThrow("capacity_is_never_exceeded");
  const less = { ...RECORD, status: "active", fromOn: today, capacity: 0 };
  expect(codeOf(await post("regency-verifier", `/providers/${blk}/records`, less))).toBe(
    "capacity-below-taken",
  );
  expect(await step(first, { act: "accept" })).toBe("paper-missing");
  expect(await step(first, { act: "accept", ...paper })).toBe("placed");
  expect(await step(first, { act: "deliver", ...paper })).toBe("following");
  expect(await step(second, { act: "refer", providerNo: blk })).toBe("referred");
  expect(await step(first, { act: "check", reason: "improving" })).toBe("check-too-early");
  const sheet = await get<Plan>("regency-data-entry", `/plans/${first}`);
  expect(sheet.lines.map(({ provider: name }) => name).filter(Boolean)).toEqual(["BLK Peraga"]);
  const { items } = await get<ProviderList>("regency-verifier", "/providers");
  expect(items.map(({ taken, capacity }) => [taken, capacity])).toEqual([[1, 1]]);
  await expectRecomputed();
});

test("a forced graduation needs warnings and a second person, whatever the target", async () => {
  const no = await opened(3);
  const forced = { act: "propose-forced", reason: "school-absence", ...paper };
  expect(await step(no, forced)).toBe("warnings-missing");
  expect(
    (await post("regency-data-entry", `/plans/${no}/steps`, { ...forced, reason: "target" }))
      .status,
  ).toBe(400);
  await desk().owner.query(
    `insert into dtsen.plan_event (plan_no, act, reason, paper, paper_on, on_day, at, by_account)
     select $1, 'warn', 'school-absence', 'SP/1', $2::date - back, $2::date - back, now() - make_interval(days => back), min(account_id)
     from dtsen.account, unnest(array[100, 70, 40]) back group by back order by back desc`,
    [no, today],
  );
  expect(await step(no, forced)).toBe("proposed");
  expect(await step(no, { act: "confirm-forced", ...paper })).toBe("same-person");
  const second = await get<PlanPage>("regency-verifier", "/plans?show=second");
  expect(second.items.map(({ planNo }) => planNo)).toEqual([no]);
  const home = await get<Home>("regency-verifier", "/home");
  expect(home.tasks).toContainEqual(expect.objectContaining({ kind: "plans-second", count: 1 }));
  expect(await step(no, { act: "confirm-forced", ...paper }, "regency-verifier")).toBe("graduated");
  expect(await step(no, { act: "shock", reason: "disaster" })).toBe("assessing");
});

test("nobody is graduated naturally while the published version has a component", async () => {
  const no = await opened(4);
  expect(await step(no, { act: "graduate", reason: "natural" })).toBe("not-natural");
  const due = (day: string) =>
    desk().owner.query("update dtsen.plan set due_on = $2 where plan_no = $1", [no, day]);
  const { rows } = await desk().owner.query<{ due_on: string }>(
    "select due_on::text from dtsen.plan where plan_no = $1",
    [no],
  );
  await due(today);
  const home = await get<Home>("regency-data-entry", "/home");
  expect(home.tasks).toContainEqual(expect.objectContaining({ kind: "plans-due", dueOn: today }));
  await due(rows[0]?.due_on ?? today);
  expect(await step(await opened(5), { act: "graduate", reason: "natural" })).toBe("graduated");
});

test("a case plan is a social worker's: the group is seen under protection alone", async () => {
  const more = { kind: "case", personId: "60", ppks: 16 };
  const no = await opened(6, "social-worker", more);
  const sheet = await get<Plan>("social-worker", `/plans/${no}`);
  expect(sheet.group?.pas.id).toBe("Korban NAPZA dan HIV/AIDS");
  const [page, other] = [
    await get<PlanPage>("regency-data-entry", "/plans?show=open"),
    await get<{ code: string }>("regency-data-entry", `/plans/${no}`),
  ];
  expect([page.items.map(({ planNo }) => planNo).includes(no), other.code]).toEqual([
    false,
    "not-found",
  ]);
  const alone = await post("social-worker", "/plans", { kind: "case", familyId: "7" });
  expect(codeOf(alone)).toBe("group-missing");
});

test("the same key is the same plan; a family has one plan at a time; every reading is noted", async () => {
  const key = randomUUID();
  const body = { kind: "empowerment", familyId: "8" };
  const [one, two] = [
    await post("regency-data-entry", "/plans", body, key),
    await post("regency-data-entry", "/plans", body, key),
  ];
  expect(two.body).toEqual(one.body);
  expect(codeOf(await post("regency-data-entry", "/plans", body))).toBe("open-already");
  expect(codeOf(await post("psm", "/plans", body))).toBe("not-allowed");
  const { planNo } = one.body as { planNo: string };
  await get("regency-verifier", `/plans/${planNo}`);
  const { rows } = await desk().owner.query<{ count: number }>(
    "select count(*)::int as count from dtsen.audit_entry where act = 'read-plan' and subject_id = 8",
  );
  expect(rows[0]?.count).toBe(1);
});

test("no room that builds a version knows of plans: a plan moves no decile", async () => {
  const rooms = "{sources,staging,matching,registry,ranking,programs,lake,engine,publication,jobs}";
  const files = globSync(`src/${rooms}/**/*.ts`);
  expect(files.length).toBeGreaterThan(200);
  const words =
    /dtsen\.(plan|plan_event|plan_group|provider|provider_record)\b|plan-book|domain\/plan\.ts/;
  expect(files.filter((file) => words.test(readFileSync(file, "utf8")))).toEqual([]);
  const { rows } = await desk().owner.query<{ name: string }>(
    `select t as name from unnest(array['plan', 'plan_event', 'plan_group', 'provider', 'provider_record']) t, pg_roles r
     where r.rolname in ('dtsen_worker', 'dtsen_lake') and has_table_privilege(r.oid, ('dtsen.' || t)::regclass, 'select')`,
  );
  expect(rows).toEqual([]);
});
