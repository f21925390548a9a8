import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { type Progress, quiet } from "#domain/progress.ts";
import { protectedOn } from "#domain/protected-class.ts";
import { replyTermsOn } from "#domain/removal.ts";
import { type JudgedBudget, judgeRemovals } from "#domain/removal-budget.ts";
import { accept, type Result, refuse } from "#domain/result.ts";
import { type DuckDb, openDuckDb, text } from "#engine/duckdb/database.ts";
import { openEngine } from "#engine/open-engine.ts";
import type { SparkProblem } from "#engine/spark/spark-problem.ts";
import { readKeyId, sealFile } from "#lake/envelope.ts";
import { readManifest, sha256OfFile, verifyManifest } from "#lake/manifest.ts";
import { inPrivateFolder } from "#lake/private-folder.ts";
import { readProgramBook } from "#programs/program-book.ts";
import { inForceOn } from "#programs/programs.ts";
import { removalSteps } from "#programs/removals.ts";
import { rulesetOn } from "#programs/ruleset.ts";
import { lastHeirs, ledgerFiles } from "#publication/load-redirects.ts";
import { asWorker } from "#store/transact.ts";
import { type DeterminedBase, listDeterminedBases, writeDetermined } from "./determined-places.ts";
import type { House } from "./house.ts";
import { countsOf, type RemovalFigures, readRemovalFigures } from "./removal-figures.ts";
import { writeOpenHolds } from "./removal-holds.ts";
import { keepRun } from "./removal-run.ts";

export type SimulationProblem =
  | "version-unknown"
  | "no-version-in-force"
  | "same-version"
  | "version-damaged"
  | SparkProblem;

/** What a simulation was held against beside the version before: the lists that were last determined. */
type HeldAgainst = { readonly heldAgainst: readonly DeterminedBase[] };

/** Who would leave each program with a version: figures, the judged budget, and the sealed list. */
export type SimulatedRemovals = RemovalFigures &
  HeldAgainst & {
    readonly before: string;
    readonly after: string;
    readonly budgets: readonly JudgedBudget[];
    readonly sealedFile: string;
    /** Of the list's plain bytes: as long as it is the same, so are the words given for it. */
    readonly sha256: string;
    /** At the desk, where it was simulated against the version in force. */
    readonly runNo?: number;
    readonly seconds: number;
  };

export type SimulationDraft = {
  /** Labels. Without `since`, or where it names it, against the version in force and the lists last determined. */
  readonly label: string;
  readonly since?: string;
};

type Row = {
  readonly version_no: number;
  readonly label: string;
  readonly as_of: string;
  readonly manifest_sha256: string | null;
  readonly state: string;
  readonly is_in_force: boolean;
};

/**
 * Sets the recipients of the version in force, and of the lists that were last determined, beside those of the next: who leaves
 * each program, why, who of them is protected, and whether that is within the budget. Set-based; reads no identity. Nothing takes effect by it.
 */
export async function simulateRemovals(
  house: House,
  { label, since }: SimulationDraft,
  progress: Progress = quiet,
): Promise<Result<SimulatedRemovals, SimulationProblem>> {
  const started = performance.now();
  const after = await findRow(house, label);
  const before = await findRow(house, since);
  if (after === undefined || (since !== undefined && before === undefined)) {
    return refuse("version-unknown");
  }
  if (before === undefined) return refuse("no-version-in-force");
  if (before.version_no === after.version_no) return refuse("same-version");
  const pair = [before.version_no, after.version_no] as const;
  const bases = before.is_in_force ? await listDeterminedBases(house.desk, pair) : [];
  for (const side of [before, after, ...(await rowsOf(house, bases))]) {
    if (!(await isWhole(house, side))) return refuse("version-damaged");
  }
  const simulated = await inPrivateFolder(house.folders, (folder) =>
    simulateIn(house, folder, { before, after, bases }, progress),
  );
  if (!simulated.ok) return simulated;
  const isNext = since === undefined && (after.state === "frozen" || after.state === "projected");
  const { workingDays } = replyTermsOn(after.as_of);
  const runNo = isNext
    ? await keepRun(house.desk, { before, after, replyDays: workingDays, ...simulated.value })
    : undefined;
  return accept({
    before: before.label,
    after: after.label,
    ...simulated.value,
    ...(runNo === undefined ? {} : { runNo }),
    seconds: (performance.now() - started) / 1000,
  });
}

/** Versions of the lists that were last determined, each once. */
async function rowsOf(house: House, bases: readonly DeterminedBase[]): Promise<readonly Row[]> {
  const labels = new Set(bases.map(({ label }) => label));
  const rows = await Promise.all([...labels].map((label) => findRow(house, label)));
  return rows.filter((row) => row !== undefined);
}

async function findRow(house: House, label: string | undefined): Promise<Row | undefined> {
  const [row] = await asWorker(house.desk, (tx) =>
    tx.query<Row>(
      `select v.version_no, v.label, v.as_of::text, v.manifest_sha256, v.state, p.version_no is not null as is_in_force
       from dtsen.version v left join dtsen.publication_pointer p on p.version_no = v.version_no
       where v.state not in ('building', 'failed') and case when $1::text is null then p.version_no is not null else v.label = $1 end`,
      [label ?? null],
    ),
  );
  return row;
}

const READ = ["family.parquet", "person.parquet", "outcome.parquet"] as const;

async function isWhole(house: House, { version_no, manifest_sha256 }: Row): Promise<boolean> {
  const folder = join(house.folders.versions, String(version_no));
  const read = await readManifest(folder).catch(() => undefined);
  if (read === undefined || read.sha256 !== manifest_sha256) return false;
  return (await verifyManifest(folder, [...READ])).length === 0;
}

type Simulated = RemovalFigures &
  HeldAgainst &
  Pick<SimulatedRemovals, "budgets" | "sealedFile" | "sha256">;

type Sides = {
  readonly before: Row;
  readonly after: Row;
  readonly bases: readonly DeterminedBase[];
};

async function simulateIn(
  house: House,
  folder: string,
  { before, after, bases }: Sides,
  progress: Progress,
): Promise<Result<Simulated, SparkProblem>> {
  const { spark, threads, memory } = house.settings;
  const limits = { threads, memory, workFolder: join(folder, "spill") };
  const file = (name: string) => join(folder, `${name}.parquet`);
  const sideOf = (versionNo: number, name: string) =>
    join(house.folders.versions, String(versionNo), `${name}.parquet`);
  const side = ({ version_no }: Row, name: string) => sideOf(version_no, name);
  const db = await openDuckDb({ ...limits, workFolder: join(folder, "small") });
  try {
    await writeRedirects(house, db, { after, file, side });
    await writeOpenHolds(house.desk, db, {
      versionNo: before.version_no,
      folder,
      file: file("open_hold"),
    });
    await writeDetermined(house.desk, db, {
      bases,
      folder,
      side: sideOf,
      before: before.version_no,
    });
    const engine = await openEngine(spark, limits);
    if (!engine.ok) return engine;
    const book = await asWorker(house.desk, readProgramBook);
    const programs = inForceOn(book, after.as_of);
    const rulesets = programs.map((program) => rulesetOn(program, after.as_of));
    const input = (table: string, ...files: readonly string[]) => ({ table, files });
    await engine.value
      .run(
        {
          name: "removals",
          inputs: [
            input("outcome_before", side(before, "outcome")),
            input("outcome_after", side(after, "outcome")),
            input(
              "person_before",
              side(before, "person"),
              ...(bases.length === 0 ? [] : [file("person_determined")]),
            ),
            input("person_after", side(after, "person")),
            input("family_after", side(after, "family")),
            ...["family_redirect", "person_redirect", "open_hold", "determined", "settled"].map(
              (name) => input(name, file(name)),
            ),
          ],
          stages: removalSteps(rulesets, protectedOn(after.as_of), engine.value.dialect),
          outputs: [
            { table: "removal", file: file("removal"), order: ["program", "unit", "unit_id"] },
            { table: "removal_count", file: file("removal_count"), order: [] },
          ],
        },
        progress,
      )
      .finally(() => engine.value.close());
    const counts = await countsOf(db, file("removal_count"));
    const sha256 = await sha256OfFile(file("removal"));
    const sealedFile = await sealList(house, file("removal"), [
      before.version_no,
      after.version_no,
    ]);
    const budgets = judgeRemovals(counts, after.as_of);
    const heldAgainst = bases;
    return accept({ ...readRemovalFigures(counts), heldAgainst, budgets, sealedFile, sha256 });
  } finally {
    db.close();
  }
}

type Places = {
  readonly after: Row;
  file(name: string): string;
  side(row: Row, name: string): string;
};

/** Ids that went on under another in the later version, as the ledger says. */
async function writeRedirects(
  house: House,
  db: DuckDb,
  { after, file, side }: Places,
): Promise<void> {
  const ledger = await ledgerFiles(house.desk, {
    versionNo: after.version_no,
    ledgerFolder: house.folders.ledger,
  });
  for (const unit of ["family", "person"] as const) {
    await db.run(`create view ${unit} as select * from read_parquet(${text(side(after, unit))})`);
    const rows =
      ledger === ""
        ? "select cast(0 as bigint) as from_id, cast(0 as bigint) as to_id where false"
        : lastHeirs(unit, ledger);
    await db.run(`copy (${rows}) to ${text(file(`${unit}_redirect`))} (format parquet)`);
  }
}

/** Where the sealed list of two versions lies; simulated again, it takes the place of the earlier. */
export const sealedRemovals = (house: House, [before, after]: readonly [number, number]): string =>
  join(house.folders.removals, `${before}-${after}.parquet.enc`);

async function sealList(
  house: House,
  plain: string,
  pair: readonly [number, number],
): Promise<string> {
  const sealed = sealedRemovals(house, pair);
  await mkdir(house.folders.removals, { recursive: true, mode: 0o700 });
  const old = await readKeyId(sealed).catch(() => undefined);
  const key = await house.keyring.mint(`removals ${pair.join(" to ")}`);
  await sealFile(plain, sealed, key);
  if (old !== undefined) await house.keyring.destroy(old);
  return sealed;
}
