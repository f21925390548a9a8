import type { Program } from "#domain/program.ts";
import type { WhatIfScenario } from "#domain/what-if.ts";
import { type DuckDb, openDuckDb, text } from "#engine/duckdb/database.ts";
import type { EngineLimits } from "#engine/engine.ts";
import { contentHash } from "#lake/content-hash.ts";
import type { ColumnType } from "#lake/tables.ts";
import { type Ask, answerWhatIf, type WhatIfAnswer } from "./answer.ts";
import { CELL_KEYS, CELL_SUMS, type CubeTerms, chanceDecile } from "./cube.ts";
import { exactFamilies, exactShares } from "./exact.ts";
import { marksRuleset, whatIfRuleset } from "./what-if-rules.ts";

/** Where a version lies and what of it a scenario needs. */
export type WhatIfVersion = {
  /** Has family, person, rank, stability, evidence and outcome .parquet. */
  readonly folder: string;
  readonly asOf: string;
  readonly drawKey: string;
};

/** What decides the cells of a scenario: the same for all that only move lines, money and benefits. */
export function cubeTerms(
  scenario: WhatIfScenario,
  program: Program,
  { asOf, drawKey }: Pick<WhatIfVersion, "asOf" | "drawKey">,
): CubeTerms {
  const { reform, baseline, poorDecile } = scenario;
  const chanceOf = chanceDecile(scenario);
  return {
    program: program.id,
    reform: whatIfRuleset(program, reform, { side: "reform", asOf }),
    baseline: whatIfRuleset(program, baseline === "as-determined" ? reform : baseline, {
      side: "baseline",
      asOf,
    }),
    marks: marksRuleset(program, asOf),
    poorDecile,
    ...(chanceOf === undefined ? {} : { chanceOf }),
    drawKey,
  };
}

/** The same text for the same cells, whatever the scenario is called. */
export const cubeKey = ({ program, reform, baseline, poorDecile, chanceOf }: CubeTerms): string =>
  [program, reform.id, baseline.id, poorDecile, chanceOf ?? "percentile"].join("|");

/** Answers a scenario from a file of cells, or to the last family from a file of families. */
export async function answerFromFile(
  file: string,
  scenario: WhatIfScenario,
  { isExact, limits }: { readonly isExact: boolean; readonly limits: EngineLimits },
): Promise<WhatIfAnswer> {
  const db = await openDuckDb(limits);
  try {
    const ask: Ask = (sql) => db.all(sql);
    const rows = `read_parquet(${text(file)})`;
    if (!isExact) return await answerWhatIf({ ask, from: rows, scenario });
    await db.run(
      `create view what_if as select *, score as score_low, score as score_high from ${rows}`,
    );
    return await answerWhatIf({
      ask,
      from: "what_if",
      scenario,
      sharpen: async (lines) => {
        await db.run(`create table what_if_exact as ${exactFamilies("what_if", scenario, lines)}`);
        return exactShares(scenario.baseline);
      },
      sharpened: "what_if_exact",
    });
  } finally {
    db.close();
  }
}

const CELL_COLUMNS: Readonly<Record<string, ColumnType>> = {
  ...Object.fromEntries(CELL_KEYS.map((key) => [key, "int" as const])),
  regency_no: "bigint",
  ...Object.fromEntries(CELL_SUMS.map((sum) => [sum, "bigint" as const])),
  score_low: "bigint",
  score_high: "bigint",
};

/** The content hash of a file of cells: the same whatever order and machine it was written on. */
export async function hashCells(db: DuckDb, file: string): Promise<string> {
  const { duckdbDialect } = await import("#engine/dialect.ts");
  await db.run(
    `create or replace view what_if_hashed as select * from read_parquet(${text(file)})`,
  );
  const step = contentHash("what_if_hashed", CELL_COLUMNS, duckdbDialect);
  const [row] = await db.all<{ rows: bigint; sum_a: bigint; sum_b: bigint }>(step.sql);
  return `${row?.rows}-${row?.sum_a}-${row?.sum_b}`;
}
