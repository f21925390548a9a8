import { type Progress, quiet } from "#domain/progress.ts";
import { duckdbDialect as dialect } from "../dialect.ts";
import type { Engine, EngineLimits, Pipeline, PipelineReport } from "../engine.ts";
import { isRepeat, type Stage, type Step } from "../step.ts";
import { stillRead } from "../still-read.ts";
import { type DuckDb, openDuckDb } from "./database.ts";

/** The engine on one machine. */
export async function duckdbEngine(limits: EngineLimits): Promise<Engine> {
  const db = await openDuckDb(limits);
  // No step may lean on the order of rows, and outputs name theirs: to keep it in every table would be for nobody.
  await db.run("set preserve_insertion_order = false");
  const made = new Set<string>();
  return {
    dialect,
    run: (pipeline, progress = quiet) => runPipeline(db, made, pipeline, progress),
    close: async () => db.close(),
  };
}

/** `made` holds what the run before it kept, and afterwards what this one keeps. */
async function runPipeline(
  db: DuckDb,
  made: Set<string>,
  pipeline: Pipeline,
  progress: Progress,
): Promise<PipelineReport> {
  const started = performance.now();
  for (const { table, files } of pipeline.inputs) {
    const name = dialect.identifier(table);
    await db.run(`create or replace view ${name} as select * from ${dialect.parquet(files)}`);
  }
  for (const [i, stage] of pipeline.stages.entries()) {
    const step = isRepeat(stage) ? stage.until : stage.table;
    progress({ room: pipeline.name, step, done: i, of: pipeline.stages.length });
    await runStage(db, stage, made);
    await dropUnused(db, made, pipeline, i);
  }
  const rows: Record<string, number> = {};
  const of = pipeline.stages.length;
  for (const { table, file, order } of pipeline.outputs) {
    progress({ room: pipeline.name, step: `${table}.parquet`, done: of, of });
    rows[table] = await writeTable(db, table, file, order);
  }
  for (const table of made) {
    if (pipeline.keeps?.includes(table)) continue;
    await db.run(`drop table ${dialect.identifier(table)}`);
    made.delete(table);
  }
  for (const { table } of pipeline.inputs) {
    await db.run(`drop view if exists ${dialect.identifier(table)}`);
  }
  return { seconds: (performance.now() - started) / 1000, rows };
}

/** Memory is for what is still read. */
async function dropUnused(
  db: DuckDb,
  made: Set<string>,
  pipeline: Pipeline,
  done: number,
): Promise<void> {
  const kept = stillRead(made, pipeline, done);
  for (const table of made) {
    if (kept.has(table)) continue;
    await db.run(`drop table ${dialect.identifier(table)}`);
    made.delete(table);
  }
}

async function runStage(db: DuckDb, stage: Stage, made: Set<string>): Promise<void> {
  if (!isRepeat(stage)) return runStep(db, stage, made);
  for (let round = 0; round < stage.atMost; round++) {
    for (const step of stage.repeat) await runStep(db, step, made);
    const [left] = await db.all<{ n: bigint }>(
      `select count(*) as n from ${dialect.identifier(stage.until)}`,
    );
    if (left?.n === 0n) return;
  }
  throw new Error(`"${stage.until}" is not empty after ${stage.atMost} rounds`);
}

async function runStep(db: DuckDb, step: Step, made: Set<string>): Promise<void> {
  await db.run(`create or replace table ${dialect.identifier(step.table)} as ${step.sql}`);
  made.add(step.table);
}

async function writeTable(
  db: DuckDb,
  table: string,
  file: string,
  order: readonly string[],
): Promise<number> {
  const keys = order.map(dialect.identifier).join(", ");
  const query = `select * from ${dialect.identifier(table)}${keys === "" ? "" : ` order by ${keys}`}`;
  const compression = keys === "" ? "lz4_raw" : "zstd";
  await db.run(
    `copy (${query}) to ${dialect.text(file)} (format parquet, compression ${compression})`,
  );
  const [count] = await db.all<{ n: bigint }>(
    `select count(*) as n from ${dialect.identifier(table)}`,
  );
  return Number(count?.n ?? 0n);
}
