import { join } from "node:path";
import { type DuckDb, text } from "#engine/duckdb/database.ts";
import type { Desk } from "#store/open.ts";
import { asWorker } from "#store/transact.ts";

/** Longer chains of merges than versions exist would be a mistake of the ledger. */
const LONGEST_CHAIN = 100;

/** Where the redirects of one kind of unit stand at the desk. */
const TABLES = {
  family: { table: "family_redirect", columns: "version_no, from_family_id, to_family_id" },
  person: { table: "person_redirect", columns: "version_no, from_person_id, to_person_id" },
} as const;
type Unit = keyof typeof TABLES;

/**
 * Families and persons that went on under another id, as the identity ledger says, for a version about
 * to be projected: a Kode Cek and a suppression keep the id they were made for and are read through
 * these (design 5.3). Views family and person stand. Answers how many there are.
 */
export async function loadRedirects(
  desk: Desk,
  db: DuckDb,
  version: { readonly versionNo: number; readonly ledgerFolder: string },
): Promise<number> {
  const segments = await asWorker(desk, (tx) =>
    tx.query<{ file: string }>(
      `select s.file from ledger_segment s join version v on v.version_no = s.version_no
       where s.version_no <= $1 and v.state <> 'withdrawn' order by s.segment_no`,
      [version.versionNo],
    ),
  );
  const files = segments.map(({ file }) => text(join(version.ledgerFolder, file)));
  const families = await loadOf(desk, db, { unit: "family", versionNo: version.versionNo, files });
  const persons = await loadOf(desk, db, { unit: "person", versionNo: version.versionNo, files });
  return families + persons;
}

async function loadOf(
  desk: Desk,
  db: DuckDb,
  draft: { readonly unit: Unit; readonly versionNo: number; readonly files: readonly string[] },
): Promise<number> {
  const { table, columns: names } = TABLES[draft.unit];
  await asWorker(desk, (tx) =>
    tx.query(`delete from ${table} where version_no = $1`, [draft.versionNo]),
  );
  if (draft.files.length === 0) return 0;
  let redirects = 0;
  for await (const { columns, rows } of db.chunks(lastHeirs(draft.unit, draft.files))) {
    await asWorker(desk, (tx) =>
      tx.query(
        `insert into ${table} (${names}) select $1, * from unnest($2::bigint[], $3::bigint[])`,
        [draft.versionNo, ...columns.map((column) => [...column])],
      ),
    );
    redirects += rows;
  }
  return redirects;
}

/** Each id that is gone, with the last of its heirs that this version still has. */
function lastHeirs(unit: Unit, files: readonly string[]): string {
  return `with recursive step as (
  select unit_id as from_id, max(other_id) as to_id from read_parquet([${files.join(", ")}])
  where kind = 'redirect' and unit = '${unit}' group by unit_id),
chain as (
  select from_id, to_id, 1 as links from step
  union all
  select c.from_id, s.to_id, c.links + 1 from chain c join step s on s.from_id = c.to_id
  where c.links < ${LONGEST_CHAIN})
select from_id, arg_max(to_id, links) as to_id from chain
where to_id in (select ${unit}_id from ${unit}) and from_id not in (select ${unit}_id from ${unit})
group by from_id`;
}
