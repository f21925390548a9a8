import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { duckdbEngine } from "#engine/duckdb/duckdb-engine.ts";
import { familyExtent } from "#ranking/family-extent.ts";
import { RANKED_VARIABLES } from "#ranking/ranked-variables.ts";
import { stepMeter } from "../linkage/step-meter.ts";
import { nationModels } from "./models.ts";
import { placeFamilies } from "./place-families.ts";

/** Places the families of a folder in a process of its own, and prints what it cost. */
const { values } = parseArgs({
  options: {
    folder: { type: "string", default: "" },
    threads: { type: "string", default: "2" },
    memory: { type: "string", default: "6GB" },
  },
});
const { folder, memory } = values;
const familiesFile = join(folder, "families.parquet");
const started = performance.now();
const workFolder = join(folder, "spill");
const engine = await duckdbEngine({ threads: Number(values.threads), memory, workFolder });
const meter = stepMeter();
const findings = await placeFamilies(
  engine,
  {
    familiesFile,
    previousFile: join(folder, "previous.parquet"),
    models: nationModels(1),
    ...(await familyExtent(
      familiesFile,
      RANKED_VARIABLES.map(({ id }) => id),
      folder,
    )),
    outFolder: folder,
  },
  meter.progress,
);
const steps = meter.stop();
await engine.close();
const status = readFileSync("/proc/self/status", "utf8");
const peakBytes = 1024 * Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0);
const wallSeconds = (performance.now() - started) / 1000;
process.stdout.write(`${JSON.stringify({ wallSeconds, peakBytes, steps, findings })}\n`);
