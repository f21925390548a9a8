import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "vitest";
import type { Program } from "#domain/program.ts";
import { openDuckDb } from "#engine/duckdb/database.ts";
import { duckdbEngine } from "#engine/duckdb/duckdb-engine.ts";
import { VERSION_EVIDENCE, VERSION_FAMILY, VERSION_PERSON, VERSION_RANK } from "#lake/tables.ts";
import { determine } from "#programs/determine.ts";
import type { Evidence, Subject } from "#programs/evaluate-expression.ts";
import { judgeSubject } from "#programs/judge-subject.ts";
import { ALL_PROGRAMS, inForceOn } from "#programs/programs.ts";
import { type Ruleset, rulesetOn } from "#programs/ruleset.ts";
import {
  ALL_STATEMENTS,
  randomEvidence,
  randomFamilies,
  randomRanks,
  type TestRow,
  writeLakeTable,
} from "./random-families.ts";

/** Together every program is in force on one of these, and each of two days has other rules or amounts. */
export const DAYS = [
  "2022-06-01",
  "2024-06-01",
  "2025-07-01",
  "2025-11-01",
  "2026-10-01",
  "2026-12-01",
];
/** Families at a time: what one process holds with ease. */
const AT_A_TIME = 25_000;
/** Of a proof that takes minutes one wants to know how far it is. */
const TOLD_EVERY = 50_000;

/** Where random families are determined by SQL and read plainly. */
export type Bench = Awaited<ReturnType<typeof openBench>>;

export async function openBench() {
  const folder = await mkdtemp(join(tmpdir(), "sql-and-trace-"));
  const limits = { threads: 2, memory: "2GB", workFolder: join(folder, "spill") };
  const db = await openDuckDb(limits);
  const engine = await duckdbEngine(limits);
  const close = async (): Promise<void> => {
    db.close();
    await engine.close();
    await rm(folder, { recursive: true, force: true });
  };
  return { folder, db, engine, close };
}

/** Random families by their numbers, each by every program on every day. */
export async function compareFamilies(bench: Bench, first: number, last: number): Promise<void> {
  const started = performance.now();
  for (let from = first; from <= last; from += AT_A_TIME) {
    const world = worldOf(from, Math.min(AT_A_TIME, last - from + 1));
    await writeWorld(bench, world);
    for (const day of DAYS) await compare(bench, world, day);
    const done = from - first + AT_A_TIME;
    if (done % TOLD_EVERY === 0) {
      const seconds = Math.round((performance.now() - started) / 1000);
      process.stderr.write(
        `SQL and trace: families ${first} to ${from + AT_A_TIME - 1} of ${last}, ${seconds} s\n`,
      );
    }
  }
}

export type Row = {
  readonly program: string;
  readonly unit_id: bigint;
  readonly outcome: string;
  readonly first_reason: string;
  readonly rules_true: bigint;
  readonly rules_unknown: bigint;
  readonly amount_rupiah: bigint;
  readonly ruleset_id: string;
};

type World = ReturnType<typeof worldOf>;

export function worldOf(seed: number, families: number) {
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

export async function writeWorld(
  { folder, db }: Bench,
  { rows, persons, ranks, evidence }: World,
): Promise<void> {
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

export async function outcomesOf(
  { folder, db, engine }: Bench,
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

async function compare(bench: Bench, world: World, asOf: string): Promise<void> {
  const programs = inForceOn(ALL_PROGRAMS, asOf);
  const rows = await outcomesOf(bench, programs, asOf, world);
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
