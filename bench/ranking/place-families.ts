import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { type Progress, quiet } from "#domain/progress.ts";
import type { Engine } from "#engine/engine.ts";
import type { AnswerSpans } from "#ranking/answer-groups.ts";
import { countMoves, FINDING_TABLES, findingSteps } from "#ranking/finding-tables.ts";
import { type IdRange, type ModelInput, withinIds } from "#ranking/model-input.ts";
import { type RankFindings, readFindings } from "#ranking/rank-findings.ts";
import { placingSteps } from "#ranking/rank-version.ts";
import type { ModelSet } from "#ranking/welfare-model.ts";

/** Families whose variables are known, with the places they had before. */
type Families = {
  readonly familiesFile: string;
  readonly previousFile: string;
  readonly models: ModelSet;
  readonly ranges: readonly IdRange[];
  readonly spans?: AnswerSpans | undefined;
  readonly outFolder: string;
};

const INPUT: ModelInput = {
  rows: (ids) => `select * from model_input${withinIds("family_id", ids)}`,
  regencies: "select distinct regency_no from model_input",
};

/** Places them by the steps of `src/ranking`, as a version does once persons are summed up; `rank.parquet` and counts. */
export async function placeFamilies(
  engine: Engine,
  { familiesFile, previousFile, models, ranges, spans, outFolder }: Families,
  progress: Progress = quiet,
): Promise<RankFindings> {
  await mkdir(outFolder, { recursive: true });
  const { dialect } = engine;
  const rankFile = join(outFolder, "rank.parquet");
  const placement = { basis: "persons", ranges, spans, hasPrevious: true } as const;
  await engine.run(
    {
      name: "ranking",
      inputs: [
        { table: "model_input", files: [familiesFile] },
        { table: "previous_rank", files: [previousFile] },
      ],
      stages: [...placingSteps(models, INPUT, placement, dialect), ...findingSteps(true)],
      outputs: [
        { table: "rank", file: rankFile, order: ["family_id"], liesInOrder: true },
        ...FINDING_TABLES.map((table) => ({
          table,
          file: join(outFolder, `${table}.parquet`),
          order: [],
        })),
      ],
    },
    progress,
  );
  progress({ room: "ranking", step: "transition", done: 0, of: 1 });
  await countMoves(engine, { rankFile, previousFile }, outFolder);
  return readFindings(outFolder, { basis: "persons", previous: { versionNo: 1 } });
}
