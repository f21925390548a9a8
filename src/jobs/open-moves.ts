import { copyFile, rm } from "node:fs/promises";
import { accept, type Result } from "#domain/result.ts";
import { withIdentity } from "#lake/with-identity.ts";
import { recordWork } from "#store/audit.ts";
import { asWorker } from "#store/transact.ts";
import { mayReadMovesAs } from "./acting-for.ts";
import type { VersionDiff } from "./diff-versions.ts";
import type { House } from "./house.ts";

export type MovesDraft = {
  /** Where the plain Parquet goes; only its owner may read it. */
  readonly file: string;
  /** Account of whoever reads. */
  readonly by: string;
};

/**
 * Hands what moved each family to somebody who ranks or oversees. The log has it before the file is opened: who, between
 * which versions, and how many families.
 */
export async function openMoves(
  house: House,
  { before, after, sealedFile, movedFamilies }: VersionDiff,
  { file, by }: MovesDraft,
): Promise<Result<{ readonly file: string; readonly families: number }, "reading-right-not-held">> {
  const may = await mayReadMovesAs(house.desk, by);
  if (!may.ok) return may;
  await asWorker(house.desk, (tx) =>
    recordWork(
      tx,
      { username: by, purpose: may.value },
      {
        act: "read-family-moves",
        subjectKind: "version",
        subjectId: after.versionNo,
        versionNo: after.versionNo,
        fieldsClass: "facts",
        rowCount: movedFamilies,
        detail: { before: before.versionNo },
      },
    ),
  );
  await withIdentity(house, [sealedFile], async ([plain = ""]) => {
    await rm(file, { force: true });
    await copyFile(plain, file);
  });
  return accept({ file, families: movedFamilies });
}
