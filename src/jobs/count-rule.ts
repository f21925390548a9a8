import { join } from "node:path";
import type { DecileBasis } from "#domain/decile-basis.ts";
import type { Program } from "#domain/program.ts";
import type { Progress } from "#domain/progress.ts";
import { accept, type Result, refuse } from "#domain/result.ts";
import type { RuleMistake } from "#domain/rule-draft.ts";
import { openDuckDb, text } from "#engine/duckdb/database.ts";
import { duckdbEngine } from "#engine/duckdb/duckdb-engine.ts";
import { inPrivateFolder } from "#lake/private-folder.ts";
import { choosePrograms } from "#programs/chosen-programs.ts";
import { countRegencies } from "#programs/count-regencies.ts";
import { determineVersion } from "#programs/determine-version.ts";
import { draftRule } from "#programs/draft-rule.ts";
import { drawKeyOf } from "#programs/draw-key.ts";
import { findIn, type ProgramBook, readProgramBook } from "#programs/program-book.ts";
import { asIfOn, ruleTrialSql } from "#programs/rule-trial.ts";
import { areExample, versionBudgets, versionQuotas } from "#programs/version-quotas.ts";
import { shownGroups } from "#programs/what-if/tables.ts";
import { atLeastSmallest } from "#programs/what-if/whole-table.ts";
import { asWorker } from "#store/transact.ts";
import type { House } from "./house.ts";

/** A rule as the console sends it: act, day, and what is otherwise. */
export type RuleBody = Omit<Parameters<typeof draftRule>[1], "today">;

export type RuleQuestion = {
  readonly program: string;
  /** Label of a version that stands; without it the one in force. */
  readonly version?: string | undefined;
  /** A rule as it would be proposed, or the number of one that was. */
  readonly rule: RuleBody | number;
  readonly today: string;
};

export type CountRuleProblem =
  | "program-unknown"
  | "draft-unknown"
  | "version-unknown"
  | "program-not-in-force"
  | "rule-mistaken";

type Group = ReturnType<typeof shownGroups>[number];

/** What a rule does to everybody in a version, the program determined twice; small counts withheld. */
export type CountedRule = {
  readonly version: string;
  readonly decileBasis: DecileBasis;
  readonly program: string;
  readonly unit: Program["unit"];
  readonly effectiveOn: string;
  readonly before: number | null;
  readonly after: number | null;
  readonly staying: number | null;
  readonly comingIn: number | null;
  readonly goingOut: number | null;
  /** Rupiah of one phase. */
  readonly phaseRupiahBefore: number | null;
  readonly phaseRupiahAfter: number | null;
  readonly deciles: readonly Group[];
  readonly provinces: readonly Group[];
  readonly regencies: readonly Group[];
  /** Whether nobody has decreed its places, so that the example's were taken. */
  readonly quotasAreExample: boolean;
  readonly seconds: number;
};

export type CountRuleAnswer =
  | { readonly ok: true; readonly value: CountedRule }
  | {
      readonly ok: false;
      readonly problem: CountRuleProblem;
      readonly mistakes?: readonly RuleMistake[];
    };

type VersionRow = {
  readonly version_no: number;
  readonly label: string;
  readonly as_of: string;
  readonly seed: string;
  readonly basis: DecileBasis;
};

/** Ages, limits, thresholds and conditions too: determines the program over a version by the rule of the day, and by the drafted one. */
export async function countRule(
  house: House,
  question: RuleQuestion,
  progress: Progress,
): Promise<CountRuleAnswer> {
  const started = performance.now();
  const version = await findVersion(house, question.version);
  if (version === undefined) return refuse("version-unknown");
  const book = await asWorker(house.desk, readProgramBook);
  const drafted = await readRule(house, question, book);
  if (!drafted.ok) return drafted;
  const { before, after, day } = drafted.value;
  const chosen = choosePrograms([question.program], version.as_of, book);
  if (!chosen.ok) return refuse("program-not-in-force");
  const sides = [before, after].map((program) => {
    const own = asIfOn(program, day, version.as_of);
    return chosen.value.map((one) => (one.id === own.id ? own : one));
  });
  const rows = await inPrivateFolder(house.folders, (work) =>
    determineSides(house, version, { program: question.program, sides, work }, progress),
  );
  return accept({
    version: version.label,
    decileBasis: version.basis,
    program: question.program,
    unit: before.unit,
    effectiveOn: day,
    ...figuresOf(rows),
    quotasAreExample: areExample(before, version.as_of),
    seconds: (performance.now() - started) / 1000,
  });
}

async function findVersion({ desk }: House, label: string | undefined) {
  const [row] = await asWorker(desk, (tx) =>
    tx.query<VersionRow>(
      `select v.version_no, v.label, v.as_of::text, v.seed, v.basis from dtsen.version v
       left join dtsen.publication_pointer p on p.version_no = v.version_no
       where v.state in ('frozen', 'projected', 'published') and case when $1::text is null then p.version_no is not null else v.label = $1 end`,
      [label ?? null],
    ),
  );
  return row;
}

type Sides = { readonly before: Program; readonly after: Program; readonly day: string };

async function readRule(
  { desk }: House,
  { program: id, rule, today }: RuleQuestion,
  book: ProgramBook,
): Promise<Result<Sides, CountRuleProblem> & { readonly mistakes?: readonly RuleMistake[] }> {
  const program = findIn(book, id);
  if (program === undefined) return refuse("program-unknown");
  if (typeof rule !== "number") {
    const drafted = draftRule(program, { ...rule, today });
    if (!drafted.ok) return { ...refuse("rule-mistaken"), mistakes: drafted.mistakes };
    const { after, change } = drafted.value;
    return accept({ before: program, after, day: change.validFrom });
  }
  const [draft] = await asWorker(desk, (tx) =>
    tx.query<{ change: NonNullable<Program["changes"]>[number] }>(
      "select change from dtsen.rule_draft where draft_no = $1 and program_code = $2",
      [rule, id],
    ),
  );
  if (draft === undefined) return refuse("draft-unknown");
  const { change } = draft;
  // Where it was put into force since, what stood before it is the other side.
  const others = (program.changes ?? []).filter((one) => one.validFrom !== change.validFrom);
  const before = { ...program, changes: others };
  return accept({
    before,
    after: { ...program, changes: [...others, change] },
    day: change.validFrom,
  });
}

type TrialRow = {
  readonly regency_no: bigint;
  readonly decile: number;
  readonly units: bigint;
  readonly staying: bigint;
  readonly winners: bigint;
  readonly losers: bigint;
  readonly baseline_rupiah: bigint;
  readonly reform_rupiah: bigint;
};

async function determineSides(
  { settings: { threads, memory }, folders }: House,
  version: VersionRow,
  {
    program,
    sides,
    work,
  }: {
    readonly program: string;
    readonly sides: readonly (readonly Program[])[];
    readonly work: string;
  },
  progress: Progress,
): Promise<readonly TrialRow[]> {
  const folder = join(folders.versions, String(version.version_no));
  const counts = await countRegencies(join(folder, "family.parquet"), work);
  const names = ["before", "after"] as const;
  const engine = await duckdbEngine({ threads, memory, workFolder: join(work, "spill") });
  try {
    for (const [i, name] of names.entries()) {
      const programs = sides[i] ?? [];
      await determineVersion(
        engine,
        {
          folder,
          programs,
          quotas: versionQuotas(counts, programs, version.as_of),
          budgets: versionBudgets(programs, version.as_of),
          asOf: version.as_of,
          versionNo: version.version_no,
          drawKey: drawKeyOf(version.as_of, version.seed),
          outFile: join(work, `${name}.parquet`),
        },
        progress,
      );
    }
  } finally {
    await engine.close();
  }
  const db = await openDuckDb({ threads, memory, workFolder: join(work, "compare") });
  try {
    for (const name of names) {
      await db.run(
        `create view outcome_${name} as select * from read_parquet(${text(join(work, `${name}.parquet`))}) where program = ${text(program)}`,
      );
    }
    await db.run(
      `create view rank as select * from read_parquet(${text(join(folder, "rank.parquet"))})`,
    );
    return await db.all<TrialRow>(ruleTrialSql());
  } finally {
    db.close();
  }
}

function figuresOf(rows: readonly TrialRow[]) {
  const by = (name: "province" | "regency_no" | "decile", of: (row: TrialRow) => number) =>
    shownGroups(
      name,
      [...Map.groupBy(rows, of)]
        .filter(([key]) => key > 0)
        .sort(([a], [b]) => a - b)
        .map(([key, group]) => ({ keys: { [name]: key }, ...sumOf(group) })),
    );
  const { staying, winners, losers, baseline_rupiah, reform_rupiah } = sumOf(rows);
  const [stays, comes, goes] = [staying, winners, losers].map(atLeastSmallest);
  const isShown = {
    before: stays !== null && goes !== null,
    after: stays !== null && comes !== null,
  };
  return {
    before: isShown.before ? staying + losers : null,
    after: isShown.after ? staying + winners : null,
    staying: stays ?? null,
    comingIn: comes ?? null,
    goingOut: goes ?? null,
    phaseRupiahBefore: isShown.before ? baseline_rupiah : null,
    phaseRupiahAfter: isShown.after ? reform_rupiah : null,
    deciles: by("decile", ({ decile }) => decile),
    provinces: by("province", ({ regency_no }) => Number(regency_no / 100n) * 100),
    regencies: by("regency_no", ({ regency_no }) => Number(regency_no)),
  };
}

function sumOf(rows: readonly TrialRow[]) {
  const sum = (of: (row: TrialRow) => bigint) =>
    Number(rows.reduce((all, row) => all + of(row), 0n));
  return {
    families: sum(({ units }) => units),
    staying: sum((row) => row.staying),
    winners: sum((row) => row.winners),
    losers: sum((row) => row.losers),
    baseline_rupiah: sum((row) => row.baseline_rupiah),
    reform_rupiah: sum((row) => row.reform_rupiah),
  };
}
