import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { type Progress, quiet } from "#domain/progress.ts";
import type { Engine, EngineLimits, Pipeline } from "#engine/engine.ts";
import type { Stage, Step } from "#engine/step.ts";
import { candidatePairs } from "#matching/candidate-pairs.ts";
import {
  constrainedExact,
  everyLink,
  joinedEvidence,
  openPairs,
  unitLinks,
} from "#matching/constrained-links.ts";
import { withDuckDb } from "#matching/counted-tables.ts";
import { evidenceLinks } from "#matching/evidence-links.ts";
import { exactLink, nikHits, spine } from "#matching/exact-nik.ts";
import { familyCandidates } from "#matching/family-candidates.ts";
import { familyScores } from "#matching/family-scores.ts";
import { evidenceRecord, matchRecord } from "#matching/match-record.ts";
import { nameEntry, nameForm, nameWord, writeWordForms } from "#matching/name-forms.ts";
import { decidedLinks, settledLinks } from "#matching/one-to-one.ts";
import { comparedForms, pairScores } from "#matching/pair-scores.ts";
import { residualClusters } from "#matching/residual-clusters.ts";
import { reviewPairs } from "#matching/review-pairs.ts";
import { decidedInputs, isDecided, type SettledDecisions } from "#matching/settle-decisions.ts";
import {
  firstLayer,
  freezeRarities,
  frozenRarities,
  noTrials,
  stateTables,
} from "./first-layer.ts";
import {
  FROZEN,
  type FrozenModel,
  layerFile,
  type MatchState,
  type StandingDelivery,
  stateInputs,
} from "./match-state.ts";

/** A delivery of persons or of statements, opened. */
export type OpenDelivery = StandingDelivery & {
  /** yyyymmdd: the day that it speaks of, all of it. */
  readonly asOf: number;
  readonly file: string;
  /**
   * Where the state holds an earlier delivery of the list: records up to this key are rows of that one, said again word for word.
   * Absent: none is.
   */
  readonly repeatsUpTo?: bigint;
};

export type FrozenDraft = {
  readonly persons: readonly OpenDelivery[];
  readonly evidence: readonly OpenDelivery[];
  readonly model: FrozenModel;
  /** What people decided about records of this run. */
  readonly decisions?: SettledDecisions;
  /** The state whose rarities hold; absent where this run freezes them. */
  readonly rarities?: MatchState;
  /** Private, for the time of work. */
  readonly privateFolder: string;
  /** Receives the state's first layer: `EVERY_LINK`, `state_review` and `state_evidence` are the answer. */
  readonly layer: string;
  readonly limits: EngineLimits;
};

/**
 * Matches everything under a frozen model, without learning and without trials, and leaves its state: what an
 * increment must come out equal to.
 */
export async function matchFrozen(
  engine: Engine,
  draft: FrozenDraft,
  progress: Progress = quiet,
): Promise<MatchState> {
  await mkdir(draft.layer, { recursive: true, mode: 0o700 });
  await engine.run(namesPipeline(draft), progress);
  await withDuckDb(draft.limits, (db) =>
    writeWordForms(db, wordFile(draft, "name_word"), wordFile(draft, "word_form")),
  );
  await engine.run(wholePipeline(engine, draft), progress);
  return {
    layers: [draft.layer],
    deliveries: standingDeliveries(draft),
    hasEvidence: hasEvidence(draft),
  };
}

/** The deliveries of a run, as a state notes them. */
export const standingDeliveries = ({
  persons,
  evidence,
}: Pick<FrozenDraft, "persons" | "evidence">): readonly StandingDelivery[] =>
  [...persons, ...evidence].map(({ deliveryNo, listNo }) => ({ deliveryNo, listNo }));

const wordFile = (draft: FrozenDraft, table: "name_word" | "word_form"): string =>
  join(draft.privateFolder, `${table}.parquet`);

const hasEvidence = ({ evidence }: FrozenDraft): boolean => evidence.length > 0;

const staged = (draft: FrozenDraft): Pipeline["inputs"] => [
  { table: "staged_person", files: draft.persons.map(({ file }) => file) },
  ...(hasEvidence(draft)
    ? [{ table: "staged_evidence", files: draft.evidence.map(({ file }) => file) }]
    : []),
];

function namesPipeline(draft: FrozenDraft): Pipeline {
  return {
    name: "matching",
    inputs: staged(draft),
    stages: [nameEntry(hasEvidence(draft)), nameWord()],
    keeps: ["name_entry"],
    outputs: [{ table: "name_word", file: wordFile(draft, "name_word"), order: [] }],
  };
}

export function wholePipeline({ dialect }: Engine, draft: FrozenDraft): Pipeline {
  const { model, rarities, decisions } = draft;
  const [held, told] = [isDecided(decisions), hasEvidence(draft)];
  const stages: readonly Stage[] = [
    nameForm(dialect),
    matchRecord(dialect),
    ...(told ? [evidenceRecord(dialect)] : []),
    ...spine(),
    ...nikHits(),
    exactLink(),
    ...(held ? constrainedExact() : []),
    ...noTrials(),
    ...comparedForms(),
    ...(rarities === undefined ? freezeRarities() : frozenRarities("spine")),
    ...candidatePairs({ hot: model.hot }),
    ...pairScores(model.weights),
    { table: "every_pair", sql: "select * from scored_pair" },
    ...evidenceSteps(told, held),
    ...familyCandidates(held),
    ...familyScores(model.familyWeights),
    ...chosenLinks(model, held, dialect),
    ...residualClusters(held),
    everyLink(held),
    ...firstLayer(held, told),
  ];
  return {
    name: "matching",
    inputs: [
      ...staged(draft),
      { table: "word_form", files: [wordFile(draft, "word_form")] },
      ...decidedInputs(decisions),
      ...(rarities === undefined ? [] : stateInputs(rarities, FROZEN)),
    ],
    stages,
    outputs: stateTables(told).map(([as, table]) => ({
      table,
      as,
      file: layerFile(draft.layer),
      order: [],
    })),
  };
}

/** One to one, bands, decisions and what is left to people, of all pairs or of those that a change reaches. */
export function chosenLinks(
  { calibration: { bands, chances } }: FrozenModel,
  held: boolean,
  dialect: Engine["dialect"],
): readonly Stage[] {
  return [
    ...openPairs(held),
    ...settledLinks(),
    ...decidedLinks(bands),
    ...(held ? unitLinks() : []),
    reviewPairs(bands, chances, dialect),
  ];
}

/** What statements about persons speak of. */
export const evidenceSteps = (told: boolean, held: boolean): readonly Step[] =>
  told ? [...evidenceLinks(), ...(held ? joinedEvidence() : [])] : [];
