import type { DuckDb } from "#engine/duckdb/database.ts";
import { BIN_MILLI_BITS, type PairBin } from "./expected-pairs.ts";
import type { DraftInput } from "./link-draft.ts";

/** Rivals of smaller odds than this are none. */
const NO_RIVAL = 0.001;

/**
 * Scored pairs by weight and by rivals. Where a file holds nobody twice a record has only one partner in it: all others
 * are rivals, and a pair is free only where it is the best of both records.
 */
export async function readBins(
  db: DuckDb,
  inputs: readonly DraftInput[],
): Promise<readonly PairBin[]> {
  const single = inputs.flatMap(({ oneRecordPerEntity }, no) => (oneRecordPerEntity ? [no] : []));
  const bin = `floor(weight / ${BIN_MILLI_BITS})::int as bin`;
  const query =
    single.length === 0 || inputs.length === 1
      ? `select 0 as i, 0 as j, ${bin}, null::int as rivals, count(*) as n, count(*) as free from scored group by all`
      : ofRivals(single, bin);
  type Counted = {
    i: number;
    j: number;
    bin: number;
    rivals: number | null;
    n: bigint;
    free: bigint;
  };
  const rows = await db.all<Counted>(`${query} order by all`);
  return rows.map((row) => ({
    one: row.i,
    other: row.j,
    milliBits: row.bin * BIN_MILLI_BITS,
    rivals: row.rivals === null ? undefined : row.rivals * BIN_MILLI_BITS,
    pairs: Number(row.n),
    free: Number(row.free),
  }));
}

function ofRivals(single: readonly number[], bin: string): string {
  const isSingle = (column: string): string => `${column} in (${single.join(", ")})`;
  const best = (one: string, other: string, input: string): string =>
    `row_number() over (partition by ${one}, ${input} order by weight desc, ${other})`;
  const all = (one: string, input: string): string =>
    `sum(odds) over (partition by ${one}, ${input})::double - odds`;
  return `select i, j, ${bin},
      case when rival >= ${NO_RIVAL} then floor(1000 * log2(rival) / ${BIN_MILLI_BITS})::int end as rivals,
      count(*) as n, count(*) filter (where i = j or ((x = 1 or not ${isSingle("j")}) and (y = 1 or not ${isSingle("i")}))) as free
    from (
      select *, case when i = j then 0 else case when ${isSingle("j")} then ${all("a", "j")} else 0 end
        + case when ${isSingle("i")} then ${all("b", "i")} else 0 end end as rival,
        ${best("a", "b", "j")} as x, ${best("b", "a", "i")} as y
      from (
        select s.a, s.b, s.weight, (1e6 * pow(2::double, least(s.weight, 20000) / 1000))::bigint::decimal(38, 0) / 1e6 as odds,
          l.input_no as i, r.input_no as j
        from scored s join rec l on l.rid = s.a join rec r on r.rid = s.b
      )
    ) group by all`;
}
