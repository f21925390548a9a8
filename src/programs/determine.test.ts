import { createHash } from "node:crypto";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Program } from "#domain/program.ts";
import { type DuckDb, openDuckDb } from "#engine/duckdb/database.ts";
import { duckdbEngine } from "#engine/duckdb/duckdb-engine.ts";
import type { Engine } from "#engine/engine.ts";
import { VERSION_EVIDENCE, VERSION_FAMILY, VERSION_PERSON, VERSION_RANK } from "#lake/tables.ts";
import { plainNation, plainUnits } from "#test/plain-nation.ts";
import {
  randomEvidence,
  randomFamilies,
  randomRanks,
  writeLakeTable,
} from "#test/random-families.ts";
import { countRegencies } from "./count-regencies.ts";
import { type DetermineReport, determine, inTurn } from "./determine.ts";
import { draftRule } from "./draft-rule.ts";
import type { Subject } from "./evaluate-expression.ts";
import { exampleQuotas } from "./example-quotas.ts";
import { judgeSubject } from "./judge-subject.ts";
import { determinePlainly } from "./plain-determination.ts";
import { withChange } from "./program-book.ts";
import { PROGRAMS } from "./programs.ts";
import { renderDecision, type StoredOutcome } from "./render-decision.ts";
import { rulesetOn } from "./ruleset.ts";

const AS_OF = "2026-10-01";
const VERSION = 4;

let folder: string;
let db: DuckDb;
let engine: Engine;
let report: DetermineReport;
const world = randomFamilies(11, 1200);
const ranks = randomRanks(5, world.families);
const evidence = randomEvidence(6, world.persons, 500);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "programs-"));
  const limits = { threads: 2, memory: "1GB", workFolder: join(folder, "spill") };
  db = await openDuckDb(limits);
  engine = await duckdbEngine(limits);
  const file = (name: string) => join(folder, `${name}.parquet`);
  await writeLakeTable(db, VERSION_FAMILY, world.families, file("family"));
  await writeLakeTable(db, VERSION_PERSON, world.persons, file("person"));
  await writeLakeTable(db, VERSION_RANK, ranks, file("rank"));
  await writeLakeTable(db, VERSION_EVIDENCE, evidence, file("evidence"));
  report = await run();
});

afterAll(async () => {
  db.close();
  await engine.close();
  await rm(folder, { recursive: true, force: true });
});

const quotasHere = async () =>
  exampleQuotas(await countRegencies(join(folder, "family.parquet"), folder));

const run = async (
  programs: readonly Program[] = PROGRAMS,
  asOf = AS_OF,
  outFile = join(folder, "outcome.parquet"),
) =>
  determine(engine, {
    folder,
    programs,
    quotas: await quotasHere(),
    asOf,
    versionNo: VERSION,
    drawKey: String(VERSION),
    outFile,
  });

type Row = Record<string, unknown> & { unit_id: bigint; family_id: bigint; program: string };

const readOutcomes = () =>
  db.all<Row>(`select * from read_parquet('${folder}/outcome.parquet') order by program, unit_id`);

const subjectsOf = (unit: "family" | "person"): ReadonlyMap<bigint, Subject> =>
  new Map(plainUnits(unit, { ...world, ranks, evidence }).map((one) => [one.unitId, one.subject]));

const plainly = async () =>
  determinePlainly(
    inTurn(PROGRAMS.map((program) => rulesetOn(program, AS_OF))),
    plainNation({ ...world, ranks, evidence }),
    { quotas: await quotasHere(), asOf: AS_OF, drawKey: String(VERSION) },
  );

describe.each(PROGRAMS)("$id", (program) => {
  test("SQL and a plain reading agree on every outcome, place, reason, mask and amount", async () => {
    const rows = (await readOutcomes()).filter((row) => row.program === program.id);
    const plain = (await plainly()).get(program.id) ?? [];
    expect(rows.length).toBe(plain.length);
    const found = new Map(rows.map((row) => [row.unit_id, row]));
    for (const { unitId, outcome, place, firstReason, verdict, amountRupiah } of plain) {
      expect(found.get(unitId)).toMatchObject({
        outcome,
        place,
        first_reason: firstReason,
        rules_true: verdict.rulesTrue,
        rules_unknown: verdict.rulesUnknown,
        amount_rupiah: amountRupiah,
        ruleset_id: rulesetOn(program, AS_OF).id,
      });
    }
    expect(new Set(rows.map((row) => row.outcome)).size).toBe(5);
  });

  test("who stood in a tie at the last place of a regency is counted as a plain reading counts them", async () => {
    const ruleset = rulesetOn(program, AS_OF);
    const waiting = [...subjectsOf(program.unit).values()]
      .filter((subject) => judgeSubject(ruleset, subject).refusedBy === undefined)
      .map(({ family }) => ({
        familyId: family.family_id,
        regency: Math.floor(Number(family.village_no) / 1e6),
        score: Number(family.score),
      }));
    const ties = (await quotasHere())
      .filter((quota) => quota.program === program.id)
      .flatMap(({ regencyNo, places }) => {
        const here = waiting.filter(({ regency }) => regency === regencyNo);
        const scores = here.map(({ score }) => score).sort((a, b) => a - b);
        const last = scores[places - 1];
        const before = scores.filter((score) => last !== undefined && score < last).length;
        const sharing = here.filter(({ score }) => score === last);
        if (sharing.length <= places - before) return [];
        return [{ sharing, placed: places - before }];
      });
    const sum = (counts: readonly number[]) => counts.reduce((all, one) => all + one, 0);
    const counted = report.programs.find((row) => row.program === program.id)?.ties;
    expect(counted).toEqual({
      regencies: ties.length,
      sharing: sum(ties.map(({ sharing }) => sharing.length)),
      families: sum(ties.map(({ sharing }) => new Set(sharing.map((one) => one.familyId)).size)),
      placed: sum(ties.map(({ placed }) => placed)),
      largest: Math.max(0, ...ties.map(({ sharing }) => sharing.length)),
    });
    expect(counted?.regencies).toBeGreaterThan(0);
  });

  test("recipients and held places never exceed the quota, and leave none empty while people wait", () => {
    const count = report.programs.find((row) => row.program === program.id);
    expect(count).toBeDefined();
    if (count === undefined) return;
    expect(count.recipient + count.review).toBe(count.places);
  });

  test("a decision renders whole, with the same text every time", async () => {
    const ruleset = rulesetOn(program, AS_OF);
    const subjects = subjectsOf(program.unit);
    for (const row of (await readOutcomes()).filter(({ program: id }) => id === program.id)) {
      const subject = subjects.get(row.unit_id) as Subject;
      const stored = storedOutcome(row);
      const decision = renderDecision(stored, subject, [], ruleset, VERSION);
      expect(decision.sentence.id.length).toBeGreaterThan(10);
      expect(decision.rules.map(({ factsAgree }) => factsAgree)).toEqual(
        ruleset.rules.map(() => true),
      );
      const deciding = decision.rules.filter(({ decides }) => decides === "refuses");
      expect(deciding.length > 0).toBe(decision.outcome === "ineligible");
      const backwards = { ...subject, members: subject.members.toReversed() };
      expect(JSON.stringify(renderDecision(stored, backwards, [], ruleset, VERSION))).toBe(
        JSON.stringify(decision),
      );
    }
  });
});

function storedOutcome(row: Row): StoredOutcome {
  return {
    program: row.program,
    unit: row.unit as "family" | "person",
    unitId: row.unit_id,
    familyId: row.family_id,
    outcome: row.outcome as StoredOutcome["outcome"],
    place: row.place as number,
    firstReason: row.first_reason as string,
    rulesTrue: row.rules_true as bigint,
    rulesUnknown: row.rules_unknown as bigint,
    amountRupiah: row.amount_rupiah as bigint,
    rulesetId: row.ruleset_id as string,
  };
}

test("without statements a decision still renders, and says which rules it could not check again", async () => {
  const [program] = PROGRAMS as [(typeof PROGRAMS)[number]];
  const ruleset = rulesetOn(program, AS_OF);
  const [row] = (await readOutcomes()).filter(({ program: id }) => id === program.id) as [Row];
  const subject = subjectsOf("family").get(row.unit_id) as Subject;
  const bare = { ...subject, evidence: undefined };
  const decision = renderDecision(storedOutcome(row), bare, [], ruleset, VERSION);
  const unchecked = decision.rules.filter(({ factsAgree }) => factsAgree === null);
  expect(unchecked.map(({ id }) => id)).toEqual([
    "civil-servant-list",
    "wage-above-minimum",
    "company-director",
    "power-above-2200",
    "state-pensioner",
    "village-official",
    "social-staff",
    "sealed-report",
  ]);
});

test("a rule put into force decides from its day on; as of every day before, the outcomes are the same to the byte", async () => {
  const [, sembako] = PROGRAMS as [Program, Program];
  const made = draftRule(sembako, {
    edits: { values: { decile: 2 }, ended: [], added: [], settled: [] },
    basis: {
      kind: "keputusan-menteri",
      number: "12/HUK/2026",
      signedOn: AS_OF,
      effectiveOn: "2026-11-01",
    },
    today: AS_OF,
  });
  if (!made.ok) throw new Error(JSON.stringify(made.mistakes));
  const kept = JSON.parse(JSON.stringify(made.value.change));
  const programs = PROGRAMS.map((one) => (one === sembako ? withChange(one, kept) : one));
  const file = join(folder, "outcome-again.parquet");
  const hash = async (of: string) =>
    createHash("sha256")
      .update(await readFile(of))
      .digest("hex");
  await run(programs, AS_OF, file);
  expect(await hash(file)).toBe(await hash(join(folder, "outcome.parquet")));
  await run(programs, "2026-11-01", file);
  const decided = await db.all<Row>(
    `select distinct ruleset_id from read_parquet('${file}') where program = 'sembako'`,
  );
  const after = rulesetOn(made.value.after, "2026-11-01").id;
  expect(decided).toEqual([{ ruleset_id: after }]);
  expect(after).not.toBe(rulesetOn(sembako, AS_OF).id);
});

test("a record is never rendered under other rules than those that decided", async () => {
  const [program] = PROGRAMS as [(typeof PROGRAMS)[number]];
  const [row] = (await readOutcomes()).filter(({ program: id }) => id === program.id) as [Row];
  const subject = subjectsOf("family").get(row.unit_id) as Subject;
  const other = rulesetOn(
    { ...program, rules: program.rules.filter(({ id }) => id !== "decile-1-to-4") },
    AS_OF,
  );
  expect(() => renderDecision(storedOutcome(row), subject, [], other, VERSION)).toThrow(
    /decided under/,
  );
});

test("evidence that is a weak match or too old holds a place and never refuses", async () => {
  const ruleset = rulesetOn(PROGRAMS[0] as (typeof PROGRAMS)[number], AS_OF);
  for (const subject of subjectsOf("family").values()) {
    const stated = subject.evidence ?? [];
    const weak = stated.map((e) => ({ ...e, matchProbabilityMilli: 949 }));
    const old = stated.map((e) => ({ ...e, observedOn: 20100101 }));
    const bare = judgeSubject(ruleset, { ...subject, evidence: [] });
    for (const evidence of [weak, old]) {
      expect(judgeSubject(ruleset, { ...subject, evidence }).refusedBy).toBe(bare.refusedBy);
    }
  }
});
