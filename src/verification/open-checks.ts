import type { DuckDb } from "#engine/duckdb/database.ts";
import { text } from "#engine/duckdb/database.ts";
import { readProgramBook } from "#programs/program-book.ts";
import type { Desk } from "#store/open.ts";
import { asWorker } from "#store/transact.ts";
import { listStatementsRead, type StatementRead } from "./statements-read.ts";

/**
 * Opens a check for each statement that rules read and a person must look at before it counts: too
 * unsure, too old, about a meter or house that others may share, or of a kind that is always checked. One open check a statement, however many versions
 * bring it again. Weak evidence waits for a person; it excludes nobody.
 */
export async function openChecks(
  desk: Desk,
  db: DuckDb,
  version: { readonly versionNo: number; readonly asOf: string; readonly evidenceFile: string },
): Promise<number> {
  let opened = 0;
  const read = listStatementsRead(version.asOf, await asWorker(desk, readProgramBook));
  for await (const { columns } of db.chunks(
    weakEvidence(version.evidenceFile, version.asOf, read),
  )) {
    const rows = await asWorker(desk, (tx) =>
      tx.query(
        `insert into evidence_check (version_no, family_id, person_id, village_no,
           domicile_village_no, source, subject_kind, statement, amount, observed_on,
           match_probability_milli, reason)
         select $1::int, e.* from unnest($2::bigint[], $3::bigint[], $4::bigint[], $5::bigint[], $6::text[],
           $7::text[], $8::text[], $9::bigint[], $10::date[], $11::int[], $12::text[])
           as e (family_id, person_id, village_no, domicile_village_no, source, subject_kind,
             statement, amount, observed_on, probability, reason)
         where not exists (select from evidence_check c where c.family_id = e.family_id
           and c.person_id is not distinct from e.person_id and c.subject_kind = e.subject_kind
           and coalesce(c.amount, 1) >= coalesce(e.amount, 1) and c.source = e.source and c.statement = e.statement
           and c.observed_on is not distinct from e.observed_on)
         returning check_id`,
        [version.versionNo, ...columns.map((column) => [...column])],
      ),
    );
    opened += rows.length;
  }
  return opened;
}

/** Views family and outcome of the projection stand. One row for whom it is about, a source, statement and day. */
function weakEvidence(file: string, asOf: string, read: readonly StatementRead[]): string {
  return `with read (statement, amount_at_least, sure_milli, oldest_days, is_always_checked) as (values ${readRows(read)}),
weak as (
  select e.*, r.sure_milli, r.oldest_days, r.is_always_checked, f.village_no, f.domicile_village_no,
    try_strptime(cast(e.observed_on as varchar), '%Y%m%d') as observed_day
  from read_parquet([${text(file)}]) e join family f on f.family_id = e.family_id
    join read r on r.statement = e.statement and coalesce(e.amount, 1) >= r.amount_at_least
  where e.family_id in (select family_id from outcome where outcome = 'review')),
judged as (
  select *, case when match_probability_milli < sure_milli then 'below-threshold'
    when observed_day is null or observed_day < cast(${text(asOf)} as date) - oldest_days then 'too-old'
    when is_always_checked or subject_kind in ('meter', 'house') then 'needs-person' end as reason from weak)
select family_id, person_id, max(village_no), max(domicile_village_no), source, subject_kind,
  statement, max(amount), cast(cast(observed_day as date) as varchar),
  cast(max(match_probability_milli) as int), min(reason)
from judged where reason is not null
group by family_id, person_id, source, subject_kind, statement, observed_day`;
}

function readRows(read: readonly StatementRead[]): string {
  return read
    .map(({ statement, amountAtLeast, minProbabilityMilli, maxAgeDays, isAlwaysChecked }) =>
      [text(statement), amountAtLeast, minProbabilityMilli, maxAgeDays, isAlwaysChecked].join(),
    )
    .map((row) => `(${row})`)
    .join(", ");
}
