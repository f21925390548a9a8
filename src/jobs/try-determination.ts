import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { DecileBasis } from "#domain/decile-basis.ts";
import type { Program } from "#domain/program.ts";
import type { Progress } from "#domain/progress.ts";
import type { Budget, Quota } from "#domain/quota.ts";
import { accept, type Result, refuse } from "#domain/result.ts";
import { duckdbEngine } from "#engine/duckdb/duckdb-engine.ts";
import { inPrivateFolder } from "#lake/private-folder.ts";
import { type ChoiceProblem, choosePrograms } from "#programs/chosen-programs.ts";
import { countRegencies } from "#programs/count-regencies.ts";
import type { DetermineReport } from "#programs/determine.ts";
import { determineVersion } from "#programs/determine-version.ts";
import { drawKeyOf } from "#programs/draw-key.ts";
import { parseBudgets, parseQuotas } from "#programs/parse-quotas.ts";
import { type ProgramBook, readProgramBook } from "#programs/program-book.ts";
import { versionBudgets, versionQuotas } from "#programs/version-quotas.ts";
import { ledgerFiles } from "#publication/load-redirects.ts";
import { asWorker } from "#store/transact.ts";
import type { House } from "./house.ts";
import { outcomesBefore, underIdsOfToday } from "./outcomes-before.ts";

export type TryProblem =
  | "version-unknown"
  | "version-not-frozen"
  | "quotas-unreadable"
  | "budgets-unreadable"
  | ChoiceProblem;

/** What is tried: a version, and what stands in the place of the example's quotas and of the programs of every version. */
export type Trial = {
  readonly label: string;
  readonly quotaFile?: string | undefined;
  readonly budgetFile?: string | undefined;
  /** Ids; without any, those that every version determines. */
  readonly programs?: readonly string[] | undefined;
};

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
  readonly parent_version_no: number | null;
};

/**
 * Determines programs of a frozen version anew, those of every version or those named, with the example's quotas or those of a file.
 * A trial: a frozen version never changes, and a decree is another act by another institution.
 */
export async function tryDetermination(
  house: House,
  draft: Trial,
  progress: Progress,
  keep: KeepOutcomes = () => Promise.resolve(),
): Promise<Result<TrialReport, TryProblem>> {
  const [row] = await asWorker(house.desk, (tx) =>
    tx.query<VersionRow>(
      "select version_no, state, as_of, seed, basis, parent_version_no from dtsen.version where label = $1",
      [draft.label],
    ),
  );
  if (row === undefined) return refuse("version-unknown");
  if (!["frozen", "projected", "published", "withdrawn"].includes(row.state)) {
    return refuse("version-not-frozen");
  }
  const given = await readGiven(draft, row.as_of, await asWorker(house.desk, readProgramBook));
  if (!given.ok) return given;
  const { programs, budgets } = given.value;
  return inPrivateFolder(house.folders, async (work) => {
    const folder = join(house.folders.versions, String(row.version_no));
    const quotas =
      given.value.quotas ??
      versionQuotas(
        await countRegencies(join(folder, "family.parquet"), work),
        programs,
        row.as_of,
      );
    const tried = { row, folder, work, quotas, budgets, programs };
    const report = await runTrial(house, tried, progress);
    await keep({ versionNo: row.version_no, folder, work, quotas, drawKey: drawKeyFor(row) });
    return accept({
      ...report,
      label: draft.label,
      versionNo: row.version_no,
      decileBasis: row.basis,
      isExampleQuota: quotas.some(({ isExample }) => isExample),
    });
  });
}

/** What may be done with the outcomes of a trial before they are swept: they lie in `work` as outcome.parquet. */
export type KeepOutcomes = (tried: {
  readonly versionNo: number;
  readonly folder: string;
  readonly work: string;
  readonly quotas: readonly Quota[];
  readonly drawKey: string;
}) => Promise<void>;

const drawKeyFor = ({ as_of, seed }: VersionRow): string => drawKeyOf(as_of, seed);

type Run = {
  readonly row: VersionRow;
  readonly folder: string;
  readonly work: string;
  readonly quotas: readonly Quota[];
  readonly budgets: readonly Budget[];
  readonly programs: readonly Program[];
};

async function runTrial(
  { settings: { threads, memory }, folders, desk }: House,
  { row, folder, work, ...given }: Run,
  progress: Progress,
): Promise<DetermineReport> {
  const at = { versionNo: row.version_no, ledgerFolder: folders.ledger };
  const now = { folder, ledger: await ledgerFiles(desk, at), work };
  const before = await outcomesBefore(folders, row.parent_version_no);
  const engine = await duckdbEngine({ threads, memory, workFolder: join(work, "spill") });
  try {
    return await determineVersion(
      engine,
      {
        ...given,
        ...(await underIdsOfToday(before, now, { threads, memory })),
        folder,
        asOf: row.as_of,
        versionNo: row.version_no,
        drawKey: drawKeyFor(row),
        outFile: join(work, "outcome.parquet"),
      },
      progress,
    );
  } finally {
    await engine.close();
  }
}

type Given = Pick<Run, "programs" | "budgets"> & { readonly quotas: readonly Quota[] | undefined };

async function readGiven(
  { quotaFile, budgetFile, programs: ids }: Trial,
  asOf: string,
  book: ProgramBook,
): Promise<Result<Given, TryProblem>> {
  const chosen = choosePrograms(ids, asOf, book);
  if (!chosen.ok) return chosen;
  const quotas = quotaFile === undefined ? undefined : await readStated(quotaFile, parseQuotas);
  if (quotas?.ok === false) return refuse("quotas-unreadable");
  const budgets =
    budgetFile === undefined
      ? accept(versionBudgets(chosen.value, asOf))
      : await readStated(budgetFile, parseBudgets);
  if (!budgets.ok) return refuse("budgets-unreadable");
  return accept({ programs: chosen.value, quotas: quotas?.value, budgets: budgets.value });
}

async function readStated<Value>(
  file: string,
  parse: (text: string) => Result<Value, string>,
): Promise<Result<Value, string>> {
  const text = await readFile(file, "utf8").catch(() => undefined);
  return text === undefined ? refuse("no-file") : parse(text);
}
