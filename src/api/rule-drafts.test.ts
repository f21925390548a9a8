import type { FastifyInstance } from "fastify";
import { beforeAll, expect, test } from "vitest";
import type { Home } from "#contract/home.ts";
import type { ProgramOnCard } from "#contract/programs.ts";
import type { ProgramRule, RuleCountState, RulePreviewAnswer } from "#contract/rule-drafts.ts";
import { addDays, type PlainDate } from "#domain/plain-date.ts";
import { NEXT_RULE_DRAFT_STATES, RULE_DRAFT_STATES } from "#domain/rule-draft.ts";
import { listRuleDrafts } from "#jobs/list-rule-drafts.ts";
import { readProgramBook } from "#programs/program-book.ts";
import { ALL_PROGRAMS } from "#programs/programs.ts";
import { readSettings } from "#settings.ts";
import { seedDemoAccounts } from "#store/demo-accounts.ts";
import { asWorker } from "#store/transact.ts";
import { publishFamilies } from "#test/desk-fixture.ts";
import { signedIn } from "#test/sign-in.ts";
import { deskForTests } from "#test/store.ts";
import { buildServer } from "./server.ts";

const desk = deskForTests();
const callers = new Map<string, Awaited<ReturnType<typeof signedIn>>>();
let app: FastifyInstance;
let version = 0;
let day = "";

const FIRST = "program-determiner";
const SECOND = "program-determiner-2";
const WRONG = "Nomor keputusan keliru, usulkan lagi";

beforeAll(async () => {
  await seedDemoAccounts(desk(), "3307");
  version = await publishFamilies(desk(), []);
  // Ten families a decile in each of two regencies; the first two deciles hold a place.
  for (const regency of [3204, 3307]) {
    for (let decile = 1; decile <= 10; decile++) {
      await desk().owner.query(
        `insert into dtsen.what_if_cell values ($1::int, 'sembako', $2::int, $2::bigint * 1000000, $2::bigint * 1000000 + 999999,
           $3::int * 10, $3::int, 1, 0, 60, 240, 60, 0, 36000000, 0, 0, 0, 0, 0, 0)`,
        [version, regency, decile],
      );
    }
  }
  const settings = { ...readSettings({}), keyFolder: desk().settings.keyFolder };
  app = await buildServer({ desk: desk(), settings, clock: () => new Date(), webFolder: "web" });
  day = addDays((await rule()).firstDay as PlainDate, 10);
});

async function as(name: string) {
  const known = callers.get(name) ?? (await signedIn(app, name, new Date()));
  callers.set(name, known);
  return known;
}

let keys = 0;
async function act(name: string, path: string, body: object) {
  const ask = await as(name);
  const headers = { "idempotency-key": `rule-draft-${++keys}` };
  return await ask("POST", `/api/v1${path}`, { body, headers });
}
async function rule(name = FIRST, program = "sembako"): Promise<ProgramRule> {
  const ask = await as(name);
  return (await ask("GET", `/api/v1/programs/${program}/rule`)).body as ProgramRule;
}
const body = (values: Record<string, number>, effectiveOn = day) => ({
  basis: {
    kind: "keputusan-menteri",
    number: "12/HUK/2026",
    signedOn: "2026-01-05",
    effectiveOn,
  },
  edits: { values, ended: [], added: [], settled: [] },
});
const propose = (values: Record<string, number>, name = FIRST, effectiveOn = day) =>
  act(name, "/programs/sembako/rule/drafts", body(values, effectiveOn));
const answer = (number: number, said: string, name: string, reason?: string) =>
  act(name, `/rule-drafts/${number}/answers`, {
    answer: said,
    ...(reason === undefined ? {} : { reason }),
  });
const takeCount = () =>
  asWorker(desk(), (tx) => tx.query<{ count_no: number }>("select * from dtsen.take_rule_count()"));
const endCount = (number: number | undefined, problem: string | null, result: object | null) =>
  asWorker(desk(), (tx) =>
    tx.query("select dtsen.end_rule_count($1, $2, $3)", [number, problem, result]),
  );
const numberOf = ({ body: said }: { body: unknown }) => (said as { number: number }).number;
const codeOf = ({ body: said }: { body: unknown }) => (said as { code: string }).code;
const after = (days: number) => addDays(day as PlainDate, days);

test("before anything is saved: words, who comes in and goes out, cost, provinces, and small counts withheld", async () => {
  const tried = await act(FIRST, "/programs/sembako/rule/preview", body({ decile: 1 }));
  expect(tried.status).toBe(200);
  const { mistakes, lines, counted, example } = tried.body as RulePreviewAnswer;
  expect(mistakes).toEqual([]);
  expect(lines.map(({ after: now }) => now?.id)).toEqual([
    "Keluarga berada di kelompok (desil) 1 sampai 1.",
  ]);
  // 1,200 of 95,980,000 families: 228 places, 114 a regency; decile 1 has 60.
  expect(counted).toMatchObject({ before: 228, after: 120, comingIn: 0, goingOut: 108 });
  expect(counted?.yearRupiahAfter).toBe(120 * 600_000 * 4);
  expect(counted?.provinces.map(({ region, goingOut }) => [region.code, goingOut])).toEqual([
    ["32", 54],
    ["33", 54],
  ]);
  expect(counted?.deciles[1]).toMatchObject({ decile: 2, goingOut: 108 });
  expect(example?.before.fits).toBe(true);
  expect(example?.after.fits).toBe(false);
  const few = await act(FIRST, "/programs/sembako/rule/preview", body({ places: 18_000_000 }));
  expect((few.body as RulePreviewAnswer).counted?.goingOut).toBeNull();
  expect((await rule()).drafts).toEqual([]);
});

test("a wrong rule is refused with its place, a day that is taken with its remedy, and who may not is told so", async () => {
  const wrong = await act(FIRST, "/programs/sembako/rule/preview", body({ decile: 12 }));
  expect((wrong.body as RulePreviewAnswer).mistakes).toMatchObject([
    { code: "value-out-of-range", at: "decile" },
  ]);
  expect(codeOf(await propose({ decile: 12 }))).toBe("value-out-of-range");
  expect(codeOf(await propose({ decile: 4 }, FIRST, "2020-01-01"))).toBe("effective-in-past");
  // A version stands as of the day before the first that is offered.
  const [row] = (await desk().owner.query("select max(as_of)::text as last from dtsen.version"))
    .rows;
  if (row.last >= new Date().toISOString().slice(0, 10)) {
    expect(codeOf(await propose({ decile: 4 }, FIRST, row.last))).toBe("version-stands");
  }
  expect((await propose({ decile: 4 }, "ministry-officer")).status).toBe(403);
  expect((await rule("ministry-officer")).mayPropose).toBe(false);
});

test("an exact count is asked for once, made elsewhere, and stands with the draft for the second person", async () => {
  const ask = (values: Record<string, number>, name = FIRST, program = "sembako") =>
    act(name, `/programs/${program}/rule/counts`, body(values));
  const stateOf = ({ body: said }: { body: unknown }) => said as RuleCountState;
  const first = await ask({ decile: 3 });
  expect([first.status, stateOf(first).state]).toEqual([200, "asked"]);
  expect(stateOf(await ask({ decile: 3 }, SECOND)).number).toBe(stateOf(first).number);
  expect(codeOf(await ask({ decile: 12 }))).toBe("rule-mistaken");
  expect((await ask({ decile: 3 }, "ministry-officer")).status).toBe(403);
  await ask({ decile: 2 });
  expect(codeOf(await ask({ decile: 1 }))).toBe("too-many-waiting");
  expect((await takeCount())[0]?.count_no).toBe(stateOf(first).number);
  const [second] = await takeCount();
  expect(await takeCount()).toEqual([]);
  await endCount(second?.count_no, "not-working", null);
  const look = async (number: number | undefined) =>
    stateOf(await (await as(SECOND))("GET", `/api/v1/rule-counts/${number}`));
  expect(await look(second?.count_no)).toMatchObject({
    state: "failed",
    problem: { id: expect.stringContaining("Tekan") },
  });
  expect(stateOf(await ask({ decile: 2 })).state).toBe("asked");
  const group = { baselineFamilies: 40, reformFamilies: 30, staying: 30, winners: 0, losers: 10 };
  const moved = { families: 90, rupiahAYear: 0, baselineRupiahAYear: 0, coverage: 0, ...group };
  await endCount(stateOf(first).number, null, {
    ...{ version: "x", decileBasis: "persons", program: "sembako", unit: "family", seconds: 1 },
    ...{ effectiveOn: day, before: 40, after: 30, staying: 30, comingIn: 0, goingOut: 10 },
    ...{ phaseRupiahBefore: 400, phaseRupiahAfter: 300, quotasAreExample: false },
    deciles: [{ key: 2, ...moved, baselineCoverage: 0 }],
    provinces: [{ key: 3300, ...moved, baselineCoverage: 0 }],
    regencies: [{ key: 3307, ...moved, baselineCoverage: 0 }],
  });
  const done = (await look(stateOf(first).number)).counted;
  expect(done).toMatchObject({
    isExact: true,
    goingOut: 10,
    yearRupiahAfter: 1200,
    quotasAreExample: false,
    unknown: [],
  });
  expect(done?.regencies).toMatchObject([{ region: { code: "3307" }, before: 40, goingOut: 10 }]);
  // Ended once, it stays as it was counted.
  await endCount(stateOf(first).number, "not-working", null);
  const number = numberOf(await propose({ decile: 3 }));
  expect((await rule(SECOND)).drafts[0]).toMatchObject({ number, exact: { goingOut: 10 } });
  expect((await answer(number, "withdrawn", FIRST)).status).toBe(200);
});

test("what one proposes, that one does not put into force; a second person returns it, its proposer withdraws it", async () => {
  const number = numberOf(await propose({ decile: 4 }));
  const [own] = (await rule()).drafts;
  expect(own?.may).toEqual({ activate: false, return: false, withdraw: true, cancel: false });
  expect(codeOf(await answer(number, "activated", FIRST))).toBe("same-person");
  const waits = async (name: string) => {
    const { body: home } = await (await as(name))("GET", "/api/v1/home");
    return (home as Home).tasks.find(({ kind }) => kind === "rules-second")?.count;
  };
  expect([await waits(SECOND), await waits(FIRST)]).toEqual([1, undefined]);
  expect(codeOf(await propose({ decile: 3 }, SECOND))).toBe("proposed-already");
  expect(codeOf(await answer(number, "withdrawn", SECOND))).toBe("not-yours");
  expect(codeOf(await answer(number, "returned", SECOND, "kurang"))).toBe("reason-too-short");
  expect((await answer(number, "returned", SECOND, WRONG)).status).toBe(200);
  expect(codeOf(await answer(number, "activated", SECOND))).toBe("answered-already");
  const again = numberOf(await propose({ decile: 4 }));
  expect((await answer(again, "withdrawn", FIRST)).status).toBe(200);
  expect(await asWorker(desk(), readProgramBook)).toBe(ALL_PROGRAMS);
});

test("the database refuses the same person by hand too, and any word out of its order", async () => {
  const number = numberOf(await propose({ decile: 4 }));
  const say = (state: string, name: string) =>
    desk().owner.query(
      `insert into dtsen.rule_draft_word (draft_no, state, account_id, reason)
       select $1, $2, account_id, $4 from dtsen.account where username = $3`,
      [number, state, name, WRONG],
    );
  await expect(say("activated", FIRST)).rejects.toThrow("nobody is the second person");
  await expect(say("withdrawn", SECOND)).rejects.toThrow("only who proposed");
  for (const state of RULE_DRAFT_STATES) {
    if ((NEXT_RULE_DRAFT_STATES.proposed as readonly string[]).includes(state)) continue;
    await expect(say(state, SECOND)).rejects.toThrow("does not go from proposed");
  }
  const { owner } = desk();
  await expect(owner.query("update dtsen.rule_draft set after_ruleset = 'x'")).rejects.toThrow(
    "append-only",
  );
  await expect(owner.query("delete from dtsen.rule_draft_word")).rejects.toThrow("append-only");
});

test("put into force, it holds from its day on: on the card, on the citizens' page, in the engine's book, at the command line", async () => {
  const [waiting] = (await rule(SECOND)).drafts;
  expect(waiting?.may.activate).toBe(true);
  expect((await answer(waiting?.number ?? 0, "activated", SECOND)).status).toBe(200);
  const ask = await as(FIRST);
  const card = async (on: string) =>
    (await ask("GET", `/api/v1/programs/sembako?on=${on}`)).body as ProgramOnCard;
  const cutOf = ({ rules }: ProgramOnCard) =>
    rules?.find(({ id }) => id.startsWith("decile-"))?.says.id;
  expect(cutOf(await card(day))).toContain("1 sampai 4");
  expect(cutOf(await card("2026-03-01"))).toContain("1 sampai 5");
  expect((await card(day)).amended).toMatchObject([
    { validFrom: day, legalBasis: "Keputusan Menteri 12/HUK/2026, 2026-01-05" },
  ]);
  // What only sources told of has its act now.
  expect((await card(day)).unconfirmed).toEqual([]);
  const page = await app.inject({ method: "GET", url: "/program" });
  expect(page.body).toContain("Keputusan Menteri 12/HUK/2026");
  const [listed] = await listRuleDrafts(desk());
  expect(listed).toMatchObject({ state: "activated", program: "sembako", effectiveOn: day });
  expect(listed?.words.map(({ by }) => by)).toEqual([FIRST, SECOND]);
});

test("nothing begins beside it or before it; the next one begins from it; before its day another than who put it into force may cancel it", async () => {
  expect(codeOf(await propose({ decile: 3 }))).toBe("change-stands-later");
  const next = numberOf(await propose({ decile: 3 }, FIRST, after(40)));
  expect((await answer(next, "activated", SECOND)).status).toBe(200);
  expect(codeOf(await answer(next, "cancelled", SECOND, WRONG))).toBe("same-person");
  expect((await answer(next, "cancelled", FIRST, WRONG)).status).toBe(200);
  // Based on the rule that was cancelled meanwhile, it is not put into force.
  const based = numberOf(await propose({ decile: 2 }, FIRST, after(60)));
  const count = async () =>
    numberOf(await act(SECOND, "/programs/sembako/rule/counts", body({ decile: 2 }, after(60))));
  const counted = await count();
  while ((await takeCount()).length > 0);
  const [standing] = (await rule(FIRST)).drafts.filter(({ state }) => state === "activated");
  expect((await answer(standing?.number ?? 0, "cancelled", FIRST, WRONG)).status).toBe(200);
  expect(codeOf(await answer(based, "activated", SECOND))).toBe("rule-changed");
  // What is being counted over it is kept for nobody, and the same rule is another question now.
  await endCount(counted, null, { deciles: [], provinces: [], regencies: [] });
  const looked = await (await as(SECOND))("GET", `/api/v1/rule-counts/${counted}`);
  expect(looked.body).toMatchObject({ state: "failed", problem: { en: expect.anything() } });
  expect(await count()).not.toBe(counted);
  const audited = await desk().owner.query(
    "select act, count(*)::int as times from dtsen.audit_entry where subject_kind = 'rule' group by 1 order by 1",
  );
  expect(audited.rows).toEqual([
    { act: "answer-rule", times: 7 },
    { act: "count-rule", times: 6 },
    { act: "propose-rule", times: 6 },
  ]);
});
