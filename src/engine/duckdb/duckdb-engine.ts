import { type Progress, quiet } from "#domain/progress.ts";
import { duckdbDialect as dialect } from "../dialect.ts";
import type { Engine, EngineLimits, Pipeline, PipelineReport } from "../engine.ts";
import { isRepeat, type Stage, type Step } from "../step.ts";
import { lastReads } from "../still-read.ts";
import { type DuckDb, openDuckDb } from "./database.ts";
import { duckdbLanes } from "./lanes.ts";
import { STATE_FILE, type StateFiles, stateFiles } from "./state-file.ts";
import { inKeptOrder, writeTable } from "./write-table.ts";

/** Tables by name, with the step that made each; a passing one is a view and holds no rows. */
type Made = Map<string, Step>;

/** The engine on one machine. */
export async function duckdbEngine(limits: EngineLimits): Promise<Engine> {
  const db = await openDuckDb(limits);
  // No step may lean on the order of rows, and outputs name theirs: to keep it in every table would be for nobody.
  await db.run("set preserve_insertion_order = false");
  const made: Made = new Map();
  const states = stateFiles(db);
  return {
    dialect,
    run: (pipeline, progress = quiet) => runPipeline({ db, made, states }, pipeline, progress),
    close: async () => db.close(),
    ...(limits.threads === 1 ? {} : { lanes: () => duckdbLanes(limits) }),
  };
}

type Opened = {
  readonly db: DuckDb;
  /** Holds what the run before kept, and afterwards what this one keeps. */
  readonly made: Made;
  readonly states: StateFiles;
};

async function runPipeline(
  { db, made, states }: Opened,
  pipeline: Pipeline,
  progress: Progress,
): Promise<PipelineReport> {
  const started = performance.now();
  for (const { table, files } of pipeline.inputs) {
    const name = dialect.identifier(table);
    const isState = files.some((file) => file.endsWith(STATE_FILE));
    const rows = isState
      ? await states.read(table, files)
      : `select * from ${dialect.parquet(files)}`;
    await db.run(`create or replace view ${name} as ${rows}`);
  }
  const last = lastReads(made.keys(), pipeline);
  for (const [i, stage] of pipeline.stages.entries()) {
    const step = isRepeat(stage) ? stage.until : stage.table;
    progress({ room: pipeline.name, step, done: i, of: pipeline.stages.length });
    const later = new Set([...last].flatMap(([table, at]) => (at > i ? [table] : [])));
    await runStage(db, stage, { made, later });
    await dropBut(db, made, later);
  }
  const rows: Record<string, number> = {};
  const of = pipeline.stages.length;
  for (const output of pipeline.outputs) {
    const { table, file, as = table } = output;
    progress({ room: pipeline.name, step: `${table}.parquet`, done: of, of });
    rows[table] = file.endsWith(STATE_FILE)
      ? await states.write(table, as, file)
      : await writeTable(db, output);
  }
  await states.finish();
  await dropBut(db, made, new Set(pipeline.keeps));
  for (const { table } of pipeline.inputs) {
    await db.run(`drop view if exists ${dialect.identifier(table)}`);
  }
  return { seconds: (performance.now() - started) / 1000, rows };
}

/** Memory is for what is still read, be it through another. */
async function dropBut(db: DuckDb, made: Made, read: ReadonlySet<string>): Promise<void> {
  const kept = new Set([...read, ...readThrough(made, read)]);
  for (const [table, step] of [...made].reverse()) {
    if (!kept.has(table)) await drop(db, made, step);
  }
}

async function drop(db: DuckDb, made: Made, { table, isPassing }: Step): Promise<void> {
  await db.run(`drop ${isPassing ? "view" : "table"} ${dialect.identifier(table)}`);
  made.delete(table);
}

/** Tables that passing ones among these name, at any remove. */
function readThrough(made: Made, tables: ReadonlySet<string>): ReadonlySet<string> {
  const passing = [...tables].flatMap((table) => {
    const step = made.get(table);
    return step?.isPassing ? [step] : [];
  });
  const named = new Set(
    [...made.keys()].filter(
      (table) => !tables.has(table) && passing.some(({ sql }) => sql.includes(table)),
    ),
  );
  return named.size === 0
    ? named
    : new Set([...named, ...readThrough(made, new Set([...tables, ...named]))]);
}

/** What stands while a stage runs, and what of it later stages still read. */
type Standing = { readonly made: Made; readonly later: ReadonlySet<string> };

async function runStage(db: DuckDb, stage: Stage, standing: Standing): Promise<void> {
  if (!isRepeat(stage)) return runStep(db, stage, standing);
  for (let round = 0; round < stage.atMost; round++) {
    for (const step of stage.repeat) await runStep(db, step, standing);
    const [left] = await db.all<{ n: bigint }>(
      `select count(*) as n from ${dialect.identifier(stage.until)}`,
    );
    if (left?.n === 0n) return;
  }
  throw new Error(`"${stage.until}" is not empty after ${stage.atMost} rounds`);
}

async function runStep(db: DuckDb, step: Step, { made, later }: Standing): Promise<void> {
  const before = made.get(step.table);
  if (before !== undefined) await makeWayFor(db, made, { before, step });
  const { takesIn: parts } = step;
  if (parts !== undefined) return takeIn(db, made, { step, parts, later });
  const kind = step.isPassing ? "view" : "table";
  const make = () =>
    db.run(`create or replace ${kind} ${dialect.identifier(step.table)} as ${rowsOf(step)}`);
  await (step.order === undefined ? make() : inKeptOrder(db, make));
  made.set(step.table, step);
}

/**
 * Part after part, each let go with all that nobody reads any more: of a union of many parts DuckDB would work on all
 * at once and hold what comes too early.
 */
async function takeIn(
  db: DuckDb,
  made: Made,
  { step, parts, later }: { step: Step; parts: readonly string[]; later: ReadonlySet<string> },
): Promise<void> {
  const whole = dialect.identifier(step.table);
  for (const [nth, part] of parts.entries()) {
    const into = nth === 0 ? `create or replace table ${whole} as` : `insert into ${whole}`;
    await inKeptOrder(db, () => db.run(`${into} select * from ${dialect.identifier(part)}`));
    await dropBut(db, made, new Set([...later, ...parts.slice(nth + 1)]));
  }
  made.set(step.table, step);
}

/** Of each handful of rows DuckDB reckons statistics whole, of a full vector only of a third. */
const rowsOf = ({ sql, isScattered, order }: Step): string => {
  if (order !== undefined)
    return `select * from (${sql}) order by ${order.map(dialect.identifier).join(", ")}`;
  return isScattered ? `with gathered as materialized (${sql}) select * from gathered` : sql;
};

/** A table made anew takes the place of the old one, unless that is still read through another. */
async function makeWayFor(
  db: DuckDb,
  made: Made,
  { before, step }: { readonly before: Step; readonly step: Step },
): Promise<void> {
  const names = new RegExp(`\\b${step.table}\\b`);
  const reader = [...made.values()].find(({ isPassing, sql }) => isPassing && names.test(sql));
  if (reader !== undefined)
    throw new Error(`"${reader.table}" still reads "${step.table}" as it was`);
  if (before.isPassing || step.isPassing) await drop(db, made, before);
}
