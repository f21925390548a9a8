import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type PlainDate, toDayNumber } from "#domain/plain-date.ts";
import { quiet } from "#domain/progress.ts";
import { mustAccept } from "#domain/result.ts";
import { duckdbEngine } from "#engine/duckdb/duckdb-engine.ts";
import { matchPersons } from "#matching/match-persons.ts";
import { findRegion } from "#regions/region-book.ts";
import { findLayout } from "#sources/layouts/all.ts";
import { stageDelivery, stagedFiles } from "#staging/stage-delivery.ts";
import type { SyntheticPlan } from "#synthetic/plan.ts";
import { synthesize } from "#synthetic/synthesize.ts";
import { CARELESS_ROWS, type VillageHabits } from "#synthetic/village-habits.ts";
import { keepingTables } from "../keeping-tables.ts";
import { calibrationReport } from "./report.ts";
import { judgeLinks } from "./truth.ts";
import { linkWithoutFamilies } from "./without-families.ts";

/**
 * What a version says about its own links, beside the truth: three nations of one seed, whose rows err each
 * for itself, whose enumerators are careless in some villages, and whose villages write 1 January.
 * Beside it the same links by their own values alone, without families. Prints the tables of docs/statisticians/matching-calibration.md.
 */
const FAMILIES = Number(process.env.DTSEN_CALIBRATION_FAMILIES ?? "6000");
const LIMITS = { threads: 2, memory: "2GB" };
const MATCHED = ["dukcapil", "dtks", "regsosek", "p3ke", "dtsen"];

const habits = (carelessVillages: number, januaryVillages: number): VillageHabits => ({
  carelessVillages,
  carelessRows: CARELESS_ROWS,
  januaryVillages,
});
const NATIONS = [
  { name: "independent", habits: habits(0, 0) },
  { name: "careless", habits: habits(100, 0) },
  { name: "january", habits: habits(0, 100) },
] as const;

for (const nation of NATIONS) {
  const folder = await mkdtemp(join(tmpdir(), "dtsen-calibration-"));
  process.stderr.write(`${nation.name}, ${FAMILIES} families, in ${folder} …\n`);
  const engineLimits = { ...LIMITS, workFolder: join(folder, "spill") };
  const { plan } = await synthesize(
    { engineLimits, outFolder: folder, families: FAMILIES, seed: "1", habits: nation.habits },
    quiet,
  );
  const staged = await stagePersons(plan, folder);
  const engine = await duckdbEngine(engineLimits);
  const sources = Object.fromEntries(staged.map(({ no, source }) => [no, source]));
  const personFiles = staged.map(({ file }) => file);
  const answer = join(folder, "answer");
  await mkdir(answer);
  const matched = await matchPersons(
    keepingTables(engine, ["every_pair", "exact_link"], folder),
    {
      personFiles,
      evidenceFiles: [],
      privateFolder: folder,
      outFolder: answer,
      limits: engineLimits,
      seed: "1",
      sources,
    },
    quiet,
  );
  await linkWithoutFamilies(engine, folder, matched.calibration.bands);
  await engine.close();
  const truth = await judgeLinks({ folder, answer, personFiles, limits: engineLimits });
  process.stdout.write(`${calibrationReport(nation.name, matched, truth)}\n`);
  await rm(folder, { recursive: true, force: true });
}

/** Person lists of the sources that matching reads, staged as receiving would stage them. */
async function stagePersons(plan: SyntheticPlan, folder: string) {
  const staged: { readonly no: number; readonly source: string; readonly file: string }[] = [];
  for (const [i, { source, set, edition, file, asOf }] of plan.deliveries.entries()) {
    if (set !== "person" || !MATCHED.includes(source)) continue;
    const layout = findLayout(source, set, edition);
    if (layout === undefined) throw new Error(`no layout of ${source} ${set} ${edition}`);
    const place = join(folder, `staged-${i + 1}`);
    await mkdir(place);
    const delivered = {
      file: join(folder, file),
      layout,
      deliveryNo: i + 1,
      asOf: toDayNumber(asOf as PlainDate),
      isKnownRegion: (code: string) => findRegion(code) !== undefined,
    };
    mustAccept(await stageDelivery(delivered, place, LIMITS), source);
    staged.push({ no: i + 1, source, file: stagedFiles(place, set).staged });
  }
  return staged;
}
