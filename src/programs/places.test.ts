import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { quiet } from "#domain/progress.ts";
import { type DuckDb, openDuckDb, text } from "#engine/duckdb/database.ts";
import { duckdbEngine } from "#engine/duckdb/duckdb-engine.ts";
import type { Engine } from "#engine/engine.ts";
import { VERSION_EVIDENCE, VERSION_FAMILY, VERSION_PERSON, VERSION_RANK } from "#lake/tables.ts";
import { cutIds } from "#ranking/family-extent.ts";
import {
  EXCLUDING,
  previousOf,
  previousOutcomesSql,
  randomTerms,
  type Terms,
} from "#test/excluding-programs.ts";
import { plainNation } from "#test/plain-nation.ts";
import {
  randomEvidence,
  randomFamilies,
  randomRanks,
  writeLakeTable,
} from "#test/random-families.ts";
import { coverageOf } from "./coverage.ts";
import { type DetermineReport, determine, inTurn } from "./determine.ts";
import { determineInRanges } from "./determine-in-ranges.ts";
import { determineVersion } from "./determine-version.ts";
import { orderOfPrograms } from "./order-of-programs.ts";
import { PKH } from "./pkh.ts";
import { determinePlainly, type PlainOutcome } from "./plain-determination.ts";
import { rulesetOn } from "./ruleset.ts";

const AS_OF = "2026-10-01";

let folder: string;
let db: DuckDb;
let engine: Engine;
const limits = (threads: number) => ({ threads, memory: "1GB", workFolder: join(folder, "spill") });

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "places-"));
  db = await openDuckDb(limits(2));
  engine = await duckdbEngine(limits(2));
});

afterAll(async () => {
  db.close();
  await engine.close();
  await rm(folder, { recursive: true, force: true });
});

async function nation(seed: number) {
  const { families, persons } = randomFamilies(seed, 250);
  const world = {
    families,
    persons,
    ranks: randomRanks(seed + 1, families),
    evidence: randomEvidence(seed + 2, persons, 80),
  };
  const file = (name: string) => join(folder, `${name}.parquet`);
  await writeLakeTable(db, VERSION_FAMILY, families, file("family"));
  await writeLakeTable(db, VERSION_PERSON, persons, file("person"));
  await writeLakeTable(db, VERSION_RANK, world.ranks, file("rank"));
  await writeLakeTable(db, VERSION_EVIDENCE, world.evidence, file("evidence"));
  const previous = previousOf(families, persons, seed + 3);
  await db.run(
    `copy (${previousOutcomesSql(previous)}) to ${text(file("previous"))} (format parquet)`,
  );
  return { ...plainNation(world), previous };
}

const given = (terms: Terms) => ({
  folder,
  programs: EXCLUDING,
  ...terms,
  asOf: AS_OF,
  drawKey: "places",
  previousFile: join(folder, "previous.parquet"),
});

const draft = (terms: Terms, by: Engine, outFile: string) =>
  determine(by, { ...given(terms), versionNo: 4, outFile: join(folder, outFile) });

const rowsOf = (file: string) =>
  db.all<Record<string, unknown>>(
    `select program, unit_id, family_id, outcome, place, first_reason, rules_true, rules_unknown, amount_rupiah
     from read_parquet(${text(join(folder, file))}) order by program, unit_id`,
  );

function asRows(plain: ReadonlyMap<string, readonly PlainOutcome[]>) {
  const rows = [...plain].flatMap(([program, outcomes]) =>
    outcomes.map(({ unitId, familyId, outcome, place, firstReason, verdict, amountRupiah }) => ({
      program,
      unit_id: unitId,
      family_id: familyId,
      outcome,
      place,
      first_reason: firstReason,
      rules_true: verdict.rulesTrue,
      rules_unknown: verdict.rulesUnknown,
      amount_rupiah: amountRupiah,
    })),
  );
  return rows.sort((a, b) =>
    a.program === b.program ? Number(a.unit_id - b.unit_id) : a.program < b.program ? -1 : 1,
  );
}

describe.each([1, 2, 3])("nation %i", (seed) => {
  const terms = randomTerms(seed);
  let report: DetermineReport;
  let plain: ReadonlyMap<string, readonly PlainOutcome[]>;
  beforeAll(async () => {
    const here = await nation(seed * 100);
    report = await draft(terms, engine, "outcome.parquet");
    const rulesets = inTurn(EXCLUDING.map((program) => rulesetOn(program, AS_OF)));
    plain = determinePlainly(rulesets, here, { ...terms, asOf: AS_OF, drawKey: "places" });
  });

  test("SQL and a plain reading agree on every row", async () => {
    expect(await rowsOf("outcome.parquet")).toEqual(asRows(plain));
  });

  test("of one family card no more have a place or wait than a program takes, and all who fit are told", () => {
    const most: Readonly<Record<string, number>> = { "two-a-card": 2, "one-a-card": 1 };
    for (const [program, limit] of Object.entries(most)) {
      const rows = asRows(plain).filter((row) => row.program === program);
      const beyond = rows.filter(({ first_reason }) => first_reason === "family-full");
      expect(beyond.length).toBeGreaterThan(0);
      const waiting = Map.groupBy(
        rows.filter(({ place }) => place > 0),
        ({ family_id }) => family_id,
      );
      expect(Math.max(...[...waiting.values()].map((family) => family.length))).toBe(limit);
      for (const { family_id, outcome, place } of beyond) {
        expect([outcome, place]).toEqual(["eligible-no-quota", 0]);
        expect(waiting.get(family_id)?.length).toBe(limit);
      }
    }
  });

  test("counts say how many were kept, left without money, or have a place elsewhere", () => {
    const all = asRows(plain);
    for (const row of report.programs) {
      const because = (reason: string) =>
        all.filter((one) => one.program === row.program && one.first_reason === reason).length;
      expect([row.kept, row.budgetFull]).toEqual([because("kept-place"), because("budget-full")]);
      for (const { program, units } of row.receiving)
        expect(units).toBe(because(`receives:${program}`));
    }
    const sum = (of: (row: (typeof report.programs)[number]) => number) =>
      report.programs.reduce((total, row) => total + of(row), 0);
    expect(sum(({ kept }) => kept)).toBeGreaterThan(0);
    expect(sum(({ budgetFull }) => budgetFull)).toBeGreaterThan(0);
    expect(sum(({ receiving }) => receiving.length)).toBeGreaterThan(3);
  });

  test("overlaps and gaps are those of the rows", () => {
    const held = asRows(plain).filter(({ outcome }) => ["recipient", "review"].includes(outcome));
    const programs = Map.groupBy(held, ({ family_id }) => family_id);
    const several = [...programs.values()].filter(
      (rows) => new Set(rows.map(({ program }) => program)).size >= 3,
    );
    const { areas, deciles, pairs } = report.coverage;
    expect(areas.reduce((sum, { more }) => sum + more, 0)).toBe(several.length);
    expect(areas.reduce((sum, row) => sum + row.none + row.one + row.two + row.more, 0)).toBe(250);
    for (const id of EXCLUDING.map((program) => program.id)) {
      const here = new Set(
        held.filter(({ program }) => program === id).map((row) => row.family_id),
      );
      const counted = deciles.flatMap(({ byProgram }) =>
        byProgram.filter((one) => one.program === id),
      );
      expect(counted.reduce((sum, { families }) => sum + families, 0)).toBe(here.size);
    }
    const both = (one: string, other: string) =>
      pairs.some(({ programs: of }) => of.includes(one) && of.includes(other));
    expect(both("village-cash", "pkh") || both("village-cash", "card")).toBe(false);
  });
});

test("two determinations are identical to the byte, and one thread gives the same file as two", async () => {
  await nation(700);
  const terms = randomTerms(7);
  await draft(terms, engine, "first.parquet");
  const single = await duckdbEngine({ ...limits(1), workFolder: join(folder, "single") });
  await draft(terms, engine, "second.parquet");
  await draft(terms, single, "single.parquet");
  await single.close();
  const [first, ...others] = await Promise.all(
    ["first", "second", "single"].map((name) => readFile(join(folder, `${name}.parquet`))),
  );
  for (const other of others) expect(other).toEqual(first);
});

test("range by range, on one thread, a nation has the rows and the counts of all at once", async () => {
  await nation(800);
  const terms = randomTerms(8);
  const whole = await draft(terms, engine, "whole.parquet");
  const single = await duckdbEngine({ ...limits(1), workFolder: join(folder, "ranges") });
  const { files, ...parts } = await determineInRanges(single, {
    ...given(terms),
    ranges: cutIds(1, 250, 50),
    together: { written: 100, ordered: 130 },
    workFolder: join(folder, "work"),
    outFolder: join(folder, "parts"),
  });
  await single.close();
  expect(files.length).toBe(3 * EXCLUDING.length);
  const list = files.map(text).join(", ");
  const sql = (from: string) => `select * from ${from} order by program, unit_id`;
  const rows = await db.all(sql(`read_parquet([${list}])`));
  expect(rows).toEqual(await db.all(sql(`read_parquet(${text(join(folder, "whole.parquet"))})`)));
  expect({ ...parts, seconds: 0 }).toEqual({ ...whole, seconds: 0 });
  const as = { ...given(terms), versionNo: 4, outFile: join(folder, "joined.parquet") };
  const joined = await determineVersion(engine, as, quiet, 100);
  expect(await rowsOf("joined.parquet")).toEqual(await rowsOf("whole.parquet"));
  expect({ ...joined, seconds: 0 }).toEqual({ ...whole, seconds: 0 });
});

test("programs that exclude each other in a circle are refused", () => {
  const programs = EXCLUDING.map((program) => ({ program }));
  const circle = {
    program: { ...PKH, exclusiveWith: [{ program: "village-cash", legalBasis: "" }] },
  };
  expect(orderOfPrograms(programs).ok).toBe(true);
  expect(
    orderOfPrograms([...programs.filter(({ program }) => program.id !== "pkh"), circle]),
  ).toEqual({
    ok: false,
    problem: "exclusive-in-a-circle",
  });
});

test("nobody holds anything: every decile is a gap", () => {
  const rows = [{ province_no: 32n, decile: 1, programs: 0n, families: 9n }];
  expect(coverageOf(rows, ["pkh"]).areas).toEqual([
    { provinceNo: 32, decile: 1, none: 9, one: 0, two: 0, more: 0 },
  ]);
});
