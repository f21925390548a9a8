import { readdir, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { PlainDate } from "#domain/plain-date.ts";
import { type Progress, quiet } from "#domain/progress.ts";
import { accept, type Result, refuse } from "#domain/result.ts";
import { type DuckDb, openDuckDb, text } from "#engine/duckdb/database.ts";
import type { LakeFolders } from "#lake/folders.ts";
import type { Keyring } from "#lake/keyring.ts";
import { readManifest } from "#lake/manifest.ts";
import { withIdentity } from "#lake/with-identity.ts";
import { publicOf } from "#programs/program-book.ts";
import { getProgram } from "#programs/programs.ts";
import type { FieldKeys } from "#store/field-cipher.ts";
import type { Desk } from "#store/open.ts";
import { asWorker } from "#store/transact.ts";
import { openChecks } from "#verification/open-checks.ts";
import { countAreas, storeAreas } from "./area-figures.ts";
import { type BroughtAgain, bringAgain } from "./brought-lists.ts";
import { countHoldings } from "./holding-figures.ts";
import { issueCodes } from "./issue-codes.ts";
import { type LoadReport, loadProjection } from "./load-projection.ts";
import { loadReviews } from "./load-reviews.ts";
import { loadVault } from "./load-vault.ts";
import type { LookupKeys } from "./lookup-keys.ts";
import { publicationPeriod } from "./periods.ts";
import type { VersionFiles } from "./projection-rows.ts";
import { storeCuts, storeModels } from "./store-models.ts";
import { countFigures, storeFigures } from "./version-figures.ts";
import { storeLists } from "./version-lists.ts";

/** What projecting needs of the house: both stores, keys, and how much of the machine it may take. */
export type ProjectionTools = {
  readonly desk: Desk;
  readonly folders: LakeFolders;
  readonly keyring: Keyring;
  readonly fields: FieldKeys;
  readonly lookup: LookupKeys;
  readonly threads: number;
  readonly memory: string;
};

export type ProjectProblem = "version-unknown" | "version-not-frozen" | "version-is-published";

export type ProjectReceipt = LoadReport & {
  readonly versionNo: number;
  readonly codesIssued: number;
  /** Statements of supporting sources that now wait for a person. */
  readonly checksOpened: number;
  /** Pairs of records that matching leaves to people, those of known truth among them. */
  readonly pairsToReview: number;
  /** Lists of other programs that had been brought beside it. */
  readonly lists: BroughtAgain;
};

type VersionRow = {
  readonly version_no: number;
  readonly state: string;
  readonly as_of: string;
  readonly label: string;
};

/**
 * Brings a frozen version to the desk, beside the one in force. May be done again from the start at
 * any time before publication; the row of table version says "projected" only once all of it stands.
 */
export async function projectVersion(
  tools: ProjectionTools,
  label: string,
  progress: Progress = quiet,
): Promise<Result<ProjectReceipt, ProjectProblem>> {
  const version = await findVersion(tools.desk, label);
  if (version === undefined) return refuse("version-unknown");
  if (version.state === "published") return refuse("version-is-published");
  if (version.state !== "frozen" && version.state !== "projected") {
    return refuse("version-not-frozen");
  }
  // Until all of it stands again nobody may publish what is half loaded.
  await moveVersion(tools.desk, version.version_no, "frozen");
  const folder = join(tools.folders.versions, String(version.version_no));
  const sealed = await sealedFiles(folder, "identity");
  const reviews = await sealedFiles(folder, "review");
  const vault = join(folder, "vault.parquet.enc");
  const hasVault = await exists(vault);
  const hasManifest = await exists(join(folder, "manifest.json"));
  const receipt = await withIdentity(
    tools,
    [...sealed, ...reviews, ...(hasVault ? [vault] : [])],
    async (plain) => {
      const db = await openDuckDb({
        threads: tools.threads,
        memory: tools.memory,
        // Inside the private folder: what spills is as plain as what was unsealed.
        workFolder: join(dirname(plain[0] ?? ""), "spill"),
      });
      try {
        const files = versionFiles(version.version_no, folder, plain.slice(0, sealed.length));
        const load = { ...tools, db, ledgerFolder: tools.folders.ledger };
        const programs = publicOf(await determinedIn(db, files.outcome));
        const report = await loadProjection(load, files, programs, progress);
        if (hasVault) await loadVault(tools.desk, db, version.version_no, plain.at(-1) ?? "");
        await storeFigures(tools.desk, version.version_no, await countFigures(db));
        await storeAreas(tools.desk, version.version_no, await countAreas(db, version.as_of));
        await storeSheet(tools.desk, db, version, programs);
        await storeModels(tools.desk, version.version_no, folder);
        await storeCuts(tools.desk, db, version.version_no);
        if (hasManifest) {
          const { manifest } = await readManifest(folder);
          const of = { versionNo: version.version_no, asOf: version.as_of };
          await storeLists(tools.desk, db, of, manifest);
        }
        const checksOpened = await openChecks(tools.desk, db, {
          versionNo: version.version_no,
          asOf: version.as_of,
          evidenceFile: join(folder, "evidence.parquet"),
        });
        const records = plain.slice(sealed.length, sealed.length + reviews.length);
        const asked = { versionNo: version.version_no, folder, records, fields: tools.fields };
        const { ledger: ledgerFolder } = tools.folders;
        const reviewed = await loadReviews(tools.desk, db, { ...asked, ledgerFolder });
        await asWorker(tools.desk, (tx) => countHoldings(tx, version.version_no));
        const lists = await bringAgain(tools.desk, db, {
          versionNo: version.version_no,
          lists: tools.folders.lists,
          work: dirname(plain[0] ?? ""),
        });
        return { ...report, checksOpened, pairsToReview: reviewed.pairs, lists };
      } finally {
        db.close();
      }
    },
  );
  const codesIssued = await issueCodes(tools.desk, tools, version.version_no, progress);
  await moveVersion(tools.desk, version.version_no, "projected");
  return accept({ ...receipt, versionNo: version.version_no, codesIssued });
}

/** Programs of which a version says something. */
async function determinedIn(db: DuckDb, outcomeFile: string): Promise<ReadonlySet<string>> {
  const rows = await db.all<{ program: string }>(
    `select distinct program from read_parquet(${text(outcomeFile)})`,
  );
  return new Set(rows.map(({ program }) => program));
}

async function findVersion(desk: Desk, label: string): Promise<VersionRow | undefined> {
  const rows = await asWorker(desk, (tx) =>
    tx.query<VersionRow>(
      "select version_no, state, as_of::text, label from version where label = $1",
      [label],
    ),
  );
  return rows[0];
}

async function sealedFiles(folder: string, kind: "identity" | "review"): Promise<string[]> {
  const names = await readdir(join(folder, kind)).catch(() => []);
  return names
    .filter((name) => name.endsWith(".enc"))
    .sort()
    .map((name) => join(folder, kind, name));
}

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );

function versionFiles(
  versionNo: number,
  folder: string,
  identity: readonly string[],
): VersionFiles {
  const file = (name: string) => join(folder, `${name}.parquet`);
  return {
    versionNo,
    person: file("person"),
    family: file("family"),
    rank: file("rank"),
    stability: file("stability"),
    provenance: file("provenance"),
    outcome: file("outcome"),
    identity,
  };
}

/** What every public answer of this version will say; its decoy is any one family of it. */
async function storeSheet(
  desk: Desk,
  db: DuckDb,
  version: VersionRow,
  programs: readonly string[],
): Promise<void> {
  const [first] = await db.all<{ id: bigint | null }>("select min(family_id) as id from family");
  const { from, to, nextOn } = publicationPeriod(version.as_of as PlainDate);
  await asWorker(desk, async (tx) => {
    await tx.query("delete from publication_sheet where version_no = $1", [version.version_no]);
    await tx.query(
      `insert into publication_sheet (version_no, label, as_of, next_on, period_from, period_to,
         programs, program_names, decoy_family_id) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        version.version_no,
        version.label,
        version.as_of,
        nextOn,
        from,
        to,
        programs,
        programs.map((id) => getProgram(id).name.id),
        first?.id ?? -1n,
      ],
    );
  });
}

async function moveVersion(
  desk: Desk,
  versionNo: number,
  to: "frozen" | "projected",
): Promise<void> {
  await asWorker(desk, (tx) =>
    tx.query(
      `update version set state = $2, projected_at = case $2 when 'projected' then now() end
       where version_no = $1 and state in ('frozen', 'projected')`,
      [versionNo, to],
    ),
  );
}
