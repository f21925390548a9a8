import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { accept, type Result, refuse } from "#domain/result.ts";
import type { LakeFolders } from "#lake/folders.ts";
import { verifyManifest } from "#lake/manifest.ts";
import type { Calibration } from "#matching/calibration.ts";
import { CALIBRATION_FILE } from "#matching/match-persons.ts";
import type { Desk } from "#store/open.ts";
import { asWorker } from "#store/transact.ts";

/** How the bands of a version came about; undefined where its file is missing or not as written. */
export async function readCalibration(
  folders: LakeFolders,
  versionNo: number,
): Promise<Calibration | undefined> {
  const folder = join(folders.versions, String(versionNo));
  const file = await readFile(join(folder, CALIBRATION_FILE), "utf8").catch(() => undefined);
  if (file === undefined) return undefined;
  const differences = await verifyManifest(folder, [CALIBRATION_FILE]);
  return differences.length === 0 ? (JSON.parse(file) as Calibration) : undefined;
}

/**
 * A version is published only where its links rest on evidence, or on bands that a steward signed for.
 * A label that nobody knows is the next refusal's business.
 */
export async function mayPublishLinks(
  { desk, folders }: { readonly desk: Desk; readonly folders: LakeFolders },
  label: string,
): Promise<Result<"may", "matching-without-evidence">> {
  const [version] = await asWorker(desk, (tx) =>
    tx.query<{ version_no: number }>(
      "select version_no from dtsen.version where label = $1 and state <> 'building'",
      [label],
    ),
  );
  if (version === undefined) return accept("may");
  const calibration = await readCalibration(folders, version.version_no);
  const stands = calibration !== undefined && calibration.basis !== "prior";
  return stands ? accept("may") : refuse("matching-without-evidence");
}
