import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Progress } from "#domain/progress.ts";
import { type DuckDb, text } from "#engine/duckdb/database.ts";
import type { Engine, EngineLimits } from "#engine/engine.ts";
import { type Calibration, makeCalibration, type StatedBands } from "./calibration.ts";
import { readEvidence, readKinCounts, withDuckDb } from "./counted-tables.ts";
import {
  countDecided,
  countHotBlocks,
  type DecidedCounts,
  type HotBlock,
} from "./decided-counts.ts";
import { type FamilyWeights, learnFamilyWeights } from "./family-weights.ts";
import { leaveState, leavingState } from "./increment/leave-state.ts";
import {
  exactPipeline,
  familyPipeline,
  linksPipeline,
  namesPipeline,
  privateFile,
  scoresPipeline,
  trialsPipeline,
} from "./match-pipelines.ts";
import { writeWordForms } from "./name-forms.ts";
import type { SettledDecisions } from "./settle-decisions.ts";
import { learnWeights, type VectorCount } from "./train.ts";
import type { Weights } from "./weights.ts";

/** Plain files of a private folder, and where the answer goes. */
export type MatchDraft = {
  readonly personFiles: readonly string[];
  readonly evidenceFiles: readonly string[];
  /** Private: names and numbers pass through it. Removed by the caller. */
  readonly privateFolder: string;
  /** Receives link, review_pair, evidence_link and hot_block as Parquet, and calibration.json, without identity. */
  readonly outFolder: string;
  readonly limits: EngineLimits;
  /** Which records are tried with their NIK hidden. */
  readonly seed: string;
  /** Names of deliveries, for the figures. */
  readonly sources?: Readonly<Record<number, string>>;
  /** Bands that a steward signed for, in place of learned ones. */
  readonly stated?: StatedBands;
  /** What people decided about records of this run (settle-decisions.ts): held whatever the score says. */
  readonly decisions?: SettledDecisions;
  /** Receives the first layer of the state that the next run goes on from (increment/); absent where none does. */
  readonly layer?: string;
};

export type MatchReport = {
  /** Rows of each table that was written. */
  readonly rows: Readonly<Record<string, number>>;
  readonly weights: Weights;
  readonly familyWeights: FamilyWeights;
  readonly calibration: Calibration;
  readonly decided: DecidedCounts;
  readonly hotBlocks: readonly HotBlock[];
  readonly seconds: Readonly<Record<string, number>>;
};

/** Bands, their provenance and the trials behind them, beside the links. */
export const CALIBRATION_FILE = "calibration.json";

/**
 * Who is the same person. Writes `link.parquet` (record_key, spine_key, rule, weight, band): every
 * staged person once; spine_key is the registry's record of the person, or the lowest record of a
 * cluster that the registry does not know.
 */
export async function matchPersons(
  engine: Engine,
  draft: MatchDraft,
  progress: Progress,
): Promise<MatchReport> {
  return withDuckDb(draft.limits, (db) => matchBeside(db, { engine, draft, progress }));
}

type Work = { readonly engine: Engine; readonly draft: MatchDraft; readonly progress: Progress };

/** What is counted and folded outside the engine is read by a small database of its own. */
async function matchBeside(db: DuckDb, { engine, draft, progress }: Work): Promise<MatchReport> {
  const names = await engine.run(namesPipeline(draft), progress);
  progress({ room: "matching", step: "word_form", done: 0, of: 0 });
  await writeWordForms(db, privateFile(draft, "name_word"), privateFile(draft, "word_form"));
  const exact = await engine.run(exactPipeline(engine, draft), progress);
  progress({ room: "matching", step: "weights", done: 0, of: 0 });
  const weights = await learn(db, draft);
  const scored = await engine.run(
    leavingState(scoresPipeline(draft, weights), "scores", draft),
    progress,
  );
  const family = await engine.run(leavingState(familyPipeline(draft), "family", draft), progress);
  const familyWeights = learnFamilyWeights(await readKinCounts(db, draft));
  const trials = await engine.run(
    leavingState(trialsPipeline(engine, draft, familyWeights), "trials", draft),
    progress,
  );
  const calibration = await calibrateDraft(db, draft, { weights, familyWeights });
  const linked = await engine.run(
    leavingState(linksPipeline(engine, draft, calibration), "links", draft),
    progress,
  );
  const { layer } = draft;
  const state =
    layer === undefined ? { seconds: 0 } : await leaveState(engine, { ...draft, layer }, progress);
  return {
    rows: {
      ...names.rows,
      ...exact.rows,
      ...scored.rows,
      ...family.rows,
      ...trials.rows,
      ...linked.rows,
    },
    weights,
    familyWeights,
    calibration,
    decided: await countDecided(db, draft),
    hotBlocks: await countHotBlocks(db, draft),
    seconds: {
      names: names.seconds,
      exact: exact.seconds,
      scored: scored.seconds,
      family: family.seconds,
      trials: trials.seconds,
      linked: linked.seconds,
      state: state.seconds,
    },
  };
}

async function learn(db: DuckDb, draft: MatchDraft): Promise<Weights> {
  const read = (table: string) =>
    db.all<VectorCount>(`\
select name_level as name, date_level as date, place_level as place, sex_level as sex,
  mother_level as mother, cast(pairs as int) as pairs
from ${parquet(draft, table)}`);
  const [spineCount] = await db.all<{ n: number }>(
    `select cast(n as int) as n from ${parquet(draft, "spine_count")}`,
  );
  return learnWeights(await read("nik_vector"), await read("stranger_vector"), spineCount?.n ?? 0);
}

/** From counted trials to bands; written beside the links. */
async function calibrateDraft(
  db: DuckDb,
  draft: MatchDraft,
  model: { readonly weights: Weights; readonly familyWeights: FamilyWeights },
): Promise<Calibration> {
  const calibration = makeCalibration(await readEvidence(db, draft), {
    seed: draft.seed,
    ...model,
    stated: draft.stated,
    sources: draft.sources ?? {},
  });
  await writeFile(
    join(draft.outFolder, CALIBRATION_FILE),
    `${JSON.stringify(calibration, null, 2)}\n`,
  );
  return calibration;
}

const parquet = (draft: MatchDraft, table: string): string =>
  `read_parquet(${text(privateFile(draft, table))})`;
