import { join } from "node:path";
import type { Program } from "#domain/program.ts";
import { type Progress, quiet } from "#domain/progress.ts";
import { openDuckDb, text } from "#engine/duckdb/database.ts";
import { duckdbEngine } from "#engine/duckdb/duckdb-engine.ts";
import type { EngineLimits } from "#engine/engine.ts";
import { rulePartSteps } from "#programs/what-if/rule-parts.ts";
import type { Desk } from "#store/open.ts";
import { asWorker } from "#store/transact.ts";
import type { KnownVersion } from "./ask-what-if.ts";

const INPUTS = ["family", "person", "rank", "evidence"];
/** Rows of one statement. */
const ROWS_A_TIME = 20_000;

type PartRow = {
  readonly regency_no: bigint;
  readonly bin: number;
  readonly decile: number;
  readonly parts: string;
};

/** Counts what each component of a program pays for and brings it to the desk, in place of what it had. */
export async function prepareRuleParts(
  desk: Desk,
  version: KnownVersion,
  program: Program,
  { work, limits }: { readonly work: string; readonly limits: EngineLimits },
  progress: Progress = quiet,
): Promise<void> {
  const engine = await duckdbEngine(limits);
  const file = join(work, `rule-part-${program.id}.parquet`);
  try {
    const stages = rulePartSteps(program, version.asOf, engine.dialect);
    if (stages === undefined) return;
    const inputs = INPUTS.map((table) => ({
      table,
      files: [join(version.folder, `${table}.parquet`)],
    }));
    const outputs = [{ table: "rule_part", file, order: ["regency_no", "bin", "decile"] }];
    await engine.run({ name: "rule parts", inputs, stages, outputs }, progress);
  } finally {
    await engine.close();
  }
  const db = await openDuckDb(limits);
  try {
    await store(
      desk,
      [version.versionNo, program.id],
      await db.all<PartRow>(`select * from read_parquet(${text(file)})`),
    );
  } finally {
    db.close();
  }
}

async function store(
  desk: Desk,
  key: readonly [versionNo: number, program: string],
  rows: readonly PartRow[],
): Promise<void> {
  await asWorker(desk, async (tx) => {
    await tx.query("delete from dtsen.rule_part where version_no = $1 and program = $2", [...key]);
    for (let from = 0; from < rows.length; from += ROWS_A_TIME) {
      const part = rows.slice(from, from + ROWS_A_TIME);
      await tx.query(
        `insert into dtsen.rule_part select $1, $2, u.*
         from unnest($3::int[], $4::smallint[], $5::smallint[], $6::jsonb[]) as u`,
        [
          ...key,
          part.map(({ regency_no }) => Number(regency_no)),
          part.map(({ bin }) => bin),
          part.map(({ decile }) => decile),
          part.map(({ parts }) => parts),
        ],
      );
    }
  });
}
