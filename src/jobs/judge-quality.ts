import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { GateCount, JudgedGate } from "#domain/quality-gate.ts";
import { gateTermsOn, judgeGates } from "#domain/quality-gate.ts";
import { type DuckDb, openDuckDb, text } from "#engine/duckdb/database.ts";
import type { Engine, EngineLimits } from "#engine/engine.ts";
import { qualityNow, qualitySince } from "#ranking/diff/quality-figures.ts";
import { stabilityOf } from "#ranking/population-stability.ts";

/** Open files of one version. */
export type JudgedFiles = {
  readonly family: string;
  readonly person: string;
  readonly rank: string;
};

export type QualityDraft = {
  readonly now: JudgedFiles & { readonly membership: string; readonly reviewPair: string };
  /** The version it goes on from; absent for the first. */
  readonly before?: JudgedFiles;
  /** The day that the version speaks of: by whose terms it is judged. */
  readonly asOf: string;
  /** Private. */
  readonly workFolder: string;
  readonly limits: EngineLimits;
};

/** Counts what the quality gates ask of a version, and judges it. No identity is read. */
export async function judgeQuality(
  engine: Engine,
  { now, before, asOf, workFolder, limits }: QualityDraft,
): Promise<readonly JudgedGate[]> {
  await mkdir(workFolder, { recursive: true, mode: 0o700 });
  const file = (name: string) => join(workFolder, `${name}.parquet`);
  const written = (table: string) => ({ table, file: file(table), order: [] });
  await engine.run({
    name: "quality",
    inputs: [
      { table: "family_after", files: [now.family] },
      { table: "person_after", files: [now.person] },
      { table: "membership", files: [now.membership] },
      { table: "review_pair", files: [now.reviewPair] },
    ],
    stages: [qualityNow()],
    outputs: [written("quality_now")],
  });
  if (before !== undefined) {
    await engine.run({
      name: "quality",
      inputs: Object.entries({ before, after: now }).flatMap(([side, { family, person, rank }]) => [
        { table: `family_${side}`, files: [family] },
        { table: `person_${side}`, files: [person] },
        { table: `rank_${side}`, files: [rank] },
      ]),
      stages: qualitySince(),
      outputs: [written("quality_since"), written("score_bin")],
    });
  }
  const db = await openDuckDb(limits);
  try {
    const counted = await readRow(db, file("quality_now"));
    const since = before === undefined ? [] : await countSince(db, file);
    const counts = [...countNow(counted), ...since];
    return judgeGates(counts, counted("families"), gateTermsOn(asOf));
  } finally {
    db.close();
  }
}

type Counted = (column: string) => number;

async function readRow(db: DuckDb, file: string): Promise<Counted> {
  const [row] = await db.all<Record<string, bigint>>(`select * from read_parquet(${text(file)})`);
  return (column) => {
    const value = row?.[column];
    if (value === undefined) throw new Error(`no "${column}" among the counts of quality`);
    return Number(value);
  };
}

function countNow(counted: Counted): readonly GateCount[] {
  const doubles = counted("doubles") + counted("repeats");
  return [
    { gate: "completeness", part: counted("absent"), of: counted("answers") },
    { gate: "member-completeness", part: counted("member_absent"), of: counted("member_answers") },
    { gate: "duplicates", part: doubles, of: counted("persons") },
    { gate: "unmatched", part: counted("left_over"), of: counted("listed") },
  ];
}

async function countSince(
  db: DuckDb,
  file: (name: string) => string,
): Promise<readonly GateCount[]> {
  const counted = await readRow(db, file("quality_since"));
  const bins = await db.all<{ before: bigint; after: bigint }>(
    `select before, after from read_parquet(${text(file("score_bin"))}) order by bin`,
  );
  const numbers = bins.map(({ before, after }) => ({
    before: Number(before),
    after: Number(after),
  }));
  return [
    { gate: "removed", part: counted("left_families"), of: counted("families_before") },
    { gate: "score-shift", permille: Math.ceil(stabilityOf(numbers).psi * 1000) },
    { gate: "decile-shift", part: counted("shifted"), of: counted("same") },
  ];
}
