import { join } from "node:path";
import type { DecileBasis } from "#domain/decile-basis.ts";
import {
  type EvaluationProblem,
  type EvaluationTerms,
  evaluationTermsOn,
} from "#domain/evaluation.ts";
import { accept, type Result, refuse } from "#domain/result.ts";
import type { Words } from "#domain/words.ts";
import { type DuckDb, openDuckDb, text } from "#engine/duckdb/database.ts";
import { readManifest, verifyManifest } from "#lake/manifest.ts";
import { inPrivateFolder } from "#lake/private-folder.ts";
import { evaluate } from "#programs/evaluation/evaluate.ts";
import { type ShownEvaluation, shownEvaluation } from "#programs/evaluation/shown-evaluation.ts";
import { readProgramBook } from "#programs/program-book.ts";
import { rulesetOn } from "#programs/ruleset.ts";
import { lastHeirs, ledgerFiles } from "#publication/load-redirects.ts";
import { asWorker } from "#store/transact.ts";
import { bringPaid, countPlans } from "./bring-followed.ts";
import { CODE_VERSION } from "./code-version.ts";
import type { House } from "./house.ts";
import { isThere } from "./lake-versions.ts";

export type EvaluateProgramDraft = {
  readonly program: string;
  /** Labels: the version that determined, and a later one. */
  readonly from: string;
  readonly to: string;
};

export type EvaluatedVersion = {
  readonly versionNo: number;
  readonly label: string;
  readonly asOf: string;
  readonly decileBasis: DecileBasis;
  readonly manifest: string;
};

export type EvaluatedProgram = {
  readonly program: string;
  readonly name: Words;
  readonly from: EvaluatedVersion;
  readonly to: EvaluatedVersion;
  readonly ruleset: string;
  readonly terms: EvaluationTerms;
  readonly codeVersion: string;
  readonly figures: ShownEvaluation;
};

/**
 * Lays families just inside the line of a program beside those just outside, in the version that determined it, and looks at what a
 * later version says of both. Reads facts, ranks and outcomes; no identity. Nothing is determined by it.
 */
export async function evaluateProgram(
  house: House,
  draft: EvaluateProgramDraft,
  given?: EvaluationTerms,
): Promise<Result<EvaluatedProgram, EvaluationProblem>> {
  if (draft.from === draft.to) return refuse("same-version");
  const [before, after] = [await findSide(house, draft.from), await findSide(house, draft.to)];
  if (!before.ok) return before;
  if (!after.ok) return after;
  const { version: from, parentNo } = before.value;
  const { version: to } = after.value;
  if (to.asOf <= from.asOf) return refuse("not-later");
  const book = await asWorker(house.desk, readProgramBook);
  const program = book.find(({ id }) => id === draft.program);
  if (program === undefined) return refuse("program-unknown");
  const ruleset = rulesetOn(program, from.asOf);
  const terms = given ?? evaluationTermsOn(from.asOf);
  const said = await inPrivateFolder(house.folders, async (folder) => {
    const { threads, memory } = house.settings;
    const db = await openDuckDb({ threads, memory, workFolder: join(folder, "spill") });
    try {
      await readVersions(house, db, { from, to });
      const [known] = await db.all(
        `select 1 from outcome_before where program = ${text(program.id)} limit 1`,
      );
      if (known === undefined) return refuse("program-unknown");
      const keepsPlaces = ruleset.carryOver !== undefined;
      await readKept(house, db, { program: program.id, parentNo: keepsPlaces ? parentNo : null });
      const since = { program: program.id, from: from.asOf, to: to.asOf, folder };
      const hasPayments = await bringPaid(house.desk, db, since);
      const day = Number(from.asOf.replaceAll("-", ""));
      return await evaluate(db, {
        ...{ ruleset, since: day, terms, hasPayments },
        countPlans: () => countPlans(house.desk, db, since),
      });
    } finally {
      db.close();
    }
  });
  if (!said.ok) return said;
  return accept({
    program: program.id,
    name: program.name,
    from,
    to,
    ruleset: ruleset.id,
    terms,
    codeVersion: CODE_VERSION,
    figures: shownEvaluation(said.value),
  });
}

const READ = ["family", "person", "rank", "outcome", "provenance"] as const;

async function findSide(
  house: House,
  label: string,
): Promise<
  Result<
    { readonly version: EvaluatedVersion; readonly parentNo: number | null },
    "version-unknown" | "version-damaged"
  >
> {
  const [row] = await asWorker(house.desk, (tx) =>
    tx.query<{
      version_no: number;
      parent_version_no: number | null;
      as_of: string;
      basis: DecileBasis;
      manifest_sha256: string | null;
    }>(
      `select version_no, parent_version_no, as_of::text, basis, manifest_sha256 from dtsen.version
       where label = $1 and state not in ('building', 'failed')`,
      [label],
    ),
  );
  if (row === undefined) return refuse("version-unknown");
  const folder = join(house.folders.versions, String(row.version_no));
  const read = await readManifest(folder).catch(() => undefined);
  if (read === undefined || read.sha256 !== row.manifest_sha256) return refuse("version-damaged");
  const files = READ.map((table) => `${table}.parquet`);
  if ((await verifyManifest(folder, files)).length > 0) return refuse("version-damaged");
  const version = {
    versionNo: row.version_no,
    label,
    asOf: row.as_of,
    decileBasis: row.basis,
    manifest: read.sha256,
  };
  return accept({ version, parentNo: row.parent_version_no });
}

async function readVersions(
  house: House,
  db: DuckDb,
  { from, to }: { readonly from: EvaluatedVersion; readonly to: EvaluatedVersion },
): Promise<void> {
  for (const [side, { versionNo }] of [
    ["before", from],
    ["after", to],
  ] as const) {
    for (const table of READ) {
      const file = join(house.folders.versions, String(versionNo), `${table}.parquet`);
      await db.run(`create view ${table}_${side} as select * from read_parquet(${text(file)})`);
    }
  }
  const ledgerFolder = house.folders.ledger;
  const ledger = await ledgerFiles(house.desk, { versionNo: to.versionNo, ledgerFolder });
  await db.run("create view family as select * from family_after");
  const rows =
    ledger === ""
      ? "select cast(0 as bigint) as from_id, cast(0 as bigint) as to_id where false"
      : lastHeirs("family", ledger);
  await db.run(`create table family_redirect as ${rows}`);
}

/** Whose place was kept from the version before, whatever their score: they stand at no line. */
async function readKept(
  house: House,
  db: DuckDb,
  { program, parentNo }: { readonly program: string; readonly parentNo: number | null },
): Promise<void> {
  const file = join(house.folders.versions, String(parentNo ?? 0), "outcome.parquet");
  const rows =
    parentNo !== null && (await isThere(file))
      ? `select distinct family_id from read_parquet(${text(file)}) where program = ${text(program)} and outcome = 'recipient'`
      : "select cast(0 as bigint) as family_id where false";
  await db.run(`create table kept_before as ${rows}`);
}
