import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { cutBoundsOn } from "#domain/cut-state.ts";
import type { DecileBasis } from "#domain/decile-basis.ts";
import { type PlainDate, toDayNumber } from "#domain/plain-date.ts";
import { type Progress, quiet } from "#domain/progress.ts";
import { accept, type Result } from "#domain/result.ts";
import type { Dialect } from "#engine/dialect.ts";
import { openDuckDb } from "#engine/duckdb/database.ts";
import type { Engine } from "#engine/engine.ts";
import type { Stage } from "#engine/step.ts";
import type { Signing } from "#lake/signed-json.ts";
import type { AnswerSpans } from "./answer-groups.ts";
import { areaCuts } from "./area-cuts.ts";
import { type StabilityDay, stability } from "./errors/stability.ts";
import { familyExtent } from "./family-extent.ts";
import { countMoves, FINDING_TABLES, findingSteps } from "./finding-tables.ts";
import { type JudgedLayers, judgeLayers } from "./judge-layers.ts";
import {
  type IdRange,
  type ModelInput,
  memberSummaries,
  modelInput,
  STORED_VARIABLES,
  surveyInput,
} from "./model-input.ts";
import { places } from "./places.ts";
import { previousBlocks } from "./previous-deciles.ts";
import { type RankFindings, readFindings } from "./rank-findings.ts";
import { readSurveySample, type SurveySample } from "./survey-sample.ts";
import { type TrainProblem, train } from "./train.ts";
import type { ModelCard, ModelSet } from "./welfare-model.ts";
import {
  modelCoefficients,
  regencyModels,
  regencySpreads,
  scoreTables,
  spreadCoefficients,
  welfareScores,
} from "./welfare-scores.ts";

export type RankDraft = {
  /** STAGED_SURVEY as plain Parquet. */
  readonly surveyFiles: readonly string[];
  /** Where what is made of them lies while models learn; removed when they have. */
  readonly surveyWorkFolder: string;
  /** VERSION_FAMILY and VERSION_PERSON. */
  readonly familyFile: string;
  readonly personFile: string;
  /** No silent default: a version says whether its ten parts are equal in persons or in families. */
  readonly basis: DecileBasis;
  readonly versionNo: number;
  /** The day the version speaks of: how old facts are, and by which bounds a place is clear. */
  readonly day: PlainDate;
  /** Places of the version before, which are kept beside the new ones. */
  readonly previous?: { readonly versionNo: number; readonly rankFile: string };
  /** Signs models.json. */
  readonly signing: Signing;
  /** Where rank.parquet, models.json and ranking.json go. */
  readonly outFolder: string;
};

export type RankReport = {
  readonly families: number;
  readonly secondsTraining: number;
  readonly secondsScoring: number;
  readonly basis: DecileBasis;
  readonly card: ModelCard;
  readonly findings: RankFindings;
};

/** What a version's folder holds of its ranking beside places and models: counts, no families. */
export const FINDINGS_FILE = "ranking.json";
/** VERSION_STABILITY of a version. */
export const STABILITY_FILE = "stability.parquet";

/** Learns the models of a version from the survey and gives every family its place; refuses a survey that teaches none. */
export async function rankVersion(
  engine: Engine,
  draft: RankDraft,
  progress: Progress = quiet,
): Promise<Result<RankReport, TrainProblem>> {
  const started = performance.now();
  const learned = await learn(engine, draft, progress);
  if (!learned.ok) return learned;
  const { models, layers } = learned.value;
  const learnt = performance.now();
  await writeJson(
    join(draft.outFolder, "models.json"),
    draft.signing.sign({ versionNo: draft.versionNo, basis: draft.basis, ...models }),
  );
  const work = join(draft.outFolder, "rank-work");
  await mkdir(work, { recursive: true });
  try {
    const seconds = await place(engine, draft, { models, work }, progress);
    const judged = { errors: models.errors, asOf: draft.day };
    const findings = { ...(await readFindings(work, draft, judged)), layers };
    await writeJson(join(draft.outFolder, FINDINGS_FILE), findings);
    return accept({
      families: findings.families,
      secondsTraining: (learnt - started) / 1000,
      secondsScoring: seconds,
      basis: draft.basis,
      card: models.card,
      findings,
    });
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/** Families for whom tables of what answers add are worth their making: a few million rows. */
const MANY = 1_000_000;

type Placing = { readonly models: ModelSet; readonly work: string };

/** Scores and places everybody, then counts what came of it; seconds of the engine. */
async function place(
  engine: Engine,
  { familyFile, personFile, basis, day, previous, outFolder }: RankDraft,
  { models, work }: Placing,
  progress: Progress,
): Promise<number> {
  const { dialect } = engine;
  const { families, ranges, spans } = await familyExtent(familyFile, STORED_VARIABLES, work);
  const when = { day: toDayNumber(day), bounds: cutBoundsOn(day) };
  const stages = rankingSteps(
    models,
    {
      basis,
      ranges,
      spans: dialect.name === "duckdb" && families > MANY ? spans : undefined,
      hasPrevious: previous !== undefined,
      when,
    },
    dialect,
  );
  const rankFile = join(outFolder, "rank.parquet");
  const stabilityFile = join(outFolder, STABILITY_FILE);
  const before =
    previous === undefined ? [] : [{ table: "previous_rank", files: [previous.rankFile] }];
  const ranked = await engine.run(
    {
      name: "ranking",
      inputs: [
        { table: "family", files: [familyFile] },
        { table: "person", files: [personFile] },
        ...before,
      ],
      stages: [...stages, ...findingSteps(previous !== undefined)],
      outputs: [
        { table: "rank", file: rankFile, order: ["family_id"], liesInOrder: true },
        { table: "stability", file: stabilityFile, order: ["family_id"] },
        ...FINDING_TABLES.map((table) => ({
          table,
          file: join(work, `${table}.parquet`),
          order: [],
        })),
      ],
    },
    progress,
  );
  if (ranked.rows.rank !== families)
    throw new Error(`of ${families} families ${ranked.rows.rank} have a place`);
  const counted = await countMoves(
    engine,
    { rankFile, ...(previous && { previousFile: previous.rankFile }) },
    work,
    { file: stabilityFile, when },
  );
  return ranked.seconds + counted;
}

/** How a nation is placed: its basis, its families a range of ids at a time, and whether it was placed before. */
export type Placement = {
  readonly basis: DecileBasis;
  readonly ranges?: readonly IdRange[];
  /** Where the answers of stored variables lie: with that, scores are looked up. */
  readonly spans?: AnswerSpans | undefined;
  /** Then there is `previous_rank`. */
  readonly hasPrevious?: boolean;
  /** Then it is said how sure each place is, by models that say what their errors are. */
  readonly when?: StabilityDay;
};

/** From `family` and `person` to `rank`: everything that decides a place. */
export function rankingSteps(models: ModelSet, placement: Placement, dialect: Dialect): Stage[] {
  return [
    memberSummaries("person", dialect),
    ...placingSteps(models, modelInput("family", dialect), placement, dialect),
  ];
}

/** The same from families whose variables are known. */
export function placingSteps(
  models: ModelSet,
  input: ModelInput,
  { basis, ranges = [undefined], spans, hasPrevious = false, when }: Placement,
  dialect: Dialect,
): Stage[] {
  const { errors } = models;
  const isJudged = errors !== undefined && when !== undefined;
  const scoring = { input, models, ranges, spans, hasPrevious };
  return [
    modelCoefficients(models, dialect),
    regencyModels(input),
    ...(isJudged ? [spreadCoefficients(errors, dialect), regencySpreads(input)] : []),
    ...(hasPrevious ? [previousBlocks(dialect)] : []),
    ...welfareScores(isJudged ? { ...scoring, errors } : scoring, dialect),
    ...areaCuts(basis, dialect),
    ...places({ own: basis, scores: scoreTables(ranges.length), models }, dialect),
    ...(isJudged ? [stability(errors, when, dialect)] : []),
  ];
}

type Learned = { readonly models: Required<ModelSet>; readonly layers: JudgedLayers };

/** The seed only deals primary sampling units into folds; it is fixed so that equal surveys give equal models. */
async function learn(
  engine: Engine,
  draft: RankDraft,
  progress: Progress,
): Promise<Result<Learned, TrainProblem>> {
  const work = draft.surveyWorkFolder;
  await mkdir(work, { recursive: true });
  try {
    const file = join(work, "survey-input.parquet");
    await engine.run({
      name: "ranking",
      inputs: [{ table: "survey", files: draft.surveyFiles }],
      stages: [surveyInput("survey", engine.dialect)],
      outputs: [{ table: "survey_input", file, order: ["record_key"] }],
    });
    progress({ room: "ranking", step: "train", done: 0, of: 2 });
    const seed = "opendtsen-pmt";
    const sample = await readSample(file, work, seed);
    const trained = train(sample, seed, draft.basis);
    if (!trained.ok) return trained;
    progress({ room: "ranking", step: "layers", done: 1, of: 2 });
    const models = trained.value;
    return accept({ models, layers: judgeLayers(sample, models.card) });
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

async function readSample(file: string, work: string, seed: string): Promise<SurveySample> {
  const db = await openDuckDb({ threads: 1, memory: "1GB", workFolder: work });
  try {
    return await readSurveySample(db, `read_parquet('${file.replaceAll("'", "''")}')`, seed);
  } finally {
    db.close();
  }
}

async function writeJson(file: string, value: object): Promise<void> {
  await writeFile(file, `${JSON.stringify(value, null, 1)}\n`);
}
