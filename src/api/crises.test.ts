import { randomUUID } from "node:crypto";
import { globSync, readFileSync } from "node:fs";
import type { FastifyInstance } from "fastify";
import { beforeAll, expect, test } from "vitest";
import type { Crisis, CrisisList, CrisisRowPage, CrisisWorked } from "#contract/crises.ts";
import { addDays } from "#domain/plain-date.ts";
import type { Expression } from "#domain/rule.ts";
import { evaluateExpression } from "#programs/evaluate-expression.ts";
import { readSettings } from "#settings.ts";
import { seedDemoAccounts } from "#store/demo-accounts.ts";
import { publishFamilies } from "#test/desk-fixture.ts";
import { callerWith, signedIn } from "#test/sign-in.ts";
import { deskForTests } from "#test/store.ts";
import { todayOf } from "./office-day.ts";
import { buildServer } from "./server.ts";

const desk = deskForTests();
const HERE = 3204052001;
const ELSEWHERE = 3204062001;
const OUTSIDE = 3201011001;
const FAMILIES = Array.from({ length: 9 }, (_, i) => ({
  familyId: i + 1,
  villageNo: i === 6 ? ELSEWHERE : i === 7 ? OUTSIDE : HERE,
  headName: `Siti ${"ABCDEFGHI"[i]}minah`,
  nik: `9932045705${String(820001 + i)}`,
  kk: `9932040101${String(170001 + i)}`,
  decile: i === 2 ? 10 : i + 1,
  facts: { floor_area: [12, 60, -4, -1, 30, 48, 36, 20, 21][i] ?? 1, refrigerator: i % 2 },
}));
const ROLES = [
  "regency-data-entry",
  "agency-head",
  "village-operator",
  "tagana",
  "province-officer",
] as const;
type RoleName = (typeof ROLES)[number];
const callers = new Map<RoleName, Awaited<ReturnType<typeof signedIn>>>();
let app: FastifyInstance;
const now = new Date();
const today = todayOf(now);

beforeAll(async () => {
  await seedDemoAccounts(desk(), "3204");
  await publishFamilies(desk(), FAMILIES);
  const settings = { ...readSettings({}), keyFolder: desk().settings.keyFolder };
  app = await buildServer({ desk: desk(), settings, clock: () => now, webFolder: "web" });
  for (const role of ROLES) callers.set(role, await signedIn(app, role, now));
});

const as = (role: RoleName) => callers.get(role) ?? callerWith(app);
const post = async (role: RoleName, path: string, body: object, key: string = randomUUID()) =>
  await as(role)("POST", `/api/v1${path}`, {
    body,
    headers: { "idempotency-key": key },
    purpose: "service",
  });
const get = async <T>(role: RoleName, path: string): Promise<T> =>
  (await as(role)("GET", `/api/v1${path}`, { purpose: "service" })).body as T;
const codeOf = ({ body }: { body: unknown }) => {
  const { code, stage } = body as { code?: string; stage?: string };
  return code ?? stage;
};
type Kept = { readonly row_no: number; readonly many: number };
const own = async (sql: string, values: unknown[] = []) =>
  (await desk().owner.query<Kept>(sql, values)).rows;

const DRAFT = {
  kind: "flood",
  name: "Banjir Peraga",
  status: "response",
  paper: "360/12/2026",
  signedOn: today,
  startOn: today,
  endOn: addDays(today, 14),
  regions: ["3204"],
  who: { pattern: "everybody" },
  items: [
    { kind: "cash", unit: "person", amountRupiah: 300_000 },
    { kind: "house-repair", unit: "family", amountRupiah: 500_000, fromDamage: 3 },
  ],
  budgetRupiah: 1_300_000,
};

async function declared(more: object = {}): Promise<string> {
  const answer = await post("regency-data-entry", "/crises", { ...DRAFT, ...more });
  if (answer.status !== 200) throw new Error(answer.text);
  return (answer.body as { crisisNo: string }).crisisNo;
}
const step = async (no: string, role: RoleName, body: object) =>
  codeOf(await post(role, `/crises/${no}/steps`, body));
async function opened(more: object = {}): Promise<string> {
  const no = await declared(more);
  expect(await step(no, "agency-head", { act: "confirm" })).toBe("open");
  return no;
}
async function rowsOf(no: string, role: RoleName = "tagana", show = "all", more = {}) {
  const answer = await post(role, `/crises/${no}/rows/search`, { show, limit: 50, ...more });
  return (answer.body as CrisisRowPage).items;
}
async function rowOf(no: string, familyId: number): Promise<string> {
  const [row] = await own(
    "select row_no from dtsen.crisis_row where crisis_no = $1 and family_id = $2",
    [no, familyId],
  );
  return String(row?.row_no);
}
async function work(no: string, role: RoleName, ...acts: object[]): Promise<string[]> {
  const body = { acts: acts.map((act) => ({ id: randomUUID(), ...act })) };
  const answer = await post(role, `/crises/${no}/work`, body);
  return (answer.body as CrisisWorked).answers.map(({ code }) => code);
}
const expire = async (no: string) =>
  await own(
    "update dtsen.crisis set start_on = start_on - 20, end_on = current_date - 2 where crisis_no = $1",
    [no],
  );

test("a declared emergency lists its area at once; nothing is handed out before a second person confirms", async () => {
  const no = await declared();
  const items = await rowsOf(no);
  expect(items.map(({ name }) => name)).toEqual(
    FAMILIES.filter(({ villageNo }) => villageNo !== OUTSIDE)
      .map(({ headName }) => headName)
      .toSorted(
        (a, b) => Number(a === "Siti Gminah") - Number(b === "Siti Gminah") || a.localeCompare(b),
      ),
  );
  const rowNo = await rowOf(no, 1);
  const check = { rowNo, act: "check", check: "here" };
  expect(await work(no, "tagana", check, { rowNo, act: "hand-out", itemNo: 1 })).toEqual([
    "done",
    "not-confirmed",
  ]);
  expect(await step(no, "regency-data-entry", { act: "confirm" })).toBe("right-not-held");
  const waiting = await get<CrisisList>("agency-head", "/crises");
  expect(waiting.items.find(({ crisisNo }) => crisisNo === no)?.waitsForSecond).toBe(true);
  expect(await step(no, "agency-head", { act: "confirm" })).toBe("open");
  expect(await work(no, "tagana", { rowNo, act: "hand-out", itemNo: 1 })).toEqual(["done"]);
});

test("whoever proposed never confirms, also past the API; an act that nobody confirmed in time lapses", async () => {
  const answer = await post("province-officer", "/crises", DRAFT);
  const { crisisNo } = answer.body as { crisisNo: string };
  expect(await step(crisisNo, "province-officer", { act: "confirm" })).toBe("same-person");
  await expect(
    own(
      `update dtsen.crisis_act set answer = 'confirmed', answered_by = proposed_by, answered_at = now()
       where crisis_no = $1`,
      [crisisNo],
    ),
  ).rejects.toThrow("two_people_confirm");
  await own(
    "update dtsen.crisis_act set confirm_before = now() - interval '1 second' where crisis_no = $1",
    [crisisNo],
  );
  expect(await step(crisisNo, "agency-head", { act: "confirm" })).toBe("lapsed");
  const late = { name: "Budi Peraga", village: String(HERE), size: 1 };
  expect(codeOf(await post("village-operator", `/crises/${crisisNo}/rows`, late))).toBe(
    "not-confirmable",
  );
  expect(
    await work(crisisNo, "tagana", {
      rowNo: await rowOf(crisisNo, 1),
      act: "check",
      check: "here",
    }),
  ).toEqual(["not-confirmed"]);
});

test("one family is given one item once; the same act of a phone twice is one; budget and damage are held", async () => {
  const no = await opened();
  const [first, second, third] = [await rowOf(no, 1), await rowOf(no, 2), await rowOf(no, 4)];
  const cash = { id: randomUUID(), rowNo: first, act: "hand-out", itemNo: 1 };
  expect(await work(no, "tagana", cash)).toEqual(["not-here"]);
  expect(
    await work(no, "tagana", { rowNo: first, act: "check", check: "here", damage: 1 }),
  ).toEqual(["done"]);
  expect(await work(no, "tagana", cash, cash)).toEqual(["done", "done"]);
  const again = { rowNo: first, act: "hand-out", itemNo: 1 };
  expect(await work(no, "village-operator", again, { ...again, id: cash.id })).toEqual([
    "given-already",
    "key-reused",
  ]);
  expect(await work(no, "tagana", { ...again, itemNo: 2 }, { ...again, persons: 2 })).toEqual([
    "damage-too-low",
    "too-many",
  ]);
  await own(
    `insert into dtsen.crisis_event (client_id, crisis_no, row_no, act, item_no, subject, by_account)
     select gen_random_uuid(), crisis_no, row_no, 'hand-out', 1, subject, by_account
     from dtsen.crisis_event where client_id = $1`,
    [cash.id],
  ).then(
    () => expect("a double hand-out").toBe("refused"),
    (error: Error) => expect(error.message).toContain("handed_out_once"),
  );
  const heavy = { act: "check", check: "here", damage: 3 };
  expect(
    await work(
      no,
      "tagana",
      { ...heavy, rowNo: second },
      { ...heavy, rowNo: third },
      { rowNo: second, act: "hand-out", itemNo: 2 },
      { rowNo: second, act: "hand-out", itemNo: 1 },
      { rowNo: third, act: "hand-out", itemNo: 2 },
    ),
  ).toEqual(["done", "done", "done", "done", "beyond-budget"]);
  const sheet = await get<Crisis>("agency-head", `/crises/${no}`);
  expect([sheet.spentRupiah, sheet.items.map(({ handedOut }) => handedOut)]).toEqual([
    1_100_000,
    [2, 1],
  ]);
  expect(sheet.states.map(({ count }) => count)).toEqual([5, 3, 0, 0, 0]);
});

test("somebody without a number is added by name and village, and another person vouches for them", async () => {
  const no = await opened();
  const body = { name: "Budi Peraga", village: String(HERE), from: String(OUTSIDE), size: 3 };
  const key = randomUUID();
  const [one, two] = [
    await post("village-operator", `/crises/${no}/rows`, body, key),
    await post("village-operator", `/crises/${no}/rows`, body, key),
  ];
  expect(two.body).toEqual(one.body);
  const { rowNo } = one.body as { rowNo: string };
  const check = { rowNo, act: "check", check: "here" };
  expect(await work(no, "village-operator", check)).toEqual(["same-person"]);
  expect(await work(no, "tagana", check, { rowNo, act: "hand-out", itemNo: 1 })).toEqual([
    "done",
    "done",
  ]);
  const [row] = await rowsOf(no, "tagana", "added");
  expect([row?.name, row?.from?.code, row?.given]).toEqual(["Budi Peraga", String(OUTSIDE), [1]]);
  expect((await rowsOf(no, "tagana", "all", { name: "siti g" })).map(({ name }) => name)).toEqual([
    "Siti Gminah",
  ]);
  const [kept] = await own(
    "select count(*)::int as many from dtsen.unidentified_person where client_id = $1 and state = 'found'",
    [key],
  );
  expect(kept?.many).toBe(1);
});

test("a village sees and moves its own rows alone; a rule chooses whom the list holds", async () => {
  const no = await opened({ who: { pattern: "deciles", upToDecile: 4 } });
  const names = async (role: RoleName) => (await rowsOf(no, role)).map(({ name }) => name);
  expect(await names("tagana")).toEqual(["Siti Aminah", "Siti Bminah", "Siti Dminah"]);
  const wide = await opened();
  const far = await rowOf(wide, 7);
  expect((await rowsOf(wide, "village-operator")).map(({ rowNo }) => rowNo)).not.toContain(far);
  expect(await work(wide, "village-operator", { rowNo: far, act: "check", check: "here" })).toEqual(
    ["not-found"],
  );
  expect(codeOf(await post("regency-data-entry", "/crises", { ...DRAFT, regions: ["3201"] }))).toBe(
    "not-mine",
  );
  const unfit = { pattern: "rule", rule: { fact: "nik", in: [1] } };
  expect(codeOf(await post("regency-data-entry", "/crises", { ...DRAFT, who: unfit }))).toBe(
    "rule-unfit",
  );
});

test("the desk asks a rule as the law book does; nobody is left out because a fact is not known", async () => {
  const rule: Expression = {
    any: [
      {
        all: [
          { fact: "floor_area", between: [20, 40] },
          { not: { fact: "refrigerator", in: [1] } },
        ],
      },
      {
        all: [
          { members: { fact: "age", between: [0, 0] }, atLeast: 1 },
          { fact: "size", in: [1] },
        ],
      },
    ],
  };
  const no = await opened({ who: { pattern: "rule", rule } });
  const expected = FAMILIES.filter(({ villageNo, facts, decile }) => {
    const family = { ...facts, size: 1, decile_national: decile };
    const members = [{ personId: 1n, facts: { age: 1, life_status: 1 } }];
    const subject = { family, members, evidence: undefined };
    return villageNo !== OUTSIDE && evaluateExpression(rule, subject, {} as never).truth !== false;
  }).map(({ headName }) => headName);
  expect(expected.length).toBeGreaterThan(2);
  expect((await rowsOf(no)).map(({ name }) => name).toSorted()).toEqual(expected.toSorted());
});

test("a new act alone makes it longer, and a second person confirms that too", async () => {
  const no = await opened();
  const later = addDays(today, 30);
  const extend = {
    act: "extend",
    paper: "360/13/2026",
    signedOn: today,
    endOn: later,
    status: "transition",
  };
  expect(await step(no, "regency-data-entry", { act: "extend" })).toBe("malformed-request");
  expect(await step(no, "regency-data-entry", { ...extend, endOn: today })).toBe("day-order");
  expect(await step(no, "regency-data-entry", extend)).toBe("open");
  expect((await get<Crisis>("tagana", `/crises/${no}`)).endOn).toBe(DRAFT.endOn);
  expect(await step(no, "agency-head", { act: "confirm" })).toBe("open");
  const sheet = await get<Crisis>("tagana", `/crises/${no}`);
  expect([sheet.endOn, sheet.status.en, sheet.acts.length]).toEqual([
    later,
    "transition to recovery",
    2,
  ]);
});

test("after the last day nothing is added or handed out; the audit opens by itself and asks for everything", async () => {
  const no = await opened();
  const [poor, rich] = [await rowOf(no, 1), await rowOf(no, 3)];
  const added = await post("village-operator", `/crises/${no}/rows`, {
    name: "Ujang Peraga",
    village: String(HERE),
    size: 1,
  });
  const { rowNo: spot } = added.body as { rowNo: string };
  const here = { act: "check", check: "here" };
  const cash = { act: "hand-out", itemNo: 1 };
  await work(no, "tagana", { ...here, rowNo: poor }, { ...cash, rowNo: poor });
  await work(no, "tagana", { ...here, rowNo: rich }, { ...cash, rowNo: rich });
  const moved = {
    rowNo: await rowOf(no, 2),
    act: "check",
    check: "moved",
    movedTo: String(OUTSIDE),
  };
  await work(no, "tagana", moved, { rowNo: await rowOf(no, 5), act: "check", check: "dead" });
  await expire(no);
  expect(
    await work(no, "tagana", { ...cash, rowNo: await rowOf(no, 4) }, { ...here, rowNo: poor }),
  ).toEqual(["ended", "ended"]);
  expect(
    codeOf(
      await post("village-operator", `/crises/${no}/rows`, {
        name: "Budi Peraga",
        village: String(HERE),
        size: 1,
      }),
    ),
  ).toBe("ended");
  expect(await step(no, "regency-data-entry", { act: "end" })).toBe("malformed-request");
  const sheet = await get<Crisis>("province-officer", `/crises/${no}`);
  expect([sheet.stage, sheet.audit.isOpen, sheet.audit.rows]).toEqual(["ended", true, 3]);
  expect(sheet.audit.reasons.map(({ count }) => count)).toEqual([2, 1, 0, 1, 0]);
  const report = { act: "report", paper: "LHP/7/2026" };
  expect(await step(no, "province-officer", report)).toBe("audit-open");
  expect(await work(no, "tagana", { rowNo: poor, act: "find", finding: "in-order" })).toEqual([
    "right-not-held",
  ]);
  const find = (rowNo: string, finding: string) => ({ rowNo, act: "find", finding });
  const worker = "(select account_id from dtsen.account where username = $2)";
  const workedBy = async (who: string) =>
    await own(`update dtsen.crisis_event set by_account = ${worker} where row_no = $1`, [
      poor,
      who,
    ]);
  await workedBy("province-officer");
  expect(await work(no, "province-officer", find(poor, "in-order"))).toEqual(["same-person"]);
  await workedBy("tagana");
  expect(
    await work(
      no,
      "province-officer",
      find(poor, "in-order"),
      find(rich, "not-entitled"),
      find(spot, "not-there"),
    ),
  ).toEqual(["done", "done", "done"]);
  expect(await step(no, "province-officer", report)).toBe("reported");
  const findings = await own(
    `select kind, family_id::int as family, domicile_village_no::text as home, confirmed_by from dtsen.finding order by family_id`,
  );
  expect(findings).toEqual([
    { kind: "still-here", family: 1, home: String(HERE), confirmed_by: null },
    { kind: "moved", family: 2, home: String(OUTSIDE), confirmed_by: null },
    { kind: "deceased", family: 5, home: String(HERE), confirmed_by: null },
  ]);
});

test("no room that builds a version knows of an emergency: it moves no decile and no list", async () => {
  const rooms = "{sources,staging,matching,registry,ranking,lake,engine,publication}";
  const files = globSync(`src/${rooms}/**/*.ts`);
  expect(files.length).toBeGreaterThan(150);
  const words = /dtsen\.crisis|crisis-book|domain\/crisis/;
  expect(files.filter((file) => words.test(readFileSync(file, "utf8")))).toEqual([]);
  const rows = await own(
    `select c.relname as name from pg_class c, pg_roles r where c.relnamespace = 'dtsen'::regnamespace
     and c.relname like 'crisis%' and c.relkind = 'r' and r.rolname in ('dtsen_worker', 'dtsen_lake')
     and has_table_privilege(r.oid, c.oid, 'select')`,
  );
  expect(rows).toEqual([]);
});
