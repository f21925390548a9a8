import { type Progress, quiet } from "#domain/progress.ts";
import { sparkDialect as dialect } from "../dialect.ts";
import type { Engine, EngineLimits, Pipeline, PipelineReport } from "../engine.ts";
import { isRepeat, type Stage, type Step } from "../step.ts";
import { collectParquet, scratchFile } from "./parquet-out.ts";
import { openSparkSql, type SparkSql } from "./spark-sql.ts";

export type SparkSettings = {
  /** Folder of the Spark distribution (SPARK_HOME). */
  readonly home: string;
  /** `local[2]`, or `spark://host:7077` of a standalone cluster. */
  readonly master: string;
};

/** The engine on a cluster: one `spark-sql` process fed on its standard input, Parquet in and out. */
export async function sparkEngine(settings: SparkSettings, limits: EngineLimits): Promise<Engine> {
  const spark = await openSparkSql(settings, limits);
  return {
    dialect,
    run: (pipeline, progress = quiet) => runPipeline(spark, limits, pipeline, progress),
    close: () => spark.close(),
  };
}

async function runPipeline(
  spark: SparkSql,
  limits: EngineLimits,
  pipeline: Pipeline,
  progress: Progress,
): Promise<PipelineReport> {
  const started = performance.now();
  for (const { table, files } of pipeline.inputs) {
    await view(spark, table, dialect.parquet(files));
  }
  for (const [i, stage] of pipeline.stages.entries()) {
    const step = isRepeat(stage) ? stage.until : stage.table;
    progress({ room: pipeline.name, step, done: i, of: pipeline.stages.length });
    await runStage(spark, limits, stage);
  }
  const rows: Record<string, number> = {};
  for (const output of pipeline.outputs) rows[output.table] = await write(spark, limits, output);
  return { seconds: (performance.now() - started) / 1000, rows };
}

async function runStage(spark: SparkSql, limits: EngineLimits, stage: Stage): Promise<void> {
  if (!isRepeat(stage)) return checkpoint(spark, limits, stage);
  for (let round = 0; round < stage.atMost; round++) {
    for (const step of stage.repeat) await checkpoint(spark, limits, step);
    if ((await count(spark, stage.until)) === 0) return;
  }
  throw new Error(`"${stage.until}" is not empty after ${stage.atMost} rounds`);
}

/** Each step's table is written and read back: a lost worker costs one step, and plans stay short. */
async function checkpoint(spark: SparkSql, limits: EngineLimits, step: Step): Promise<void> {
  const folder = scratchFile(limits.workFolder, step.table);
  await spark.run(
    `insert overwrite directory using parquet options (path ${dialect.text(folder)}) ${step.sql}`,
  );
  await view(spark, step.table, `select * from parquet.\`${folder}\``);
}

async function view(spark: SparkSql, table: string, query: string): Promise<void> {
  await spark.run(`create or replace temporary view ${dialect.identifier(table)} as ${query}`);
}

function count(spark: SparkSql, table: string): Promise<number> {
  return spark.count(dialect.identifier(table));
}

async function write(
  spark: SparkSql,
  limits: EngineLimits,
  output: Pipeline["outputs"][number],
): Promise<number> {
  const folder = scratchFile(limits.workFolder, `${output.table}-out`);
  const keys = output.order.map(dialect.identifier).join(", ");
  await spark.run(
    `insert overwrite directory using parquet options (path ${dialect.text(folder)}) ` +
      `select /*+ coalesce(1) */ * from ${dialect.identifier(output.table)}${keys === "" ? "" : ` order by ${keys}`}`,
  );
  await collectParquet(folder, output.file);
  return count(spark, output.table);
}
