import { join } from "node:path";
import { openDuckDb, text } from "#engine/duckdb/database.ts";
import type { IdRange } from "./model-input.ts";

/** Families scored together: what is looked up for them fits in a few hundred megabytes. */
const TOGETHER = 8_000_000;

/** The ids of a file of families cut into ranges; only the file's own statistics are read. */
export async function idRanges(
  familyFile: string,
  workFolder: string,
): Promise<readonly IdRange[]> {
  const db = await openDuckDb({
    threads: 1,
    memory: "256MB",
    workFolder: join(workFolder, "ranges"),
  });
  try {
    const [ends] = await db.all<{ low: bigint | null; high: bigint | null }>(
      `select min(family_id) as low, max(family_id) as high from read_parquet(${text(familyFile)})`,
    );
    return cutIds(Number(ends?.low ?? 0), Number(ends?.high ?? 0), TOGETHER);
  } finally {
    db.close();
  }
}

/** One range where all fit in it; else the ids from the lowest to the highest, each in one range. */
export function cutIds(low: number, high: number, together: number): readonly IdRange[] {
  const count = Math.ceil((high - low + 1) / together);
  if (count <= 1) return [undefined];
  return Array.from({ length: count }, (_, k) => ({
    from: low + k * together,
    to: Math.min(high, low + (k + 1) * together - 1),
  }));
}
