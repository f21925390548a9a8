import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Program, withConfirmed } from "#domain/program.ts";
import { type DuckDb, openDuckDb } from "#engine/duckdb/database.ts";
import { duckdbEngine } from "#engine/duckdb/duckdb-engine.ts";
import type { Engine } from "#engine/engine.ts";
import { VERSION_EVIDENCE, VERSION_FAMILY, VERSION_PERSON, VERSION_RANK } from "#lake/tables.ts";
import {
  ALL_STATEMENTS,
  randomEvidence,
  randomFamilies,
  randomRanks,
  type TestRow,
  writeLakeTable,
} from "#test/random-families.ts";
import { PATIENCE, SIZES } from "#test/sizes.ts";
import { determine } from "./determine.ts";
import type { Evidence, Subject } from "./evaluate-expression.ts";
import { judgeSubject } from "./judge-subject.ts";
import { ALL_PROGRAMS, getProgram, inForceOn, PROGRAMS } from "./programs.ts";
import { type Ruleset, rulesetOn } from "./ruleset.ts";

/** Together every program is in force on one of these, and each of two days has other rules or amounts. */
const DAYS = ["2022-06-01", "2024-06-01", "2025-07-01", "2025-11-01", "2026-10-01"];
/** Families at a time: what one process holds with ease. */
const AT_A_TIME = 20_000;

let folder: string;
let db: DuckDb;
let engine: Engine;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "sql-and-trace-"));
  const limits = { threads: 2, memory: "2GB", workFolder: join(folder, "spill") };
  db = await openDuckDb(limits);
  engine = await duckdbEngine(limits);
});

afterAll(async () => {
  db.close();
  await engine.close();
  await rm(folder, { recursive: true, force: true });
});

type Row = {
  readonly program: string;
  readonly unit_id: bigint;
  readonly outcome: string;
  readonly first_reason: string;
  readonly rules_true: bigint;
  readonly rules_unknown: bigint;
  readonly amount_rupiah: bigint;
  readonly ruleset_id: string;
};

test("every program is in force on one of the days", () => {
  const seen = new Set(DAYS.flatMap((day) => inForceOn(ALL_PROGRAMS, day)).map(({ id }) => id));
  expect([...seen].sort()).toEqual(ALL_PROGRAMS.map(({ id }) => id).sort());
});

test(
  "SQL and a trace say the same of every random family, by every program, on every day",
  async () => {
    for (let from = 0; from < SIZES.sameVerdicts; from += AT_A_TIME) {
      const world = worldOf(from + 1, Math.min(AT_A_TIME, SIZES.sameVerdicts - from));
      await writeWorld(world);
      for (const day of DAYS) await compare(world, day);
    }
  },
  PATIENCE,
);

/** As versions were decided under them: a decision of the past is read under these ids for ever. */
const DECIDED_UNDER = ["pkh-89b4207d7350", "sembako-7ea8fea81245", "pbi-jk-a019b2d16877"];

test("the rules under which versions were decided are still found under their ids", () => {
  expect(PROGRAMS.map((program) => rulesetOn(program, "2026-10-01").id)).toEqual(DECIDED_UNDER);
  expect(PROGRAMS.map((program) => rulesetOn(program, "2025-03-01").id)).toEqual(DECIDED_UNDER);
});

test("an old day is determined by its own rules, whatever came since", async () => {
  const world = worldOf(7, 150);
  await writeWorld(world);
  const sembako = getProgram("sembako");
  const [waiting] = sembako.unconfirmed ?? [];
  if (waiting === undefined) throw new Error("the narrower row is not in the data");
  const since = withConfirmed(sembako, waiting);
  const then = await outcomesOf([sembako], "2026-07-31", world);
  expect(await outcomesOf([since], "2026-07-31", world)).toEqual(then);
  const today = await outcomesOf([since], "2026-08-01", world);
  const placed = (rows: readonly Row[]) =>
    rows.filter(({ outcome }) => outcome !== "ineligible").length;
  expect(placed(today)).toBeLessThan(placed(then));
  expect(today[0]?.ruleset_id).not.toBe(then[0]?.ruleset_id);
});

type World = ReturnType<typeof worldOf>;

function worldOf(seed: number, families: number) {
  const { families: rows, persons } = randomFamilies(seed, families);
  const ranks = randomRanks(seed + 1, rows);
  const evidence = randomEvidence(seed + 2, persons, Math.ceil(families / 2), ALL_STATEMENTS);
  const members = Map.groupBy(persons, ({ family_id }) => family_id);
  const ofPerson = Map.groupBy(evidence, ({ person_id }) => person_id);
  const ofHouse = Map.groupBy(ofPerson.get(null) ?? [], ({ family_id }) => family_id);
  const subjects = rows.map((family, i): Subject => {
    const here = members.get(family.family_id as number) ?? [];
    const stated = [
      ...(ofHouse.get(family.family_id as number) ?? []),
      ...here.flatMap(({ person_id }) => ofPerson.get(person_id as number) ?? []),
    ];
    return {
      family: { ...family, ...ranks[i] },
      members: here.map((facts) => ({ personId: BigInt(facts.person_id as number), facts })),
      evidence: stated.map(evidenceOf),
    };
  });
  return { rows, persons, ranks, evidence, subjects };
}

const evidenceOf = (row: TestRow): Evidence => ({
  recordKey: BigInt(row.record_key as number),
  source: String(row.source),
  personId: row.person_id === null ? null : BigInt(row.person_id as number),
  statement: String(row.statement),
  amount: BigInt(row.amount as number),
  observedOn: row.observed_on as number,
  matchProbabilityMilli: row.match_probability_milli as number,
});

async function writeWorld({ rows, persons, ranks, evidence }: World): Promise<void> {
  const file = (name: string) => join(folder, `${name}.parquet`);
  await writeLakeTable(db, VERSION_FAMILY, rows, file("family"));
  await writeLakeTable(db, VERSION_PERSON, persons, file("person"));
  await writeLakeTable(db, VERSION_RANK, ranks, file("rank"));
  await writeLakeTable(db, VERSION_EVIDENCE, evidence, file("evidence"));
}

/** Places for all, so that whoever is not turned away shows what it is paid. */
const placesForAll = (programs: readonly Program[], { rows }: World) => {
  const regencies = new Set(rows.map(({ village_no }) => Math.floor(Number(village_no) / 1e6)));
  return programs.flatMap((program) =>
    [...regencies].map((regencyNo) => ({
      program: program.id,
      regencyNo,
      places: 10_000_000,
      reserve: 0,
      validFrom: "2020-01-01",
      legalBasis: "test",
      isExample: true,
    })),
  );
};

async function outcomesOf(
  programs: readonly Program[],
  asOf: string,
  world: World,
): Promise<readonly Row[]> {
  const outFile = join(folder, "outcome.parquet");
  const quotas = placesForAll(programs, world);
  const draft = { folder, programs, quotas, asOf, versionNo: 1, drawKey: "1", outFile };
  await determine(engine, draft);
  return await db.all<Row>(`select * from read_parquet('${outFile}') order by program, unit_id`);
}

async function compare(world: World, asOf: string): Promise<void> {
  const programs = inForceOn(ALL_PROGRAMS, asOf);
  const rows = await outcomesOf(programs, asOf, world);
  const found = new Map(rows.map((row) => [`${row.program} ${row.unit_id}`, row]));
  const differing: string[] = [];
  for (const ruleset of programs.map((program) => rulesetOn(program, asOf))) {
    for (const [unitId, subject] of unitsOf(ruleset, world)) {
      const difference = differs(ruleset, subject, found.get(`${ruleset.program.id} ${unitId}`));
      if (difference !== undefined) differing.push(`${asOf} ${ruleset.id} ${unitId} ${difference}`);
    }
  }
  expect(differing.slice(0, 5)).toEqual([]);
}

const unitsOf = (
  { program }: Ruleset,
  { subjects }: World,
): readonly (readonly [bigint, Subject])[] =>
  program.unit === "family"
    ? subjects.map((subject) => [BigInt(subject.family.family_id ?? 0), subject])
    : subjects.flatMap((subject) =>
        subject.members.map((person) => [person.personId, { ...subject, person }] as const),
      );

/** What the row of SQL says otherwise than a plain reading of the same family; a program of a region has rows there only. */
function differs(ruleset: Ruleset, subject: Subject, row: Row | undefined): string | undefined {
  const province = Math.floor(Number(subject.family.village_no) / 1e8);
  if (row === undefined) {
    const { region } = ruleset.program;
    return region !== undefined && region !== province ? undefined : "has no row";
  }
  const verdict = judgeSubject(ruleset, subject);
  const isRefused = row.outcome === "ineligible" && !row.first_reason.startsWith("receives:");
  const hasPlace = row.outcome === "recipient" || row.outcome === "review";
  const pairs: readonly (readonly [string, unknown, unknown])[] = [
    ["rules true", row.rules_true, verdict.rulesTrue],
    ["rules unknown", row.rules_unknown, verdict.rulesUnknown],
    ["refused by", isRefused ? row.first_reason : undefined, verdict.refusedBy?.id],
    ["ruleset", row.ruleset_id, ruleset.id],
    ...(hasPlace
      ? ([
          ["rupiah", row.amount_rupiah, verdict.amountRupiah],
          ["asked by", row.outcome === "review", verdict.askedBy !== undefined],
        ] as const)
      : []),
  ];
  const other = pairs.find(([, sql, plain]) => sql !== plain);
  return other === undefined ? undefined : `${other[0]}: ${other[1]}, ${other[2]}`;
}
