import type { DuckDb } from "#engine/duckdb/database.ts";
import { isRepeat, type Stage } from "#engine/step.ts";

/** Steps one after the other, each a table of the database: what a pipeline does, with nothing taken away. */
export async function runStages(db: DuckDb, stages: readonly Stage[]): Promise<void> {
  for (const stage of stages) {
    if (!isRepeat(stage)) {
      await db.run(`create or replace table ${stage.table} as ${stage.sql}`);
      continue;
    }
    for (let round = 0; round < stage.atMost; round++) {
      await runStages(db, stage.repeat);
      const [left] = await db.all<{ n: bigint }>(`select count(*) as n from ${stage.until}`);
      if (left?.n === 0n) break;
    }
  }
}

/** A table of whole numbers. */
export async function plantRows(
  db: DuckDb,
  name: string,
  columns: readonly string[],
  rows: readonly (readonly number[])[],
): Promise<void> {
  await db.run(
    `create or replace table ${name} (${columns.map((column) => `${column} bigint`).join(", ")})`,
  );
  if (rows.length > 0) {
    await db.run(
      `insert into ${name} values ${rows.map((row) => `(${row.join(",")})`).join(", ")}`,
    );
  }
}
