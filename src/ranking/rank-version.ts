import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type Progress, quiet } from "#domain/progress.ts";
import { accept, type Result } from "#domain/result.ts";
import type { Dialect } from "#engine/dialect.ts";
import { openDuckDb } from "#engine/duckdb/database.ts";
import type { Engine } from "#engine/engine.ts";
import type { Stage } from "#engine/step.ts";
import { type DecileBasis, deciles } from "./deciles.ts";
import { memberSummaries, surveyInput } from "./model-input.ts";
import { readSurveySample, type SurveySample } from "./survey-sample.ts";
import { type TrainProblem, train } from "./train.ts";
import type { ModelCard, ModelSet } from "./welfare-model.ts";
import { modelCoefficients, modelOfRegency, welfareScores } from "./welfare-scores.ts";

export type RankDraft = {
  /** STAGED_SURVEY as plain Parquet. */
  readonly surveyFiles: readonly string[];
  /** VERSION_FAMILY and VERSION_PERSON. */
  readonly familyFile: string;
  readonly personFile: string;
  /** No silent default: a version says whether its ten parts are equal in persons or in families. */
  readonly basis: DecileBasis;
  readonly versionNo: number;
  /** Where rank.parquet and models.json go. */
  readonly outFolder: string;
};

export type RankReport = {
  readonly families: number;
  readonly secondsTraining: number;
  readonly secondsScoring: number;
  readonly basis: DecileBasis;
  readonly card: ModelCard;
};

/** Learns the models of a version from the survey and gives every family its place; refuses a survey that teaches none. */
export async function rankVersion(
  engine: Engine,
  draft: RankDraft,
  progress: Progress = quiet,
): Promise<Result<RankReport, TrainProblem>> {
  const started = performance.now();
  const learned = await learn(engine, draft, progress);
  if (!learned.ok) return learned;
  const models = learned.value;
  const learnt = performance.now();
  await writeModels(join(draft.outFolder, "models.json"), models, draft);
  const ranked = await engine.run(
    {
      name: "ranking",
      inputs: [
        { table: "family", files: [draft.familyFile] },
        { table: "person", files: [draft.personFile] },
      ],
      stages: rankingSteps(models, draft.basis, engine.dialect),
      outputs: [
        { table: "rank", file: join(draft.outFolder, "rank.parquet"), order: ["family_id"] },
      ],
    },
    progress,
  );
  return accept({
    families: ranked.rows.rank ?? 0,
    secondsTraining: (learnt - started) / 1000,
    secondsScoring: ranked.seconds,
    basis: draft.basis,
    card: models.card,
  });
}

/** From `family` and `person` to `rank`: everything that decides a place. */
export function rankingSteps(models: ModelSet, basis: DecileBasis, dialect: Dialect): Stage[] {
  return [
    memberSummaries("person", dialect),
    modelCoefficients(models, dialect),
    modelOfRegency("family", dialect),
    welfareScores("family", dialect),
    ...deciles(basis, dialect),
  ];
}

/** The seed only deals primary sampling units into folds; it is fixed so that equal surveys give equal models. */
async function learn(
  engine: Engine,
  draft: RankDraft,
  progress: Progress,
): Promise<Result<ModelSet, TrainProblem>> {
  const work = join(draft.outFolder, "rank-work");
  await mkdir(work, { recursive: true });
  try {
    const file = join(work, "survey-input.parquet");
    await engine.run({
      name: "ranking",
      inputs: [{ table: "survey", files: draft.surveyFiles }],
      stages: [surveyInput("survey", engine.dialect)],
      outputs: [{ table: "survey_input", file, order: ["record_key"] }],
    });
    progress({ room: "ranking", step: "train", done: 0, of: 1 });
    const seed = "opendtsen-pmt";
    const sample = await readSample(file, work, seed);
    return train(sample, seed);
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

async function writeModels(file: string, models: ModelSet, draft: RankDraft): Promise<void> {
  const text = JSON.stringify(
    { versionNo: draft.versionNo, basis: draft.basis, ...models },
    null,
    1,
  );
  await writeFile(file, `${text}\n`);
}
