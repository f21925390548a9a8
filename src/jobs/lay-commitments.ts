import { commitmentTermsOn, type Quarter } from "#domain/commitment.ts";
import { type CommitmentReporter, REPORTED_COMMITMENT } from "#domain/commitment-report.ts";
import type { PlainDate } from "#domain/plain-date.ts";
import type { Tx } from "#store/transact.ts";

/** What a report is about, beside its rows. */
export type CommitmentReportHead = {
  readonly source: CommitmentReporter;
  readonly phase: Quarter;
  readonly reportedOn: PlainDate;
  readonly versionNo: number;
};

export type CommitmentCounts = {
  readonly rowsRead: number;
  readonly rowsRefused: number;
  /** Of whom the report says something. */
  readonly people: number;
  readonly notMet: number;
};

/** Where rows are read into; goes with the transaction. */
export const READ_TABLE = `create temporary table commitment_read (
  row_no bigint, nik_index bytea, month text, due int, done int, problem text, column_name text) on commit drop`;

/** Finds whom each row is about, refuses what contradicts itself, and sums the rest over the phase; whole sets at a time. */
export async function judgeCommitmentRows(
  tx: Tx,
  { source, phase, versionNo, reportedOn }: CommitmentReportHead,
): Promise<CommitmentCounts> {
  await tx.query(FOUND, [versionNo, `${phase.from.slice(0, 7)}`, `${phase.to.slice(0, 7)}`]);
  const { schoolPercent, healthVisits } = commitmentTermsOn(reportedOn);
  await tx.query(SUMMED, [REPORTED_COMMITMENT[source], schoolPercent, healthVisits]);
  const [row] = await tx.query<CommitmentCounts>(
    `select (select count(*)::int from commitment_found) as "rowsRead",
       (select count(*)::int from commitment_found where problem is not null) as "rowsRefused",
       (select count(*)::int from commitment_summed) as people,
       (select count(*)::int from commitment_summed where result = 'not-met') as "notMet"`,
  );
  return row ?? { rowsRead: 0, rowsRefused: 0, people: 0, notMet: 0 };
}

/** Members of families that receive PKH alone; of a NIK that two people of the register have, neither is meant. */
const FOUND = `create temporary table commitment_found on commit drop as
  with known as (
    select q.nik_index, min(q.person_id) as person_id, min(q.family_id) as family_id
    from dtsen.person q
    join dtsen.outcome o on o.version_no = q.version_no and o.program = 'pkh' and o.unit = 'family' and o.unit_id = q.family_id
      and o.outcome in ('recipient', 'review')
    where q.version_no = $1 and q.life_status = 1 and q.nik_index in (select nik_index from commitment_read)
    group by q.nik_index having count(*) = 1),
  told as (
    select nik_index, month, count(distinct (due, done)) as kinds from commitment_read where problem is null group by nik_index, month)
  select r.row_no, r.month, r.due, r.done, k.person_id, k.family_id,
    case when r.problem is not null then r.problem
      when r.month not between $2 and $3 then 'month-of-other-phase'
      when k.person_id is null then 'person-unknown'
      when t.kinds > 1 then 'twice-in-report' end as problem,
    case when r.problem is not null then r.column_name when r.month not between $2 and $3 then 'month'
      when k.person_id is null then 'nik' else 'done' end as column_name
  from commitment_read r left join known k on k.nik_index = r.nik_index
  left join told t on t.nik_index = r.nik_index and t.month = r.month`;

/** Days of all months of the phase together, before they are judged: the twin of \`judgeCommitment\`. The same row again counts once. */
const SUMMED = `create temporary table commitment_summed on commit drop as
  select s.*, case when s.due = 0 then 'unknown'
    when case $1 when 'school' then s.done * 100 >= s.due * $2::int else s.done >= $3::int end then 'met' else 'not-met' end as result
  from (
    select person_id, min(family_id) as family_id, sum(due)::int as due, sum(done)::int as done
    from (select distinct person_id, family_id, month, due, done from commitment_found where problem is null) one
    group by person_id) s`;

/** Writes what was judged: refusals, and a check of each person with the report as its source. */
export async function layCommitmentRows(
  tx: Tx,
  { source, phase, reportedOn }: CommitmentReportHead,
  reportNo: number,
): Promise<void> {
  await tx.query(
    `insert into dtsen.commitment_refusal (report_no, row_no, column_name, reason)
     select $1, row_no, coalesce(column_name, ''), problem from commitment_found where problem is not null`,
    [reportNo],
  );
  await tx.query(
    `insert into dtsen.book_check (client_id, phase, family_id, person_id, commitment, due, done, result, source, on_day, report_no, at)
     select gen_random_uuid(), $1, family_id, person_id, $2, due, done, result, $3, $4::date, $5, now()
     from commitment_summed`,
    [phase.code, REPORTED_COMMITMENT[source], source, reportedOn, reportNo],
  );
}
