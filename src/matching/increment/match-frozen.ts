import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { type Progress, quiet } from "#domain/progress.ts";
import { openDuckDb } from "#engine/duckdb/database.ts";
import type { Engine, EngineLimits, Pipeline } from "#engine/engine.ts";
import type { Step } from "#engine/step.ts";
import { BLOCKING_KEYS } from "#matching/blocking-keys.ts";
import { candidatePairs, keysOf, leftKeys } from "#matching/candidate-pairs.ts";
import { everyLink } from "#matching/constrained-links.ts";
import { exactLink, nikHits, spine } from "#matching/exact-nik.ts";
import { matchRecord } from "#matching/match-record.ts";
import { nameEntry, nameForm, nameWord, writeWordForms } from "#matching/name-forms.ts";
import { decidedLinks, settledLinks } from "#matching/one-to-one.ts";
import { comparedForms, pairScores } from "#matching/pair-scores.ts";
import { residualClusters } from "#matching/residual-clusters.ts";
import { reviewPairs } from "#matching/review-pairs.ts";
import { RARITY_BITS } from "#matching/weights.ts";
import {
  FROZEN,
  type FrozenModel,
  layerFile,
  type MatchState,
  stateInputs,
} from "./match-state.ts";

export type FrozenDraft = {
  readonly personFiles: readonly string[];
  readonly model: FrozenModel;
  /** The state whose rarities hold; absent where this run freezes them. */
  readonly rarities?: MatchState;
  /** Private, for the time of work. */
  readonly privateFolder: string;
  /** Receives the state's first layer: `EVERY_LINK` and `state_review` are the answer. */
  readonly layer: string;
  readonly limits: EngineLimits;
};

/**
 * Matches everything under a frozen model, without learning and without trials, and leaves its state: what an
 * increment must come out equal to. What reviewers decided and what relatives add are not part of it yet.
 */
export async function matchFrozen(
  engine: Engine,
  draft: FrozenDraft,
  progress: Progress = quiet,
): Promise<MatchState> {
  await mkdir(draft.layer, { recursive: true, mode: 0o700 });
  await engine.run(namesPipeline(draft), progress);
  const db = await openDuckDb(draft.limits);
  await writeWordForms(db, wordFile(draft, "name_word"), wordFile(draft, "word_form"));
  db.close();
  await engine.run(wholePipeline(engine, draft), progress);
  return { layers: [draft.layer] };
}

const wordFile = (draft: FrozenDraft, table: "name_word" | "word_form"): string =>
  join(draft.privateFolder, `${table}.parquet`);

function namesPipeline(draft: FrozenDraft): Pipeline {
  return {
    name: "matching",
    inputs: [{ table: "staged_person", files: draft.personFiles }],
    stages: [nameEntry(false), nameWord()],
    keeps: ["name_entry"],
    outputs: [{ table: "name_word", file: wordFile(draft, "name_word"), order: [] }],
  };
}

function wholePipeline({ dialect }: Engine, draft: FrozenDraft): Pipeline {
  const { weights, calibration, hot } = draft.model;
  const { rarities } = draft;
  return {
    name: "matching",
    inputs: [
      { table: "staged_person", files: draft.personFiles },
      { table: "word_form", files: [wordFile(draft, "word_form")] },
      ...(rarities === undefined ? [] : stateInputs(rarities, FROZEN)),
    ],
    stages: [
      nameForm(dialect),
      matchRecord(dialect),
      ...spine(),
      ...nikHits(),
      exactLink(),
      noTrials(),
      ...comparedForms(),
      ...(rarities === undefined ? freezeRarities() : frozenRarities("spine")),
      ...candidatePairs({ hot }),
      ...pairScores(weights),
      ...withoutKin(),
      ...settledLinks(),
      ...decidedLinks(calibration.bands),
      reviewPairs(calibration.bands, calibration.chances, dialect),
      ...residualClusters(),
      everyLink(false),
      ...firstLayer(),
    ],
    outputs: LAYER.map(([table, of]) => ({
      table: of,
      file: layerFile(draft.layer, table),
      order: [],
    })),
  };
}

/** Tables of the state, and those of the pipeline that they are. */
const LAYER = [
  ["record", "match_record"],
  ["record_gone", "record_gone"],
  ["name", "name_form"],
  ["spine_key", "spine_key"],
  ["spine_gone", "spine_gone"],
  ["left_key", "left_key_now"],
  ["left_gone", "left_gone"],
  ["state_link", "link_now"],
  ["link_gone", "link_gone"],
  ["exact", "exact_link"],
  ["pair", "scored_pair"],
  ["left_state", "left_state"],
  ["residual_state", "residual_state"],
  ["state_review", "review_pair"],
  ["frozen_name", "frozen_name"],
  ["frozen_day", "frozen_day"],
] as const;

/** What relatives on a card would add is not part of a frozen run yet: pairs by their own values alone. */
export function withoutKin(): readonly Step[] {
  return [
    { table: "own_pair", sql: "select p.*, 0 as relation_level, 0 as support from scored_pair p" },
    { table: "scored_pair", sql: "select * from own_pair" },
  ];
}

/** A frozen model needs none. */
function noTrials(): Step {
  return {
    table: "masked_sample",
    sql: "select record_key, delivery_no, spine_key from exact_link where 1 = 0",
  };
}

function freezeRarities(): readonly Step[] {
  return [
    { table: "frozen_name", sql: "select kanon_key, name_rarity from name_rarity" },
    { table: "frozen_day", sql: "select birth_day, day_rarity from day_rarity" },
  ];
}

/** Tables `name_rarity` and `day_rarity` as the model has them, for the records of a table. */
export function frozenRarities(records: string): readonly Step[] {
  const most = RARITY_BITS.most * 1000;
  const frozen = (table: string, from: string, column: string): Step => ({
    table,
    sql: `\
select s.${column}, coalesce(f.${table}, ${most}) as ${table}
from (select distinct ${column} from ${records}) s left join ${from} f on f.${column} = s.${column}`,
  });
  return [
    frozen("name_rarity", "frozen_name", "kanon_key"),
    frozen("day_rarity", "frozen_day", "birth_day"),
  ];
}

/** Keys of the whole spine and of all who seek, in their order, and nobody gone yet. */
function firstLayer(): readonly Step[] {
  const nobody = "select record_key, 0 as layer from match_record where 1 = 0";
  return [
    {
      table: "left_state",
      sql: `select m.* from match_record m
where m.is_spine = 0 and m.record_key not in (select e.record_key from exact_link e)`,
    },
    {
      table: "left_key_now",
      sql: `select k.*, 0 as layer from (${keysOfLeft("left_state")}) k order by key`,
    },
    { table: "residual_state", sql: "select record_key from link where band = 'residual'" },
    { table: "link_now", sql: "select l.*, 0 as layer from link l" },
    { table: "left_gone", sql: nobody },
    { table: "link_gone", sql: nobody },

    {
      table: "spine_key",
      sql: `select k.*, 0 as layer from (${spineKeys("spine")}) k order by key`,
    },
    { table: "record_gone", sql: "select record_key from match_record where 1 = 0" },
    { table: "spine_gone", sql: nobody },
  ];
}

/** SQL: every key that records seek by. */
export const keysOfLeft = (table: string): string =>
  BLOCKING_KEYS.map((key, kind) => leftKeys(table, key, kind)).join("\nunion all\n");

/** SQL: every key of spine persons, whether anybody asks for it or not. */
export const spineKeys = (table: string): string =>
  BLOCKING_KEYS.map((key, kind) => keysOf(table, key, kind)).join("\nunion all\n");
