import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { openDuckDb } from "#engine/duckdb/database.ts";
import { ERROR_PROFILES } from "#synthetic/error-profiles.ts";
import { type ChildCost, runMeasured } from "./measured-child.ts";
import { linkageData } from "./nation.ts";
import type { OurAnswer } from "./ours.ts";
import { findSplink, PINNED } from "./python.ts";
import {
  countFindable,
  countWeights,
  judgeOwnThreshold,
  judgeThresholds,
  writeOurEdges,
} from "./quality.ts";
import {
  type LinkageFigures,
  linkageTable,
  type Measured,
  SYSTEMS,
  type System,
  stepsTable,
} from "./report.ts";
import type { StepCost } from "./step-meter.ts";

/**
 * Our matching beside Splink on the same files (issue 3, "what must be shown" 1 and 2): each in a
 * process of its own, turn about in one run, the same threads.
 */
const { values } = parseArgs({
  options: {
    records: { type: "string", default: "200000" },
    errors: { type: "string", default: "harder" },
    seed: { type: "string", default: "1" },
    turns: { type: "string", default: "3" },
    threads: { type: "string", default: "2" },
    memory: { type: "string", default: "2500MB" },
    "splink-memory": { type: "string", default: "8GB" },
    systems: { type: "string", default: SYSTEMS.join(",") },
    work: { type: "string", default: join(import.meta.dirname, "..", "work", "linkage") },
    json: { type: "boolean", default: false },
  },
});
const { threads, work } = values;
// As the command line does: what was read once is not compiled again. Python keeps such files too.
process.env.NODE_COMPILE_CACHE ??= join(work, "compiled");
const errors = ERROR_PROFILES.find((name) => name === values.errors);
if (errors === undefined) throw new Error(`--errors is one of ${ERROR_PROFILES.join(", ")}`);
const limits = { threads: Number(threads), memory: values.memory };
const data = await linkageData(
  { records: Number(values.records), errors, seed: values.seed },
  work,
  limits,
);

type Answer = Pick<OurAnswer, "peakBytes"> & Partial<OurAnswer>;
type Run = ChildCost & Answer;

const named = values.systems.split(",");
const wanted = SYSTEMS.filter((system) => named.includes(system));
const python = wanted.some((system) => system !== "ours") ? findSplink() : undefined;
const systems = wanted.filter((system) => system === "ours" || python !== undefined);
const runs = new Map<System, Run[]>(systems.map((system) => [system, []]));
for (let turn = 1; turn <= Number(values.turns); turn++) {
  for (const system of systems) {
    const run = await runOnce(commandOf(system), outOf(system));
    runs.get(system)?.push(run);
    const said = `${run.cpuSeconds.toFixed(1)} CPU-s, ${run.wallSeconds.toFixed(1)} s, ${(run.peakBytes / 1e9).toFixed(2)} GB`;
    process.stderr.write(`turn ${turn}, ${system}: ${said}\n`);
  }
}
const figures: LinkageFigures = {
  records: Number(values.records),
  register: data.register,
  source: data.source,
  errors,
  seed: values.seed,
  measured: await judgeAll(),
};
const tables = [linkageTable(figures), stepsTable(figures), `Splink on ${PINNED}.`].join("\n\n");
process.stdout.write(values.json ? `${JSON.stringify(figures)}\n` : `${tables}\n`);

function outOf(name: string): string {
  return join(data.folder, `run-${name}`);
}

/** The words that link once; what they print is JSON. */
function commandOf(system: System, isCounting = false): readonly string[] {
  if (system === "ours") {
    const words = ["--data", data.folder, "--out", outOf(system), "--threads", threads];
    const script = join(import.meta.dirname, "ours.ts");
    const more = ["--memory", values.memory, ...(isCounting ? ["--candidates"] : [])];
    return [process.execPath, script, ...words, ...more];
  }
  const script = join(import.meta.dirname, "splink_link.py");
  const kind = isCounting ? "candidates" : system;
  return [python ?? "", script, kind, data.folder, outOf(system), threads, values["splink-memory"]];
}

async function runOnce(words: readonly string[], out: string): Promise<Run> {
  await rm(out, { recursive: true, force: true });
  await mkdir(out, { recursive: true });
  const { answer, cost } = await runMeasured<Answer>(words);
  return { ...answer, ...cost };
}

/** Judged by the last turn's links; then each once more, not timed, for what it proposed at all. */
async function judgeAll(): Promise<readonly Measured[]> {
  const measured: Measured[] = [];
  let proposedBySplink: number | undefined;
  for (const system of systems) {
    const judged = await judge(system);
    const isOurs = system === "ours";
    const known = isOurs ? undefined : proposedBySplink;
    const candidateRecall =
      known ?? (await runOnce(commandOf(system, true), outOf(system))).candidateRecall ?? 0;
    if (!isOurs) proposedBySplink = candidateRecall;
    measured.push({ ...judged, candidateRecall });
  }
  return measured;
}

async function judge(system: System): Promise<Omit<Measured, "candidateRecall">> {
  const db = await openDuckDb({ ...limits, workFolder: join(data.folder, "judge") });
  try {
    const edges = join(outOf(system), "edges.parquet");
    if (system === "ours") await writeOurEdges(db, outOf(system), edges);
    const findable = await countFindable(db, data.folder);
    const both = [false, true].map(async (isMutual) =>
      judgeThresholds(await countWeights(db, data.folder, edges, isMutual), findable),
    );
    const [best] = (await Promise.all(both)).sort((a, b) => b.bestF1 - a.bestF1);
    if (best === undefined) throw new Error("nothing was judged");
    const turns = runs.get(system) ?? [];
    const isOurs = system === "ours";
    return {
      system,
      turns: turns.map(({ cpuSeconds, wallSeconds, peakBytes }) => ({
        cpuSeconds,
        wallSeconds,
        peakBytes,
      })),
      quality: best,
      ...(isOurs ? { own: await judgeOwnThreshold(db, data.folder, edges, findable) } : {}),
      ...(isOurs ? { steps: stepsOf(turns) } : {}),
    };
  } finally {
    db.close();
  }
}

/** Steps of the cheapest turn; a loop's rounds and writes are summed under one name. */
function stepsOf(turns: readonly Run[]): readonly StepCost[] {
  const [cheapest] = [...turns].sort((a, b) => a.cpuSeconds - b.cpuSeconds);
  return cheapest?.steps ?? [];
}
