import { rm } from "node:fs/promises";
import { type Progress, quiet } from "#domain/progress.ts";
import { sparkDialect as dialect } from "../dialect.ts";
import { type DuckDb, openDuckDb } from "../duckdb/database.ts";
import type { Engine, EngineLimits, Pipeline, PipelineReport } from "../engine.ts";
import { isRepeat, type Stage, type Step } from "../step.ts";
import { stillRead } from "../still-read.ts";
import { collectParquet, partsOf, scratchFolder } from "./parquet-out.ts";
import type { SparkSql } from "./spark-sql.ts";

/** The session, the footers' reader, and the folder of each table: of this run, and kept by the one before. */
type Run = {
  readonly spark: SparkSql;
  readonly footers: DuckDb;
  readonly workFolder: string;
  readonly made: Map<string, string>;
};

/**
 * The engine on a cluster: one `spark-sql` session, Parquet in and out, in a work folder that every worker
 * sees under the same path.
 */
export async function sparkEngine(spark: SparkSql, limits: EngineLimits): Promise<Engine> {
  const footers = await openDuckDb({ ...limits, threads: 1, memory: "256MB" });
  const run: Run = { spark, footers, workFolder: limits.workFolder, made: new Map() };
  return {
    dialect,
    run: (pipeline, progress = quiet) => runPipeline(run, pipeline, progress),
    close: async () => {
      footers.close();
      await spark.close();
    },
  };
}

async function runPipeline(
  run: Run,
  pipeline: Pipeline,
  progress: Progress,
): Promise<PipelineReport> {
  const started = performance.now();
  const inputs = pipeline.inputs.map(({ table, files }) => view(table, dialect.parquet(files)));
  await run.spark.run(...inputs);
  for (const [i, stage] of pipeline.stages.entries()) {
    const step = isRepeat(stage) ? stage.until : stage.table;
    progress({ room: pipeline.name, step, done: i, of: pipeline.stages.length });
    await runStage(run, stage);
    const kept = stillRead(run.made.keys(), pipeline, i);
    await letGo(
      run,
      [...run.made.keys()].filter((table) => !kept.has(table)),
    );
  }
  const rows: Record<string, number> = {};
  for (const output of pipeline.outputs) rows[output.table] = await write(run, output);
  const unkept = [...run.made.keys()].filter((table) => !pipeline.keeps?.includes(table));
  await letGo(run, unkept);
  const names = [...unkept, ...pipeline.inputs.map(({ table }) => table)];
  await run.spark.run(...names.map((name) => `drop view if exists ${dialect.identifier(name)}`));
  return { seconds: (performance.now() - started) / 1000, rows };
}

async function runStage(run: Run, stage: Stage): Promise<void> {
  if (!isRepeat(stage)) return checkpoint(run, stage);
  for (let round = 0; round < stage.atMost; round++) {
    for (const step of stage.repeat) await checkpoint(run, step);
    if ((await count(run, run.made.get(stage.until))) === 0) return;
  }
  throw new Error(`"${stage.until}" is not empty after ${stage.atMost} rounds`);
}

/**
 * Each step's table is written and read back: a lost worker costs one step, and plans stay short. The
 * table it replaces goes when the new one is whole, for the step may have read it.
 */
async function checkpoint(run: Run, step: Step): Promise<void> {
  const folder = scratchFolder(run.workFolder, step.table);
  await run.spark.run(
    `insert overwrite directory using parquet options (path ${dialect.text(folder)}) ${step.sql}`,
    view(step.table, `select * from parquet.\`${folder}\``),
  );
  await letGo(run, [step.table]);
  run.made.set(step.table, folder);
}

/** Plain identity may lie in them: no table stays on disk longer than it is read. */
async function letGo({ made }: Run, tables: readonly string[]): Promise<void> {
  for (const table of tables) {
    const folder = made.get(table);
    made.delete(table);
    if (folder !== undefined) await rm(folder, { recursive: true, force: true });
  }
}

const view = (table: string, query: string): string =>
  `create or replace temporary view ${dialect.identifier(table)} as ${query}`;

/** Rows of a folder, from the footers of its parts: no job of the cluster's is needed to count. */
async function count({ footers }: Run, folder: string | undefined): Promise<number> {
  if (folder === undefined) throw new Error("a table was counted that no step has made");
  const parts = await partsOf(folder);
  const [row] = await footers.all<{ n: bigint | null }>(
    `select cast(sum(num_rows) as bigint) as n from parquet_file_metadata([${parts.map(dialect.text).join(", ")}])`,
  );
  return Number(row?.n ?? 0n);
}

async function write(run: Run, output: Pipeline["outputs"][number]): Promise<number> {
  const folder = scratchFolder(run.workFolder, `${output.table}-out`);
  const keys = output.order.map(dialect.identifier).join(", ");
  const table = dialect.identifier(output.table);
  await run.spark.run(
    `insert overwrite directory using parquet options (path ${dialect.text(folder)}) ` +
      `select /*+ coalesce(1) */ * from ${table}${keys === "" ? "" : ` order by ${keys}`}`,
  );
  const rows = await count(run, folder);
  await collectParquet(folder, output.file);
  await rm(folder, { recursive: true, force: true });
  return rows;
}
