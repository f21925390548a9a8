import { randomUUID } from "node:crypto";
import { link, rm } from "node:fs/promises";
import { basename } from "node:path";
import { type Progress, quiet } from "#domain/progress.ts";
import { sparkDialect as dialect } from "../dialect.ts";
import { type DuckDb, openDuckDb } from "../duckdb/database.ts";
import { STATE_FILE } from "../duckdb/state-file.ts";
import type { Engine, EngineLimits, Pipeline, PipelineReport } from "../engine.ts";
import { isRepeat, type Stage, type Step } from "../step.ts";
import { stillRead } from "../still-read.ts";
import { fewerSteps } from "./fewer-steps.ts";
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
  noStateFiles(pipeline);
  const { stages, queries } = fewerSteps(pipeline);
  const inputs = await openInputs(run, pipeline.inputs);
  const reads = queries.map((sql) => ({ table: "", sql }));
  const whole: Pipeline = { ...pipeline, stages: [...stages, ...reads], outputs: [] };
  for (const [i, stage] of stages.entries()) {
    const step = isRepeat(stage) ? stage.until : stage.table;
    progress({ room: pipeline.name, step, done: i, of: stages.length });
    await runStage(run, stage);
    const kept = stillRead(run.made.keys(), whole, i);
    await letGo(
      run,
      [...run.made.keys()].filter((table) => !kept.has(table)),
    );
  }
  const rows: Record<string, number> = {};
  for (const [i, output] of pipeline.outputs.entries()) {
    progress({
      room: pipeline.name,
      step: `${output.table}.parquet`,
      done: stages.length,
      of: stages.length,
    });
    rows[output.table] = await write(run, output, queries[i] ?? "");
  }
  const unkept = [...run.made.keys()].filter((table) => !pipeline.keeps?.includes(table));
  await letGo(run, unkept);
  const views = [...unkept, ...pipeline.inputs.map(({ table }) => table)];
  await run.spark.run(
    ...views.map((name) => `drop view if exists ${dialect.identifier(name)}`),
    ...inputs.map((name) => `drop table if exists ${name}`),
  );
  return { seconds: (performance.now() - started) / 1000, rows };
}

/** Before anything is asked of the cluster: whoever keeps a state must not have come here with it. */
function noStateFiles({ name, inputs, outputs }: Pipeline): void {
  const files = [...inputs.flatMap((input) => input.files), ...outputs.map(({ file }) => file)];
  const state = files.find((file) => file.endsWith(STATE_FILE));
  if (state === undefined) return;
  throw new Error(
    `${name}: ${basename(state)} is a state of DuckDB's own, which Spark cannot read: match the whole, or run on DuckDB`,
  );
}

/** A table of the catalogue for each file, and a view of them under the name that steps know. */
async function openInputs(run: Run, inputs: Pipeline["inputs"]): Promise<readonly string[]> {
  const files = inputs.flatMap(({ table, files }) => files.map((file) => ({ table, file })));
  const opened = files.map((one) => ({ ...one, name: catalogued(randomUUID()) }));
  const views = inputs.map(({ table }) => {
    const parts = opened.filter((one) => one.table === table);
    return view(table, parts.map(({ name }) => `select * from ${name}`).join(" union all "));
  });
  const tables = opened.map(
    ({ name, file }) => `create table ${name} using parquet options (path ${dialect.text(file)})`,
  );
  await run.spark.run(...tables, ...views);
  return opened.map(({ name }) => name);
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
 * Each step's table is written and read back: a lost worker costs one step, and plans stay short. It is a
 * table of the session's catalogue, which knows its shape: asked of the files, every mention of it would be
 * a job of its own. The table it replaces goes when the new one is whole, for the step may have read it.
 */
async function checkpoint(run: Run, step: Step): Promise<void> {
  const folder = scratchFolder(run.workFolder, step.table);
  await run.spark.run(
    `create table ${catalogued(folder)} using parquet options (path ${dialect.text(folder)}) as ${step.sql}`,
    view(step.table, `select * from ${catalogued(folder)}`),
  );
  await letGo(run, [step.table]);
  run.made.set(step.table, folder);
}

/** The catalogue takes letters, numbers and _ only. */
const catalogued = (folder: string): string =>
  dialect.identifier(`t_${basename(folder).replaceAll("-", "_")}`);

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

/** One file of what a query says, in the order that is asked. */
async function write(
  run: Run,
  { table, file, order }: Pipeline["outputs"][number],
  query: string,
): Promise<number> {
  const standing = run.made.get(table);
  if (standing !== undefined && order.length === 0) {
    const [part = "", ...more] = await partsOf(standing);
    if (more.length === 0) {
      await rm(file, { force: true });
      await link(part, file);
      return count(run, standing);
    }
  }
  const folder = scratchFolder(run.workFolder, `${table}-out`);
  const keys = order.map(dialect.identifier).join(", ");
  await run.spark.run(
    `insert overwrite directory using parquet options (path ${dialect.text(folder)}) ` +
      `select /*+ repartition(1) */ * from (${query}) ${keys === "" ? "" : ` order by ${keys}`}`,
  );
  const rows = await count(run, folder);
  await collectParquet(folder, file);
  await rm(folder, { recursive: true, force: true });
  return rows;
}
