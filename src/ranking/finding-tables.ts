import { join } from "node:path";
import type { Dialect } from "#engine/dialect.ts";
import type { Engine } from "#engine/engine.ts";
import type { Step } from "#engine/step.ts";

/** Small tables that a run of the ranking leaves to be counted: no family stands in any of them. */
export const FINDING_TABLES = [
  "area_cut",
  "area_total",
  "score_spread",
  "previous_spread",
  "previous_decile_count",
] as const;

const PERSONS = "cast(case when size > 1 then size else 1 end as bigint)";

/** What is counted beside the places: areas, how scores are spread, and the same of the version before. */
export function findingSteps(hasPrevious: boolean, dialect: Dialect): readonly Step[] {
  return [
    {
      table: "area_total",
      sql: `\
select area, cast(sum(persons) as bigint) as persons, cast(sum(families) as bigint) as families
from area_bin
group by area`,
    },
    { table: "score_spread", sql: "select bin, persons, families from area_bin where area = 0" },
    ...previousSteps(hasPrevious, dialect),
  ];
}

/** By thousands of scores, as the histogram of the ranking itself; empty where nothing came before. */
function previousSteps(hasPrevious: boolean, { quotient }: Dialect): readonly Step[] {
  const from = hasPrevious
    ? `from (select decile_national as decile, ${quotient("score", "1000")} as bin, ${PERSONS} as persons from previous_rank) p`
    : "from (select cast(1 as int) as decile, cast(0 as bigint) as bin, cast(0 as bigint) as persons) p where bin > 0";
  const counted = "cast(sum(persons) as bigint) as persons, count(*) as families";
  return [
    { table: "previous_spread", sql: `select bin, ${counted}\n${from}\ngroup by bin` },
    {
      table: "previous_decile_count",
      sql: `select decile, ${counted}\n${from}\ngroup by decile`,
    },
  ];
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

/** Counts them into the folder; seconds of the engine. */
export async function countMoves(
  engine: Engine,
  rankFile: string,
  folder: string,
): Promise<number> {
  const { seconds } = await engine.run({
    name: "ranking",
    inputs: [{ table: "rank", files: [rankFile] }],
    stages: [decileMoves()],
    outputs: [{ table: "decile_move", file: join(folder, "decile_move.parquet"), order: [] }],
  });
  return seconds;
}
