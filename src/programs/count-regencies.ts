import { openDuckDb, text } from "#engine/duckdb/database.ts";
import type { RegencyCount } from "./example-quotas.ts";

/** Families and living persons of each regency of a version. */
export async function countRegencies(
  familyFile: string,
  workFolder: string,
): Promise<readonly RegencyCount[]> {
  const db = await openDuckDb({ threads: 1, memory: "1GB", workFolder });
  try {
    const rows = await db.all<{ regency_no: bigint; families: bigint; persons: bigint }>(`\
select coalesce(village_no, 0) // 1000000 as regency_no, count(*) as families,
  cast(sum(size) as bigint) as persons
from read_parquet(${text(familyFile)})
group by 1 order by 1`);
    return rows.map((row) => ({
      regencyNo: Number(row.regency_no),
      families: Number(row.families),
      persons: Number(row.persons),
    }));
  } finally {
    db.close();
  }
}
