import { readFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { JointProgram, JointScenario } from "#domain/joint-scenario.ts";
import type { WhatIfTerms } from "#domain/what-if.ts";
import { openDuckDb } from "#engine/duckdb/database.ts";
import { ALL_PROGRAMS, getProgram } from "#programs/programs.ts";
import { aloneOf, answerJoint } from "#programs/what-if/joint/answer-joint.ts";
import { jointTables } from "#programs/what-if/joint/joint-tables.ts";
import { cubeTerms } from "#programs/what-if/run-what-if.ts";
import { writeWhatIf } from "#programs/what-if/write-cells.ts";
import { runMeasured } from "../linkage/measured-child.ts";
import { AS_OF, makeWhatIfNation } from "./what-if-nation.ts";

/**
 * What it costs to ask of several programs at once over a nation: Sembako further up, PKH at a quota of regencies, BLT of the village
 * passing over both, families of each judged by ranges, lists laid side by side, in a process of its own.
 */
const { values } = parseArgs({
  options: {
    families: { type: "string", default: "1000000,10000000" },
    seed: { type: "string", default: "1" },
    threads: { type: "string", default: "2" },
    memory: { type: "string", default: "6GB" },
    together: { type: "string", default: "2000000" },
    work: { type: "string", default: join(import.meta.dirname, "..", "work", "what-if-joint") },
    /** The folder of a nation that stands: the child process counts it. */
    count: { type: "string", default: "" },
  },
});
const { threads, memory, seed } = values;
const PROGRAMS = ["sembako", "pkh", "blt-desa"].map(getProgram);
const TERMS: WhatIfTerms = {
  cut: { by: "percentile", atMost: 50 },
  programRules: true,
  conditions: [],
  benefit: { kind: "program" },
  phasesAYear: 4,
};
const CUTS: Readonly<Record<string, WhatIfTerms["cut"]>> = {
  pkh: { by: "quota", places: 100_000, area: "regency", shares: { formula: "expected-poor" } },
};
const JOINT: JointScenario = {
  ...{ name: "bench", version: "bench", poorDecile: 4, rhoTenths: 30, ties: "draw" },
  programs: PROGRAMS.map(
    ({ id }): JointProgram => ({
      ...{ program: id, baseline: "as-determined", phasesAYear: 4, administrationRupiah: 0 },
      reform: { ...TERMS, cut: CUTS[id] ?? TERMS.cut },
    }),
  ),
};

type Counted = { readonly judged: number; readonly laid: number; readonly peakBytes: number };

async function count(folder: string): Promise<Counted> {
  const limits = { threads: Number(threads), memory, workFolder: join(folder, "spill") };
  const started = performance.now();
  const families = new Map<string, string>();
  for (const entry of JOINT.programs) {
    const at = { asOf: AS_OF, drawKey: "bench" };
    const terms = cubeTerms(aloneOf(JOINT, entry), getProgram(entry.program), at);
    const file = join(folder, `${entry.program}-judged.parquet`);
    const target = { table: "what_if_family", file, limits } as const;
    await writeWhatIf({ folder }, terms, { ...target, together: Number(values.together) });
    families.set(entry.program, file);
  }
  const judged = (performance.now() - started) / 1000;
  const db = await openDuckDb(limits);
  const [base = ""] = families.values();
  jointTables(await answerJoint(db, JOINT, ALL_PROGRAMS, { folder, families, base }));
  db.close();
  const status = readFileSync("/proc/self/status", "utf8");
  return {
    judged,
    laid: (performance.now() - started) / 1000 - judged,
    peakBytes: 1024 * Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0),
  };
}

async function measure(families: number): Promise<string> {
  const folder = join(values.work, `${families}-${seed}`);
  const made = { families, programs: PROGRAMS, seed: Number(seed) };
  await makeWhatIfNation(folder, made, { threads: Number(threads), memory });
  const load = readFileSync("/proc/loadavg", "utf8").split(" ").slice(0, 2).join(" ");
  const words = ["--threads", threads, "--memory", memory, "--together", values.together];
  const asked = [process.execPath, import.meta.filename, "--count", folder, ...words];
  const { answer, cost } = await runMeasured<Counted>(asked);
  await rm(folder, { recursive: true, force: true });
  return `| ${families} | ${answer.judged.toFixed(1)} | ${answer.laid.toFixed(1)} | ${cost.cpuSeconds.toFixed(1)} | ${(answer.peakBytes / 1e9).toFixed(2)} | ${load} |`;
}

if (values.count === "") {
  for (const families of values.families.split(",")) {
    process.stdout.write(`${await measure(Number(families))}\n`);
  }
} else {
  process.stdout.write(`${JSON.stringify(await count(values.count))}\n`);
}
