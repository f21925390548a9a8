import { copyFile, link, mkdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import type { JudgedGate } from "#domain/quality-gate.ts";
import { type ManifestDraft, sha256OfFile, writeManifest } from "#lake/manifest.ts";
import { matchingRevision } from "#matching/increment/matching-revision.ts";
import { CALIBRATION_FILE } from "#matching/match-persons.ts";
import { storeModels } from "#publication/store-models.ts";
import { storeFigures } from "#publication/version-figures.ts";
import { FINDINGS_FILE, STABILITY_FILE } from "#ranking/rank-version.ts";
import { REVIEWED_FILE } from "#registry/build-registry.ts";
import { CLUSTER_FILE, REVIEW_FOLDER } from "#registry/review-files.ts";
import type { BuildDecisions } from "./build-decisions.ts";
import { foldHashes } from "./build-hashes.ts";
import type { BuildContext, IdentityStages, RankedStages } from "./build-rooms.ts";
import { syncFolder, writeSafely } from "./build-stage.ts";
import type { VersionReceipt } from "./build-version.ts";
import { freezeVersionRow, RECEIPT_FILE } from "./build-version-row.ts";
import { CODE_VERSION } from "./code-version.ts";
import { dropOldStates } from "./drop-states.ts";
import { MANIFEST_REVISION, MANIFEST_ROUTE, MANIFEST_STATE } from "./matching-route.ts";
import { placeState, STATE_FOLDER } from "./matching-state.ts";
import { MANIFEST_OTHER_BASIS, placeFigures } from "./place-figures.ts";
import type { RoomCost } from "./room-costs.ts";

type Stages = IdentityStages &
  RankedStages & {
    readonly rooms: readonly RoomCost[];
    readonly gates: readonly JudgedGate[];
  };

/** Tables of the registry room that lie open in the version's folder. */
const REGISTRY_FILES = ["person", "family", "provenance", "evidence", "membership"];

/**
 * Puts the stages' files together under the version's own name, writes the manifest, and commits: ledger
 * segment in place, then the desk's row. Until that row nothing of it counts; after it the rest is
 * tidying.
 */
export async function assembleVersion(
  context: BuildContext,
  stages: Stages,
): Promise<VersionReceipt> {
  const { house, versionNo, inputs, buildFolder } = context;
  const folder = join(house.folders.versions, String(versionNo));
  const part = `${folder}.part`;
  await rm(part, { recursive: true, force: true });
  await rm(folder, { recursive: true, force: true });
  for (const name of ["identity", REVIEW_FOLDER]) {
    await mkdir(join(part, name), { recursive: true, mode: 0o700 });
  }

  const tell = (step: string, done: number): void =>
    context.progress({ room: "freezing", step, done, of: 5 });
  const hashes = { ...stages.registry.hashes, ...stages.hashes };
  tell("files", 0);
  const files = await linkFiles(context, stages, part);
  tell("manifest", 1);
  const { sha256 } = await writeManifest(part, manifestDraft(context, stages, hashes, files));
  const receipt = receiptOf(context, stages, hashes, sha256, folder);
  await writeSafely(join(part, RECEIPT_FILE), `${JSON.stringify(receipt, null, 2)}\n`);
  tell("rename", 2);
  await rename(part, folder);
  await syncFolder(house.folders.versions);
  await placeState(house, join(stages.folders.matching, STATE_FOLDER), versionNo);
  tell("ledger", 3);
  const segment = await placeSegment(context, stages.folders.registry);
  tell("commit", 4);
  const { findings } = stages.ranking;
  await storeFigures(
    house.desk,
    versionNo,
    placeFigures(findings, stages.programs, context.draft.asOf, context.inputs.book),
  );
  await freezeVersionRow(house.desk, {
    versionNo,
    inputs,
    manifestSha256: sha256,
    contentHash: { ...hashes, all: receipt.contentHash },
    families: receipt.families,
    persons: receipt.persons,
    rankedBy: context.draft.actors.rankedBy,
    segment: { ...segment, next: stages.registry.next },
    gates: stages.gates,
    setAside: receipt.decisions?.contradictions.flatMap(({ decisions }) => decisions) ?? [],
  });
  // So that who ranks can lay it beside the one in force before anybody publishes it.
  await storeModels(house.desk, versionNo, folder);
  tell("tidy", 5);
  await rm(buildFolder, { recursive: true, force: true });
  await dropOldStates(house);
  return receipt;
}

/** A second name for each file, so that a killed assembly leaves the stages whole. */
async function linkFiles(
  context: BuildContext,
  stages: Stages,
  part: string,
): Promise<readonly string[]> {
  const { registry, matching, reviews } = stages.folders;
  const from: readonly (readonly [string, string])[] = [
    ...REGISTRY_FILES.map((name) => [registry, `${name}.parquet`] as const),
    [registry, "vault.parquet.enc"],
    ...(context.decisions === undefined ? [] : [[registry, REVIEWED_FILE] as const]),
    ...stages.registry.identityFiles.map((file) => [registry, file] as const),
    [matching, "review_pair.parquet"],
    [matching, "gold_pair.parquet"],
    [reviews, CLUSTER_FILE],
    ...stages.reviewFiles.map((file) => [reviews, file] as const),
    [matching, CALIBRATION_FILE],
    [stages.rankFolder, "rank.parquet"],
    [stages.rankFolder, STABILITY_FILE],
    [stages.rankFolder, "models.json"],
    [stages.rankFolder, FINDINGS_FILE],
    [stages.programFolder, "outcome.parquet"],
    [stages.programFolder, "indicator.parquet"],
  ];
  for (const [folder, file] of from) await link(join(folder, file), join(part, file));
  return from.map(([, file]) => file);
}

function manifestDraft(
  context: BuildContext,
  stages: Stages,
  hashes: Readonly<Record<string, string>>,
  files: readonly string[],
): ManifestDraft {
  const rows: Readonly<Record<string, number>> = stages.registry.rows;
  return {
    kind: "version",
    codeVersion: CODE_VERSION,
    inputs: { ...context.hashed, ...routeInputs(stages) },
    counts: {
      persons: rows.person ?? 0,
      families: rows.family ?? 0,
      [MANIFEST_OTHER_BASIS]: stages.ranking.findings.differing.national,
    },
    gates: stages.gates,
    files: files.map((path) => {
      const table = path.replace(/\.parquet(\.enc)?$/, "");
      const hash = hashes[table];
      return hash === undefined
        ? { path }
        : { path, contentHash: hash, rows: Number(hash.split("-")[0]) };
    }),
  };
}

/** How the version was matched, and what it leaves to the next: by name and hash, as everything it stands on. */
function routeInputs({ matching: { route, state } }: Stages): Readonly<Record<string, string>> {
  return {
    [MANIFEST_ROUTE]:
      route.how === "whole" ? `whole: ${route.why}` : `${route.how} on ${route.onVersionNo}`,
    [MANIFEST_REVISION]: matchingRevision(),
    ...(state === undefined ? {} : { [MANIFEST_STATE]: state.sha256 }),
  };
}

function receiptOf(
  context: BuildContext,
  stages: Stages,
  hashes: Readonly<Record<string, string>>,
  manifestSha256: string,
  folder: string,
): VersionReceipt {
  const { rows } = stages.registry;
  return {
    versionNo: context.versionNo,
    label: context.draft.label,
    families: rows.family ?? 0,
    persons: rows.person ?? 0,
    contentHash: foldHashes(hashes),
    contentHashes: hashes,
    manifestSha256,
    folder,
    matching: stages.matching,
    ...(context.decisions === undefined ? {} : { decisions: saidOf(context.decisions) }),
    rows,
    programs: stages.programs,
    places: {
      decileBasis: context.draft.basis,
      differing: stages.ranking.findings.differing.national,
    },
    gates: stages.gates,
    rooms: stages.rooms,
    resumed: [...stages.resumed, ...stages.resumedRanked],
  };
}

function saidOf({ settled }: BuildDecisions): NonNullable<VersionReceipt["decisions"]> {
  const { counts, contradictions } = settled;
  return {
    ...counts,
    contradictions: contradictions.map(({ kind, decisions }) => ({
      kind,
      decisions: decisions.map(Number),
    })),
  };
}

/** The ledger grows by whole files; one without its desk row is written again by the next build. */
async function placeSegment(
  { house, inputs }: BuildContext,
  registryFolder: string,
): Promise<{ readonly file: string; readonly sha256: string }> {
  const file = `${String(inputs.segmentNo).padStart(6, "0")}.parquet`;
  const target = join(house.folders.ledger, file);
  const part = `${target}.part`;
  await copyFile(join(registryFolder, "ledger_event.parquet"), part);
  await rename(part, target);
  await syncFolder(house.folders.ledger);
  return { file, sha256: await sha256OfFile(target) };
}
