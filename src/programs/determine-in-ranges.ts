import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { type Progress, quiet } from "#domain/progress.ts";
import type { Engine, Pipeline } from "#engine/engine.ts";
import { sideBySide, withLanes } from "#engine/side-by-side.ts";
import { readReport } from "./determination-report.ts";
import { type DetermineReport, inTurn } from "./determine.ts";
import { holdings } from "./holdings.ts";
import { outcomeRows } from "./outcomes.ts";
import { ofPersons, type Placed, placedPrograms } from "./placed.ts";
import { orderSteps, waitingSteps } from "./places.ts";
import { quotaTables } from "./quota-tables.ts";
import { quotaTieSums, quotaTies } from "./quota-ties.ts";
import {
  given,
  inRanges,
  inSpans,
  lying,
  ofProgram,
  output,
  partsOf,
  type RangesDraft,
  type Span,
  work,
} from "./range-files.ts";
import { programEvidence } from "./rule-answers.ts";
import { ruleTests } from "./rule-tests.ts";
import { rulesetOn } from "./ruleset.ts";
import {
  FAMILY_FACT_TABLES,
  factSteps,
  familyVerdict,
  type Judged,
  personVerdict,
  personVerdictTables,
} from "./verdicts.ts";

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
  const spans = inSpans(draft);
  const files = await withLanes(engine, { pieces: spans.length }, async (lanes) => {
    await sideBySide(lanes, spans, (lane, span) => countHoldings({ ...run, engine: lane }, span));
    const written: string[] = [];
    for (const one of placed) {
      written.push(
        ...(await sideBySide(lanes, spans, (lane, span) =>
          writeOutcomes({ ...run, engine: lane }, one, span),
        )),
      );
      await forget(run, one);
    }
    return written;
  });
  const read = await readReport(
    {
      outcomes: files,
      ties: placed.flatMap((one) =>
        partsOf(draft, one).map(({ no }) => work(draft, `tie_${one.name}`, no)),
      ),
      holdings: spans.map(({ no }) => work(draft, "holding_count", no)),
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

/** Where somebody stands is read for the last time. */
const forget = async ({ draft }: Run, one: Placed): Promise<void> => {
  for (const file of ofProgram(draft, "place", one).files) await rm(file, { force: true });
};

/** What every program says of every family and person, by ranges of families. */
async function judge({ engine, draft, placed, progress }: Run): Promise<void> {
  const rulesets = placed.map(({ ruleset }) => ruleset);
  const tests = ruleTests(rulesets);
  await engine.run(
    {
      name: "programs",
      inputs: given(draft, "person", "evidence"),
      stages: [programEvidence(tests, engine.dialect)],
      outputs: [{ ...output(draft, "program_evidence"), order: ["family_id"] }],
    },
    progress,
  );
  await withLanes(engine, { pieces: draft.ranges.length }, (lanes) =>
    sideBySide(lanes, [...draft.ranges.entries()], (lane, [range, ids]) =>
      judgeRange({ engine: lane, draft, progress }, range, {
        ...{ rulesets, tests, isOneOfMany: true },
        ...(ids === undefined ? {} : { ids }),
      }),
    ),
  );
}

/** One range: what persons are and fit first, then families. */
async function judgeRange(
  { engine, draft, progress }: Pick<Run, "engine" | "draft" | "progress">,
  range: number,
  judged: Judged,
): Promise<void> {
  const { dialect } = engine;
  const persons = personVerdictTables(judged.rulesets);
  await engine.run(
    {
      name: "programs",
      inputs: [...given(draft, "family", "person", "rank"), lying(draft, "program_evidence")],
      stages: [...factSteps(judged, dialect), ...personVerdict(judged, dialect)],
      keeps: FAMILY_FACT_TABLES,
      outputs: persons.map((table) => asTheyLie(output(draft, table, range))),
    },
    progress,
  );
  await engine.run(
    {
      name: "programs",
      inputs: persons.map((table) => lying(draft, table, range)),
      stages: familyVerdict(judged, dialect),
      outputs: [asTheyLie(output(draft, "family_verdict", range))],
    },
    progress,
  );
}

/** Whom one program gives a place: who waits is gathered once, and put in order part by part. */
async function givePlaces({ engine, draft, progress }: Run, one: Placed): Promise<void> {
  const { dialect } = engine;
  const { name, isPersonal, exclusive, keeps } = one;
  const tables = new Set(["family_verdict", ...personTables([one, ...exclusive])]);
  const waiting = `waiting_${name}`;
  await engine.run(
    {
      name: "programs",
      inputs: [
        ...[...tables].map((table) => inRanges(draft, table)),
        ...heldBy(draft, exclusive),
        ...previous(draft, keeps),
      ],
      stages: waitingSteps(one, dialect).map((step) =>
        step.table === waiting ? { ...step, isPassing: true } : step,
      ),
      outputs: [waiting, ...(isPersonal ? [`clear_${name}`] : [])].map((table) =>
        output(draft, table),
      ),
    },
    progress,
  );
  for (const part of partsOf(draft, one)) {
    await engine.run(
      {
        name: "programs",
        inputs: [lying(draft, waiting)],
        stages: [
          ...quotaTables(draft, dialect),
          ...orderSteps(one, dialect, part),
          quotaTies([one], dialect),
          quotaTieSums(),
        ],
        outputs: [
          asTheyLie(output(draft, `place_${name}`, part.no)),
          output(draft, `cut_${name}`, part.no),
          asTheyLie(output(draft, `held_${name}`, part.no)),
          { ...output(draft, "quota_tie_sum"), file: work(draft, `tie_${name}`, part.no) },
        ],
      },
      progress,
    );
  }
  await rm(work(draft, waiting), { force: true });
}

/** Read again by this act alone, as it comes. */
const asTheyLie = (output: Pipeline["outputs"][number]) =>
  ({ ...output, liesInOrder: "nearly" }) as const;

const personTables = (programs: readonly Placed[]): readonly string[] =>
  programs.filter(ofPersons).map(({ verdicts }) => verdicts);

const heldBy = (draft: RangesDraft, exclusive: readonly Placed[]) =>
  exclusive.flatMap((one) => [
    ofProgram(draft, "held", one),
    ...(one.isPersonal ? [lying(draft, `clear_${one.name}`)] : []),
  ]);

const previous = ({ previousFile }: RangesDraft, keeps: boolean): Pipeline["inputs"] =>
  keeps && previousFile !== undefined ? [{ table: "previous_outcome", files: [previousFile] }] : [];

async function countHoldings(
  { engine, draft, placed, progress }: Run,
  { no, ids, ranges }: Span,
): Promise<void> {
  await engine.run(
    {
      name: "programs",
      inputs: [
        inRanges(draft, "family_verdict", ranges),
        ...placed.map((one) => ofProgram(draft, "held", one)),
      ],
      stages: holdings(placed, ids),
      outputs: [output(draft, "holding_count", no)],
    },
    progress,
  );
}

/** One program's outcomes of one span. */
async function writeOutcomes(
  { engine, draft, progress }: Run,
  one: Placed,
  { no, ids, ranges }: Span,
): Promise<string> {
  const { dialect } = engine;
  const { name, isPersonal, exclusive, keeps } = one;
  const file = join(draft.outFolder, `outcome-${one.ruleset.program.id}-${no}.parquet`);
  const tables = new Set([one.verdicts, ...personTables(exclusive)]);
  await engine.run(
    {
      name: "programs",
      inputs: [
        ...[...tables].map((table) => inRanges(draft, table, ranges)),
        ofProgram(draft, "place", one),
        ofProgram(draft, "cut", one),
        ...(isPersonal ? [lying(draft, `clear_${name}`)] : []),
        ...heldBy(draft, exclusive),
        ...previous(draft, keeps),
      ],
      stages: [
        {
          table: "outcome",
          sql: outcomeRows(one, dialect, ids),
          isPassing: true,
        },
      ],
      outputs: [{ table: "outcome", file, order: ["unit_id"], liesInOrder: "nearly" }],
    },
    progress,
  );
  return file;
}
