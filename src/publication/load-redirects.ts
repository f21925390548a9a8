import { join } from "node:path";
import { type DuckDb, text } from "#engine/duckdb/database.ts";
import type { Desk } from "#store/open.ts";
import { asWorker } from "#store/transact.ts";

/** Longer chains of merges than versions exist would be a mistake of the ledger. */
const LONGEST_CHAIN = 100;

/**
 * Families that went on under another id, as the identity ledger says, for a projected version: a
 * Kode Cek keeps the id it was made for and is read through these (design 5.3). View family stands.
 */
export async function loadRedirects(
  desk: Desk,
  db: DuckDb,
  version: { readonly versionNo: number; readonly ledgerFolder: string },
): Promise<number> {
  const segments = await asWorker(desk, async (tx) => {
    await tx.query("delete from family_redirect where version_no = $1", [version.versionNo]);
    return tx.query<{ file: string }>(
      `select s.file from ledger_segment s join version v on v.version_no = s.version_no
       where s.version_no <= $1 and v.state <> 'withdrawn' order by s.segment_no`,
      [version.versionNo],
    );
  });
  if (segments.length === 0) return 0;
  const files = segments.map(({ file }) => text(join(version.ledgerFolder, file)));
  let redirects = 0;
  for await (const { columns, rows } of db.chunks(lastHeirs(files))) {
    await asWorker(desk, (tx) =>
      tx.query(
        `insert into family_redirect (version_no, from_family_id, to_family_id)
         select $1, * from unnest($2::bigint[], $3::bigint[])`,
        [version.versionNo, ...columns.map((column) => [...column])],
      ),
    );
    redirects += rows;
  }
  return redirects;
}

/** Each id that is gone, with the last of its heirs that this version still has. */
function lastHeirs(files: readonly string[]): string {
  return `with recursive step as (
  select unit_id as from_id, max(other_id) as to_id from read_parquet([${files.join(", ")}])
  where kind = 'redirect' and unit = 'family' group by unit_id),
chain as (
  select from_id, to_id, 1 as links from step
  union all
  select c.from_id, s.to_id, c.links + 1 from chain c join step s on s.from_id = c.to_id
  where c.links < ${LONGEST_CHAIN})
select from_id, arg_max(to_id, links) as to_id from chain
where to_id in (select family_id from family) and from_id not in (select family_id from family)
group by from_id`;
}
