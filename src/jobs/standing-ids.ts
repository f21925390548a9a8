import { join } from "node:path";
import { openDuckDb, text } from "#engine/duckdb/database.ts";
import type { EngineLimits } from "#engine/engine.ts";

/** Longer chains of merges than versions exist would be a mistake of the ledger. */
const LONGEST_CHAIN = 100;

/** Which id stands in the parent for one that the desk named earlier. */
export type StandsFor = (unit: "person" | "family", asked: bigint) => bigint;

/** As the ledger leads there: through merges, as far as they hold. */
export async function standingIds(
  folder: string,
  {
    ledgerFiles,
    limits,
  }: { readonly ledgerFiles: readonly string[]; readonly limits: EngineLimits },
): Promise<StandsFor> {
  if (ledgerFiles.length === 0) return (_unit, asked) => asked;
  const db = await openDuckDb(limits);
  try {
    const files = ledgerFiles.map((file) => text(join(folder, file))).join(", ");
    // A split that names the id itself ends the redirect before it.
    const rows = await db.all<{ unit: string; unit_id: bigint; other_id: bigint }>(`\
select unit, unit_id, other_id from (
  select *, row_number() over (partition by unit, unit_id order by event_no desc) as nth
  from read_parquet([${files}]) where kind in ('split', 'redirect', 'retire')) last_of
where nth = 1 and kind = 'redirect'`);
    const next = new Map(rows.map((row) => [`${row.unit} ${row.unit_id}`, row.other_id]));
    return (unit, asked) => {
      let id = asked;
      for (let links = 0; links < LONGEST_CHAIN; links++) {
        const other = next.get(`${unit} ${id}`);
        if (other === undefined) return id;
        id = other;
      }
      return id;
    };
  } finally {
    db.close();
  }
}
