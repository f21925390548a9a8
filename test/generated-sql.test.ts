import { describe, expect, test } from "vitest";
import { cutBoundsOn } from "#domain/cut-state.ts";
import type { PlainDate } from "#domain/plain-date.ts";
import { protectedOn } from "#domain/protected-class.ts";
import { MOVE_REASONS } from "#domain/version-move.ts";
import { findDeniedInStages } from "#engine/deny-list.ts";
import { type Dialect, duckdbDialect, sparkDialect } from "#engine/dialect.ts";
import type { Engine } from "#engine/engine.ts";
import type { Stage } from "#engine/step.ts";
import { candidatePairs } from "#matching/candidate-pairs.ts";
import {
  constrainedExact,
  everyLink,
  joinedEvidence,
  openPairs,
  unitLinks,
} from "#matching/constrained-links.ts";
import { evidenceLinks } from "#matching/evidence-links.ts";
import { exactLink, nikHits, spine } from "#matching/exact-nik.ts";
import { familyCandidates, kinLessons } from "#matching/family-candidates.ts";
import { familyScores } from "#matching/family-scores.ts";
import { FIXED_FAMILY_WEIGHTS } from "#matching/family-weights.ts";
import { goldPairs } from "#matching/gold-pairs.ts";
import type { DeliveryChange } from "#matching/increment/delivery-change.ts";
import {
  linksPipeline as changedLinksPipeline,
  changesPipeline,
  type IncrementDraft,
} from "#matching/increment/match-increment.ts";
import { maskedSample, residualCounts } from "#matching/masked-sample.ts";
import { evidenceRecord, matchRecord, recordsApart } from "#matching/match-record.ts";
import { nameEntry, nameForm, nameWord } from "#matching/name-forms.ts";
import { namedRecords, reviewedTuples } from "#matching/named-records.ts";
import { decidedLinks, settledLinks } from "#matching/one-to-one.ts";
import { comparedForms, pairScores } from "#matching/pair-scores.ts";
import { residualClusters } from "#matching/residual-clusters.ts";
import { reviewPairs } from "#matching/review-pairs.ts";
import type { SettledDecisions } from "#matching/settle-decisions.ts";
import { nikVectors, strangerVectors } from "#matching/train.ts";
import { trialLinks } from "#matching/trial-links.ts";
import { BANDS, FIXED_WEIGHTS } from "#matching/weights.ts";
import { determineSteps, inTurn } from "#programs/determine.ts";
import { PROGRAMS } from "#programs/programs.ts";
import { removalSteps } from "#programs/removals.ts";
import { rulesetOn } from "#programs/ruleset.ts";
import { changedFamilies } from "#ranking/diff/changed-families.ts";
import { answerCounts } from "#ranking/diff/compare-versions.ts";
import { familyPaths } from "#ranking/diff/family-paths.ts";
import { familyMoves } from "#ranking/diff/moves.ts";
import { worldTables } from "#ranking/diff/world-tables.ts";
import type { ErrorModel } from "#ranking/errors/error-model.ts";
import { cutStateCounts } from "#ranking/errors/stability.ts";
import { decileMoves, findingSteps } from "#ranking/finding-tables.ts";
import { surveyInput } from "#ranking/model-input.ts";
import { type Placement, rankingSteps } from "#ranking/rank-version.ts";
import { FEATURE_SET, FEATURES, RANKED_VARIABLES } from "#ranking/ranked-variables.ts";
import type { ModelCard, ModelSet } from "#ranking/welfare-model.ts";
import { registryPipeline } from "#registry/registry-pipeline.ts";
import { EXCLUDING, randomTerms } from "#test/excluding-programs.ts";
import { randomModels } from "#test/random-models.ts";

const model = (regencyNo: number) => ({
  id: `pmt-${regencyNo}`,
  regencyNo,
  intercept: 13_400_000,
  weights: FEATURES.map((_, k) => 1000 * k - 3000),
  absent: RANKED_VARIABLES.map((_, v) => v),
  households: 700,
});

const MODELS: ModelSet = {
  featureSet: FEATURE_SET,
  seed: "1",
  trainingSha256: "0",
  pooled: model(0),
  regencies: [model(3273)],
  card: {} as ModelCard,
};

const ERRORS = randomModels(1).errors as ErrorModel;

const AS_OF = "2026-10-01";
const RULESETS = PROGRAMS.map((program) => rulesetOn(program, AS_OF));

const JUDGED_ON = { day: 20261001, bounds: cutBoundsOn(AS_OF as PlainDate) };

const PLACED_BEFORE: Placement = {
  when: JUDGED_ON,
  basis: "families",
  hasPrevious: true,
  ranges: [
    { from: 1, to: 9 },
    { from: 10, to: 19 },
  ],
};

const BOTH_BANDS = { nation: BANDS, provinces: [{ province: 33, bands: BANDS }] };
const STAIRS = [{ from: 0, permille: 600 }];
const SOME_CHANCES = {
  nation: STAIRS,
  provinces: [{ province: 33, stairs: STAIRS }],
  rivals: STAIRS,
};

const INCREMENT: IncrementDraft = {
  persons: [{ deliveryNo: 3, listNo: 1, asOf: 20260401, file: "p", repeatsUpTo: 7n }],
  evidence: [{ deliveryNo: 4, listNo: 4, asOf: 20260401, file: "e" }],
  model: {
    weights: { ...FIXED_WEIGHTS, prior: -20_000 },
    familyWeights: FIXED_FAMILY_WEIGHTS,
    calibration: { bands: BOTH_BANDS, chances: SOME_CHANCES },
    hot: 2_000,
  },
  decisions: { folder: "d", records: [{}] } as unknown as SettledDecisions,
  state: {
    layers: ["l"],
    deliveries: [1, 2].map((listNo) => ({ deliveryNo: listNo, listNo })),
    hasEvidence: true,
  },
  privateFolder: "x",
  layer: "y",
  limits: { threads: 1, memory: "1GB", workFolder: "x" },
};
const CHANGE: DeliveryChange = {
  persons: [{ listNo: 1, repeatsUpTo: 7n }],
  evidence: [{ listNo: 4, repeatsUpTo: 0n }],
  before: [1, 2],
  gone: [2],
  days: [{ listNo: 1, asOf: 20260401 }],
  told: true,
  held: true,
};

/** Every step that decides anything, by room; a new deciding step adds its line here. */
const DECIDING: Readonly<Record<string, (dialect: Dialect) => readonly Stage[]>> = {
  "matching, records": (dialect) => [
    nameEntry(true),
    nameWord(),
    nameForm(dialect),
    matchRecord(dialect),
    ...recordsApart(dialect),
    evidenceRecord(dialect),
    ...evidenceLinks(),
  ],
  "matching, pass 0": (dialect) => [
    ...spine(),
    ...nikHits(),
    exactLink(),
    ...maskedSample("1", dialect),
    residualCounts(dialect),
    nikVectors(),
    kinLessons(dialect),
    ...strangerVectors(dialect),
  ],
  "matching, scored": (dialect) => [
    ...comparedForms(),
    ...candidatePairs(),
    ...pairScores({ ...FIXED_WEIGHTS, prior: -20_000 }),
    ...settledLinks(),
    ...decidedLinks(BOTH_BANDS),
    reviewPairs(BOTH_BANDS, SOME_CHANCES, dialect),
    ...residualClusters(),
  ],
  "matching, under decisions": (dialect) => [
    ...reviewedTuples({ earlier: true, carried: true }),
    ...namedRecords(dialect),
    ...constrainedExact(),
    ...openPairs(true),
    ...unitLinks(),
    ...residualClusters(true),
    everyLink(true),
    ...joinedEvidence(),
  ],
  "matching, families": () => familyCandidates(true),
  "matching, known truth": (dialect) =>
    goldPairs({ bands: { nation: BANDS, provinces: [] } }, { seed: "1", perThousand: 40 }, dialect),
  "matching, trials": (dialect) => [...familyScores(FIXED_FAMILY_WEIGHTS), ...trialLinks(dialect)],
  "matching, an increment": (dialect) => [
    ...changesPipeline(INCREMENT, CHANGE).stages,
    ...changedLinksPipeline({ dialect } as Engine, INCREMENT, CHANGE).stages,
  ],
  registry: (dialect) =>
    registryPipeline(
      {
        versionNo: 1,
        modelVersion: "m-test",
        decisions: { settled: { folder: "d" } as SettledDecisions, carriedFiles: ["c"] },
        asOf: 20260401,
        personFiles: ["p"],
        familyFiles: ["f"],
        evidenceFiles: ["e"],
        answerFiles: ["a"],
        ledgerFiles: ["l"],
        matchFolder: "m",
        parent: {
          personFile: "p",
          familyFile: "f",
          membershipFile: "m",
          provenanceFile: "w",
          identityFiles: ["i"],
        },
        next: { person: 1, family: 1, event: 1 },
        erasedPersons: [],
        privateFolder: "x",
        outFolder: "y",
      },
      dialect,
    ).stages,
  "ranking, survey": (dialect) => [surveyInput("survey", dialect)],
  "ranking by persons": (dialect) => [
    ...rankingSteps(MODELS, { basis: "persons" }, dialect),
    ...findingSteps(false),
  ],
  "ranking by families": (dialect) => [
    ...rankingSteps({ ...MODELS, errors: ERRORS }, PLACED_BEFORE, dialect),
    ...findingSteps(true),
    decileMoves(),
    cutStateCounts(JUDGED_ON),
  ],
  "ranking, two versions": (dialect) => [
    ...familyPaths(),
    ...changedFamilies(["membership", "data"]),
    ...worldTables(["data"]),
    ...familyMoves(MOVE_REASONS, dialect),
    ...answerCounts(dialect),
  ],
  programs: (dialect) =>
    determineSteps(RULESETS, { quotas: [], asOf: AS_OF, drawKey: "1" }, dialect),
  "programs that exclude each other": (dialect) =>
    determineSteps(
      inTurn(EXCLUDING.map((program) => rulesetOn(program, AS_OF))),
      { ...randomTerms(1), asOf: AS_OF, drawKey: "1", hasPrevious: true },
      dialect,
    ),
  "programs, who leaves": (dialect) => removalSteps(RULESETS, protectedOn(AS_OF), dialect),
};

describe.each(Object.entries(DECIDING))("%s", (_room, steps) => {
  test.each([duckdbDialect, sparkDialect])("uses nothing of the deny-list on $name", (dialect) => {
    const stages = steps(dialect);
    expect(stages.length).toBeGreaterThan(0);
    expect(findDeniedInStages(stages)).toEqual([]);
  });
});
