import { join } from "node:path";
import { type DuckDb, text } from "#engine/duckdb/database.ts";
import type { Desk } from "#store/open.ts";
import { asWorker } from "#store/transact.ts";

/** Longer chains of merges than versions exist would be a mistake of the ledger. */
const LONGEST_CHAIN = 100;

type Draft = { readonly versionNo: number; readonly ledgerFolder: string };

/**
 * What the identity ledger says about ids that went on, for a version about to be projected: a Kode Cek
 * and a suppression keep the id they were made for and are read through it (design 5.3). Views family
 * and person stand. Answers how many rows there are.
 */
export async function loadRedirects(desk: Desk, db: DuckDb, version: Draft): Promise<number> {
  const files = await ledgerFiles(desk, version);
  const { versionNo } = version;
  const redirects = async (unit: "family" | "person") =>
    await fill(desk, db, {
      table: `${unit}_redirect`,
      columns: ["version_no", `from_${unit}_id`, `to_${unit}_id`],
      versionNo,
      sql: files === "" ? undefined : lastHeirs(unit, files),
    });
  const passed = await fill(desk, db, {
    table: "person_passage",
    columns: ["version_no", "from_person_id", "to_person_id", "passed_in"],
    versionNo,
    sql: files === "" ? undefined : passages(files),
  });
  const families = await fill(desk, db, {
    table: "family_passage",
    columns: ["version_no", "from_family_id", "to_family_id", "passed_in", "is_parted"],
    versionNo,
    sql: files === "" ? undefined : familyPassages(files),
  });
  return (await redirects("family")) + (await redirects("person")) + passed + families;
}

/** The segments of the ledger up to a version, as the argument of read_parquet; empty where there are none. */
export async function ledgerFiles(desk: Desk, { versionNo, ledgerFolder }: Draft): Promise<string> {
  const segments = await asWorker(desk, (tx) =>
    tx.query<{ file: string }>("select file from dtsen.ledger_files($1)", [versionNo]),
  );
  return segments.map(({ file }) => text(join(ledgerFolder, file))).join(", ");
}

async function fill(
  desk: Desk,
  db: DuckDb,
  draft: {
    readonly table: string;
    readonly columns: readonly string[];
    readonly versionNo: number;
    readonly sql: string | undefined;
  },
): Promise<number> {
  const { table, columns: names, versionNo, sql } = draft;
  await asWorker(desk, (tx) => tx.query(`delete from ${table} where version_no = $1`, [versionNo]));
  if (sql === undefined) return 0;
  const places = names.slice(1).map((_, i) => `$${i + 2}::bigint[]`);
  let filled = 0;
  for await (const { columns, rows } of db.chunks(sql)) {
    await asWorker(desk, (tx) =>
      tx.query(
        `insert into ${table} (${names.join(", ")}) select $1, * from unnest(${places.join(", ")})`,
        [versionNo, ...columns.map((column) => [...column])],
      ),
    );
    filled += rows;
  }
  return filled;
}

/** Each id that is gone, with the last of its heirs that this version still has (from_id, to_id). Who lived again has none before. */
export function lastHeirs(unit: "family" | "person", files: string): string {
  return `with recursive step as (
  select e.unit_id as from_id, max(e.other_id) as to_id from read_parquet([${files}]) e
  where e.kind = 'redirect' and e.unit = '${unit}' and not exists (
    select 1 from read_parquet([${files}]) s
    where s.kind = 'split' and s.unit = e.unit and s.unit_id = e.unit_id and s.version_no > e.version_no)
  group by e.unit_id),
chain as (
  select from_id, to_id, 1 as links from step
  union all
  select c.from_id, s.to_id, c.links + 1 from chain c join step s on s.from_id = c.to_id
  where c.links < ${LONGEST_CHAIN})
select from_id, arg_max(to_id, links) as to_id from chain
where to_id in (select ${unit}_id from ${unit}) and from_id not in (select ${unit}_id from ${unit})
group by from_id`;
}

/**
 * Ids that a person went on under, step by step with the version of the step: merged into another; parted,
 * as the ledger says it; and a new id of which a record was another's before, because a parting names
 * only one of those it was parted from.
 */
function passages(files: string): string {
  return `with event as (select * from read_parquet([${files}]) where unit = 'person')
select unit_id, other_id, cast(version_no as bigint) as passed_in from event where kind = 'redirect'
union
select other_id, unit_id, cast(version_no as bigint) from event where kind = 'split'
union
select d.unit_id, a.unit_id, cast(d.version_no as bigint) from event d
join event a on a.kind = 'attach' and a.version_no = d.version_no and a.record_key = d.record_key
join event m on m.kind = 'mint' and m.version_no = d.version_no and m.unit_id = a.unit_id
where d.kind = 'detach'`;
}

/** Families as they went on: merged into another (0), or a new one parted from one that stays (1). */
function familyPassages(files: string): string {
  return `select unit_id, other_id, cast(version_no as bigint) as passed_in, cast(0 as bigint) as is_parted
from read_parquet([${files}]) where kind = 'redirect' and unit = 'family' and other_id is not null
union
select other_id, unit_id, cast(version_no as bigint), cast(1 as bigint)
from read_parquet([${files}]) where kind = 'split' and unit = 'family' and other_id is not null`;
}
