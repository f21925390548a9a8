import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import type { PlainDate } from "#domain/plain-date.ts";
import type { Progress } from "#domain/progress.ts";
import { accept, type Result } from "#domain/result.ts";
import { duckdbEngine } from "#engine/duckdb/duckdb-engine.ts";
import type { EngineLimits } from "#engine/engine.ts";
import { inPrivateFolder, sweepWork } from "#lake/private-folder.ts";
import type { DecisionCounts, DecisionProblem } from "#matching/decision-units.ts";
import type { ReviewDecision } from "#matching/review-decisions.ts";
import type { ProgramCount } from "#programs/determine.ts";
import { type ActorProblem, mayBuild, type VersionActors } from "./acting-for.ts";
import { assembleVersion } from "./build-assembly.ts";
import { settleBuild } from "./build-decisions.ts";
import { type BuildInputs, hashedInputs, type InputProblem, readInputs } from "./build-inputs.ts";
import {
  type BuildContext,
  type MatchingStage,
  runIdentityStages,
  runRankedStages,
} from "./build-rooms.ts";
import { sweepVersions } from "./build-sweep.ts";
import {
  noteStatedBands,
  openVersionRow,
  type RowProblem,
  withBuildLock,
} from "./build-version-row.ts";
import { CODE_VERSION } from "./code-version.ts";
import type { House } from "./house.ts";
import { type RoomCost, roomMeter } from "./room-costs.ts";
import { standingVersion } from "./standing-version.ts";

export type BuildDraft = {
  /** What people call the version, such as "2026-1"; unique. */
  readonly label: string;
  /** Delivery numbers; without them the newest accepted of each source and set. */
  readonly deliveries?: readonly number[];
  /** Whether deciles are equal in persons or in families. */
  readonly basis: "persons" | "families";
  readonly asOf: PlainDate;
  readonly seed: string;
  readonly actors: VersionActors;
  /** What reviewers decided about two records; without it nothing. */
  readonly decisions?: readonly ReviewDecision[];
  /** Bands of matching that who freezes signs for, in place of learned ones. */
  readonly statedBands?: StatedBandsDraft;
};

/** In thousandths of a bit: linked from `link` on, shown to people from `review` on. */
export type StatedBandsDraft = {
  readonly link: number;
  readonly review: number;
  readonly reason: string;
};

export type BuildProblem = InputProblem | RowProblem | ActorProblem | DecisionProblem;

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
  readonly decisions?: DecisionCounts;
  readonly rows: Readonly<Record<string, number>>;
  readonly programs: readonly ProgramCount[];
  readonly rooms: readonly RoomCost[];
  /** Stages that an earlier, killed build had finished. */
  readonly resumed: readonly string[];
};

/**
 * Builds one version from what was delivered and freezes it. Killed anywhere, it leaves the old state;
 * asked again with the same label and inputs it goes on from the last stage that was finished, and
 * answers the first receipt where the version is frozen.
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
    await sweepVersions(house);
    const inputs = await readInputs(house.desk, draft);
    if (!inputs.ok) return inputs;
    const hashed = hashedInputs(inputs.value, draft);
    const standing = await standingVersion(house, draft.label, hashed);
    if (standing !== undefined) return accept(standing);
    const row = await openVersionRow(
      house.desk,
      { ...draft, actor: draft.actors.frozenBy, codeVersion: CODE_VERSION, inputs: hashed },
      inputs.value.parentVersionNo,
    );
    if (!row.ok) return row;
    const { versionNo, isSame } = row.value;
    await noteStatedBands(house.desk, draft, versionNo);
    const buildFolder = join(house.folders.versions, `${versionNo}.building`);
    if (!isSame) await rm(buildFolder, { recursive: true, force: true });
    await mkdir(buildFolder, { recursive: true, mode: 0o700 });
    return build(house, draft, inputs.value, { versionNo, buildFolder, hashed }, progress);
  });
}

async function build(
  house: House,
  draft: BuildDraft,
  inputs: BuildInputs,
  row: {
    readonly versionNo: number;
    readonly buildFolder: string;
    readonly hashed: Readonly<Record<string, string>>;
  },
  progress: Progress,
): Promise<Result<VersionReceipt, DecisionProblem>> {
  const meter = roomMeter();
  return inPrivateFolder(house.folders, async (privateFolder) => {
    const limits: EngineLimits = {
      threads: house.settings.threads,
      memory: house.settings.memory,
      workFolder: join(privateFolder, "spill"),
    };
    const engine = await duckdbEngine(limits);
    const opened: BuildContext = {
      house,
      engine,
      limits,
      inputs,
      draft,
      privateFolder,
      progress,
      measure: meter.measure,
      ...row,
    };
    try {
      const decided = await settleBuild(opened);
      if (!decided.ok) return decided;
      const context =
        decided.value === undefined ? opened : { ...opened, decisions: decided.value };
      const identity = await runIdentityStages(context);
      const ranked = await runRankedStages(context, identity);
      return accept(await assembleVersion(context, { ...identity, ...ranked, rooms: meter.costs }));
    } finally {
      await engine.close();
    }
  });
}
