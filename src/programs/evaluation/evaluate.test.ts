import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { evaluationTermsOn } from "#domain/evaluation.ts";
import { mustAccept } from "#domain/result.ts";
import { type DuckDb, openDuckDb } from "#engine/duckdb/database.ts";
import { type AtLine, DETERMINED_ON, makeVersionsAtLine } from "#test/two-versions-at-line.ts";
import { PKH } from "../pkh.ts";
import { rulesetOn } from "../ruleset.ts";
import { type Evaluation, evaluate } from "./evaluate.ts";

const ruleset = rulesetOn(PKH, "2026-01-10");
const terms = evaluationTermsOn("2026-01-10");
const NO_PLANS = { inside: 0, outside: 0 };
const draft = {
  countPlans: async () => ({ opened: NO_PLANS, graduated: NO_PLANS, shocks: NO_PLANS }),
  ruleset,
  since: DETERMINED_ON,
  terms,
  hasPayments: true,
};
const EFFECT = 0.3;
let folder = "";
let db: DuckDb;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "dtsen-evaluation-"));
  db = await openDuckDb({ threads: 2, memory: "1GB", workFolder: folder });
});
afterAll(async () => {
  db.close();
  await rm(folder, { recursive: true, force: true });
});

const made = async (other: Partial<AtLine>, terms = draft.terms) => {
  await makeVersionsAtLine(db, ruleset, {
    families: 7_000,
    effectMilli: 1000 * EFFECT,
    ...other,
  });
  return await evaluate(db, { ...draft, terms });
};
const outcome = ({ outcomes }: Evaluation, id: string) => outcomes.find((one) => one.id === id);

test("an effect on school is found at the line, by the answers that count alone, and nothing where there is none", async () => {
  const said = mustAccept(await made({}), "evaluated");
  expect(said.lines.map(({ kind, regencies }) => [kind, regencies])).toEqual([
    ["quota", 2],
    ["decile", 1],
  ]);
  const school = outcome(said, "school");
  const found = school?.found;
  if (found === undefined) throw new Error("school is not told");
  expect(school?.verdict).toBe("seen");
  expect(found.estimate.low).toBeLessThan(EFFECT);
  expect(found.estimate.high).toBeGreaterThan(EFFECT);
  // Nine of ten recipients were paid: what being paid did is a tenth more.
  expect(found.wald?.takeUp).toBeCloseTo(0.9, 1);
  expect((found.wald?.effect ?? 0) / found.estimate.effect).toBeCloseTo(1 / 0.9, 1);
  expect(found.placebos.every(({ low, high }) => low < 0 && high > 0)).toBe(true);
  expect(found.narrow?.effect).toBeCloseTo(EFFECT, 0);
  expect(outcome(said, "in-register")?.verdict).toBe("not-seen");
  expect(outcome(said, "electricity")).toMatchObject({ verdict: "same" });
  // Nobody was asked about water after the determination: that is no answer of "no change".
  expect(outcome(said, "sanitation")).toMatchObject({
    verdict: "too-little",
    families: { inside: 0, outside: 0 },
  });
  expect(outcome(said, "placed-later")?.verdict).toBe("mechanical");
  expect(said.balance.every(({ found: one }) => one === undefined || one.adjusted > 0.05)).toBe(
    true,
  );
  expect(said.density?.isSound).toBe(true);
  expect(said.others.map(({ program }) => program)).toEqual(["sembako"]);
  expect(said.lots).toEqual([]);
});

test("where one side was seen anew more often nothing is called an effect", async () => {
  const said = mustAccept(await made({ unseenMilli: 500 }), "evaluated");
  expect(outcome(said, "seen-anew")).toMatchObject({ verdict: "seen" });
  expect(outcome(said, "school")).toMatchObject({ verdict: "unsound" });
  expect(outcome(said, "in-register")).toMatchObject({ verdict: "not-seen" });
});

test("where families heap inside the line nothing is called an effect", async () => {
  await makeVersionsAtLine(db, ruleset, { families: 7_000, effectMilli: 300 });
  await db.run(
    `delete from outcome_before using rank_before r where r.family_id = outcome_before.family_id and program = 'pkh'
     and (r.score between 13400000 and 13460000 and outcome = 'eligible-no-quota' or r.score between 13800000 and 13860000)`,
  );
  const said = mustAccept(await evaluate(db, draft), "heaped");
  expect(said.density?.isSound).toBe(false);
  expect(outcome(said, "school")).toMatchObject({ verdict: "unsound" });
  expect(outcome(said, "in-register")).toMatchObject({ verdict: "unsound" });
});

test("families whom lots parted are compared with each other alone", async () => {
  const said = mustAccept(await made({ isDrawn: true }, { ...terms, fewestFamilies: 50 }), "lots");
  const school = said.lots.find(({ id }) => id === "school")?.estimate;
  expect(school?.drawings).toBe(2);
  expect(school?.low).toBeLessThan(EFFECT);
  expect(school?.high).toBeGreaterThan(EFFECT);
  expect(said.lots.find(({ id }) => id === "in-register")?.estimate.chance).toBeGreaterThan(0.01);
});

test("too few families: all of it is refused; too weak: that measure is silent, and says what could be noticed", async () => {
  expect(await made({ families: 200 })).toEqual({ ok: false, problem: "too-little-evidence" });
  const weak = mustAccept(await made({}, { ...terms, mostDetectableMilli: 10 }), "weak");
  expect(outcome(weak, "school")).toMatchObject({ verdict: "too-little", silence: "too-weak" });
  expect(outcome(weak, "school")?.found).toBeUndefined();
  expect(outcome(weak, "school")?.detectable).toBeGreaterThan(0);
});

test("who fails another rule, whose place was kept, and whoever the line goes through stand at no line", async () => {
  await makeVersionsAtLine(db, ruleset, { families: 3_000, effectMilli: 0 });
  await db.run("insert into kept_before select family_id from placed where family_id % 2 = 0");
  await db.run(
    `insert into outcome_before select * replace ('reserve' as outcome) from outcome_before
     where program = 'pkh' and outcome = 'recipient' and family_id % 5 = 1`,
  );
  const one = async (sql: string) => Number((await db.all<{ n: bigint }>(sql))[0]?.n);
  const { lines } = mustAccept(
    await evaluate(db, { ...draft, terms: { ...terms, fewestFamilies: 10 } }),
    "lines",
  );
  const decile = lines.find(({ kind }) => kind === "decile");
  expect(decile?.families).toEqual({
    inside: await one(
      "select count(*) as n from made join placed using (family_id) where regency_no = 13 and family_id % 2 = 1 and family_id % 5 <> 1",
    ),
    outside: await one(
      "select count(*) as n from made join outcome_before o using (family_id) where regency_no = 13 and program = 'pkh' and outcome = 'ineligible' and rules_true > 0",
    ),
  });
});

test("a program that nobody holds a place in by rank has no line", async () => {
  await makeVersionsAtLine(db, ruleset, { families: 300, effectMilli: 0 });
  await db.run(
    "update outcome_before set outcome = 'eligible-no-quota', first_reason = 'no-quota-here'",
  );
  expect(await evaluate(db, draft)).toEqual({ ok: false, problem: "program-not-ranked" });
});
