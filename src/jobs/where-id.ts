import { join } from "node:path";
import { accept, type Result, refuse } from "#domain/result.ts";
import { openDuckDb } from "#engine/duckdb/database.ts";
import { inPrivateFolder } from "#lake/private-folder.ts";
import { followId, type IdPlace } from "#registry/follow-id.ts";
import { recordWork } from "#store/audit.ts";
import { asWorker } from "#store/transact.ts";
import { mayFollowIdAs } from "./acting-for.ts";
import type { House } from "./house.ts";

export type WhereDraft = {
  readonly unit: "person" | "family";
  readonly id: bigint;
  /** Label of a version; absent: the newest that stands. */
  readonly version?: string;
  /** Account of whoever asks. */
  readonly by: string;
};

export type WhereAnswer = Omit<IdPlace, "state"> & {
  readonly version: string;
  /** erased: somebody stood under the id and was erased, whatever the ledger says of it. */
  readonly state: Exclude<IdPlace["state"], "unknown"> | "erased";
};

export type WhereProblem =
  | "version-unknown"
  | "no-version"
  | "following-right-not-held"
  /** The ledger of the version has never given it. */
  | "id-unknown";

/**
 * Where an id of the register is, as of a version. Tells no name; who asked for which id stands in the audit log, also
 * where nobody has it.
 */
export async function whereId(
  house: House,
  { unit, id, version, by }: WhereDraft,
): Promise<Result<WhereAnswer, WhereProblem>> {
  const may = await mayFollowIdAs(house.desk, by);
  if (!may.ok) return may;
  const found = await asWorker(house.desk, async (tx) => {
    const [asked] = await tx.query<{ version_no: number; label: string }>(
      `select version_no, label from dtsen.version
       where state in ('frozen', 'projected', 'published') and label = coalesce($1, label)
       order by version_no desc limit 1`,
      [version ?? null],
    );
    if (asked === undefined) return undefined;
    const segments = await tx.query<{ file: string }>("select file from dtsen.ledger_files($1)", [
      asked.version_no,
    ]);
    const erased = await tx.query("select from dtsen.tombstone where unit = $1 and unit_id = $2", [
      unit,
      String(id),
    ]);
    const note = {
      act: "follow-id",
      subjectKind: unit,
      subjectId: Number(id),
      fieldsClass: "work",
    };
    await recordWork(
      tx,
      { username: by, purpose: may.value },
      { ...note, versionNo: asked.version_no },
    );
    return {
      label: asked.label,
      files: segments.map(({ file }) => file),
      isErased: erased.length > 0,
    };
  });
  if (found === undefined) return refuse(version === undefined ? "no-version" : "version-unknown");
  const { state, ...place } = await readLedger(house, found.files, { unit, id });
  if (found.isErased) return accept({ ...place, version: found.label, state: "erased" });
  if (state === "unknown") return refuse("id-unknown");
  return accept({ ...place, version: found.label, state });
}

function readLedger(
  house: House,
  files: readonly string[],
  asked: { readonly unit: "person" | "family"; readonly id: bigint },
): Promise<IdPlace> {
  return inPrivateFolder(house.folders, async (folder) => {
    const { threads, memory } = house.settings;
    const db = await openDuckDb({ threads, memory, workFolder: join(folder, "spill") });
    try {
      return await followId(
        db,
        files.map((file) => join(house.folders.ledger, file)),
        asked,
      );
    } finally {
      db.close();
    }
  });
}
