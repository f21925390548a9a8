import { mkdir, rm } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { layersReport } from "#cli/terminal/layers-report.ts";
import { quiet } from "#domain/progress.ts";
import { mustAccept } from "#domain/result.ts";
import { openDuckDb, text } from "#engine/duckdb/database.ts";
import { duckdbEngine } from "#engine/duckdb/duckdb-engine.ts";
import type { EngineLimits } from "#engine/engine.ts";
import { judgeLayers } from "#ranking/judge-layers.ts";
import { surveyInput } from "#ranking/model-input.ts";
import { readSurveySample } from "#ranking/survey-sample.ts";
import { train } from "#ranking/train.ts";
import { findRegion } from "#regions/region-book.ts";
import { findLayout } from "#sources/layouts/all.ts";
import { stageDelivery, stagedFiles } from "#staging/stage-delivery.ts";
import { synthesize } from "#synthetic/synthesize.ts";

/**
 * Ways to rank on the Susenas-like sample of synthetic nations, so many households of every regency:
 * `node bench/pmt/susenas.ts --seeds 1,2,3 --households 700`. Prints what `dtsen version report` would, seed by seed.
 */
const { values } = parseArgs({
  options: {
    seeds: { type: "string", default: "1,2,3" },
    households: { type: "string", default: "700" },
    families: { type: "string", default: "60000" },
    regencies: {
      type: "string",
      default: "3307,1201,1271,3273,3204,5271,6301,7302,7371,8171,9171,1871",
    },
    keep: { type: "boolean", default: false },
  },
});
const WORK = join(import.meta.dirname, "../work/susenas");
const LIMITS = { threads: 2, memory: "2GB" } as const;

/** The staged survey of a nation, made and received as any delivery. */
async function stagedSurvey(seed: string, folder: string, limits: EngineLimits): Promise<string> {
  const outFolder = join(folder, "nation");
  const { plan } = await synthesize(
    {
      engineLimits: limits,
      outFolder,
      families: Number(values.families),
      seed,
      regencies: values.regencies.split(","),
      sources: ["susenas"],
    },
    quiet,
  );
  const [delivery] = plan.deliveries;
  const layout = findLayout("susenas", "survey", delivery?.edition ?? "");
  if (delivery === undefined || layout === undefined) throw new Error("no survey was delivered");
  const delivered = {
    file: join(outFolder, delivery.file),
    layout,
    deliveryNo: 1,
    asOf: Number(delivery.asOf.replaceAll("-", "")),
    isKnownRegion: (code: string) => findRegion(code) !== undefined,
  };
  await mkdir(join(folder, "staged"), { recursive: true });
  const staged = await stageDelivery(delivered, join(folder, "staged"), LIMITS);
  mustAccept(staged, "staging");
  return stagedFiles(join(folder, "staged"), "survey").staged;
}

/** So many households of each regency, drawn by a digest of seed and key. */
async function sampleOf(seed: string) {
  const folder = join(WORK, seed);
  await mkdir(folder, { recursive: true });
  const limits = { ...LIMITS, workFolder: join(folder, "spill") };
  const survey = await stagedSurvey(seed, folder, limits);
  const engine = await duckdbEngine(limits);
  const file = join(folder, "survey-input.parquet");
  await engine.run({
    name: "survey",
    inputs: [{ table: "survey", files: [survey] }],
    stages: [surveyInput("survey", engine.dialect)],
    outputs: [{ table: "survey_input", file, order: ["record_key"] }],
  });
  await engine.close();
  const db = await openDuckDb(limits);
  const drawn = `(select * from read_parquet(${text(file)}) qualify row_number() over
    (partition by regency_no order by md5(concat(${text(seed)}, '|', record_key))) <= ${Number(values.households)})`;
  const sample = await readSurveySample(db, drawn, "opendtsen-pmt");
  db.close();
  if (!values.keep) await rm(folder, { recursive: true, force: true });
  return sample;
}

for (const seed of values.seeds.split(",")) {
  const sample = await sampleOf(seed);
  const began = process.cpuUsage();
  const { card } = mustAccept(train(sample, "opendtsen-pmt", "persons"), "models");
  const layers = judgeLayers(sample, card);
  const { user, system } = process.cpuUsage(began);
  process.stdout.write(
    `# seed ${seed}, ${availableParallelism()} cores, Node ${process.version}, ${((user + system) / 1e6).toFixed(1)} CPU-seconds\n\n`,
  );
  process.stdout.write(`${layersReport(layers).join("\n")}\n`);
}
