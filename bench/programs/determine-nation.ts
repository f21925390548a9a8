import { join } from "node:path";
import { parseArgs } from "node:util";
import { duckdbEngine } from "#engine/duckdb/duckdb-engine.ts";
import { countRegencies } from "#programs/count-regencies.ts";
import { determineInRanges } from "#programs/determine-in-ranges.ts";
import { exampleQuotas } from "#programs/example-quotas.ts";
import { cutIds } from "#ranking/family-extent.ts";
import { measuredLanes } from "./measured-lanes.ts";
import { TEN_PROGRAMS, TEN_PROGRAMS_ON } from "./ten-programs.ts";

/** Determines ten programs for the families of a folder in a process of its own, and prints what it cost. */
const { values } = parseArgs({
  options: {
    folder: { type: "string", default: "" },
    families: { type: "string", default: "" },
    together: { type: "string", default: "1000000" },
    threads: { type: "string", default: "2" },
    memory: { type: "string", default: "6GB" },
  },
});
const { folder, memory } = values;
const threads = Number(values.threads);
const families = Number(values.families);
const started = performance.now();
const quotas = exampleQuotas(
  await countRegencies(join(folder, "family.parquet"), join(folder, "count")),
  TEN_PROGRAMS,
);
const { engine, costs } = measuredLanes(
  await duckdbEngine({ threads, memory, workFolder: join(folder, "spill") }),
);
const { files, ...report } = await determineInRanges(engine, {
  folder,
  programs: TEN_PROGRAMS,
  quotas,
  asOf: TEN_PROGRAMS_ON,
  drawKey: "bench",
  ranges: cutIds(1, families, Number(values.together)).map(
    (ids) => ids ?? { from: 1, to: families },
  ),
  workFolder: join(folder, "work"),
  outFolder: join(folder, "outcomes"),
});
await engine.close();
const { steps, peakBytes } = costs();
const wallSeconds = (performance.now() - started) / 1000;
const answer = { wallSeconds, peakBytes, steps, files: files.length, ...report };
process.stdout.write(
  `${JSON.stringify(answer, (_, value) => (typeof value === "bigint" ? String(value) : value))}\n`,
);
