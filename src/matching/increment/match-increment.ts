import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { type Progress, quiet } from "#domain/progress.ts";
import { accept, type Result, refuse } from "#domain/result.ts";
import { openDuckDb } from "#engine/duckdb/database.ts";
import type { Engine, EngineLimits, Pipeline } from "#engine/engine.ts";
import type { Stage } from "#engine/step.ts";
import { nameWord, writeWordForms } from "#matching/name-forms.ts";
import { changedChoices, changedLinks, changedResidue } from "./changed-links.ts";
import {
  changedBlocks,
  changedCandidates,
  changedLeft,
  changedScores,
  dirtyLeft,
} from "./changed-pairs.ts";
import { changedRecords, changedSpine } from "./changed-records.ts";
import {
  FROZEN,
  type FrozenModel,
  GROWING,
  layerFile,
  type MatchState,
  RENEWED,
  stateInputs,
} from "./match-state.ts";

export type IncrementDraft = {
  /** All staged persons as they are now, not only what changed: what changed is found here. */
  readonly personFiles: readonly string[];
  readonly model: FrozenModel;
  readonly state: MatchState;
  readonly privateFolder: string;
  /** Receives the state's next layer; `EVERY_LINK` and `state_review` of it are the answer. */
  readonly layer: string;
  readonly limits: EngineLimits;
};

/** What an increment had to do. */
export type IncrementReport = {
  readonly state: MatchState;
  readonly added: number;
  readonly removed: number;
  /** Pairs that were scored anew, of all that stand. */
  readonly scored: number;
  readonly pairs: number;
  readonly seconds: number;
};

/**
 * Matches again what changed since the state, under the same frozen model, and nothing else: equal to the
 * whole run over the same files. Refused where a record that was gone stands again under its key.
 */
export async function matchIncrement(
  engine: Engine,
  draft: IncrementDraft,
  progress: Progress = quiet,
): Promise<Result<IncrementReport, "record-returned">> {
  await mkdir(draft.layer, { recursive: true, mode: 0o700 });
  const found = await engine.run(changesPipeline(draft), progress);
  if ((found.rows.returned_key ?? 0) > 0) return refuse("record-returned");
  const db = await openDuckDb(draft.limits);
  await writeWordForms(db, privateFile(draft, "name_word"), privateFile(draft, "word_form"));
  db.close();
  const linked = await engine.run(linksPipeline(engine, draft), progress);
  return accept({
    state: { layers: [...draft.state.layers, draft.layer] },
    added: linked.rows.added_record ?? 0,
    removed: found.rows.removed_key ?? 0,
    scored: linked.rows.scored_part ?? 0,
    pairs: linked.rows.pair_now ?? 0,
    seconds: found.seconds + linked.seconds,
  });
}

const privateFile = (draft: IncrementDraft, table: string): string =>
  join(draft.privateFolder, `${table}.parquet`);

const FOUND = ["staged_person", "removed_key", "said_before", "name_entry"] as const;

function changesPipeline(draft: IncrementDraft): Pipeline {
  const output = (table: string) => ({ table, file: privateFile(draft, table), order: [] });
  return {
    name: "matching",
    inputs: [
      { table: "whole_person", files: draft.personFiles },
      ...stateInputs(draft.state, ["record", "record_gone", "name"]),
    ],
    stages: [...changedRecords(), nameWord()],
    keeps: FOUND,
    outputs: ["name_word", "returned_key", "removed_key"].map(output),
  };
}

function linksPipeline({ dialect }: Engine, draft: IncrementDraft): Pipeline {
  const { model, state } = draft;
  const stages: readonly Stage[] = [
    ...changedSpine(dialect),
    ...changedLeft(),
    ...changedBlocks(state.layers.length),
    ...dirtyLeft(model.hot),
    ...changedCandidates(model.hot),
    { table: "changed_spine", sql: "select * from spine" },
    ...changedScores(model),
    ...changedChoices(model, dialect),
    {
      table: "chosen_link",
      sql: "select record_key, spine_key, rule, weight from record_link where rule like 'scored%'",
    },
    ...changedResidue(),
    ...changedLinks(state.layers.length),
    { table: "record_gone_now", sql: "select record_key from removed_key" },
    {
      table: "spine_gone_now",
      sql: `select record_key, ${state.layers.length} as layer from spine_removed`,
    },
    {
      table: "left_gone_now",
      sql: `select record_key, ${state.layers.length} as layer from left_removed`,
    },
  ];
  return {
    name: "matching",
    inputs: [
      { table: "word_form", files: [privateFile(draft, "word_form")] },
      ...stateInputs(state, [...GROWING, ...RENEWED, ...FROZEN]),
    ],
    stages,
    outputs: [
      ...LAYER.map(([table, of]) => ({
        table: of,
        file: layerFile(draft.layer, table),
        order: [],
      })),
      { table: "scored_part", file: privateFile(draft, "scored_part"), order: [] },
    ],
  };
}

/** Tables of the state, and those of the pipeline that this layer adds to it. */
const LAYER = [
  ["record", "added_record"],
  ["record_gone", "record_gone_now"],
  ["name", "added_name"],
  ["spine_key", "spine_key_added"],
  ["spine_gone", "spine_gone_now"],
  ["left_key", "left_key_added"],
  ["left_gone", "left_gone_now"],
  ["state_link", "link_now"],
  ["link_gone", "link_gone_now"],
  ["exact", "exact_now"],
  ["pair", "pair_now"],
  ["left_state", "left_now"],
  ["residual_state", "residual_key"],
  ["state_review", "review_now"],
] as const;
