import type { FastifyInstance } from "fastify";
import { beforeAll, expect, test } from "vitest";
import type { JointWhatIf, JointWhatIfList } from "#contract/joint-what-if.ts";
import type { WhatIfAnswer, WhatIfList } from "#contract/what-if.ts";
import { type DeskCell, storeWhatIf } from "#publication/what-if-cells.ts";
import { readSettings } from "#settings.ts";
import { seedDemoAccounts } from "#store/demo-accounts.ts";
import { publishFamilies } from "#test/desk-fixture.ts";
import { keptJoint } from "#test/made-joint.ts";
import { signedIn } from "#test/sign-in.ts";
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
const PER_BIN = 20;

/** Twenty families a percentile and regency, all fit; the poorest twenty percentiles hold a place now. */
const cells: readonly DeskCell[] = [3204, 3273].flatMap((regency_no) =>
  Array.from({ length: 100 }, (_, i) => {
    const bin = i + 1;
    const held = bin <= 20 ? 1 : 0;
    const score = 13_000_000 + bin * 10_000;
    return {
      regency_no,
      bin,
      decile: Math.ceil(bin / 10),
      fits: 1,
      held,
      families: PER_BIN,
      persons: 3 * PER_BIN,
      units: PER_BIN,
      units_held: held * PER_BIN,
      amount: PER_BIN * 100_000,
      amount_held: held * PER_BIN * 100_000,
      poor_families_percent: PER_BIN * (100 - bin),
      poor_persons_percent: 3 * PER_BIN * (100 - bin),
      score_sum: PER_BIN * score,
      score_low: score,
      score_high: score,
    };
  }),
);

const MODELS = JSON.stringify({
  card: {
    groups: [
      {
        ...{ kind: "everybody", quotaPercent: 20, households: 34_000 },
        exclusion: { value: 0.2, error: 0.1 / 1.96 },
        inclusion: { value: 0.2, error: 0 },
      },
    ],
  },
});

type Caller = Awaited<ReturnType<typeof signedIn>>;
let supervisor: Caller;
let nation: Caller;
let app: FastifyInstance;

beforeAll(async () => {
  await seedDemoAccounts(desk(), "3204");
  await publishFamilies(desk(), [FAMILY]);
  await storeWhatIf(desk(), 1, "pkh", cells);
  await desk().owner.query("insert into dtsen.version_model values ($1, $2)", [1, MODELS]);
  const settings = { ...readSettings({}), keyFolder: desk().settings.keyFolder };
  app = await buildServer({ desk: desk(), settings, clock: () => new Date(), webFolder: "web" });
  supervisor = await signedIn(app, "regency-supervisor", new Date());
  nation = await signedIn(app, "ministry-officer", new Date());
});

const STATISTICS = { purpose: "statistics" } as const;
async function asked(query: string, caller = supervisor): Promise<WhatIfAnswer> {
  const { status, body } = await caller("GET", `/api/v1/what-if?${query}`, STATISTICS);
  expect([status, body]).toEqual([200, body]);
  return body as WhatIfAnswer;
}

test("a lower line: who drops out is told by decile and region, and adds up to what was held", async () => {
  const answer = await asked("area=3204&program=pkh&by=percentile&atMost=12");
  expect(answer.isExact).toBe(true);
  expect(answer.reform).toMatchObject({ families: 12 * PER_BIN, persons: 36 * PER_BIN });
  expect(answer.baseline.families).toBe(20 * PER_BIN);
  expect([answer.winners, answer.losers, answer.staying]).toEqual([0, 8 * PER_BIN, 12 * PER_BIN]);
  expect(answer.deciles.find(({ decile }) => decile === 2)?.losers).toBe(8 * PER_BIN);
  expect(answer.parts.map(({ region, losers }) => [region.code, losers])).toEqual([
    ["3204", 8 * PER_BIN],
  ]);
  expect(answer.reform.rupiahAYear).toBe(12 * PER_BIN * 400_000);
});

test("a number below ten is withheld, and its sums with it", async () => {
  const answer = await asked("area=3204&program=pkh&by=quota&atMost=405");
  expect(answer.winners).toBeNull();
  expect(answer.reform).toMatchObject({ families: null, persons: null, rupiahAYear: null });
  expect(answer.baseline.families).toBe(20 * PER_BIN);
  expect(answer.isExact).toBe(false);
  expect(answer.deciles.find(({ decile }) => decile === 3)?.winners).toBeNull();
  expect(answer.deciles.find(({ decile }) => decile === 3)?.reformFamilies).toBeNull();
});

test("money, coverage, poverty and the survey's errors are told of both sides; withheld with their sums", async () => {
  const question = "area=3204&program=pkh&by=percentile&administrationRupiah=10000&atMost";
  const { baseline, reform, nothing, parts, survey } = await asked(`${question}=40`);
  expect([baseline.administrationAYear, reform.administrationAYear]).toEqual([
    20 * PER_BIN * 10_000,
    40 * PER_BIN * 10_000,
  ]);
  expect([baseline.coverage, reform.coverage]).toEqual([0.2, 0.4]);
  expect(parts[0]).toMatchObject({
    baselineCoverage: 0.2,
    coverage: 0.4,
    baselineRupiahAYear: 20 * PER_BIN * 400_000,
    rupiahAYear: 40 * PER_BIN * 400_000,
  });
  const [before, now, next] = [nothing, baseline.welfare, reform.welfare].map(
    (one) => one?.severity ?? 0,
  ) as [number, number, number];
  expect(before > now && now > next && next > 0).toBe(true);
  expect(survey).toEqual([
    { quotaPercent: 20, households: 34_000, exclusion: [0.1, 0.3], inclusion: [0.2, 0.2] },
  ]);
  const small = await asked("area=3204&program=pkh&by=quota&atMost=405");
  expect(small.reform).toMatchObject({ welfare: null, coverage: null, administrationAYear: null });
  expect(small.baseline.welfare).not.toBeNull();
});

test("one's own region alone is counted, whatever is asked", async () => {
  const other = await supervisor(
    "GET",
    "/api/v1/what-if?area=3273&program=pkh&by=decile&atMost=2",
    STATISTICS,
  );
  expect(other.status).toBe(404);
  const whole = await asked("area=ID&program=pkh&by=decile&atMost=2", nation);
  expect(whole.reform.families).toBe(2 * 20 * PER_BIN);
});

test("budget, one amount and quota are the same question turned round", async () => {
  const open = await asked("area=3204&program=pkh&by=decile&atMost=2&flatRupiah=250000");
  expect(open.solved.budgetRupiah).toBe(20 * PER_BIN * 1_000_000);
  const bound = await asked(
    "area=3204&program=pkh&by=decile&atMost=4&flatRupiah=250000&budgetRupiah=400000000",
  );
  expect(bound.reform.rupiahAYear).toBe(400_000_000);
  expect(bound.solved.percentile).toBe(20);
});

test("a scenario is kept with its figures; the same name again is a later revision; the same key keeps it once", async () => {
  const keep = (key: string) =>
    supervisor("POST", "/api/v1/what-if/scenarios", {
      body: {
        name: "Garis 12",
        terms: { area: "3204", program: "pkh", by: "percentile", atMost: 12 },
      },
      headers: { "idempotency-key": key },
      ...STATISTICS,
    });
  const first = await keep("what-if-key-1");
  expect([first.status, first.body]).toMatchObject([201, { revision: 1 }]);
  expect((await keep("what-if-key-1")).body).toEqual(first.body);
  expect((await keep("what-if-key-2")).body).toMatchObject({ revision: 2 });
  const { body } = await supervisor("GET", "/api/v1/what-if/scenarios", STATISTICS);
  const { items } = body as WhatIfList;
  expect(items.map(({ name, revision, losers, owner }) => [name, revision, losers, owner])).toEqual(
    [
      ["Garis 12", 2, 8 * PER_BIN, "regency-supervisor"],
      ["Garis 12", 1, 8 * PER_BIN, "regency-supervisor"],
    ],
  );
  const away = await supervisor("POST", "/api/v1/what-if/scenarios", {
    body: { name: "Lain", terms: { area: "3273", program: "pkh", by: "percentile", atMost: 12 } },
    headers: { "idempotency-key": "what-if-key-3" },
    ...STATISTICS,
  });
  expect(away.status).toBe(403);
});

test("several programs at once are read by whoever makes tables of the nation, provinces by name, and noted", async () => {
  await desk().owner.query(keptJoint("1"));
  const read = (caller: Caller, path: string) =>
    caller("GET", `/api/v1/what-if/reforms${path}`, STATISTICS);
  const { items } = (await read(nation, "")).body as JointWhatIfList;
  const [only] = items;
  expect(only).toMatchObject({ version: "2026-4", name: "Sembako sampai desil 5, PBI berakhir" });
  expect(only?.programs.map(({ program, becomes }) => [program, becomes])).toEqual([
    ["sembako", "terms"],
    ["pbi-jk", "ended"],
  ]);
  const path = `/${only?.reform}`;
  const { status, body } = await read(nation, path);
  const answer = body as JointWhatIf;
  expect(status).toBe(200);
  const rowsOf = (table: string) => answer.tables.find(({ name }) => name === table)?.rows;
  expect(rowsOf("becomes")?.[2]).toEqual(["mendapat sama / gets the same", null, null]);
  expect(rowsOf("by_province")?.[0]?.[0]).toBe("Jawa Barat");
  expect((await read(supervisor, "")).body).toEqual({ items: [] });
  expect([(await read(supervisor, path)).status, (await read(nation, "/999")).status]).toEqual([
    404, 404,
  ]);
  const { rows } = await desk().owner.query<{ row_count: number }>(
    "select row_count from dtsen.audit_entry where act = 'ask-what-if' order by entry_no desc limit 1",
  );
  expect(rows[0]?.row_count).toBe(
    answer.tables.reduce((sum, { rows: own }) => sum + own.length, 0),
  );
});

test("every question and every scenario is in the audit log under a name", async () => {
  const { rows } = await desk().owner.query<{ act: string; decision: string }>(
    `select distinct act, decision from dtsen.audit_entry where act in ('ask-what-if', 'save-what-if') order by 1, 2`,
  );
  expect(rows.map(({ act, decision }) => `${act} ${decision}`)).toContain("ask-what-if allowed");
  expect(rows.map(({ act }) => act)).toContain("save-what-if");
});
