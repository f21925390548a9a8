import { readFileSync } from "node:fs";
import { mkdir, readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { openDuckDb, text } from "#engine/duckdb/database.ts";
import type { Determined } from "#programs/determination-report.ts";
import { runMeasured } from "../linkage/measured-child.ts";
import type { StepCost } from "../linkage/step-meter.ts";
import { evidenceSql, familySql, personSql, rankSql } from "./nation.ts";
import { TEN_PROGRAMS } from "./ten-programs.ts";

/**
 * Determines ten programs for a nation (issue 5, "what must be shown" 1): families, persons, ranks and statements made by
 * SQL from the seed, then the steps of `src/programs` in a process of its own, from Parquet to records in Parquet.
 */
const { values } = parseArgs({
  options: {
    families: { type: "string", default: "1000000,10000000" },
    seed: { type: "string", default: "1" },
    threads: { type: "string", default: "2" },
    memory: { type: "string", default: "6GB" },
    together: { type: "string", default: "1000000" },
    work: { type: "string", default: join(import.meta.dirname, "..", "work", "programs") },
    keep: { type: "boolean", default: false },
    json: { type: "boolean", default: false },
  },
});

type Answer = Determined & {
  readonly wallSeconds: number;
  readonly peakBytes: number;
  readonly files: number;
  readonly steps: readonly StepCost[];
};
type Figures = Answer & {
  readonly families: number;
  readonly cpuSeconds: number;
  readonly load: string;
  readonly bytesIn: number;
  readonly bytesOut: number;
};

const { threads, memory } = values;
const INPUTS = { family: familySql, person: personSql, rank: rankSql, evidence: evidenceSql };
const loadNow = (): string =>
  readFileSync("/proc/loadavg", "utf8").split(" ").slice(0, 2).join(" ");

async function measure(families: number): Promise<Figures> {
  const folder = join(values.work, `${families}-${values.seed}`);
  await mkdir(folder, { recursive: true });
  const nation = { families, seed: Number(values.seed), programs: TEN_PROGRAMS };
  for (const [table, sql] of Object.entries(INPUTS)) await make(folder, table, sql(nation));
  const load = loadNow();
  const child = join(import.meta.dirname, "determine-nation.ts");
  const words = ["--folder", folder, "--families", String(families), "--threads", threads];
  const limits = ["--memory", memory, "--together", values.together];
  const asked = [process.execPath, child, ...words, ...limits];
  const { answer, cost } = await runMeasured<Answer>(asked);
  const bytesIn = await bytesOf(Object.keys(INPUTS).map((table) => file(folder, table)));
  const out = join(folder, "outcomes");
  const bytesOut = await bytesOf((await readdir(out)).map((name) => join(out, name)));
  await rm(values.keep ? out : folder, { recursive: true, force: true });
  const loads = `${load} before, ${loadNow()} after`;
  return { ...answer, ...cost, families, load: loads, bytesIn, bytesOut };
}

const file = (folder: string, table: string): string => join(folder, `${table}.parquet`);

const bytesOf = async (files: readonly string[]): Promise<number> =>
  (await Promise.all(files.map((one) => stat(one)))).reduce((sum, { size }) => sum + size, 0);

async function make(folder: string, table: string, sql: string): Promise<void> {
  const path = file(folder, table);
  if ((await stat(path).catch(() => undefined)) !== undefined) return;
  process.stderr.write(`making ${path} …\n`);
  const db = await openDuckDb({ threads: Number(threads), memory, workFolder: folder });
  await db.run(
    `copy (${sql}) to ${text(path)} (format parquet, compression zstd, parquet_version v2)`,
  );
  db.close();
}

const millions = (n: number): string => (n / 1e6).toFixed(1);

function table(figures: readonly Figures[]): string {
  const rows = figures.map((one) =>
    [
      one.families,
      millions(one.rows),
      one.wallSeconds.toFixed(1),
      one.cpuSeconds.toFixed(1),
      ((1e6 * one.cpuSeconds) / one.families).toFixed(2),
      (one.peakBytes / 1e9).toFixed(2),
      (one.bytesIn / 1e6).toFixed(0),
      (one.bytesOut / 1e6).toFixed(0),
      one.load,
    ].join(" | "),
  );
  const last = figures.at(-1);
  return [
    `${TEN_PROGRAMS.length} programs, seed ${values.seed}, ${threads} threads, DuckDB limit ${memory}, ${values.together} families together.`,
    "",
    "| families | records, millions | s | CPU-s | CPU-s a million families | peak GB | Parquet in, MB | out, MB | load (1, 5 min) |",
    "| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | --- |",
    ...rows.map((row) => `| ${row} |`),
    "",
    `Where it goes, at ${last?.families}:`,
    "",
    "| step | s | CPU-s |",
    "| --- | ---: | ---: |",
    ...foldSteps(last?.steps ?? []).map(
      ({ step, seconds, cpuSeconds }) =>
        `| ${step} | ${seconds.toFixed(1)} | ${cpuSeconds.toFixed(1)} |`,
    ),
  ].join("\n");
}

/** Steps of all programs and ranges under one name, the dearest first. */
function foldSteps(steps: readonly StepCost[]): readonly StepCost[] {
  const names = TEN_PROGRAMS.map(({ id }) => id.replaceAll("-", "_"));
  const kind = (step: string) =>
    names.reduce((left, name) => left.replace(`_${name}`, ""), step).replace(/-\d+/, "");
  return [...Map.groupBy(steps, ({ step }) => kind(step))]
    .map(([step, of]) => ({
      step,
      seconds: of.reduce((sum, one) => sum + one.seconds, 0),
      cpuSeconds: of.reduce((sum, one) => sum + one.cpuSeconds, 0),
    }))
    .sort((a, b) => b.seconds - a.seconds);
}

const figures: Figures[] = [];
for (const families of values.families.split(",")) figures.push(await measure(Number(families)));
process.stdout.write(values.json ? `${JSON.stringify(figures)}\n` : `${table(figures)}\n`);
