import { join } from "node:path";
import { openDuckDb, text } from "#engine/duckdb/database.ts";
import type { AnswerSpan, AnswerSpans } from "./answer-groups.ts";
import type { IdRange } from "./model-input.ts";

/** Families scored together: what is looked up for them fits in a few hundred megabytes. */
const TOGETHER = 8_000_000;

/** What a file of families says of itself. */
export type FamilyExtent = {
  readonly families: number;
  readonly ranges: readonly IdRange[];
  /** From where to where the answers of each of these variables go. */
  readonly spans: AnswerSpans;
};

/** How far a file of families goes, in ids and in answers; only the file's own statistics are read. */
export async function familyExtent(
  familyFile: string,
  variables: readonly string[],
  workFolder: string,
): Promise<FamilyExtent> {
  const db = await openDuckDb({
    threads: 1,
    memory: "256MB",
    workFolder: join(workFolder, "extent"),
  });
  try {
    const columns = ["family_id", ...variables];
    const ends = columns.map((name) => `min(${name}) as low_${name}, max(${name}) as high_${name}`);
    const [found] = await db.all<Record<string, bigint | number | null>>(
      `select count(*) as families, ${ends.join(", ")} from read_parquet(${text(familyFile)})`,
    );
    const spanOf = (name: string): AnswerSpan => ({
      low: Number(found?.[`low_${name}`] ?? 0),
      high: Number(found?.[`high_${name}`] ?? 0),
    });
    const { low, high } = spanOf("family_id");
    return {
      families: Number(found?.families ?? 0),
      ranges: cutIds(low, high, TOGETHER),
      spans: Object.fromEntries(variables.map((name) => [name, spanOf(name)])),
    };
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
