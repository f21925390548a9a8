import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { DecileBasis } from "#domain/decile-basis.ts";
import type { PlainDate } from "#domain/plain-date.ts";
import type { Progress } from "#domain/progress.ts";
import type { JudgedGate } from "#domain/quality-gate.ts";
import { accept, type Result, refuse } from "#domain/result.ts";
import type { EngineLimits } from "#engine/engine.ts";
import { openEngine } from "#engine/open-engine.ts";
import type { SparkProblem } from "#engine/spark/spark-problem.ts";
import { inPrivateFolder, sweepWork } from "#lake/private-folder.ts";
import type { Contradiction, DecisionCounts } from "#matching/decision-units.ts";
import type { ReviewDecision } from "#matching/review-decisions.ts";
import type { ProgramCount } from "#programs/program-counts.ts";
import { type ActorProblem, mayBuild, type VersionActors } from "./acting-for.ts";
import { assembleVersion } from "./build-assembly.ts";
import { settleBuild } from "./build-decisions.ts";
import { hashedInputs, type InputProblem, readInputs } from "./build-inputs.ts";
import {
  type BuildContext,
  type MatchingStage,
  runIdentityStages,
  runRankedStages,
  type SurveyProblem,
} from "./build-rooms.ts";
import { sweepVersions } from "./build-sweep.ts";
import {
  failVersionRow,
  markStopped,
  noteStatedBands,
  openVersionRow,
  type RowProblem,
  withBuildLock,
} from "./build-version-row.ts";
import { CODE_VERSION } from "./code-version.ts";
import { dropBuild } from "./drop-states.ts";
import type { House } from "./house.ts";
import { judgeBuild } from "./judge-build.ts";
import { type RoomCost, roomMeter } from "./room-costs.ts";
import { standingVersion } from "./standing-version.ts";
import { zoneOf } from "./survey-place.ts";

export type BuildDraft = {
  /** What people call the version, such as "2026-1"; unique. */
  readonly label: string;
  /** Delivery numbers; without them the newest accepted of each source and set. */
  readonly deliveries?: readonly number[];
  /** Whether deciles are equal in persons or in families. */
  readonly basis: DecileBasis;
  readonly asOf: PlainDate;
  readonly seed: string;
  readonly actors: VersionActors;
  /** What reviewers decided about two records; without it the whole book of the desk. */
  readonly decisions?: readonly ReviewDecision[];
  /** Bands of matching that who freezes signs for, in place of learned ones. */
  readonly statedBands?: StatedBandsDraft;
  /**
   * "full": everything is matched and the model learned anew, whatever the rule allows. "frozen": everything is matched under
   * the parent's model, to compare an increment with. Without it the rule decides (matching-route.ts).
   */
  readonly matching?: "full" | "frozen";
};

/** In thousandths of a bit: linked from `link` on, shown to people from `review` on. */
export type StatedBandsDraft = {
  readonly link: number;
  readonly review: number;
  readonly reason: string;
};

export type BuildProblem = InputProblem | RowProblem | ActorProblem | SurveyProblem | SparkProblem;

export type VersionReceipt = {
  readonly versionNo: number;
  readonly label: string;
  readonly families: number;
  readonly persons: number;
  /** Over all tables; equal inputs give equal hashes. */
  readonly contentHash: string;
  readonly contentHashes: Readonly<Record<string, string>>;
  readonly manifestSha256: string;
  readonly folder: string;
  readonly matching: MatchingStage["matching"];
  /** How many of the reviewers' decisions hold, and how many wait; absent where there are none. */
  readonly decisions?: DecisionCounts & { readonly contradictions: readonly Contradicting[] };
  readonly rows: Readonly<Record<string, number>>;
  readonly programs: readonly ProgramCount[];
  /** What its deciles are equal in, and how many families the other basis would place in another. */
  readonly places: { readonly decileBasis: DecileBasis; readonly differing: number };
  /** By what it may be published, or by two people's word. */
  readonly gates: readonly JudgedGate[];
  readonly rooms: readonly RoomCost[];
  /** Stages that an earlier, killed build had finished. */
  readonly resumed: readonly string[];
};

/** Decisions that were set aside together, by their numbers. */
export type Contradicting = Pick<Contradiction, "kind"> & { readonly decisions: readonly number[] };

/**
 * Builds one version from what was delivered and freezes it. Killed anywhere, it leaves the old state;
 * asked again with the same label and inputs it goes on from the last stage that was finished, and
 * answers the first receipt where the version is frozen. What refuses or breaks it stands in the version's row.
 */
export async function buildVersion(
  house: House,
  draft: BuildDraft,
  progress: Progress,
): Promise<Result<VersionReceipt, BuildProblem>> {
  const may = await mayBuild(house.desk, draft.actors);
  if (!may.ok) return may;
  await sweepWork(house.folders);
  return withBuildLock<VersionReceipt, BuildProblem>(house.desk, async () => {
    // Under the lock nobody else builds: whoever says so was killed.
    await markStopped(house.desk, draft.label);
    await sweepVersions(house);
    const inputs = await readInputs(house.desk, draft);
    if (!inputs.ok) return inputs;
    const hashed = hashedInputs(inputs.value, draft);
    const standing = await standingVersion(house, draft.label, hashed);
    if (standing !== undefined) return accept(standing);
    return inPrivateFolder(house.folders, (privateFolder) =>
      openAndBuild(house, draft, { inputs: inputs.value, hashed, privateFolder }, progress),
    );
  });
}

type Given = Pick<BuildContext, "inputs" | "hashed" | "privateFolder">;

/** The engine first: where none will work, no row of a version is left to wait for it. */
async function openAndBuild(
  house: House,
  draft: BuildDraft,
  given: Given,
  progress: Progress,
): Promise<Result<VersionReceipt, BuildProblem>> {
  const learns = given.inputs.deliveries.some(({ set }) => set === "survey");
  // Before an hour is spent on what cannot be ranked.
  if (learns && (await zoneOf(house)) === undefined) return refuse("survey-zone-closed");
  const { spark, threads, memory } = house.settings;
  const workFolder = join(given.privateFolder, "spill");
  const limits: EngineLimits = { threads, memory, workFolder };
  const engine = await openEngine(spark, limits);
  if (!engine.ok) return engine;
  try {
    const row = await openBuildRow(house, draft, given);
    if (!row.ok) return row;
    const meter = roomMeter();
    const opened: BuildContext = {
      ...given,
      ...row.value,
      house,
      draft,
      engine: engine.value,
      limits,
      progress,
      measure: meter.measure,
    };
    return await saidInRow(opened, () => buildAndFreeze(opened, meter.costs));
  } finally {
    await engine.value.close();
  }
}

async function buildAndFreeze(
  opened: BuildContext,
  rooms: readonly RoomCost[],
): Promise<Result<VersionReceipt, BuildProblem>> {
  const decisions = await settleBuild(opened);
  const context = decisions === undefined ? opened : { ...opened, decisions };
  const identity = await runIdentityStages(context);
  const ranked = await runRankedStages(context, identity);
  if (!ranked.ok) return ranked;
  const gates = await judgeBuild(context, { ...identity, ...ranked.value });
  return accept(await assembleVersion(context, { ...identity, ...ranked.value, gates, rooms }));
}

/** A build that ends without a version says why in its row: refused, its stages go; broken, they may be gone on with. */
async function saidInRow(
  { house, engine, versionNo, buildFolder }: BuildContext,
  work: () => Promise<Result<VersionReceipt, BuildProblem>>,
): Promise<Result<VersionReceipt, BuildProblem>> {
  try {
    const built = await work();
    if (built.ok) return built;
    await failVersionRow(house.desk, versionNo, built.problem);
    await dropBuild(house, buildFolder);
    return built;
  } catch (error) {
    // Where the engine is lost, what was asked of it fails for no reason of its own.
    const lost = await Promise.race([engine.lost, undefined]);
    // The error itself is what is told, even where the desk is what broke.
    await failVersionRow(house.desk, versionNo, lost ?? "unexpected-error").catch(() => undefined);
    if (lost === undefined) throw error;
    return refuse(lost);
  }
}

/** The version's row, and its folder as far as an earlier build of the same inputs has filled it. */
async function openBuildRow(
  house: House,
  draft: BuildDraft,
  { inputs, hashed }: Given,
): Promise<Result<Pick<BuildContext, "versionNo" | "buildFolder">, RowProblem>> {
  const row = await openVersionRow(
    house.desk,
    { ...draft, actor: draft.actors.frozenBy, codeVersion: CODE_VERSION, inputs: hashed },
    inputs.parentVersionNo,
  );
  if (!row.ok) return row;
  const { versionNo, isSame } = row.value;
  await noteStatedBands(house.desk, draft, versionNo);
  const buildFolder = join(house.folders.versions, `${versionNo}.building`);
  if (!isSame) await dropBuild(house, buildFolder);
  await mkdir(buildFolder, { recursive: true, mode: 0o700 });
  return accept({ versionNo, buildFolder });
}
