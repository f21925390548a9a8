import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { DecileBasis } from "#domain/decile-basis.ts";
import type { Program } from "#domain/program.ts";
import type { Progress } from "#domain/progress.ts";
import type { Quota } from "#domain/quota.ts";
import { accept, type Result, refuse } from "#domain/result.ts";
import { duckdbEngine } from "#engine/duckdb/duckdb-engine.ts";
import { inPrivateFolder } from "#lake/private-folder.ts";
import { type ChoiceProblem, choosePrograms } from "#programs/chosen-programs.ts";
import { type DetermineReport, determine } from "#programs/determine.ts";
import { drawKeyOf } from "#programs/draw-key.ts";
import { countRegencies, exampleQuotas } from "#programs/example-quotas.ts";
import { parseQuotas } from "#programs/parse-quotas.ts";
import { asWorker } from "#store/transact.ts";
import type { House } from "./house.ts";

export type TryProblem =
  | "version-unknown"
  | "version-not-frozen"
  | "quotas-unreadable"
  | ChoiceProblem;

export type TrialReport = DetermineReport & {
  readonly label: string;
  readonly versionNo: number;
  readonly decileBasis: DecileBasis;
  /** True while nobody has decreed the quotas used. */
  readonly isExampleQuota: boolean;
};

type VersionRow = {
  readonly version_no: number;
  readonly state: string;
  readonly as_of: string;
  readonly seed: string;
  readonly basis: DecileBasis;
};

/**
 * Determines programs of a frozen version anew, those of every version or those named, with the example's quotas or those of a file.
 * A trial: a frozen version never changes, and a decree is another act by another institution.
 */
export async function tryDetermination(
  house: House,
  draft: {
    readonly label: string;
    readonly quotaFile?: string;
    readonly programs?: readonly string[];
  },
  progress: Progress,
): Promise<Result<TrialReport, TryProblem>> {
  const [row] = await asWorker(house.desk, (tx) =>
    tx.query<VersionRow>(
      "select version_no, state, as_of, seed, basis from dtsen.version where label = $1",
      [draft.label],
    ),
  );
  if (row === undefined) return refuse("version-unknown");
  if (!["frozen", "projected", "published", "withdrawn"].includes(row.state)) {
    return refuse("version-not-frozen");
  }
  const decreed = await readQuotas(draft.quotaFile);
  if (!decreed.ok) return decreed;
  const chosen = choosePrograms(draft.programs, row.as_of);
  if (!chosen.ok) return chosen;
  const programs = chosen.value;
  return inPrivateFolder(house.folders, async (work) => {
    const folder = join(house.folders.versions, String(row.version_no));
    const quotas =
      decreed.value ??
      exampleQuotas(await countRegencies(join(folder, "family.parquet"), work), programs);
    const report = await runTrial(house, { row, folder, work, quotas, programs }, progress);
    return accept({
      ...report,
      label: draft.label,
      versionNo: row.version_no,
      decileBasis: row.basis,
      isExampleQuota: quotas.some(({ isExample }) => isExample),
    });
  });
}

type Trial = {
  readonly row: VersionRow;
  readonly folder: string;
  readonly work: string;
  readonly quotas: readonly Quota[];
  readonly programs: readonly Program[];
};

async function runTrial(
  { settings: { threads, memory } }: House,
  { row, folder, work, quotas, programs }: Trial,
  progress: Progress,
): Promise<DetermineReport> {
  const engine = await duckdbEngine({ threads, memory, workFolder: join(work, "spill") });
  try {
    return await determine(
      engine,
      {
        folder,
        programs,
        quotas,
        asOf: row.as_of,
        versionNo: row.version_no,
        drawKey: drawKeyOf(row.as_of, row.seed),
        outFile: join(work, "outcome.parquet"),
      },
      progress,
    );
  } finally {
    await engine.close();
  }
}

async function readQuotas(
  file: string | undefined,
): Promise<Result<readonly Quota[] | undefined, "quotas-unreadable">> {
  if (file === undefined) return accept(undefined);
  const text = await readFile(file, "utf8").catch(() => undefined);
  const quotas = text === undefined ? undefined : parseQuotas(text);
  return quotas?.ok ? quotas : refuse("quotas-unreadable");
}
