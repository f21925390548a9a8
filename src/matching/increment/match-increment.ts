import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { type Progress, quiet } from "#domain/progress.ts";
import { accept, type Result, refuse } from "#domain/result.ts";
import type { Engine, EngineLimits, Pipeline } from "#engine/engine.ts";
import type { Stage } from "#engine/step.ts";
import { withDuckDb } from "#matching/counted-tables.ts";
import { nameWord, writeWordForms } from "#matching/name-forms.ts";
import { decidedInputs, isDecided, type SettledDecisions } from "#matching/settle-decisions.ts";
import { changedEvidence } from "./changed-evidence.ts";
import { changedFamilies, changedSureLinks } from "./changed-families.ts";
import { changedChoices, changedLinks, chosenAgain } from "./changed-links.ts";
import {
  changedBlocks,
  changedCandidates,
  changedLeft,
  changedScores,
  dirtyLeft,
} from "./changed-pairs.ts";
import { changedSpine } from "./changed-records.ts";
import { changedResidue } from "./changed-residue.ts";
import { changedRecords, type DeliveryChange } from "./delivery-change.ts";
import { decidedKeys, keptLeft, keptRecords, registryKeys } from "./first-layer.ts";
import { type OpenDelivery, standingDeliveries } from "./match-frozen.ts";
import {
  everyTable,
  type FrozenModel,
  layerFile,
  type MatchState,
  type StandingDelivery,
  type StateTable,
  stateInputs,
} from "./match-state.ts";

export type IncrementDraft = {
  /** Every delivery of the run, also those that the state knows: what came and went is found here. */
  readonly persons: readonly OpenDelivery[];
  readonly evidence: readonly OpenDelivery[];
  readonly model: FrozenModel;
  /** What people decided about records of this run. */
  readonly decisions?: SettledDecisions;
  readonly state: MatchState;
  readonly privateFolder: string;
  /** Receives the state's next layer; `EVERY_LINK`, `state_review` and `state_evidence` of it are the answer. */
  readonly layer: string;
  readonly limits: EngineLimits;
};

/** What an increment had to do. */
export type IncrementReport = {
  readonly state: MatchState;
  readonly added: number;
  readonly removed: number;
  /** Pairs that were scored anew. */
  readonly scored: number;
  readonly seconds: number;
};

export type IncrementProblem =
  /** A list says that it repeats records that the state does not hold. */
  | "record-unknown"
  /** Persons of a delivery that was gone stand again under its number; statements may, for nothing is linked to them. */
  | "record-returned"
  /** The state knows no statements about persons and there are some now, or the other way round. */
  | "evidence-came-or-went";

/**
 * Matches again what changed since the state, under the same frozen model, and nothing else: equal to the
 * whole run over the same deliveries and decisions.
 */
export async function matchIncrement(
  engine: Engine,
  draft: IncrementDraft,
  progress: Progress = quiet,
): Promise<Result<IncrementReport, IncrementProblem>> {
  if (draft.state.hasEvidence !== draft.evidence.length > 0) return refuse("evidence-came-or-went");
  await mkdir(draft.layer, { recursive: true, mode: 0o700 });
  const change = deliveryChange(draft);
  const found = await engine.run(changesPipeline(draft, change), progress);
  if ((found.rows.unknown_repeat ?? 0) > 0) return refuse("record-unknown");
  if ((found.rows.returned_key ?? 0) > 0) return refuse("record-returned");
  await withDuckDb(draft.limits, (db) =>
    writeWordForms(db, privateFile(draft, "name_word"), privateFile(draft, "word_form")),
  );
  const linked = await engine.run(linksPipeline(engine, draft, change), progress);
  return accept({
    state: {
      layers: [...draft.state.layers, draft.layer],
      deliveries: standingDeliveries(draft),
      hasEvidence: draft.state.hasEvidence,
    },
    added: linked.rows.record_now ?? 0,
    removed: found.rows.removed_key ?? 0,
    scored: linked.rows.scored_part ?? 0,
    seconds: found.seconds + linked.seconds,
  });
}

const privateFile = (draft: IncrementDraft, table: string): string =>
  join(draft.privateFolder, `${table}.parquet`);

const fresh = ({ state, ...draft }: IncrementDraft, of: "persons" | "evidence") =>
  draft[of].filter(
    ({ deliveryNo }) => !state.deliveries.some((one) => one.deliveryNo === deliveryNo),
  );

function deliveryChange(draft: IncrementDraft): DeliveryChange {
  const { persons, evidence, state } = draft;
  const lists = (of: readonly StandingDelivery[]) => of.map(({ listNo }) => listNo);
  const [before, now] = [lists(state.deliveries), lists([...persons, ...evidence])];
  const came = (of: "persons" | "evidence") =>
    fresh(draft, of).map(({ listNo, repeatsUpTo = 0n }) => ({ listNo, repeatsUpTo }));
  return {
    persons: came("persons"),
    evidence: came("evidence"),
    before,
    gone: before.filter((listNo) => !now.includes(listNo)),
    days: persons.map(({ listNo, asOf }) => ({ listNo, asOf })),
    told: state.hasEvidence,
    held: isDecided(draft.decisions),
  };
}

const FOUND = [
  "staged_person",
  "staged_evidence",
  "removed_key",
  "removed_evidence",
  "said_before",
  "name_entry",
] as const;

/** What came and went, and the words of its names. */
export function changesPipeline(draft: IncrementDraft, change: DeliveryChange): Pipeline {
  const output = (table: string) => ({ table, file: privateFile(draft, table), order: [] });
  const files = (["persons", "evidence"] as const)
    .map((of) => ({
      table: of === "persons" ? "fresh_person" : "fresh_evidence",
      files: fresh(draft, of).map(({ file }) => file),
    }))
    .filter((input) => input.files.length > 0);
  return {
    name: "matching",
    inputs: [
      ...files,
      ...stateInputs(draft.state, ["record", "record_gone", "name"]),
      ...(change.told ? stateInputs(draft.state, ["evidence", "evidence_gone"]) : []),
    ],
    stages: [...changedRecords(change), nameWord()],
    keeps: FOUND,
    outputs: ["name_word", "returned_key", "unknown_repeat", "removed_key"].map(output),
  };
}

/** All that hangs on it, and the state's next layer. */
export function linksPipeline(
  { dialect }: Engine,
  draft: IncrementDraft,
  change: DeliveryChange,
): Pipeline {
  const { model, state, decisions } = draft;
  const { held, told } = change;
  const layer = state.layers.length;
  const stages: readonly Stage[] = [
    ...changedSpine(change, layer, dialect),
    ...changedLeft(),
    ...changedBlocks(layer),
    ...dirtyLeft(model.hot),
    ...changedCandidates(model.hot),
    ...changedScores(model, layer, dialect),
    ...changedSureLinks(held),
    ...changedFamilies(model, held, dialect),
    ...changedChoices(model, held, dialect),
    chosenAgain(),
    ...changedResidue(held),
    ...changedLinks(held, layer),
    ...(told ? changedEvidence(held, layer, dialect) : []),
    { table: "decided_now", sql: decidedKeys(held) },
    ...addedTables(layer),
    ...goneTables(layer, told),
  ];
  return {
    name: "matching",
    inputs: [
      { table: "word_form", files: [privateFile(draft, "word_form")] },
      ...decidedInputs(decisions),
      ...stateInputs(state, everyTable(state)),
    ],
    stages,
    outputs: layerTables(told).map(([as, table]) => ({
      table,
      as,
      file: layerFile(draft.layer),
      order: [],
    })),
  };
}

/** What this layer adds, in the columns that are kept. */
const addedTables = (layer: number): readonly Stage[] => [
  { table: "record_now", sql: keptRecords("added_record"), isPassing: true },
  { table: "registry_key_now", sql: registryKeys("added_record"), isPassing: true },
  { table: "left_now", sql: keptLeft("left_added", layer), isPassing: true },
  { table: "sure_now", sql: `select s.*, ${layer} as layer from sure_part s`, isPassing: true },
];

/** What holds no more from this layer on. */
function goneTables(layer: number, told: boolean): readonly Stage[] {
  const gone = (table: string, from: string): Stage => ({
    table,
    sql: `select record_key, ${layer} as layer from ${from}`,
  });
  return [
    gone("record_gone_now", "removed_key"),
    gone("left_gone_now", "left_removed"),
    gone("exact_gone_now", "gone_record"),
    gone("sure_gone_now", "sure_before"),
    {
      table: "own_gone_now",
      sql: `select record_key, spine_key, ${layer} as layer from own_lost`,
    },
    ...(told ? [gone("evidence_gone_now", "removed_evidence")] : []),
  ];
}

/** Tables of the state, and those of the pipeline that this layer adds to it or writes anew. */
const layerTables = (told: boolean): readonly (readonly [StateTable, string])[] => [
  ["record", "record_now"],
  ["record_gone", "record_gone_now"],
  ["registry_key", "registry_key_now"],
  ["name", "added_name"],
  ["left_state", "left_now"],
  ["left_key", "left_key_added"],
  ["left_gone", "left_gone_now"],
  ["exact", "exact_part"],
  ["exact_gone", "exact_gone_now"],
  ["state_link", "link_now"],
  ["link_gone", "link_gone_now"],
  ["own_pair", "scored_part"],
  ["own_gone", "own_gone_now"],
  ["kin_state", "kin_now"],
  ["sure_link", "sure_now"],
  ["sure_gone", "sure_gone_now"],
  ["residual_state", "residual_now"],
  ["spine_repeat_state", "spine_repeat_now"],
  ["decided_state", "decided_now"],
  ["state_review", "review_now"],
  ...(told
    ? ([
        ["evidence", "evidence_part"],
        ["evidence_gone", "evidence_gone_now"],
        ["state_evidence", "evidence_link"],
      ] as const)
    : []),
];
