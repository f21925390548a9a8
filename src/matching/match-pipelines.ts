import { join } from "node:path";
import type { Engine, Pipeline } from "#engine/engine.ts";
import type { Calibration } from "./calibration.ts";
import { candidatePairs } from "./candidate-pairs.ts";
import {
  constrainedExact,
  everyLink,
  joinedEvidence,
  openPairs,
  unitLinks,
} from "./constrained-links.ts";
import { evidenceLinks } from "./evidence-links.ts";
import { exactLink, nikHits } from "./exact-nik.ts";
import { familyCandidates, kinLessons } from "./family-candidates.ts";
import { familyScores } from "./family-scores.ts";
import type { FamilyWeights } from "./family-weights.ts";
import { maskedSample, residualCounts } from "./masked-sample.ts";
import type { MatchDraft } from "./match-persons.ts";
import { evidenceRecord, recordsApart } from "./match-record.ts";
import { nameEntry, nameForm, nameWord } from "./name-forms.ts";
import { decidedLinks, settledLinks } from "./one-to-one.ts";
import { comparedForms, pairScores } from "./pair-scores.ts";
import { residualClusters } from "./residual-clusters.ts";
import { reviewPairs } from "./review-pairs.ts";
import { decidedInputs, isDecided } from "./settle-decisions.ts";
import { nikVectors, strangerVectors } from "./train.ts";
import { trialLinks } from "./trial-links.ts";
import type { Weights } from "./weights.ts";

/** A file of the private folder. */
export const privateFile = (draft: MatchDraft, table: string): string =>
  join(draft.privateFolder, `${table}.parquet`);

/** A file of the answer. */
export const answerFile = (draft: MatchDraft, table: string): string =>
  join(draft.outFolder, `${table}.parquet`);

/** As long as the nation: they stay in the engine from the first run that makes them to the last. */
const OF_THE_NATION = ["name_form", "match_record", "spine", "spine_repeat"] as const;

/** What pass 0 linked, what of it stays while trials are hidden, and the trials. */
const OF_PASS_0 = ["exact_link", "open_link", "masked_sample"] as const;

/** What is compared with the spine, and how rare names and days are. */
const COMPARED = ["left_form", "name_rarity", "day_rarity"] as const;

const hasEvidence = (draft: MatchDraft): boolean => draft.evidenceFiles.length > 0;

/** Every name once, and every word of them once: all that is folded outside the engine. */
export function namesPipeline(draft: MatchDraft): Pipeline {
  return {
    name: "matching",
    inputs: staged(draft),
    stages: [nameEntry(hasEvidence(draft)), nameWord()],
    keeps: ["name_entry"],
    outputs: [inPrivate(draft, "name_word")],
  };
}

/**
 * Staged persons and statements as narrow whole numbers; pass 0, the trials drawn from it, and what
 * weights are learned from.
 */
export function exactPipeline({ dialect }: Engine, draft: MatchDraft): Pipeline {
  return {
    name: "matching",
    inputs: [...staged(draft), ...reading(draft, ["word_form"]), ...decidedInputs(draft.decisions)],
    stages: [
      nameForm(dialect),
      ...recordsApart(dialect),
      ...(hasEvidence(draft) ? [evidenceRecord(dialect)] : []),
      ...nikHits(),
      exactLink(),
      ...(isDecided(draft.decisions) ? constrainedExact() : []),
      ...maskedSample(draft.seed, dialect),
      ...comparedForms(),
      residualCounts(dialect),
      nikVectors(),
      kinLessons(dialect),
      ...strangerVectors(dialect),
    ],
    keeps: [
      ...OF_THE_NATION,
      ...OF_PASS_0,
      ...COMPARED,
      "kin_lesson",
      ...(hasEvidence(draft) ? ["evidence_record"] : []),
    ],
    outputs: [
      ...["masked_sample", "residual_count", "nik_vector", "stranger_vector", "spine_count"],
    ].map((table) => inPrivate(draft, table)),
  };
}

/** Candidates and scores, of what pass 0 left and of the trials; statements about persons. */
export function scoresPipeline(draft: MatchDraft, weights: Weights): Pipeline {
  const withEvidence = hasEvidence(draft);
  return {
    name: "matching",
    inputs: decidedInputs(draft.decisions),
    stages: [
      ...candidatePairs(),
      ...pairScores(weights),
      { table: "every_pair", sql: "select * from scored_pair", isPassing: true },
      ...(withEvidence ? evidenceLinks() : []),
      ...(withEvidence && isDecided(draft.decisions) ? joinedEvidence() : []),
    ],
    keeps: [...OF_THE_NATION, ...OF_PASS_0, "kin_lesson", "every_pair"],
    outputs: [
      inAnswer(draft, "hot_block", "blocking_key"),
      ...(withEvidence ? [inAnswer(draft, "evidence_link", "record_key")] : []),
    ],
  };
}

/** Who else comes into question because others of the same card are linked to a family, and lessons from such. */
export function familyPipeline(draft: MatchDraft): Pipeline {
  return {
    name: "matching",
    inputs: decidedInputs(draft.decisions),
    stages: familyCandidates(isDecided(draft.decisions)),
    keeps: [...OF_THE_NATION, ...OF_PASS_0, "every_pair", "kin_levelled"],
    outputs: [inPrivate(draft, "kin_vector")],
  };
}

/** All pairs with the better of their reasons, and what matching makes of the trials. */
export function trialsPipeline(
  { dialect }: Engine,
  draft: MatchDraft,
  weights: FamilyWeights,
): Pipeline {
  return {
    name: "matching",
    inputs: [],
    stages: [...familyScores(weights), ...trialLinks(dialect)],
    keeps: [...OF_THE_NATION, "exact_link", "final_pair"],
    outputs: ["tried_pair", "trial_count", "absent_count"].map((table) => inPrivate(draft, table)),
  };
}

/** The links themselves; trials have no part in them. */
export function linksPipeline(
  { dialect }: Engine,
  draft: MatchDraft,
  { bands, chances }: Pick<Calibration, "bands" | "chances">,
): Pipeline {
  return {
    name: "matching",
    inputs: decidedInputs(draft.decisions),
    stages: [
      ...openPairs(isDecided(draft.decisions)),
      ...settledLinks(),
      ...decidedLinks(bands),
      ...(isDecided(draft.decisions) ? unitLinks() : []),
      reviewPairs(bands, chances, dialect),
      ...residualClusters(isDecided(draft.decisions)),
      everyLink(isDecided(draft.decisions)),
    ],
    outputs: [inAnswer(draft, "link", "record_key"), inAnswer(draft, "review_pair", "record_key")],
  };
}

const staged = (draft: MatchDraft): Pipeline["inputs"] => [
  { table: "staged_person", files: draft.personFiles },
  ...(hasEvidence(draft) ? [{ table: "staged_evidence", files: draft.evidenceFiles }] : []),
];

const reading = (draft: MatchDraft, tables: readonly string[]): Pipeline["inputs"] =>
  tables.map((table) => ({ table, files: [privateFile(draft, table)] }));

const inPrivate = (draft: MatchDraft, table: string) => ({
  table,
  file: privateFile(draft, table),
  order: [],
});

const inAnswer = (draft: MatchDraft, table: string, order: string) => ({
  table,
  file: answerFile(draft, table),
  order: [order],
});
