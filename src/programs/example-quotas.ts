import type { Program } from "#domain/program.ts";
import { NATION, type Quota, shareOfNation } from "#domain/quota.ts";
import { openDuckDb, text } from "#engine/duckdb/database.ts";
import { PROGRAMS } from "./programs.ts";

/** What a regency holds in one version. */
export type RegencyCount = {
  readonly regencyNo: number;
  readonly families: number;
  readonly persons: number;
};

/** A tenth of the places waits in reserve, in the example. */
const RESERVE_SHARE = 10;

/**
 * Places for a regency as its share of the nation's families or persons. Nobody decreed these; real
 * quotas are rows of a decree and come with `isExample: false`.
 */
export function exampleQuotas(
  counts: readonly RegencyCount[],
  programs: readonly Program[] = PROGRAMS,
): readonly Quota[] {
  return programs.flatMap((program) =>
    counts.map(({ regencyNo, families, persons }) => {
      const isOfPersons = program.unit === "person";
      const [here, nation] = isOfPersons ? [persons, NATION.persons] : [families, NATION.families];
      const places = shareOfNation(program.nationalPlaces, here, nation);
      return {
        program: program.id,
        regencyNo,
        places,
        reserve: Math.floor(places / RESERVE_SHARE),
        validFrom: program.validFrom,
        legalBasis: "contoh: bagian dari kuota nasional menurut jumlah keluarga atau jiwa",
        isExample: true,
      };
    }),
  );
}

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
