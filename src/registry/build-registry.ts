import { join } from "node:path";
import type { Progress } from "#domain/progress.ts";
import { openDuckDb } from "#engine/duckdb/database.ts";
import type { Engine, EngineLimits } from "#engine/engine.ts";
import type { Keyring } from "#lake/keyring.ts";
import { sealTable, writeIdentityFiles } from "./identity-files.ts";
import { type RegistryDraft, registryPipeline } from "./registry-pipeline.ts";

export type RegistryReport = {
  /** Rows of each table. */
  readonly rows: Readonly<Record<string, number>>;
  /** First numbers that the ledger leaves free. */
  readonly next: RegistryDraft["next"];
  /** Sealed files, relative to the folder. */
  readonly identityFiles: readonly string[];
  readonly seconds: number;
};

/** Sealed beside the vault: who the records are that reviewers decided about. */
export const REVIEWED_FILE = "reviewed_record.parquet.enc";

/**
 * From links to a version's tables in `outFolder`: person, family, provenance, evidence, membership and
 * the ledger's new segment as Parquet; identity in sealed files; the vault sealed apart. Their plain
 * tables stay in the private folder, for whoever hashes them.
 */
export async function buildRegistry(
  engine: Engine,
  keyring: Keyring,
  draft: RegistryDraft & { readonly limits: EngineLimits; readonly personsAFile?: number },
  progress: Progress,
): Promise<RegistryReport> {
  const report = await engine.run(registryPipeline(draft, engine.dialect), progress);
  const identity = join(draft.privateFolder, "identity.parquet");
  const vault = join(draft.privateFolder, "vault.parquet");
  const db = await openDuckDb(draft.limits);
  try {
    const { outFolder, versionNo } = draft;
    const files = await writeIdentityFiles(
      db,
      keyring,
      { plain: identity, outFolder, versionNo },
      draft.personsAFile,
    );
    await sealTable(keyring, {
      plain: vault,
      sealed: join(outFolder, "vault.parquet.enc"),
      purpose: `vault ${versionNo}`,
    });
    if (draft.decisions !== undefined) {
      await sealTable(keyring, {
        plain: join(draft.privateFolder, "reviewed_record.parquet"),
        sealed: join(outFolder, REVIEWED_FILE),
        purpose: `reviewed records ${versionNo}`,
      });
    }
    return {
      rows: report.rows,
      next: await nextNumbers(db, draft),
      identityFiles: files,
      seconds: report.seconds,
    };
  } finally {
    db.close();
  }
}

async function nextNumbers(
  db: Awaited<ReturnType<typeof openDuckDb>>,
  draft: RegistryDraft,
): Promise<RegistryDraft["next"]> {
  const [row] = await db.all<{ person: bigint | null; family: bigint | null; events: bigint }>(`\
select max(case when kind = 'mint' and unit = 'person' then unit_id end) as person,
  max(case when kind = 'mint' and unit = 'family' then unit_id end) as family, count(*) as events
from read_parquet('${join(draft.outFolder, "ledger_event.parquet")}')`);
  const after = (last: bigint | null | undefined, next: number): number =>
    last === null || last === undefined ? next : Number(last) + 1;
  return {
    person: after(row?.person, draft.next.person),
    family: after(row?.family, draft.next.family),
    event: draft.next.event + Number(row?.events ?? 0n),
  };
}
