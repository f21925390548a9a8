import { stat } from "node:fs/promises";
import { join } from "node:path";
import type { LakeFolders } from "#lake/folders.ts";
import type { PlaceDraft } from "#programs/determine.ts";

/** Outcomes of the version before, whose places a carry-over rule keeps; nothing where there is none. */
export async function outcomesBefore(
  { versions }: Pick<LakeFolders, "versions">,
  parentVersionNo: number | null | undefined,
): Promise<Pick<PlaceDraft, "previousFile">> {
  if (parentVersionNo === null || parentVersionNo === undefined) return {};
  const previousFile = join(versions, String(parentVersionNo), "outcome.parquet");
  const isThere = (await stat(previousFile).catch(() => undefined)) !== undefined;
  return isThere ? { previousFile } : {};
}
