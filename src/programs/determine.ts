import { rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Program } from "#domain/program.ts";
import { type Progress, quiet } from "#domain/progress.ts";
import { mustAccept } from "#domain/result.ts";
import type { Dialect } from "#engine/dialect.ts";
import { openDuckDb, text } from "#engine/duckdb/database.ts";
import type { Engine } from "#engine/engine.ts";
import type { Step } from "#engine/step.ts";
import { type Coverage, coverageOf, type HoldingCount } from "./coverage.ts";
import { holdings } from "./holdings.ts";
import { orderOfPrograms } from "./order-of-programs.ts";
import { outcomeCounts, outcomes } from "./outcomes.ts";
import { type PlaceTerms, placedPrograms } from "./placed.ts";
import { placing } from "./places.ts";
import { type ProgramCount, readProgramCounts } from "./program-counts.ts";
import { quotaTables } from "./quota-tables.ts";
import { quotaTieSums, quotaTies } from "./quota-ties.ts";
import { programEvidence } from "./rule-answers.ts";
import { ruleTests } from "./rule-tests.ts";
import { type Ruleset, rulesetOn } from "./ruleset.ts";
import { verdictSteps } from "./verdicts.ts";

export type DetermineDraft = Omit<PlaceTerms, "hasPrevious"> & {
  /** Has family, person, rank and evidence .parquet. */
  readonly folder: string;
  readonly programs: readonly Program[];
  /** ISO day of the version: which rules are in force, and from when evidence counts back. */
  readonly asOf: string;
  readonly versionNo: number;
  /** Published with the version: with program and family id it draws ties at a quota. */
  readonly drawKey: string;
  /** Outcomes of the version before: whose places a carry-over rule keeps. */
  readonly previousFile?: string;
  readonly outFile: string;
};

export type DetermineReport = {
  readonly seconds: number;
  readonly rows: number;
  readonly programs: readonly ProgramCount[];
  readonly coverage: Coverage;
};

/** Answers every program for every family or person of a version, and writes one small row for each. */
export async function determine(
  engine: Engine,
  draft: DetermineDraft,
  progress: Progress = quiet,
): Promise<DetermineReport> {
  const rulesets = inTurn(draft.programs.map((program) => rulesetOn(program, draft.asOf)));
  const { previousFile } = draft;
  const terms = { ...draft, hasPrevious: previousFile !== undefined };
  const before = (table: string) =>
    join(dirname(draft.outFile), `${table}-${draft.versionNo}.parquet`);
  const counts = { outcome_count: [], quota_tie_sum: ["program"], holding_count: [] };
  const small = Object.keys(counts).map(before);
  const tables = ["family", "person", "rank", "evidence"].map((table) => ({
    table,
    files: [join(draft.folder, `${table}.parquet`)],
  }));
  const ran = await engine.run(
    {
      name: "programs",
      inputs:
        previousFile === undefined
          ? tables
          : [...tables, { table: "previous_outcome", files: [previousFile] }],
      stages: determineSteps(rulesets, terms, engine.dialect),
      outputs: [
        { table: "outcome", file: draft.outFile, order: ["program", "unit", "unit_id"] },
        ...Object.keys(counts).map((table) => ({ table, file: before(table), order: [] })),
      ],
    },
    progress,
  );
  try {
    const read = await readReport(small, rulesets, draft);
    return { seconds: ran.seconds, rows: ran.rows.outcome ?? 0, ...read };
  } finally {
    for (const file of small) await rm(file, { force: true });
  }
}

/** Rulesets in the order in which their programs are determined. */
export const inTurn = (rulesets: readonly Ruleset[]): readonly Ruleset[] =>
  mustAccept(orderOfPrograms(rulesets), "programs");

/** From `family`, `person`, `rank` and `evidence` to `outcome`: everything that decides, in the order of these rulesets. */
export function determineSteps(
  rulesets: readonly Ruleset[],
  terms: PlaceTerms,
  dialect: Dialect,
): readonly Step[] {
  if (rulesets.length === 0) throw new Error("no program to determine");
  const tests = ruleTests(rulesets);
  const placed = placedPrograms(rulesets, terms);
  return [
    programEvidence(tests, dialect),
    ...verdictSteps({ rulesets, tests }, dialect),
    ...quotaTables(terms, dialect),
    ...placed.flatMap((one) => placing(one, dialect)),
    outcomes(placed, dialect),
    outcomeCounts(),
    quotaTies(placed, dialect),
    quotaTieSums(),
    ...holdings(placed),
  ];
}

async function readReport(
  [counts = "", ties = "", holding = ""]: readonly string[],
  rulesets: readonly Ruleset[],
  given: Pick<PlaceTerms, "quotas" | "budgets">,
): Promise<Pick<DetermineReport, "programs" | "coverage">> {
  const limits = { threads: 1, memory: "256MB", workFolder: `${counts}.work` };
  const db = await openDuckDb(limits);
  try {
    const rows = await db.all<HoldingCount>(`select * from read_parquet(${text(holding)})`);
    return {
      programs: await readProgramCounts(db, { counts: [counts], ties: [ties] }, rulesets, given),
      coverage: coverageOf(
        rows,
        rulesets.map(({ program }) => program.id),
      ),
    };
  } finally {
    db.close();
    await rm(limits.workFolder, { recursive: true, force: true });
  }
}
