import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { type Progress, quiet } from "#domain/progress.ts";
import type { MoveReason } from "#domain/version-move.ts";
import type { Dialect } from "#engine/dialect.ts";
import type { Engine, Pipeline } from "#engine/engine.ts";
import type { Stage, Step } from "#engine/step.ts";
import { memberSummaries, modelInput } from "#ranking/model-input.ts";
import { RANKED_VARIABLES } from "#ranking/ranked-variables.ts";
import type { ModelSet } from "#ranking/welfare-model.ts";
import { modelCoefficients, regencyModels, welfareScores } from "#ranking/welfare-scores.ts";
import { changedFamilies } from "./changed-families.ts";
import { familyPaths } from "./family-paths.ts";
import { reasonsBetween, withAreaOf } from "./model-parts.ts";
import { FAMILY_MOVE, familyMoves, HAS_MOVED } from "./moves.ts";
import { type World, worldColumn, worldsOf } from "./shares.ts";
import { worldTables } from "./world-tables.ts";

/** One of the two versions, as it lies in the lake. */
export type VersionSide = {
  readonly familyFile: string;
  readonly personFile: string;
  readonly rankFile: string;
  readonly models: ModelSet;
};

export type CompareDraft = {
  readonly before: VersionSide;
  readonly after: VersionSide;
  /** A private folder; what is compared is left there. */
  readonly outFolder: string;
  /** From `family` and `person` to `welfare_score`: the production scorer, but in a test of reasons that no model has yet. */
  readonly scoring?: Scoring;
};

export type Scoring = (models: ModelSet, dialect: Dialect) => readonly Stage[];

/** What was made; files are plain Parquet in the draft's folder. */
export type Comparison = {
  /** Reasons that were told apart; others share nothing in anybody's move. */
  readonly reasons: readonly MoveReason[];
  /** FAMILY_MOVE of every family, in no order. */
  readonly moveFile: string;
  /** FAMILY_MOVE of those that moved, in order. */
  readonly movedFile: string;
  /** (bin, before, after). */
  readonly scoreBinFile: string;
  /** (variable, answer, families) of either version. */
  readonly answerFiles: { readonly before: string; readonly after: string };
  /** (families): how many do not score again as their version says. */
  readonly unlikeFile: string;
};

/**
 * Two versions set side by side, family by family: who came and went, and what moved each score, from the scores that the
 * production scorer gives to worlds between the two. Set-based, and in steps of which each leaves a file.
 */
export async function compareVersions(
  engine: Engine,
  draft: CompareDraft,
  progress: Progress = quiet,
): Promise<Comparison> {
  const { before, after, outFolder } = draft;
  await mkdir(outFolder, { recursive: true, mode: 0o700 });
  const file = (name: string) => join(outFolder, `${name}.parquet`);
  const run = (pipeline: Omit<Pipeline, "name">) =>
    engine.run({ name: "comparing", ...pipeline }, progress);
  const reasons = reasonsBetween(before.models, after.models);
  await run({
    inputs: factInputs(draft),
    stages: [...familyPaths(), ...changedFamilies(reasons)],
    outputs: ["family_path", "compared", "changed_family"].map((table) => plain(table, file)),
  });
  const scoring = draft.scoring ?? productionScoring;
  for (const world of worldsOf(reasons)) {
    await run({
      inputs: [...factInputs(draft), { table: "changed_family", files: [file("changed_family")] }],
      stages: [...worldTables(world), ...scoring(modelsIn(world, draft), engine.dialect), SCORED],
      outputs: [{ table: SCORED.table, file: file(`world_${worldColumn(world)}`), order: [] }],
    });
  }
  await run({
    inputs: [
      ...["family_path", "compared", "changed_family", ...worldsOf(reasons).map(worldTable)].map(
        (table) => ({
          table,
          files: [file(table)],
        }),
      ),
      { table: "rank_before", files: [before.rankFile] },
      { table: "rank_after", files: [after.rankFile] },
    ],
    stages: [...familyMoves(reasons, engine.dialect), MOVED],
    outputs: [
      plain("family_move", file),
      plain("unlike", file),
      plain("score_bin", file),
      { table: MOVED.table, file: file(MOVED.table), order: FAMILY_MOVE.key },
    ],
  });
  for (const side of ["before", "after"] as const) {
    await run({
      inputs: [
        { table: "family", files: [draft[side].familyFile] },
        { table: "person", files: [draft[side].personFile] },
      ],
      stages: answerCounts(engine.dialect),
      outputs: [{ table: "answer_count", file: file(`answer_${side}`), order: [] }],
    });
  }
  return {
    reasons,
    moveFile: file("family_move"),
    movedFile: file(MOVED.table),
    scoreBinFile: file("score_bin"),
    answerFiles: { before: file("answer_before"), after: file("answer_after") },
    unlikeFile: file("unlike"),
  };
}

const worldTable = (world: World): string => `world_${worldColumn(world)}`;

const plain = (table: string, file: (name: string) => string) => ({
  table,
  file: file(table),
  order: [],
});

function factInputs({ before, after }: CompareDraft): Pipeline["inputs"] {
  return [
    { table: "family_before", files: [before.familyFile] },
    { table: "family_after", files: [after.familyFile] },
    { table: "person_before", files: [before.personFile] },
    { table: "person_after", files: [after.personFile] },
  ];
}

function modelsIn(world: World, { before, after }: CompareDraft): ModelSet {
  const models = (world.includes("model") ? after : before).models;
  return withAreaOf(models, (world.includes("area") ? after : before).models);
}

/** As every version is scored. */
export const productionScoring: Scoring = (models, dialect) => {
  const input = modelInput("family", dialect);
  return [
    memberSummaries("person", dialect),
    modelCoefficients(models, dialect),
    regencyModels(input),
    ...welfareScores({ input, models, ranges: [undefined] }, dialect),
  ];
};

const SCORED: Step = {
  table: "world_score",
  sql: "select family_id, score from welfare_score",
  isPassing: true,
};

const MOVED: Step = {
  table: "moved_family",
  sql: `select * from family_move where ${HAS_MOVED}`,
};

/** Table `answer_count` (variable, answer, families): every ranked variable, as the ranking reads it. */
export function answerCounts(dialect: Dialect): readonly Step[] {
  const counts = RANKED_VARIABLES.map(
    ({ id }) => `\
select ${dialect.text(id)} as variable, cast(${id} as bigint) as answer, cast(count(*) as bigint) as families
from model_input group by ${id}`,
  );
  return [
    memberSummaries("person", dialect),
    { table: "model_input", sql: modelInput("family", dialect).rows(undefined) },
    { table: "answer_count", sql: counts.join("\nunion all\n") },
  ];
}
