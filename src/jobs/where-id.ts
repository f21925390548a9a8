import { join } from "node:path";
import { accept, type Result, refuse } from "#domain/result.ts";
import { openDuckDb } from "#engine/duckdb/database.ts";
import { inPrivateFolder } from "#lake/private-folder.ts";
import { followId, type IdPlace } from "#registry/follow-id.ts";
import { asWorker } from "#store/transact.ts";
import type { House } from "./house.ts";

export type WhereDraft = {
  readonly unit: "person" | "family";
  readonly id: bigint;
  /** Label of a version; absent: the newest that stands. */
  readonly version?: string;
};

export type WhereAnswer = Omit<IdPlace, "state"> & {
  readonly version: string;
  /** erased: somebody stood under the id and was erased, whatever the ledger says of it. */
  readonly state: IdPlace["state"] | "erased";
};

export type WhereProblem = "version-unknown" | "no-version";

/** Where an id of the register is, as of a version. Names nobody; the question stands in the audit log. */
export async function whereId(
  house: House,
  { unit, id, version }: WhereDraft,
): Promise<Result<WhereAnswer, WhereProblem>> {
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
    await tx.query(
      `insert into dtsen.audit_entry (actor, act, subject_kind, subject_id, version_no)
       values ('cli:person-where', 'follow-id', $1, $2, $3)`,
      [unit, String(id), asked.version_no],
    );
    return {
      label: asked.label,
      files: segments.map(({ file }) => file),
      isErased: erased.length > 0,
    };
  });
  if (found === undefined) return refuse(version === undefined ? "no-version" : "version-unknown");
  const place = await readLedger(house, found.files, { unit, id });
  return accept({ ...place, version: found.label, ...(found.isErased ? { state: "erased" } : {}) });
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
