import { join } from "node:path";
import type { Engine } from "#engine/engine.ts";
import type { Step } from "#engine/step.ts";
import { cutStateCounts, type StabilityDay } from "./errors/stability.ts";
import { PREVIOUS_IDS } from "./previous-deciles.ts";
import { cutScores, scoreBins } from "./score-bins.ts";

/** Small tables that a run of the ranking leaves to be counted: no family stands in any of them. */
export const FINDING_TABLES = [
  "area_cut",
  "area_total",
  "previous_decile_count",
  "previous_id_count",
] as const;

const PERSONS = "cast(case when size > 1 then size else 1 end as bigint)";

/** What is counted beside the places: areas, and the deciles of the version before. */
export function findingSteps(hasPrevious: boolean): readonly Step[] {
  return [
    {
      table: "area_total",
      sql: `\
select area, cast(sum(persons) as bigint) as persons, cast(sum(families) as bigint) as families
from area_bin
group by area`,
    },
    previousDeciles(hasPrevious),
    { table: "previous_id_count", sql: hasPrevious ? PREVIOUS_IDS : NOBODY_BEFORE },
  ];
}

const NOBODY_BEFORE = "select cast(0 as bigint) as families";

/** Empty where nothing came before. */
function previousDeciles(hasPrevious: boolean): Step {
  const from = hasPrevious
    ? "from (select decile_national as decile from previous_rank) p"
    : "from (select cast(1 as int) as decile) p where decile > 1";
  const sql = `select decile, count(*) as families\n${from}\ngroup by decile`;
  return { table: "previous_decile_count", sql };
}

/** How many went from which decile to which, by both bases, read off the places as they were written. */
export function decileMoves(): Step {
  return {
    table: "decile_move",
    sql: `\
select previous_decile, decile_national, decile_other_basis, cast(sum(${PERSONS}) as bigint) as persons, count(*) as families
from rank
group by previous_decile, decile_national, decile_other_basis`,
  };
}

/** Ranks as they were written, and those of the version before where there is one. */
export type CountedRanks = { readonly rankFile: string; readonly previousFile?: string };

/** Counts into the folder who moved, and how scores lie in the deciles that the version before cut; seconds of the engine. */
export async function countMoves(
  engine: Engine,
  { rankFile, previousFile }: CountedRanks,
  folder: string,
  stability?: { readonly file: string; readonly when: StabilityDay },
): Promise<number> {
  const written = (table: string) => ({ table, file: join(folder, `${table}.parquet`), order: [] });
  const isJudged = stability !== undefined;
  const now = await engine.run({
    name: "ranking",
    inputs: [
      { table: "rank", files: [rankFile] },
      ...(isJudged ? [{ table: "stability", files: [stability.file] }] : []),
    ],
    stages: [decileMoves(), ...(isJudged ? [cutStateCounts(stability.when)] : [])],
    outputs: ["decile_move", ...(isJudged ? ["cut_state_count"] : [])].map(written),
  });
  if (previousFile === undefined) return now.seconds;
  const since = await engine.run({
    name: "ranking",
    inputs: [
      { table: "rank_before", files: [previousFile] },
      { table: "rank_after", files: [rankFile] },
    ],
    stages: [cutScores("before"), scoreBins()],
    outputs: [written("score_bin")],
  });
  return now.seconds + since.seconds;
}
