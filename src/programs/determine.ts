import { rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Program } from "#domain/program.ts";
import { type Progress, quiet } from "#domain/progress.ts";
import type { Quota } from "#domain/quota.ts";
import type { Dialect } from "#engine/dialect.ts";
import { openDuckDb, text } from "#engine/duckdb/database.ts";
import type { Engine } from "#engine/engine.ts";
import type { Step } from "#engine/step.ts";
import { benefitSteps } from "./components.ts";
import { outcomes, placed, quotaTable, verdicts } from "./places.ts";
import { NO_TIES, type QuotaTies, quotaTieSums, quotaTies } from "./quota-ties.ts";
import {
  evidenceAnswers,
  memberAnswers,
  programEvidence,
  programFamilies,
} from "./rule-answers.ts";
import { ruleTests } from "./rule-tests.ts";
import { type Ruleset, rulesetOn } from "./ruleset.ts";

export type DetermineDraft = {
  /** Has family, person, rank and evidence .parquet. */
  readonly folder: string;
  readonly programs: readonly Program[];
  readonly quotas: readonly Quota[];
  /** ISO day of the version: which rules are in force, and from when evidence counts back. */
  readonly asOf: string;
  readonly versionNo: number;
  /** Published with the version: with program and family id it draws ties at a quota. */
  readonly drawKey: string;
  readonly outFile: string;
};

/** Units (families or persons) of one program by outcome; `places` is its quota over all regencies. */
export type ProgramCount = {
  readonly program: string;
  readonly unit: "family" | "person";
  readonly rulesetId: string;
  readonly places: number;
  readonly recipient: number;
  readonly review: number;
  readonly reserve: number;
  readonly "eligible-no-quota": number;
  readonly ineligible: number;
  readonly amountRupiah: bigint;
  /** Who stood in a tie at the last place of their regency. */
  readonly ties: QuotaTies;
};

export type DetermineReport = {
  readonly seconds: number;
  readonly rows: number;
  readonly programs: readonly ProgramCount[];
};

/** Answers every program for every family or person of a version, and writes one small row for each. */
export async function determine(
  engine: Engine,
  draft: DetermineDraft,
  progress: Progress = quiet,
): Promise<DetermineReport> {
  const rulesets = draft.programs.map((program) => rulesetOn(program, draft.asOf));
  const counted = (table: string) =>
    join(dirname(draft.outFile), `${table}-${draft.versionNo}.parquet`);
  const counts = { outcomes: counted("outcome_count"), ties: counted("quota_tie_sum") };
  const ran = await engine.run(
    {
      name: "programs",
      inputs: ["family", "person", "rank", "evidence"].map((table) => ({
        table,
        files: [join(draft.folder, `${table}.parquet`)],
      })),
      stages: determineSteps(rulesets, draft, engine.dialect),
      outputs: [
        { table: "outcome", file: draft.outFile, order: ["program", "unit", "unit_id"] },
        { table: "outcome_count", file: counts.outcomes, order: ["program", "outcome"] },
        { table: "quota_tie_sum", file: counts.ties, order: ["program"] },
      ],
    },
    progress,
  );
  try {
    const programs = await readCounts(counts, rulesets, draft.quotas);
    return { seconds: ran.seconds, rows: ran.rows.outcome ?? 0, programs };
  } finally {
    for (const file of Object.values(counts)) await rm(file, { force: true });
  }
}

/** From `family`, `person`, `rank` and `evidence` to `outcome`: everything that decides. */
export function determineSteps(
  rulesets: readonly Ruleset[],
  draft: Pick<DetermineDraft, "quotas" | "asOf" | "drawKey">,
  dialect: Dialect,
): Step[] {
  const [first] = rulesets;
  if (first === undefined) throw new Error("no program to determine");
  const tests = ruleTests(rulesets);
  return [
    programFamilies(tests, dialect),
    memberAnswers(tests.members, dialect),
    programEvidence(),
    evidenceAnswers("family", tests, first, dialect),
    evidenceAnswers("person", tests, first, dialect),
    quotaTable(draft.quotas, draft.asOf, dialect),
    ...rulesets.flatMap((ruleset) => [
      ...benefitSteps(ruleset, dialect),
      verdicts(ruleset, tests, dialect),
      placed(ruleset, draft.drawKey, dialect),
    ]),
    outcomes(rulesets, dialect),
    quotaTies(rulesets, dialect),
    quotaTieSums(),
    {
      table: "outcome_count",
      sql: `\
select program, outcome, count(*) as units, cast(sum(amount_rupiah) as bigint) as amount_rupiah
from outcome
group by program, outcome`,
    },
  ];
}

type Counted = { program: string; outcome: string; units: bigint; amount_rupiah: bigint };
type Tied = { readonly program: string } & Readonly<Record<keyof QuotaTies, bigint>>;

async function readCounts(
  files: { readonly outcomes: string; readonly ties: string },
  rulesets: readonly Ruleset[],
  quotas: readonly Quota[],
): Promise<ProgramCount[]> {
  const limits = { threads: 1, memory: "256MB", workFolder: `${files.outcomes}.work` };
  const db = await openDuckDb(limits);
  try {
    const read = <Row>(file: string) => db.all<Row>(`select * from read_parquet(${text(file)})`);
    const rows = await read<Counted>(files.outcomes);
    const ties = await read<Tied>(files.ties);
    return rulesets.map((ruleset) => programCount(ruleset, { rows, ties }, quotas));
  } finally {
    db.close();
    await rm(limits.workFolder, { recursive: true, force: true });
  }
}

function programCount(
  { program, id, asOf }: Ruleset,
  { rows, ties }: { readonly rows: readonly Counted[]; readonly ties: readonly Tied[] },
  quotas: readonly Quota[],
): ProgramCount {
  const own = rows.filter((row) => row.program === program.id);
  const units = (outcome: string) =>
    Number(own.find((row) => row.outcome === outcome)?.units ?? 0n);
  const places = quotas
    .filter((q) => q.program === program.id && q.validFrom <= asOf && asOf <= (q.validTo ?? asOf))
    .reduce((sum, quota) => sum + quota.places, 0);
  return {
    program: program.id,
    unit: program.unit,
    rulesetId: id,
    places,
    recipient: units("recipient"),
    review: units("review"),
    reserve: units("reserve"),
    "eligible-no-quota": units("eligible-no-quota"),
    ineligible: units("ineligible"),
    amountRupiah: own.reduce((sum, row) => sum + row.amount_rupiah, 0n),
    ties: tiesOf(ties.find((row) => row.program === program.id)),
  };
}

const tiesOf = (row: Tied | undefined): QuotaTies =>
  row === undefined
    ? NO_TIES
    : {
        regencies: Number(row.regencies),
        sharing: Number(row.sharing),
        families: Number(row.families),
        placed: Number(row.placed),
        largest: Number(row.largest),
      };
