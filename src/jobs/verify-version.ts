import { join } from "node:path";
import { accept, type Result, refuse } from "#domain/result.ts";
import { type ManifestDifference, readManifest, verifyManifest } from "#lake/manifest.ts";
import { asWorker } from "#store/transact.ts";
import type { House } from "./house.ts";
import { isThere } from "./lake-versions.ts";
import { MANIFEST_STATE } from "./matching-route.ts";
import { missingFiles, readNote, stateFolder } from "./matching-state.ts";

export type VersionCheck = {
  readonly versionNo: number;
  readonly isWhole: boolean;
  readonly files: number;
  readonly differences: readonly (
    | ManifestDifference
    | { readonly path: string; readonly difference: "not-the-desks" }
  )[];
};

export type VersionCheckProblem = "version-unknown" | "version-not-frozen";

/** Whether a version still is what was frozen: every file by its hash, the manifest by the desk's. */
export async function verifyVersion(
  house: House,
  label: string,
): Promise<Result<VersionCheck, VersionCheckProblem>> {
  const row = await asWorker(house.desk, async (tx) => {
    const [found] = await tx.query<{ version_no: number; manifest_sha256: string | null }>(
      "select version_no, manifest_sha256 from dtsen.version where label = $1",
      [label],
    );
    return found;
  });
  if (row === undefined) return refuse("version-unknown");
  if (row.manifest_sha256 === null) return refuse("version-not-frozen");
  const folder = join(house.folders.versions, String(row.version_no));
  const { manifest, sha256 } = await readManifest(folder);
  const differences: VersionCheck["differences"] = [
    ...(sha256 === row.manifest_sha256
      ? []
      : [{ path: "manifest.json", difference: "not-the-desks" as const }]),
    ...(await verifyManifest(folder)),
    ...(await stateDifferences(house, row.version_no, manifest.inputs[MANIFEST_STATE])),
  ];
  return accept({
    versionNo: row.version_no,
    isWhole: differences.length === 0,
    files: manifest.files.length,
    differences,
  });
}

/** The state left to the next matching, where it is still kept: only the newest version's is. */
async function stateDifferences(
  house: House,
  versionNo: number,
  wanted: string | undefined,
): Promise<readonly ManifestDifference[]> {
  const folder = stateFolder(house, versionNo);
  if (!(await isThere(folder))) return [];
  const path = `states/${versionNo}`;
  const read = await readNote(folder);
  if (read === undefined || read.sha256 !== wanted) return [{ path, difference: "other-content" }];
  const missing = await missingFiles(folder, read.note);
  return missing.map((file) => ({ path: `${path}/${file}`, difference: "missing" as const }));
}
