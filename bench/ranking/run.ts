import { readFileSync } from "node:fs";
import { mkdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { openDuckDb } from "#engine/duckdb/database.ts";
import type { RankFindings } from "#ranking/rank-findings.ts";
import { RANKED_VARIABLES } from "#ranking/ranked-variables.ts";
import { runMeasured } from "../linkage/measured-child.ts";
import type { StepCost } from "../linkage/step-meter.ts";
import { familiesSql, previousSql, REGENCIES, writeNation } from "./nation.ts";

/**
 * Scores and places a nation (issue 4, "what must be shown" 1): families made by SQL from the seed, then the steps of
 * `src/ranking` as a version runs them, in a process of its own.
 */
const { values } = parseArgs({
  options: {
    families: { type: "string", default: "1000000,10000000" },
    seed: { type: "string", default: "1" },
    threads: { type: "string", default: "2" },
    memory: { type: "string", default: "6GB" },
    work: { type: "string", default: join(import.meta.dirname, "..", "work", "ranking") },
    keep: { type: "boolean", default: false },
    json: { type: "boolean", default: false },
  },
});

type Answer = {
  readonly wallSeconds: number;
  readonly peakBytes: number;
  readonly steps: readonly StepCost[];
  readonly findings: RankFindings;
};
type Figures = Answer & {
  readonly families: number;
  readonly cpuSeconds: number;
  readonly load: string;
  readonly bytesIn: number;
  readonly bytesOut: number;
};

const { threads, memory } = values;
const loadNow = (): string =>
  readFileSync("/proc/loadavg", "utf8").split(" ").slice(0, 2).join(" ");

async function measure(families: number): Promise<Figures> {
  const folder = join(values.work, `${families}-${values.seed}`);
  await mkdir(folder, { recursive: true });
  const file = (name: string) => join(folder, `${name}.parquet`);
  const isThere = await stat(file("previous")).catch(() => undefined);
  if (isThere === undefined) {
    process.stderr.write(`making ${families} families …\n`);
    const nation = { families, seed: Number(values.seed) };
    const db = await openDuckDb({ threads: Number(threads), memory, workFolder: folder });
    await writeNation(db, familiesSql(nation), file("families"));
    await writeNation(db, previousSql(nation), file("previous"));
    db.close();
  }
  const load = loadNow();
  const child = join(import.meta.dirname, "rank-nation.ts");
  const words = ["--folder", folder, "--threads", threads, "--memory", memory];
  const { answer, cost } = await runMeasured<Answer>([process.execPath, child, ...words]);
  const [bytesIn, bytesOut] = await Promise.all(
    ["families", "rank"].map(async (name) => (await stat(file(name))).size),
  );
  if (!values.keep) await rm(folder, { recursive: true, force: true });
  return {
    ...answer,
    ...cost,
    families,
    load: `${load} before, ${loadNow()} after`,
    bytesIn: bytesIn ?? 0,
    bytesOut: bytesOut ?? 0,
  };
}

function table(figures: readonly Figures[]): string {
  const rows = figures.map(
    (one) =>
      `| ${one.families} | ${one.wallSeconds.toFixed(1)} | ${one.cpuSeconds.toFixed(1)} | ${((1e6 * one.cpuSeconds) / one.families).toFixed(2)} | ${(one.peakBytes / 1e9).toFixed(2)} | ${(one.bytesIn / 1e6).toFixed(0)} | ${(one.bytesOut / 1e6).toFixed(0)} | ${one.load} |`,
  );
  const last = figures.at(-1);
  return [
    `${RANKED_VARIABLES.length} variables, ${REGENCIES} regencies with a model each, seed ${values.seed}, ${threads} threads, DuckDB limit ${memory}.`,
    "",
    "| families | s | CPU-s | CPU-s a million | peak GB | Parquet in, MB | out, MB | load (1, 5 min) |",
    "| ---: | ---: | ---: | ---: | ---: | ---: | ---: | --- |",
    ...rows,
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

/** Ranges of ids under one name, steps under half a second under another. */
function foldSteps(steps: readonly StepCost[]): readonly StepCost[] {
  const named = steps.map((one) => {
    const step = one.step.replace(/_\d+$/, "");
    return { ...one, step: one.seconds < 0.5 && step === one.step ? "the rest" : step };
  });
  return [...Map.groupBy(named, ({ step }) => step)].map(([step, of]) => ({
    step,
    seconds: of.reduce((sum, one) => sum + one.seconds, 0),
    cpuSeconds: of.reduce((sum, one) => sum + one.cpuSeconds, 0),
  }));
}

const figures: Figures[] = [];
for (const families of values.families.split(",")) figures.push(await measure(Number(families)));
process.stdout.write(values.json ? `${JSON.stringify(figures)}\n` : `${table(figures)}\n`);
