import { mkdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { type Progress, quiet } from "#domain/progress.ts";
import { duckdbEngine } from "#engine/duckdb/duckdb-engine.ts";
import type { Engine, EngineLimits } from "#engine/engine.ts";
import { cutIds, familyExtent } from "#ranking/family-extent.ts";
import type { IdRange } from "#ranking/model-input.ts";
import { programEvidence } from "../rule-answers.ts";
import { ruleTests } from "../rule-tests.ts";
import { addedCells, CELL_KEYS, type CubeTerms, whatIfCells, whatIfFamilies } from "./cube.ts";
import type { WhatIfVersion } from "./run-what-if.ts";

type Target = {
  readonly table: "what_if_cell" | "what_if_family";
  readonly file: string;
  readonly limits: EngineLimits;
  /** Families judged together: memory follows from them, cells do not. */
  readonly together?: number;
};

/** Families whose facts one machine holds beside their verdicts. */
const TOGETHER = 4_000_000;
const INPUTS = ["family", "person", "rank", "stability", "outcome"];

/**
 * Writes the cells of a version, or all its families for exact answers; answers how many rows. Families are judged range by
 * range of their ids, and what the ranges gave is added up: the same bytes however the nation is cut.
 */
export async function writeWhatIf(
  { folder }: Pick<WhatIfVersion, "folder">,
  terms: CubeTerms,
  target: Target,
  progress: Progress = quiet,
): Promise<number> {
  const { file, limits, together = TOGETHER } = target;
  const parts = `${file}.parts`;
  await mkdir(parts, { recursive: true, mode: 0o700 });
  const engine = await duckdbEngine(limits);
  try {
    const { spans } = await familyExtent(join(folder, "family.parquet"), ["family_id"], parts);
    const { low, high } = spans.family_id ?? { low: 0, high: 0 };
    const run: Run = { engine, folder, terms, target, parts, progress };
    await writeEvidence(run);
    const files: string[] = [];
    for (const [nth, ids] of cutIds(low, high, together).entries()) {
      files.push(await writeRange(run, ids, nth));
    }
    return await addUp(run, files);
  } finally {
    await engine.close();
    await rm(parts, { recursive: true, force: true });
  }
}

type Run = {
  readonly engine: Engine;
  readonly folder: string;
  readonly terms: CubeTerms;
  readonly target: Target;
  readonly parts: string;
  readonly progress: Progress;
};

/** Evidence that the rules ask for, once for all ranges. */
async function writeEvidence({ engine, folder, terms, parts, progress }: Run): Promise<void> {
  const tests = ruleTests([terms.reform, terms.baseline, terms.marks]);
  await engine.run(
    {
      name: "what-if",
      inputs: ["person", "evidence"].map((table) => ({
        table,
        files: [join(folder, `${table}.parquet`)],
      })),
      stages: [programEvidence(tests, engine.dialect)],
      outputs: [
        {
          table: "program_evidence",
          file: join(parts, "program_evidence.parquet"),
          order: [],
        },
      ],
    },
    progress,
  );
}

async function writeRange(run: Run, ids: IdRange, nth: number): Promise<string> {
  const { engine, folder, terms, target, parts, progress } = run;
  const file = join(parts, `${nth}.parquet`);
  const isCells = target.table === "what_if_cell";
  await engine.run(
    {
      name: "what-if",
      inputs: [
        ...INPUTS.map((name) => ({ table: name, files: [join(folder, `${name}.parquet`)] })),
        { table: "program_evidence", files: [join(parts, "program_evidence.parquet")] },
      ],
      stages: [
        ...whatIfFamilies({ ...terms, ...(ids === undefined ? {} : { ids }) }, engine.dialect),
        ...(isCells ? [whatIfCells()] : []),
      ],
      outputs: [{ table: target.table, file, order: [] }],
    },
    progress,
  );
  return file;
}

async function addUp({ engine, target, progress }: Run, files: readonly string[]): Promise<number> {
  const { table, file } = target;
  const isCells = table === "what_if_cell";
  const part = `${file}.part`;
  const { rows } = await engine.run(
    {
      name: "what-if",
      inputs: [{ table: "what_if_part", files }],
      stages: [
        isCells
          ? addedCells("what_if_part")
          : { table, sql: "select * from what_if_part", isPassing: true },
      ],
      outputs: [{ table, file: part, order: isCells ? CELL_KEYS : ["family_id"] }],
    },
    progress,
  );
  await rename(part, file);
  return rows[table] ?? 0;
}
