import { join } from "node:path";
import type { Engine, Pipeline } from "#engine/engine.ts";
import type { Step } from "#engine/step.ts";
import type { Calibration } from "./calibration.ts";
import { candidatePairs } from "./candidate-pairs.ts";
import { evidenceLinks } from "./evidence-links.ts";
import { exactLink, nikHits, spine } from "./exact-nik.ts";
import { maskedSample, residualCounts } from "./masked-sample.ts";
import type { MatchDraft } from "./match-persons.ts";
import { evidenceRecord, matchRecord } from "./match-record.ts";
import { nameEntry, nameForm, nameWord } from "./name-forms.ts";
import { decidedLinks, settledLinks } from "./one-to-one.ts";
import { comparedForms, pairScores } from "./pair-scores.ts";
import { residualClusters } from "./residual-clusters.ts";
import { reviewPairs } from "./review-pairs.ts";
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
const OF_THE_NATION = ["name_form", "match_record", "spine"] as const;

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
    inputs: [...staged(draft), ...reading(draft, ["word_form"])],
    stages: [
      nameForm(dialect),
      matchRecord(dialect),
      ...(hasEvidence(draft) ? [evidenceRecord(dialect)] : []),
      ...spine(),
      ...nikHits(),
      exactLink(),
      ...maskedSample(draft.seed, dialect),
      residualCounts(dialect),
      nikVectors(),
      ...strangerVectors(dialect),
    ],
    keeps: [...OF_THE_NATION, ...(hasEvidence(draft) ? ["evidence_record"] : [])],
    outputs: [
      ...["exact_link", "masked_sample", "open_link"],
      ...["residual_count", "nik_vector", "stranger_vector", "spine_count"],
    ].map((table) => inPrivate(draft, table)),
  };
}

/** Candidates and scores, of what pass 0 left and of the trials; statements about persons. */
export function scoresPipeline(draft: MatchDraft, weights: Weights): Pipeline {
  const withEvidence = hasEvidence(draft);
  return {
    name: "matching",
    inputs: reading(draft, ["exact_link", "masked_sample"]),
    stages: [
      ...comparedForms(),
      ...candidatePairs(),
      ...pairScores(weights),
      { table: "every_pair", sql: "select * from scored_pair" },
      ...(withEvidence ? evidenceLinks() : []),
    ],
    keeps: OF_THE_NATION,
    outputs: [
      inPrivate(draft, "every_pair"),
      inAnswer(draft, "hot_block", "blocking_key"),
      ...(withEvidence ? [inAnswer(draft, "evidence_link", "record_key")] : []),
    ],
  };
}

/** What matching makes of the trials. */
export function trialsPipeline({ dialect }: Engine, draft: MatchDraft): Pipeline {
  return {
    name: "matching",
    inputs: reading(draft, ["every_pair", "masked_sample", "open_link"]),
    stages: trialLinks(dialect),
    keeps: OF_THE_NATION,
    outputs: ["trial_count", "absent_count"].map((table) => inPrivate(draft, table)),
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
    inputs: reading(draft, ["exact_link", "every_pair"]),
    stages: [
      { table: "scored_pair", sql: "select * from every_pair where record_key > 0" },
      ...settledLinks(),
      ...decidedLinks(bands),
      reviewPairs(bands, chances, dialect),
      ...residualClusters(),
      link(),
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

/** Every staged person once: on the spine, linked to it, or in a cluster beside it. */
function link(): Step {
  return {
    table: "link",
    sql: `\
select record_key, record_key as spine_key, 'spine' as rule, cast(0 as bigint) as weight, 'spine' as band from spine
union all
select m.record_key, s.record_key as spine_key, 'spine-repeat' as rule, cast(0 as bigint) as weight, 'link' as band
from match_record m join spine s on s.nik = m.nik
where m.is_spine = 1 and m.nik <> 0 and m.record_key <> s.record_key
union all
select record_key, spine_key, rule, weight, 'link' as band from record_link
union all
select record_key, hub_key as spine_key, 'residual' as rule, cast(0 as bigint) as weight, 'residual' as band
from residual_cluster`,
  };
}
