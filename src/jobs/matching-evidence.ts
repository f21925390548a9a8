import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { matchingTermsOn } from "#domain/matching-terms.ts";
import { accept, mustAccept, type Result, refuse } from "#domain/result.ts";
import type { LakeFolders } from "#lake/folders.ts";
import { readManifest } from "#lake/manifest.ts";
import type { Calibration } from "#matching/calibration.ts";
import { CALIBRATION_FILE, type MatchReport } from "#matching/match-persons.ts";
import type { RankFindings } from "#ranking/rank-findings.ts";
import { FINDINGS_FILE } from "#ranking/rank-version.ts";
import type { Desk } from "#store/open.ts";
import { asWorker } from "#store/transact.ts";
import type { VersionReceipt } from "./build-version.ts";
import { RECEIPT_FILE } from "./build-version-row.ts";
import type { MatchingRoute } from "./matching-route.ts";
import { readGates, type StandingGate } from "./override-gate.ts";
import { type ReviewEvidence, readReviewEvidence } from "./review-evidence.ts";

/** How the bands of a version came about; undefined where its file or its manifest is missing or not as written. */
export async function readCalibration(
  folders: LakeFolders,
  versionNo: number,
): Promise<Calibration | undefined> {
  return (await readWrittenFile<Calibration>(folders, versionNo, CALIBRATION_FILE))?.value;
}

type Written<T> = { readonly value: T; readonly manifestSha256: string };

/** A file of JSON as the version's manifest says it was written. */
async function readWrittenFile<T>(
  folders: LakeFolders,
  versionNo: number,
  name: string,
): Promise<Written<T> | undefined> {
  const folder = join(folders.versions, String(versionNo));
  const file = await readFile(join(folder, name), "utf8").catch(() => undefined);
  const read = await readManifest(folder).catch(() => undefined);
  if (file === undefined || read === undefined) return undefined;
  const written = read.manifest.files.find(({ path }) => path === name);
  const sha256 = createHash("sha256").update(file).digest("hex");
  if (written?.sha256 !== sha256) return undefined;
  return { value: JSON.parse(file) as T, manifestSha256: read.sha256 };
}

/** The same by a manifest that the desk knows: whoever may write to the lake cannot write evidence. */
async function readProven(
  folders: LakeFolders,
  { version_no, manifest_sha256 }: FrozenRow,
): Promise<Calibration | undefined> {
  const written = await readWrittenFile<Calibration>(folders, version_no, CALIBRATION_FILE);
  return written?.manifestSha256 === manifest_sha256 ? written.value : undefined;
}

type FrozenRow = { readonly version_no: number; readonly manifest_sha256: string };

/**
 * A version is published only where its links rest on evidence, or on bands that a steward signed for. A label that nobody
 * knows is the next refusal's business.
 */
export async function mayPublishLinks(
  { desk, folders }: { readonly desk: Desk; readonly folders: LakeFolders },
  label: string,
): Promise<Result<"may", EvidenceProblem>> {
  const [version] = await asWorker(desk, (tx) =>
    tx.query<FrozenRow>(
      "select version_no, manifest_sha256 from dtsen.version where label = $1 and state not in ('building', 'failed')",
      [label],
    ),
  );
  if (version === undefined) return accept("may");
  const calibration = await readProven(folders, version);
  if (calibration === undefined || calibration.basis === "prior") {
    return refuse("matching-without-evidence");
  }
  const isCurrent = await isCurrentEvidence(desk, version.version_no, calibration);
  return isCurrent ? accept("may") : refuse("matching-evidence-old");
}

export type EvidenceProblem = "matching-without-evidence" | "matching-evidence-old";

/** Evidence that a version took over is of a version that stands, and by the desk's clock no older than the rule says. */
async function isCurrentEvidence(
  desk: Desk,
  versionNo: number,
  { carried }: Calibration,
): Promise<boolean> {
  if (carried === undefined) return true;
  const [row] = await asWorker(desk, (tx) =>
    tx.query<{ days: number; as_of: string }>(
      `select extract(day from v.frozen_at - l.frozen_at)::int as days, v.as_of::text as as_of
       from dtsen.version v join dtsen.version l on l.version_no = $2 and l.state in ('frozen', 'projected', 'published')
       where v.version_no = $1`,
      [versionNo, carried.versionNo],
    ),
  );
  return row !== undefined && row.days <= matchingTermsOn(row.as_of).learnedForDays;
}

/** How sure the links of one version are: what its page for statisticians is made of. */
export type MatchingReport = {
  readonly label: string;
  readonly asOf: string;
  readonly state: string;
  /** When the bands came into force, by the desk's clock. */
  readonly frozenAt: string;
  readonly codeVersion: string;
  readonly calibration: Calibration;
  readonly route: MatchingRoute;
  readonly decided: MatchReport["decided"];
  readonly hotBlocks: MatchReport["hotBlocks"];
  /** How many of the reviewers' decisions held in the build, and which contradict each other. */
  readonly decisions?: VersionReceipt["decisions"];
  /** What the version was judged by before it may be published. */
  readonly gates: readonly StandingGate[];
  /** What people decided of its pairs, and how far they can be believed. */
  readonly reviewed: ReviewEvidence;
  /** Names of deliveries in the counts. */
  readonly sources: Readonly<Record<string, string>>;
  /** How its families are placed; absent where it was built before that was counted. */
  readonly ranking?: RankFindings;
  /** Its programs, with who stood in a tie at their quotas where that was counted. */
  readonly programs: VersionReceipt["programs"];
};

/** Reads it from the version's folder and the desk's row; no record of anybody is opened. */
export async function readMatchingReport(
  { desk, folders }: { readonly desk: Desk; readonly folders: LakeFolders },
  label: string,
): Promise<Result<MatchingReport, "version-unknown" | "matching-without-evidence">> {
  const [row] = await asWorker(desk, (tx) =>
    tx.query<VersionRow>(
      `select version_no, manifest_sha256, label, as_of as "asOf", state, cast(frozen_at as text) as "frozenAt",
         code_version as "codeVersion" from dtsen.version where label = $1 and state not in ('building', 'failed')`,
      [label],
    ),
  );
  if (row === undefined) return refuse("version-unknown");
  const { version_no, manifest_sha256, ...version } = row;
  const calibration = await readProven(folders, { version_no, manifest_sha256 });
  if (calibration === undefined) return refuse("matching-without-evidence");
  const receipt = await readFile(join(folders.versions, String(version_no), RECEIPT_FILE), "utf8");
  const { matching, decisions, programs } = JSON.parse(receipt) as VersionReceipt;
  const deliveries = await asWorker(desk, (tx) =>
    tx.query<{ delivery_no: number; source: string }>(
      "select delivery_no, source from dtsen.delivery",
    ),
  );
  const ranking = await readWrittenFile<RankFindings>(folders, version_no, FINDINGS_FILE);
  const sources = deliveries.map(({ delivery_no, source }) => [String(delivery_no), source]);
  return accept({
    ...version,
    calibration,
    route: matching.route,
    programs,
    decided: matching.decided,
    hotBlocks: matching.hotBlocks,
    ...(decisions === undefined ? {} : { decisions }),
    gates: mustAccept(await readGates(desk, label), label),
    reviewed: await readReviewEvidence(desk, version_no),
    sources: Object.fromEntries(sources),
    ...(ranking === undefined ? {} : { ranking: ranking.value }),
  });
}

type VersionRow = FrozenRow &
  Pick<MatchingReport, "label" | "asOf" | "state" | "frozenAt" | "codeVersion">;
