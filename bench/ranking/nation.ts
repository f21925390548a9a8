import { type DuckDb, text } from "#engine/duckdb/database.ts";
import { isCounted, type RankedVariable, runsOf } from "#ranking/feature.ts";
import { RANKED_VARIABLES } from "#ranking/ranked-variables.ts";

const PROVINCES = 38;
/** Regencies and cities of Indonesia. */
export const REGENCIES = 514;

/** Bits of a digest that one answer takes; two of the 128 are absent. */
const BITS = 7;
const ANSWERS_OF_A_DIGEST = 9;

/** Number (four digits) of the nth of 514 regencies: provinces of thirteen or fourteen, from 11 on. */
export const regencyNo = (nth: number): number =>
  (11 + (nth % PROVINCES)) * 100 + 1 + Math.floor(nth / PROVINCES);

/** A whole number as large as an answer of this variable gets, and a little beyond where it stops counting. */
function largestAnswer({ features }: RankedVariable): number {
  const ends = features.map((feature) =>
    isCounted(feature) ? feature.upTo : Math.max(...runsOf(feature).map(([low]) => low)),
  );
  return Math.min(60, 2 + Math.max(...ends));
}

/** What a nation is made of: the same seed makes the same families, on this DuckDB. */
export type Nation = { readonly families: number; readonly seed: number };

/**
 * Families with every ranked variable, as they stand where scoring begins: regencies of unequal size, ids in no order
 * of places, every sixty-fourth answer absent.
 */
export function familiesSql({ families, seed }: Nation): string {
  const variables = RANKED_VARIABLES.filter(({ id }) => id !== "size");
  const digests = 1 + Math.ceil(variables.length / ANSWERS_OF_A_DIGEST);
  const drawn = Array.from({ length: digests }, (_, d) => `hash(i, ${seed * 1000 + d}) as d${d}`);
  const answers = variables.map((variable, v) => {
    const digest = `d${1 + Math.floor(v / ANSWERS_OF_A_DIGEST)}`;
    const bits = `((${digest} >> ${BITS * (v % ANSWERS_OF_A_DIGEST)}) & 127)`;
    const answer = `case when ${bits} >= 126 then -2 else ${bits} % ${largestAnswer(variable) + 1} end`;
    return `cast(${answer} as int) as ${variable.id}`;
  });
  return `\
select cast(i + 1 as bigint) as family_id,
  regency_no * 1000000 + cast(1000 * (1 + (d0 >> 40) % 20) + 1 + (d0 >> 50) % 15 as bigint) as village_no,
  regency_no, cast(1 + ((d0 >> 20) & 3) + ((d0 >> 22) & 3) + ((d0 >> 24) & 1) as int) as size,
  ${answers.join(",\n  ")}
from (
  select *, cast((11 + nth % ${PROVINCES}) * 100 + 1 + nth // ${PROVINCES} as bigint) as regency_no
  from (
    select *, ${REGENCIES} * case when (d0 >> 30) & 1 = 0 then d0 & 1023 else least(d0 & 1023, (d0 >> 10) & 1023) end
      // 1024 as nth
    from (select i, ${drawn.join(", ")} from range(${families}) t(i))
  )
)`;
}

/** Places of a version before: of fifty families one is not in it, and it has some that are gone. */
export function previousSql({ families, seed }: Nation): string {
  return `\
select cast(i + 1 as bigint) as family_id, cast(1 + d % 8 as int) as size,
  cast(1 + (d >> 8) % 10 as int) as decile_national, cast(13000000 + (d >> 16) % 1000000 as bigint) as score
from (select i, hash(i, ${seed * 1000 + 999}) as d from range(${Math.floor(families * 1.01)}) t(i))
where (d >> 40) % 50 > 0`;
}

/** Writes one of them as Parquet, in the order of ids as versions do. */
export const writeNation = (db: DuckDb, sql: string, file: string): Promise<void> =>
  db.run(`copy (${sql}) to ${text(file)} (format parquet, compression zstd, parquet_version v2)`);
