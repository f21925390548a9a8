import { appendFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type DuckDb, text } from "#engine/duckdb/database.ts";
import type { Desk } from "#store/open.ts";
import { asWorker } from "#store/transact.ts";

type Hold = {
  readonly removal_id: number;
  readonly line: string;
};

const PAGE = 50_000;

/** Whose place a notice or a review holds in a version, as Parquet: they had a place, whatever the version says. */
export async function writeOpenHolds(
  desk: Desk,
  db: DuckDb,
  draft: { readonly versionNo: number; readonly folder: string; readonly file: string },
): Promise<void> {
  const lines = join(draft.folder, "open_hold.csv");
  await writeFile(lines, "program,unit,unit_id,family_id,village_no\n", { mode: 0o600 });
  for (let after = 0; ; ) {
    const rows = await asWorker(desk, (tx) =>
      tx.query<Hold>(
        `select r.removal_id, concat_ws(',', r.program, r.unit, r.unit_id, r.family_id, r.village_no) as line
         from dtsen.removal r join dtsen.removal_run n on n.run_no = r.run_no
         where r.version_no = $1 and n.issued_on is not null and r.state <> 'effective' and r.removal_id > $2
         order by r.removal_id limit ${PAGE}`,
        [draft.versionNo, after],
      ),
    );
    const last = rows.at(-1);
    if (last === undefined) break;
    await appendFile(lines, rows.map(({ line }) => `${line}\n`).join(""));
    after = last.removal_id;
  }
  const columns =
    "{'program': 'varchar', 'unit': 'varchar', 'unit_id': 'bigint', 'family_id': 'bigint', 'village_no': 'bigint'}";
  await db.run(
    `copy (select * from read_csv(${text(lines)}, header = true, columns = ${columns})) to ${text(draft.file)} (format parquet)`,
  );
}
