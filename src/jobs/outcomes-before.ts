import { stat } from "node:fs/promises";
import { join } from "node:path";
import { openDuckDb, text } from "#engine/duckdb/database.ts";
import type { EngineLimits } from "#engine/engine.ts";
import type { LakeFolders } from "#lake/folders.ts";
import type { PlaceDraft } from "#programs/determine.ts";
import { lastHeirs } from "#publication/load-redirects.ts";

/** Outcomes of the version before, whose places a carry-over rule keeps; nothing where there is none. */
export async function outcomesBefore(
  { versions }: Pick<LakeFolders, "versions">,
  parentVersionNo: number | null | undefined,
): Promise<Pick<PlaceDraft, "previousFile">> {
  if (parentVersionNo === null || parentVersionNo === undefined) return {};
  const previousFile = join(versions, String(parentVersionNo), "outcome.parquet");
  const isThere = (await stat(previousFile).catch(() => undefined)) !== undefined;
  return isThere ? { previousFile } : {};
}

/**
 * The same under the ids of this version: whose family or person went on in another since keeps the place there.
 * `ledger` is the argument of read_parquet, empty where no id ever changed.
 */
export async function underIdsOfToday(
  { previousFile }: Pick<PlaceDraft, "previousFile">,
  now: { readonly folder: string; readonly ledger: string; readonly work: string },
  limits: Pick<EngineLimits, "threads" | "memory">,
): Promise<Pick<PlaceDraft, "previousFile">> {
  if (previousFile === undefined || now.ledger === "") {
    return previousFile === undefined ? {} : { previousFile };
  }
  const carried = join(now.work, "outcome-before.parquet");
  const db = await openDuckDb({ ...limits, workFolder: join(now.work, "carry") });
  try {
    for (const unit of ["family", "person"] as const) {
      const file = text(join(now.folder, `${unit}.parquet`));
      await db.run(`create view ${unit} as select * from read_parquet(${file})`);
      await db.run(`create table ${unit}_heir as ${lastHeirs(unit, now.ledger)}`);
    }
    await db.run(`copy (
  select distinct o.program, o.unit, coalesce(f.to_id, p.to_id, o.unit_id) as unit_id, o.outcome
  from read_parquet(${text(previousFile)}) o
  left join family_heir f on o.unit = 'family' and f.from_id = o.unit_id
  left join person_heir p on o.unit = 'person' and p.from_id = o.unit_id
  order by o.program, o.unit, 3, o.outcome) to ${text(carried)} (format parquet)`);
  } finally {
    db.close();
  }
  return { previousFile: carried };
}
