import { mkdir, rm, writeFile } from "node:fs/promises";
import type { Progress } from "#domain/progress.ts";
import type { Source } from "#domain/source.ts";
import { type DuckDb, openDuckDb } from "#engine/duckdb/database.ts";
import type { EngineLimits } from "#engine/engine.ts";
import { firstDeliveries, secondDeliveries } from "./all-deliveries.ts";
import { FIRST_EDITION } from "./calendar.ts";
import { type Chance, chanceOf, makeChanceMacros } from "./chance.ts";
import { type PlannedChunk, planChunks } from "./chunks.ts";
import { makeCorruptionMacros } from "./corruption.ts";
import type { SyntheticDelivery } from "./deliveries/delivery.ts";
import type { ErrorProfile } from "./error-profiles.ts";
import { applyEvents } from "./events.ts";
import { addToTally, emptyTally, type FittedFigure, readTally, type Tally } from "./fit.ts";
import { FAMILY_MEMBERS } from "./member-summaries.ts";
import type { SyntheticPlan, TruthFiles } from "./plan.ts";
import { loadLookups, makePopulation } from "./population.ts";
import { openTruth, writeTruth } from "./truth.ts";
import {
  type SpoiledList,
  spoiledVillages,
  type VillageHabits,
  writeHabits,
} from "./village-habits.ts";
import { type DeliveryFile, finishFile, writePart } from "./write-delivery.ts";

/** What to make. `families` may be anything from one village to a hundred million. */
export type SynthesisDraft = {
  readonly engineLimits: EngineLimits;
  readonly outFolder: string;
  readonly families: number;
  readonly seed: string;
  /** Four digits, with or without dot; chosen over the provinces where nothing is said. */
  readonly regencies?: readonly string[];
  /** 2 adds a quarter of life events, and the deliveries that tell of it. */
  readonly editions?: number;
  /** Errors that whole villages share; without them every row errs for itself. */
  readonly habits?: VillageHabits;
  /** How often the sources are wrong; "usual" where nothing is said. */
  readonly errors?: ErrorProfile;
  /** Only what these sources deliver; all of them where nothing is said. */
  readonly sources?: readonly Source[];
  /** Only the truth of persons and families, no deliveries. */
  readonly isPopulationOnly?: boolean;
};

/** What was made and how fast; seconds are of the whole machine given, not per core. */
export type SynthesisReport = {
  readonly plan: SyntheticPlan;
  readonly fitted: readonly FittedFigure[];
  readonly secondsPopulation: number;
  readonly secondsDeliveries: number;
};

/** Everything that grows while the nation is made, chunk by chunk. */
type Making = {
  readonly db: DuckDb;
  readonly draft: SynthesisDraft;
  readonly chance: Chance;
  readonly work: string;
  readonly tally: Tally;
  readonly truth: TruthFiles;
  readonly regencies: string[];
  first: readonly DeliveryFile[];
  second: readonly DeliveryFile[];
  persons: number;
  secondsPopulation: number;
};

/** Makes the nation regency by regency and writes every delivery with its truth and plan.json. */
export async function synthesize(
  draft: SynthesisDraft,
  progress: Progress,
): Promise<SynthesisReport> {
  const started = performance.now();
  const work = await openFolders(draft.outFolder);
  const db = await openDuckDb(draft.engineLimits);
  try {
    const making = await beginNation(db, draft, work);
    await makeChunks(making, progress);
    progress({ room: "synthetic", step: "menyatukan berkas", done: 0, of: 0 });
    const plan = await finishNation(making);
    await writeFile(`${draft.outFolder}/plan.json`, `${JSON.stringify(plan, null, 2)}\n`);
    await rm(work, { recursive: true, force: true });
    const { secondsPopulation } = making;
    const seconds = (performance.now() - started) / 1000;
    const fitted = readTally(making.tally);
    return { plan, fitted, secondsPopulation, secondsDeliveries: seconds - secondsPopulation };
  } finally {
    db.close();
  }
}

async function openFolders(outFolder: string): Promise<string> {
  for (const folder of ["deliveries", "truth", "work"]) {
    await rm(`${outFolder}/${folder}`, { recursive: true, force: true });
    await mkdir(`${outFolder}/${folder}`, { recursive: true });
  }
  return `${outFolder}/work`;
}

async function beginNation(db: DuckDb, draft: SynthesisDraft, work: string): Promise<Making> {
  await makeChanceMacros(db);
  await makeCorruptionMacros(db);
  await loadLookups(db);
  return {
    db,
    draft,
    chance: chanceOf(draft.seed),
    work,
    tally: emptyTally(),
    truth: await openTruth(draft.outFolder, draft.editions ?? 1, draft.habits !== undefined),
    regencies: [],
    first: [],
    second: [],
    persons: 0,
    secondsPopulation: 0,
  };
}

async function makeChunks(making: Making, progress: Progress): Promise<void> {
  const { db, draft, chance } = making;
  const twice = draft.editions === 2;
  for await (const chunk of planChunks(db, draft.families, draft.regencies, chance, twice)) {
    const step = (what: string): void =>
      progress({ room: "synthetic", step: what, done: making.regencies.length, of: chunk.of });
    step(`penduduk ${chunk.regencyName}`);
    await makePeople(making, chunk);
    if (draft.isPopulationOnly !== true) await deliver(making, chunk, step);
    making.regencies.push(chunk.regency);
  }
}

/**
 * People are made from tables that have just been made, of which the planner knows little: it would often build
 * on all persons to look one word up. Their joins are written in the order in which they are best made.
 */
const JOINS_AS_WRITTEN = "set disabled_optimizers = 'join_order,build_side_probe_side'";
const JOINS_AS_PLANNED = "set disabled_optimizers = ''";

async function makePeople(making: Making, chunk: PlannedChunk): Promise<void> {
  const started = performance.now();
  const isBare = making.draft.isPopulationOnly === true;
  await making.db.run(JOINS_AS_WRITTEN);
  const { persons } = await makePopulation(making.db, chunk, making.chance, isBare);
  await writeTruth(making.db, making.draft.outFolder, "first", chunk.regency);
  await making.db.run(JOINS_AS_PLANNED);
  making.secondsPopulation += (performance.now() - started) / 1000;
  making.persons += persons;
  await addToTally(making.db, making.tally);
}

async function deliver(
  making: Making,
  chunk: PlannedChunk,
  step: (what: string) => void,
): Promise<void> {
  const { db, draft, chance, work } = making;
  if (making.first.length === 0) {
    const first = firstDeliveries(draft.families, chunk.families, draft.errors);
    making.first = openFiles(draft, first);
    making.second = draft.editions === 2 ? openFiles(draft, secondDeliveries()) : [];
  }
  await addMembers(db);
  const codes = chunk.villages.map((village) => village.village_code);
  const spoiled: SpoiledList[] = [];
  const write = async (files: readonly DeliveryFile[]): Promise<void> => {
    for (const file of files) {
      const { listing, layout } = file.delivery;
      step(`${chunk.regencyName}: ${file.delivery.file}`);
      const villages = spoiledVillages(listing, codes, draft.habits, chance);
      spoiled.push({ source: layout.source, edition: layout.edition, villages });
      await writePart(db, file, villages, chance, work);
    }
  };
  await write(making.first);
  if (draft.editions === 2) {
    await applyEvents(db, chance, chunk.serials);
    await writeTruth(db, draft.outFolder, "second", chunk.regency);
    await write(making.second);
  }
  if (draft.habits === undefined) return;
  await writeHabits(db, `${draft.outFolder}/truth/habit/${chunk.regency}.parquet`, spoiled);
}

const openFiles = (
  { outFolder, sources }: SynthesisDraft,
  deliveries: readonly SyntheticDelivery[],
): readonly DeliveryFile[] =>
  deliveries
    .filter(({ layout }) => sources?.includes(layout.source) ?? true)
    .map((delivery) => ({
      delivery,
      target: `${outFolder}/deliveries/${delivery.file}`,
      records: `${outFolder}/truth/record`,
      rows: 0,
      parts: [],
    }));

/** The survey asks for summaries of members; they join the family once a chunk. */
async function addMembers(db: DuckDb): Promise<void> {
  await db.run(
    `create or replace table family as select f.*, m.* exclude (family_no)
       from family f join (${FAMILY_MEMBERS}) m using (family_no)`,
  );
}

async function finishNation({
  db,
  draft,
  first,
  second,
  truth,
  persons,
  regencies,
}: Making): Promise<SyntheticPlan> {
  const files = [...first, ...second];
  for (const file of files) await finishFile(db, file);
  return {
    seed: draft.seed,
    families: draft.families,
    persons,
    asOf: FIRST_EDITION,
    errors: draft.errors ?? "usual",
    regencies,
    deliveries: files.map(({ delivery, rows }) => ({
      source: delivery.layout.source,
      set: delivery.layout.set,
      edition: delivery.layout.edition,
      file: `deliveries/${delivery.file}`,
      asOf: delivery.listing.asOf,
      rows,
    })),
    truth,
  };
}
