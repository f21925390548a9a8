import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Program } from "#domain/program.ts";
import { openDuckDb, text } from "#engine/duckdb/database.ts";
import type { EngineLimits } from "#engine/engine.ts";
import { marksRuleset } from "#programs/what-if/what-if-rules.ts";
import { evidenceSql, familySql, personSql } from "./nation.ts";

/** As of when what-if is asked over it. */
export const AS_OF = "2026-10-01";

/** What a nation is made for. */
type Asked = { readonly programs: readonly Program[]; readonly seed: number };
type Made = Asked & { readonly families: number };

const place = ({ families, seed }: Made): string =>
  `(select i, cast(hash(i, ${seed * 1000 + 900}) % 1000000 as bigint) as place from range(${families}) t(i))`;

const CUTS = [1, 2, 3, 4, 5, 6, 7, 8, 9];

/** With every fact that the programs and the marks of groups read. */
const nationOf = ({ families, seed, programs }: Made) => ({
  families,
  seed,
  programs: programs.map((program) => ({
    ...program,
    rules: [...program.rules, ...marksRuleset(program, AS_OF).rules],
  })),
});

const TABLES: Readonly<Record<string, (made: Made) => string>> = {
  family: (made) => familySql(nationOf(made)),
  person: (made) => personSql(nationOf(made)),
  evidence: (made) => evidenceSql(nationOf(made)),
  rank: (made) => `\
select cast(i + 1 as bigint) as family_id, 12000000 + place as score, cast(1 + place // 100000 as int) as decile_national,
  cast(1 + place // 10000 as int) as percentile
from ${place(made)}`,
  stability: (made) => `\
select cast(i + 1 as bigint) as family_id, ${CUTS.map((cut) => `cast(greatest(1, least(99, 50 + ${cut * 10} - place // 10000)) as int) as below_${cut}`).join(", ")}
from ${place(made)}`,
  // The poorest three in ten are asked, and each third family of them holds a place in one of three programs.
  outcome: (made) =>
    made.programs
      .map(
        ({ id }, nth) => `\
select '${id}' as program, 'recipient' as outcome, cast(i + 1 as bigint) as family_id, cast(i + 1 as bigint) as unit_id,
  cast(600000 as bigint) as amount_rupiah
from ${place(made)} where place < 300000 and i % 3 = ${nth}`,
      )
      .join(" union all "),
};

/** Families, persons, statements, ranks, chances and holdings of a nation, made by SQL from the seed into a folder. */
export async function makeWhatIfNation(
  folder: string,
  made: Made,
  limits: Pick<EngineLimits, "threads" | "memory">,
): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const [table, sql] of Object.entries(TABLES)) {
    const db = await openDuckDb({ ...limits, workFolder: folder });
    const file = join(folder, `${table}.parquet`);
    await db.run(
      `copy (${sql(made)}) to ${text(file)} (format parquet, compression zstd, parquet_version v2)`,
    );
    db.close();
  }
}
