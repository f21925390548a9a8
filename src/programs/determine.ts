import { rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Program } from "#domain/program.ts";
import { type Progress, quiet } from "#domain/progress.ts";
import { mustAccept } from "#domain/result.ts";
import type { Dialect } from "#engine/dialect.ts";
import type { Engine } from "#engine/engine.ts";
import type { Step } from "#engine/step.ts";
import { type Determined, readReport } from "./determination-report.ts";
import { holdings } from "./holdings.ts";
import { orderOfPrograms } from "./order-of-programs.ts";
import { outcomes } from "./outcomes.ts";
import { type PlaceTerms, placedPrograms } from "./placed.ts";
import { placing } from "./places.ts";
import { quotaTables } from "./quota-tables.ts";
import { quotaTieSums, quotaTies } from "./quota-ties.ts";
import { programEvidence } from "./rule-answers.ts";
import { ruleTests } from "./rule-tests.ts";
import { type Ruleset, rulesetOn } from "./ruleset.ts";
import { verdictSteps } from "./verdicts.ts";

/** What is determined, from what, and by which terms. */
export type PlaceDraft = Omit<PlaceTerms, "hasPrevious"> & {
  /** Has family, person, rank and evidence .parquet. */
  readonly folder: string;
  readonly programs: readonly Program[];
  /** ISO day of the version: which rules are in force, and from when evidence counts back. */
  readonly asOf: string;
  /** Published with the version: with program and family id it draws ties at a quota. */
  readonly drawKey: string;
  /** Outcomes of the version before: whose places a carry-over rule keeps. */
  readonly previousFile?: string;
};

export type DetermineDraft = PlaceDraft & { readonly versionNo: number; readonly outFile: string };

export type DetermineReport = Determined & { readonly seconds: number };

/** Answers every program for every family or person of a version, and writes one small row for each. */
export async function determine(
  engine: Engine,
  draft: DetermineDraft,
  progress: Progress = quiet,
): Promise<DetermineReport> {
  const rulesets = inTurn(draft.programs.map((program) => rulesetOn(program, draft.asOf)));
  const { previousFile } = draft;
  const terms = { ...draft, hasPrevious: previousFile !== undefined };
  const beside = (table: string) =>
    join(dirname(draft.outFile), `${table}-${draft.versionNo}.parquet`);
  const small = { ties: beside("quota_tie_sum"), holdings: beside("holding_count") };
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
        { table: "quota_tie_sum", file: small.ties, order: ["program"] },
        { table: "holding_count", file: small.holdings, order: [] },
      ],
    },
    progress,
  );
  try {
    const files = { outcomes: [draft.outFile], ties: [small.ties], holdings: [small.holdings] };
    return { seconds: ran.seconds, ...(await readReport(files, rulesets, draft)) };
  } finally {
    for (const file of Object.values(small)) await rm(file, { force: true });
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
    quotaTies(placed, dialect),
    quotaTieSums(),
    ...holdings(placed),
  ];
}
