import { readFileSync } from "node:fs";
import { rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { WhatIfScenario } from "#domain/what-if.ts";
import { getProgram } from "#programs/programs.ts";
import { answerFromFile, cubeTerms } from "#programs/what-if/run-what-if.ts";
import { writeWhatIf } from "#programs/what-if/write-cells.ts";
import { runMeasured } from "../linkage/measured-child.ts";
import { AS_OF, makeWhatIfNation } from "./what-if-nation.ts";

/**
 * What the cells of one program cost over a nation: families, persons, ranks, chances, statements and holdings made by SQL from
 * the seed, then rules judged over persons by ranges of families and added up, and a scenario answered from them, in a process of
 * its own.
 */
const { values } = parseArgs({
  options: {
    families: { type: "string", default: "1000000,10000000" },
    program: { type: "string", default: "pkh" },
    seed: { type: "string", default: "1" },
    threads: { type: "string", default: "2" },
    memory: { type: "string", default: "6GB" },
    together: { type: "string", default: "4000000" },
    work: { type: "string", default: join(import.meta.dirname, "..", "work", "what-if-cells") },
    /** The folder of a nation that stands: the child process counts it. */
    count: { type: "string", default: "" },
  },
});
const { threads, memory, seed } = values;
const PROGRAM = getProgram(values.program);

const SCENARIO: WhatIfScenario = {
  name: "bench",
  version: "bench",
  program: PROGRAM.id,
  poorDecile: 4,
  marginalPercentiles: 2,
  rhoTenths: 30,
  ties: "draw",
  baseline: "as-determined",
  reform: {
    cut: { by: "percentile", atMost: 35 },
    programRules: true,
    conditions: [],
    benefit: { kind: "program" },
    phasesAYear: 4,
  },
};

type Counted = {
  readonly cells: number;
  readonly peakBytes: number;
  readonly seconds: number;
  /** Seconds of a scenario answered from these cells, the engine opened anew. */
  readonly answered: number;
};

async function count(folder: string): Promise<Counted> {
  const started = performance.now();
  const terms = cubeTerms(SCENARIO, PROGRAM, { asOf: AS_OF, drawKey: "bench" });
  const limits = { threads: Number(threads), memory, workFolder: join(folder, "spill") };
  const file = join(folder, "cells.parquet");
  const cells = await writeWhatIf({ folder }, terms, {
    table: "what_if_cell",
    file,
    limits,
    together: Number(values.together),
  });
  const seconds = (performance.now() - started) / 1000;
  const asked = performance.now();
  await answerFromFile(file, SCENARIO, { isExact: false, limits });
  const answered = (performance.now() - asked) / 1000;
  const status = readFileSync("/proc/self/status", "utf8");
  return {
    cells,
    answered,
    peakBytes: 1024 * Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0),
    seconds,
  };
}

async function measure(families: number): Promise<string> {
  const folder = join(values.work, `${families}-${seed}`);
  const made = { families, programs: [PROGRAM], seed: Number(seed) };
  await makeWhatIfNation(folder, made, { threads: Number(threads), memory });
  const load = readFileSync("/proc/loadavg", "utf8").split(" ").slice(0, 2).join(" ");
  const words = ["--threads", threads, "--memory", memory, "--together", values.together];
  const asked = [process.execPath, import.meta.filename, "--count", folder, ...words];
  const { answer, cost } = await runMeasured<Counted>([...asked, "--program", PROGRAM.id]);
  const megabytes = ((await stat(join(folder, "cells.parquet"))).size / 1e6).toFixed(1);
  await rm(folder, { recursive: true, force: true });
  return `| ${families} | ${values.together} | ${answer.cells} | ${megabytes} MB | ${answer.seconds.toFixed(1)} | ${cost.cpuSeconds.toFixed(1)} | ${(answer.peakBytes / 1e9).toFixed(2)} | ${answer.answered.toFixed(1)} | ${load} |`;
}

if (values.count === "") {
  for (const families of values.families.split(",")) {
    process.stdout.write(`${await measure(Number(families))}\n`);
  }
} else {
  process.stdout.write(`${JSON.stringify(await count(values.count))}\n`);
}
