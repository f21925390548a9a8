import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { DecileBasis } from "#domain/decile-basis.ts";
import type { Progress } from "#domain/progress.ts";
import type { Quota } from "#domain/quota.ts";
import { accept, type Result, refuse } from "#domain/result.ts";
import { duckdbEngine } from "#engine/duckdb/duckdb-engine.ts";
import { inPrivateFolder } from "#lake/private-folder.ts";
import { type DetermineReport, determine } from "#programs/determine.ts";
import { drawKeyOf } from "#programs/draw-key.ts";
import { countRegencies, exampleQuotas } from "#programs/example-quotas.ts";
import { parseQuotas } from "#programs/parse-quotas.ts";
import { PROGRAMS } from "#programs/programs.ts";
import { asWorker } from "#store/transact.ts";
import type { House } from "./house.ts";

export type TryProblem = "version-unknown" | "version-not-frozen" | "quotas-unreadable";

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
 * Determines all programs of a frozen version anew, with the example's quotas or those of a file.
 * A trial: a frozen version never changes, and a decree is another act by another institution.
 */
export async function tryDetermination(
  house: House,
  draft: { readonly label: string; readonly quotaFile?: string },
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
  return inPrivateFolder(house.folders, async (work) => {
    const folder = join(house.folders.versions, String(row.version_no));
    const quotas =
      decreed.value ?? exampleQuotas(await countRegencies(join(folder, "family.parquet"), work));
    const report = await runTrial(house, { row, folder, work, quotas }, progress);
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
};

async function runTrial(
  { settings: { threads, memory } }: House,
  { row, folder, work, quotas }: Trial,
  progress: Progress,
): Promise<DetermineReport> {
  const engine = await duckdbEngine({ threads, memory, workFolder: join(work, "spill") });
  try {
    return await determine(
      engine,
      {
        folder,
        programs: PROGRAMS,
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
