import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { accept, type Result, refuse } from "#domain/result.ts";
import { type ManifestDifference, readManifest, verifyManifest } from "#lake/manifest.ts";
import { judgeSignature, knownSigners, type SignatureState } from "#lake/signed-json.ts";
import { asWorker } from "#store/transact.ts";
import type { House } from "./house.ts";
import { isThere } from "./lake-versions.ts";
import { MANIFEST_STATE } from "./matching-route.ts";
import { missingFiles, readNote, stateFolder } from "./matching-state.ts";

export type VersionCheck = {
  readonly versionNo: number;
  readonly isWhole: boolean;
  readonly files: number;
  /** Who signed the ranking models; "unsigned" are those of versions frozen before models were signed. */
  readonly models: SignatureState | "none";
  readonly differences: readonly (
    | ManifestDifference
    | {
        readonly path: string;
        readonly difference: "not-the-desks" | "signature-wrong" | "signer-unknown";
      }
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
  const models = await judgeModels(house, join(folder, MODELS));
  const differences: VersionCheck["differences"] = [
    ...(sha256 === row.manifest_sha256
      ? []
      : [{ path: "manifest.json", difference: "not-the-desks" as const }]),
    ...(await verifyManifest(folder)),
    ...(await stateDifferences(house, row.version_no, manifest.inputs[MANIFEST_STATE])),
    ...(models === "wrong" ? [{ path: MODELS, difference: "signature-wrong" as const }] : []),
    ...(models === "signer-unknown" ? [{ path: MODELS, difference: models }] : []),
  ];
  return accept({
    versionNo: row.version_no,
    isWhole: differences.length === 0,
    files: manifest.files.length,
    models,
    differences,
  });
}

const MODELS = "models.json";

/** The signature of the models beside the manifest's hash: a hash says that nothing changed, a signature who made them. */
async function judgeModels(house: House, path: string): Promise<VersionCheck["models"]> {
  const text = await readFile(path, "utf8").catch(() => undefined);
  if (text === undefined) return "none";
  const known = await knownSigners(house.settings.keyFolder);
  try {
    return judgeSignature(JSON.parse(text) as object, known);
  } catch {
    return "wrong";
  }
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
