import { join } from "node:path";
import { type Progress, quiet } from "#domain/progress.ts";
import { accept, type Result } from "#domain/result.ts";
import type { WhatIfScenario } from "#domain/what-if.ts";
import { openDuckDb, text } from "#engine/duckdb/database.ts";
import { inPrivateFolder } from "#lake/private-folder.ts";
import { getIn, readProgramBook } from "#programs/program-book.ts";
import { cubeTerms } from "#programs/what-if/run-what-if.ts";
import { DESK_POOR_DECILE, type DeskCell, storeWhatIf } from "#publication/what-if-cells.ts";
import { asWorker } from "#store/transact.ts";
import { findVersion, keptCells, type WhatIfProblem } from "./ask-what-if.ts";
import type { House } from "./house.ts";
import { prepareRuleParts } from "./prepare-rule-parts.ts";

/** What one program's cells at the desk came to. */
export type PreparedProgram = {
  readonly program: string;
  readonly cells: number;
  readonly seconds: number;
};

/** Counts the cells that the console's what-if answers from and brings them to the desk; may be done again at any time. */
export async function prepareWhatIf(
  house: House,
  { version: label, programs }: { readonly version: string; readonly programs: readonly string[] },
  progress: Progress = quiet,
): Promise<Result<readonly PreparedProgram[], WhatIfProblem>> {
  const found = await findVersion(house, label);
  if (!found.ok) return found;
  const book = await asWorker(house.desk, readProgramBook);
  const prepared: PreparedProgram[] = [];
  await inPrivateFolder(house.folders, async (work) => {
    const { threads, memory } = house.settings;
    const limits = { threads, memory, workFolder: join(work, "spill") };
    for (const program of programs) {
      const started = performance.now();
      const terms = cubeTerms(plainScenario(program, label), getIn(book, program), found.value);
      await prepareRuleParts(house.desk, found.value, getIn(book, program), { work, limits });
      const { file } = await keptCells(house, found.value, terms, limits, progress);
      const db = await openDuckDb(limits);
      try {
        const cells = await db.all<DeskCell>(deskCells(file));
        await storeWhatIf(house.desk, found.value.versionNo, program, cells);
        prepared.push({
          program,
          cells: cells.length,
          seconds: (performance.now() - started) / 1000,
        });
      } finally {
        db.close();
      }
    }
  });
  return accept(prepared);
}

/** The program's own rules against its own determination: lines, money and benefits are asked at the desk. */
const plainScenario = (program: string, version: string): WhatIfScenario => ({
  name: program,
  version,
  program,
  poorDecile: DESK_POOR_DECILE,
  marginalPercentiles: 2,
  rhoTenths: 30,
  ties: "draw",
  baseline: "as-determined",
  reform: {
    cut: { by: "percentile", atMost: 100 },
    programRules: true,
    conditions: [],
    benefit: { kind: "program" },
    phasesAYear: 4,
  },
});

/** Coarser than the lake's: groups of families stay there. */
const deskCells = (file: string): string => `\
select regency_no, bin, decile, fits_reform as fits, held,
  ${[
    "families",
    "persons",
    "units_reform",
    "units_held",
    "amount_reform",
    "amount_held",
    "poor_families_percent",
    "poor_persons_percent",
    "score_sum",
  ]
    .map((sum) => `cast(sum(${sum}) as bigint) as ${sum.replace("_reform", "")}`)
    .join(", ")},
  min(score_low) as score_low, max(score_high) as score_high
from read_parquet(${text(file)})
group by all
order by all`;
