import { link, mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { toDayNumber } from "#domain/plain-date.ts";
import { programOn } from "#domain/program.ts";
import type { Progress } from "#domain/progress.ts";
import { accept, type Result, refuse } from "#domain/result.ts";
import type { Engine, EngineLimits } from "#engine/engine.ts";
import { openSigning } from "#lake/signed-json.ts";
import {
  IDENTITY_FILE,
  type LakeTable,
  MEMBERSHIP,
  VERSION_EVIDENCE,
  VERSION_FAMILY,
  VERSION_INDICATOR,
  VERSION_OUTCOME,
  VERSION_PERSON,
  VERSION_PROVENANCE,
  VERSION_RANK,
  VERSION_STABILITY,
  VERSION_VAULT,
} from "#lake/tables.ts";
import { withIdentity } from "#lake/with-identity.ts";
import { countRegencies } from "#programs/count-regencies.ts";
import { determineVersion } from "#programs/determine-version.ts";
import { drawKeyOf } from "#programs/draw-key.ts";
import { writeIndicators } from "#programs/indicators.ts";
import { ofVersionOn } from "#programs/program-book.ts";
import type { ProgramCount } from "#programs/program-counts.ts";
import { versionBudgets, versionQuotas } from "#programs/version-quotas.ts";
import { type RankDraft, type RankReport, rankVersion } from "#ranking/rank-version.ts";
import type { TrainProblem } from "#ranking/train.ts";
import { buildRegistry, type RegistryReport } from "#registry/build-registry.ts";
import type { Parent } from "#registry/registry-pipeline.ts";
import type { BuildDecisions } from "./build-decisions.ts";
import { hashTables } from "./build-hashes.ts";
import type { BuildInputs } from "./build-inputs.ts";
import { type BuiltMatching, matchVersion } from "./build-matching.ts";
import { runReviewStage } from "./build-reviews.ts";
import { runRefusable, runStage } from "./build-stage.ts";
import { type Staged, stagedSurvey, withStaged } from "./build-staged.ts";
import type { BuildDraft } from "./build-version.ts";
import type { House } from "./house.ts";
import { outcomesBefore } from "./outcomes-before.ts";
import { saidAtDesk } from "./said-at-desk.ts";
import { zoneOf } from "./survey-place.ts";

/** What every stage of one build needs. */
export type BuildContext = {
  readonly house: House;
  readonly engine: Engine;
  readonly limits: EngineLimits;
  readonly inputs: BuildInputs;
  readonly draft: BuildDraft;
  readonly versionNo: number;
  readonly buildFolder: string;
  readonly hashed: Readonly<Record<string, string>>;
  readonly privateFolder: string;
  readonly progress: Progress;
  /** What reviewers decided, as it holds in this build; absent where they decided nothing. */
  readonly decisions?: BuildDecisions;
  readonly measure: <T>(room: string, work: () => Promise<T>) => Promise<T>;
};

type Hashes = Readonly<Record<string, string>>;

export type MatchingStage = { readonly matching: BuiltMatching };
export type RegistryStage = RegistryReport & { readonly hashes: Hashes };

export type IdentityStages = {
  readonly matching: BuiltMatching;
  readonly registry: RegistryStage;
  readonly folders: {
    readonly matching: string;
    readonly registry: string;
    readonly reviews: string;
  };
  /** Sealed records for people to review, by their names in the version's folder. */
  readonly reviewFiles: readonly string[];
  readonly resumed: readonly string[];
};

/** Matching and registry: the only stages that see who people are, inside one private opening. */
export async function runIdentityStages(context: BuildContext): Promise<IdentityStages> {
  const matching = await runStage<BuiltMatching>(context.buildFolder, "matching", (folder) =>
    context.measure("matching", () => matchVersion(context, folder)),
  );
  const registry = await runStage<RegistryStage>(context.buildFolder, "registry", (folder) =>
    withStaged(context, (staged) =>
      context.measure("registry", () => settle(context, staged, matching, folder)),
    ),
  );
  const folders = { matching: matching.folder, registry: registry.folder };
  const reviews = await runReviewStage(context, folders);
  return {
    matching: matching.report,
    registry: registry.report,
    folders: { ...folders, reviews: reviews.folder },
    reviewFiles: reviews.report.files,
    resumed: [
      ...(matching.isResumed ? ["matching"] : []),
      ...(registry.isResumed ? ["registry"] : []),
    ],
  };
}

async function settle(
  context: BuildContext,
  staged: Staged,
  matching: { readonly folder: string; readonly report: BuiltMatching },
  outFolder: string,
): Promise<RegistryStage> {
  const { engine, house, inputs, versionNo, privateFolder, limits } = context;
  const parent = parentOf(context, staged.previousIdentity);
  const report = await buildRegistry(
    engine,
    house.keyring,
    {
      versionNo,
      modelVersion: matching.report.calibration.model.version,
      ...(context.decisions === undefined ? {} : { decisions: context.decisions }),
      asOf: toDayNumber(context.draft.asOf),
      personFiles: staged.person,
      familyFiles: staged.family,
      evidenceFiles: staged.evidence,
      answerFiles: staged.answers,
      ledgerFiles: inputs.ledgerFiles.map((file) => join(house.folders.ledger, file)),
      matchFolder: matching.folder,
      ...(parent === undefined ? {} : { parent }),
      ...(await saidAtDesk(context)),
      next: inputs.next,
      erasedPersons: inputs.erasedPersons,
      privateFolder,
      outFolder,
      limits,
    },
    context.progress,
  );
  context.progress({ room: "registry", step: "content hashes", done: 0, of: 0 });
  const open = [VERSION_PERSON, VERSION_FAMILY, VERSION_PROVENANCE, VERSION_EVIDENCE, MEMBERSHIP];
  const named = [IDENTITY_FILE, VERSION_VAULT];
  const lying = [...lyingIn(outFolder, open), ...lyingIn(privateFolder, named)];
  return { ...report, hashes: await hashTables(engine, limits, lying, privateFolder) };
}

const lyingIn = (folder: string, tables: readonly LakeTable[]) =>
  tables.map((table) => ({ table, file: join(folder, `${table.name}.parquet`) }));

function parentOf(context: BuildContext, identityFiles: readonly string[]): Parent | undefined {
  const { parentVersionNo } = context.inputs;
  if (parentVersionNo === undefined) return undefined;
  const folder = join(context.house.folders.versions, String(parentVersionNo));
  return {
    personFile: join(folder, "person.parquet"),
    familyFile: join(folder, "family.parquet"),
    membershipFile: join(folder, "membership.parquet"),
    provenanceFile: join(folder, "provenance.parquet"),
    identityFiles,
  };
}

export type RankedStages = {
  readonly rankFolder: string;
  readonly programFolder: string;
  readonly hashes: Hashes;
  readonly ranking: RankReport;
  readonly programs: readonly ProgramCount[];
  readonly resumedRanked: readonly string[];
};

/** Ranking and programs: from here on nobody is named. */
export async function runRankedStages(
  context: BuildContext,
  { folders }: Pick<IdentityStages, "folders">,
): Promise<Result<RankedStages, SurveyProblem>> {
  const ranking = await runRefusable<RankingStage, SurveyProblem>(
    context.buildFolder,
    "ranking",
    (folder) => context.measure("ranking", () => rank(context, folders.registry, folder)),
  );
  if (!ranking.ok) return ranking;
  const ranked = ranking.value;
  const decided = await runStage(context.buildFolder, "programs", (folder) =>
    context.measure("programs", () => decide(context, folders.registry, ranked.folder, folder)),
  );
  return accept({
    rankFolder: ranked.folder,
    programFolder: decided.folder,
    hashes: { ...ranked.report.hashes, ...decided.report.hashes },
    ranking: ranked.report.ranking,
    programs: decided.report.programs,
    resumedRanked: [
      ...(ranked.isResumed ? ["ranking"] : []),
      ...(decided.isResumed ? ["programs"] : []),
    ],
  });
}

/** Why nothing can be learned from the survey. */
export type SurveyProblem = TrainProblem | "survey-zone-closed";

type RankingStage = { readonly ranking: RankReport; readonly hashes: Hashes };

async function rank(
  context: BuildContext,
  registry: string,
  outFolder: string,
): Promise<Result<RankingStage, SurveyProblem>> {
  const { engine, house, inputs, versionNo, draft, progress, limits, privateFolder } = context;
  const surveys = inputs.deliveries
    .filter(({ set }) => set === "survey")
    .map(({ deliveryNo }) => stagedSurvey(house, deliveryNo));
  const zone = await zoneOf(house);
  if (zone === undefined && surveys.length > 0) return refuse("survey-zone-closed");
  const signing = await openSigning(house.settings.keyFolder);
  // Opened in their own zone and for this step alone: what leaves it is models, aggregates and errors.
  const ranking = await withIdentity(zone ?? house, surveys, (surveyFiles) =>
    rankVersion(
      engine,
      {
        surveyFiles,
        surveyWorkFolder: join(dirname(surveyFiles[0] ?? privateFolder), "learning"),
        familyFile: join(registry, "family.parquet"),
        personFile: join(registry, "person.parquet"),
        basis: draft.basis,
        versionNo,
        day: draft.asOf,
        ...previousRank(context),
        signing,
        outFolder,
      },
      progress,
    ),
  );
  if (!ranking.ok) return ranking;
  const lying = lyingIn(outFolder, [VERSION_RANK, VERSION_STABILITY]);
  const hashes = await hashTables(engine, limits, lying, privateFolder);
  return accept({ ranking: ranking.value, hashes });
}

/** Where families stood before, if anywhere. */
function previousRank({ house, inputs }: BuildContext): Pick<RankDraft, "previous"> {
  const { parentVersionNo } = inputs;
  if (parentVersionNo === undefined) return {};
  const rankFile = join(house.folders.versions, String(parentVersionNo), "rank.parquet");
  return { previous: { versionNo: parentVersionNo, rankFile } };
}

async function decide(
  context: BuildContext,
  registry: string,
  rankFolder: string,
  outFolder: string,
): Promise<{ readonly programs: readonly ProgramCount[]; readonly hashes: Hashes }> {
  const { engine, versionNo, draft, progress, limits, privateFolder } = context;
  const folder = join(privateFolder, "facts");
  await mkdir(folder, { recursive: true });
  for (const table of ["family", "person", "evidence"]) {
    await link(join(registry, `${table}.parquet`), join(folder, `${table}.parquet`));
  }
  await link(join(rankFolder, "rank.parquet"), join(folder, "rank.parquet"));
  const outFile = join(outFolder, "outcome.parquet");
  const { book } = context.inputs;
  const decided = ofVersionOn(book, draft.asOf).map((one) => programOn(one, draft.asOf));
  const counts = await countRegencies(join(folder, "family.parquet"), privateFolder);
  const { programs } = await determineVersion(
    engine,
    {
      folder,
      programs: decided,
      quotas: versionQuotas(counts, decided, draft.asOf),
      budgets: versionBudgets(decided, draft.asOf),
      asOf: draft.asOf,
      versionNo,
      drawKey: drawKeyOf(draft.asOf, draft.seed),
      ...(await outcomesBefore(context.house.folders, context.inputs.parentVersionNo)),
      outFile,
    },
    progress,
  );
  const indicatorFile = join(outFolder, "indicator.parquet");
  const familyFile = join(folder, "family.parquet");
  const personFile = join(folder, "person.parquet");
  const indicated = { familyFile, personFile, day: draft.asOf, outFile: indicatorFile };
  await writeIndicators(engine, indicated, progress);
  const lying = lyingIn(outFolder, [VERSION_OUTCOME, VERSION_INDICATOR]);
  return { programs, hashes: await hashTables(engine, limits, lying, privateFolder) };
}
