import { rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { openDuckDb, text } from "#engine/duckdb/database.ts";
import { type Coverage, coverageOf, type HoldingCount } from "./coverage.ts";
import {
  type Counted,
  type Given,
  type ProgramCount,
  programCounts,
  type Tied,
} from "./program-counts.ts";
import type { Ruleset } from "./ruleset.ts";

/** What a determination comes to, in aggregates. */
export type Determined = {
  readonly rows: number;
  readonly programs: readonly ProgramCount[];
  readonly coverage: Coverage;
};

/** Files of outcomes, or of their counts, with those of ties and of what families hold. */
export type DeterminedFiles = {
  readonly outcomes: readonly string[];
  readonly ties: readonly string[];
  readonly holdings: readonly string[];
};

/** Adds up what was determined; `rulesets` in the order in which the programs were. */
export async function readReport(
  files: DeterminedFiles,
  rulesets: readonly Ruleset[],
  given: Given,
): Promise<Determined> {
  const workFolder = join(dirname(files.holdings[0] ?? ""), "report");
  const db = await openDuckDb({ threads: 2, memory: "512MB", workFolder });
  const from = (list: readonly string[]) => `read_parquet([${list.map(text).join(", ")}])`;
  try {
    const rows = await db.all<Counted>(`\
select program, outcome, first_reason, count(*) as units, cast(sum(amount_rupiah) as bigint) as amount_rupiah
from ${from(files.outcomes)} group by program, outcome, first_reason order by program, outcome, first_reason`);
    const sum = (column: string) => `cast(sum(${column}) as bigint) as ${column}`;
    const ties = await db.all<Tied>(`\
select program, ${["regencies", "sharing", "families", "placed"].map(sum).join(", ")}, cast(max(largest) as bigint) as largest
from ${from(files.ties)} group by program`);
    const held = await db.all<HoldingCount>(`select * from ${from(files.holdings)}`);
    return {
      rows: rows.reduce((sum, { units }) => sum + Number(units), 0),
      programs: programCounts(rulesets, { rows, ties }, given),
      coverage: coverageOf(
        held,
        rulesets.map(({ program }) => program.id),
      ),
    };
  } finally {
    db.close();
    await rm(workFolder, { recursive: true, force: true });
  }
}
