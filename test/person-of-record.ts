import { join } from "node:path";
import { openDuckDb, text } from "#engine/duckdb/database.ts";
import type { VersionReceipt } from "#jobs/build-version.ts";
import type { House } from "#jobs/house.ts";

/** Whose record it is in a frozen version. */
export async function personOfRecord(
  { folders }: House,
  { folder }: VersionReceipt,
  recordKey: number,
): Promise<bigint | undefined> {
  const db = await openDuckDb({ threads: 1, memory: "512MB", workFolder: folders.work });
  try {
    const [row] = await db.all<{ person_id: bigint }>(
      `select person_id from read_parquet(${text(join(folder, "membership.parquet"))}) where record_key = ${recordKey}`,
    );
    return row?.person_id;
  } finally {
    db.close();
  }
}
