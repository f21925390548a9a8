import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { type Progress, quiet } from "#domain/progress.ts";
import type { Engine, Pipeline } from "#engine/engine.ts";
import type { IdRange } from "#ranking/model-input.ts";
import { readReport } from "./determination-report.ts";
import { type DetermineReport, inTurn, type PlaceDraft } from "./determine.ts";
import { holdings } from "./holdings.ts";
import { outcomeRows } from "./outcomes.ts";
import { ofPersons, type Placed, placedPrograms } from "./placed.ts";
import { placing } from "./places.ts";
import { quotaTables } from "./quota-tables.ts";
import { quotaTieSums, quotaTies } from "./quota-ties.ts";
import { programEvidence } from "./rule-answers.ts";
import { ruleTests } from "./rule-tests.ts";
import { rulesetOn } from "./ruleset.ts";
import { factSteps, familyVerdict, personVerdict } from "./verdicts.ts";

export type RangesDraft = PlaceDraft & {
  /** Families judged together, by their ids; every family is in one of them. */
  readonly ranges: readonly IdRange[];
  /** Verdicts and places lie here while it runs. */
  readonly workFolder: string;
  /** Gets a file of outcomes for each program and range, by and large in the order of ids. */
  readonly outFolder: string;
};

export type RangesReport = DetermineReport & { readonly files: readonly string[] };

/**
 * The same determination for more families than fit in memory with all that programs say of them: verdicts range by range,
 * then places program by program from what is narrow, then outcomes of each program range by range. The steps are those of
 * `determineSteps`; between them tables lie in files.
 */
export async function determineInRanges(
  engine: Engine,
  draft: RangesDraft,
  progress: Progress = quiet,
): Promise<RangesReport> {
  const started = performance.now();
  await mkdir(draft.workFolder, { recursive: true });
  await mkdir(draft.outFolder, { recursive: true });
  const rulesets = inTurn(draft.programs.map((program) => rulesetOn(program, draft.asOf)));
  const placed = placedPrograms(rulesets, {
    ...draft,
    hasPrevious: draft.previousFile !== undefined,
  });
  const run: Run = { engine, draft, placed, progress };
  await judge(run);
  for (const one of placed) await givePlaces(run, one);
  await countHoldings(run);
  const files: string[] = [];
  for (const one of placed) {
    for (const range of draft.ranges.keys()) files.push(await writeOutcomes(run, one, range));
    await forget(run, [`place_${one.name}`]);
  }
  const read = await readReport(
    {
      outcomes: files,
      ties: placed.map(({ name }) => work(draft, `tie_${name}`)),
      holdings: [work(draft, "holding_count")],
    },
    rulesets,
    draft,
  );
  await rm(draft.workFolder, { recursive: true, force: true });
  return { seconds: (performance.now() - started) / 1000, ...read, files };
}

type Run = {
  readonly engine: Engine;
  readonly draft: RangesDraft;
  readonly placed: readonly Placed[];
  readonly progress: Progress;
};

const work = ({ workFolder }: RangesDraft, table: string, range?: number): string =>
  join(workFolder, `${table}${range === undefined ? "" : `-${range}`}.parquet`);

const given = ({ folder }: RangesDraft, ...tables: readonly string[]): Pipeline["inputs"] =>
  tables.map((table) => ({ table, files: [join(folder, `${table}.parquet`)] }));

/** A table that an earlier run wrote, whole or one range of it. */
const lying = (draft: RangesDraft, table: string, range?: number): Pipeline["inputs"][number] => ({
  table,
  files: [work(draft, table, range)],
});

const inRanges = (draft: RangesDraft, table: string): Pipeline["inputs"][number] => ({
  table,
  files: [...draft.ranges.keys()].map((range) => work(draft, table, range)),
});

const output = (draft: RangesDraft, table: string, range?: number) =>
  ({ table, file: work(draft, table, range), order: [] }) as const;

const forget = async ({ draft }: Run, tables: readonly string[]): Promise<void> => {
  for (const table of tables) await rm(work(draft, table), { force: true });
};

/** What every program says of every family and person, by ranges of families. */
async function judge({ engine, draft, placed, progress }: Run): Promise<void> {
  const rulesets = placed.map(({ ruleset }) => ruleset);
  const tests = ruleTests(rulesets);
  const { dialect } = engine;
  await engine.run(
    {
      name: "programs",
      inputs: given(draft, "person", "evidence"),
      stages: [programEvidence(tests, dialect)],
      outputs: [output(draft, "program_evidence")],
    },
    progress,
  );
  const hasPersons = placed.some(ofPersons);
  for (const [range, ids] of draft.ranges.entries()) {
    const judged = { rulesets, tests, ids, isOneOfMany: true };
    const facts = factSteps(judged, dialect);
    const persons = output(draft, "person_verdict", range);
    await engine.run(
      {
        name: "programs",
        inputs: [...given(draft, "family", "person", "rank"), lying(draft, "program_evidence")],
        stages: [...facts, ...personVerdict(judged, dialect)],
        keeps: facts.map(({ table }) => table),
        outputs: hasPersons ? [{ ...persons, liesInOrder: "nearly" }] : [],
      },
      progress,
    );
    await engine.run(
      {
        name: "programs",
        inputs: hasPersons ? [lying(draft, "person_verdict", range)] : [],
        stages: familyVerdict(judged, dialect),
        outputs: [{ ...output(draft, "family_verdict", range), liesInOrder: "nearly" }],
      },
      progress,
    );
  }
}

/** Whom one program gives a place, among all that wait. */
async function givePlaces({ engine, draft, progress }: Run, one: Placed): Promise<void> {
  const { dialect } = engine;
  const { name, isPersonal, exclusive, keeps } = one;
  const isOfPersons = ofPersons(one) || exclusive.some(ofPersons);
  const kept = [`place_${name}`, `cut_${name}`, `held_${name}`];
  await engine.run(
    {
      name: "programs",
      inputs: [
        inRanges(draft, "family_verdict"),
        ...(isOfPersons ? [inRanges(draft, "person_verdict")] : []),
        ...heldBy(draft, exclusive),
        ...previous(draft, keeps),
      ],
      stages: [
        ...quotaTables(draft, dialect),
        ...placing(one, dialect),
        quotaTies([one], dialect),
        quotaTieSums(),
      ],
      outputs: [
        ...[...kept, ...(isPersonal ? [`clear_${name}`] : [])].map((table) => output(draft, table)),
        { ...output(draft, "quota_tie_sum"), file: work(draft, `tie_${name}`) },
      ],
    },
    progress,
  );
}

const heldBy = (draft: RangesDraft, exclusive: readonly Placed[]) =>
  exclusive.flatMap(({ name, isPersonal }) => [
    lying(draft, `held_${name}`),
    ...(isPersonal ? [lying(draft, `clear_${name}`)] : []),
  ]);

const previous = ({ previousFile }: RangesDraft, keeps: boolean): Pipeline["inputs"] =>
  keeps && previousFile !== undefined ? [{ table: "previous_outcome", files: [previousFile] }] : [];

async function countHoldings({ engine, draft, placed, progress }: Run): Promise<void> {
  await engine.run(
    {
      name: "programs",
      inputs: [
        inRanges(draft, "family_verdict"),
        ...placed.map(({ name }) => lying(draft, `held_${name}`)),
      ],
      stages: holdings(placed),
      outputs: [output(draft, "holding_count")],
    },
    progress,
  );
}

/** One program's outcomes of one range. */
async function writeOutcomes(
  { engine, draft, progress }: Run,
  one: Placed,
  range: number,
): Promise<string> {
  const { dialect } = engine;
  const { name, isPersonal, exclusive, keeps } = one;
  const file = join(draft.outFolder, `outcome-${one.ruleset.program.id}-${range}.parquet`);
  const isOfPersons = ofPersons(one);
  const needsPersons = isOfPersons || exclusive.some(ofPersons);
  await engine.run(
    {
      name: "programs",
      inputs: [
        ...(isOfPersons ? [] : [lying(draft, "family_verdict", range)]),
        ...(needsPersons ? [lying(draft, "person_verdict", range)] : []),
        lying(draft, `place_${name}`),
        lying(draft, `cut_${name}`),
        ...(isPersonal ? [lying(draft, `clear_${name}`)] : []),
        ...heldBy(draft, exclusive),
        ...previous(draft, keeps),
      ],
      stages: [
        {
          table: "outcome",
          sql: outcomeRows(one, dialect, draft.ranges[range]),
          isPassing: true,
        },
      ],
      outputs: [{ table: "outcome", file, order: ["unit_id"], liesInOrder: "nearly" }],
    },
    progress,
  );
  return file;
}
