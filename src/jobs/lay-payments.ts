import { PAYMENT_STATUSES } from "#domain/payment-status.ts";
import { PAYMENT_TERMS } from "#domain/payment-terms.ts";
import type { Tx } from "#store/transact.ts";

/** What a report is about, beside its rows. */
export type PaymentReportHead = {
  readonly program: string;
  readonly unit: "family" | "person";
  /** The villages that the program serves. */
  readonly villages: readonly [number, number];
  readonly phase: string;
  readonly reportedOn: string;
  readonly versionNo: number;
};

export type PaymentCounts = {
  readonly rowsRead: number;
  readonly rowsTaken: number;
  readonly rowsUnchanged: number;
  readonly rowsLate: number;
  readonly rowsRefused: number;
};

/** Where rows are read into; goes with the transaction. */
export const READ_TABLE = `create temporary table payment_read (
  row_no bigint, nik_index bytea, status text, amount_rupiah bigint, happened_on date, problem text, column_name text,
  said text) on commit drop`;

/**
 * Finds whom each row is about and what it does: taken, unchanged, late, or refused. Whole sets at a time; the rules of
 * what may follow what come from the law book.
 */
export async function judgeRows(tx: Tx, head: PaymentReportHead): Promise<PaymentCounts> {
  const follows = PAYMENT_STATUSES.flatMap((before) =>
    PAYMENT_TERMS[before].next.map((status) => [before, status] as const),
  );
  await tx.query(FOUND, [head.versionNo, head.unit]);
  await tx.query(
    `create temporary table payment_follows on commit drop as
     select * from unnest($1::text[], $2::text[]) as f (before, status)`,
    [follows.map(([before]) => before), follows.map(([, status]) => status)],
  );
  await tx.query(JUDGED, [head.program, head.phase, head.unit, head.reportedOn, ...head.villages]);
  const rows = await tx.query<{ verdict: string; n: number }>(
    "select verdict, count(*)::int as n from payment_judged group by verdict",
  );
  const of = (verdict: string) => rows.find((row) => row.verdict === verdict)?.n ?? 0;
  return {
    rowsRead: rows.reduce((sum, { n }) => sum + n, 0),
    rowsTaken: of("taken"),
    rowsUnchanged: of("unchanged") + of("again"),
    rowsLate: of("late"),
    rowsRefused: of("refused"),
  };
}

/** One row for each that was read; of a NIK that two people of the register have, neither is meant. */
const FOUND = `create temporary table payment_found on commit drop as
  select r.*, p.person_id, p.family_id, p.village_no, p.domicile_village_no,
    case when $2 = 'family' then p.family_id else p.person_id end as unit_id
  from payment_read r left join (
    select q.nik_index, min(q.person_id) as person_id, min(q.family_id) as family_id, min(q.village_no) as village_no,
      min(q.domicile_village_no) as domicile_village_no
    from dtsen.person q where q.version_no = $1 and q.nik_index in (select nik_index from payment_read)
    group by q.nik_index having count(*) = 1) p on p.nik_index = r.nik_index`;

/**
 * Verdicts in the order of their weight: what is wrong with the row itself; whom it is about; twice in one report with
 * different words; then against the state that is known.
 */
const JUDGED = `create temporary table payment_judged on commit drop as
  with told as (
    select unit_id, min(row_no) as first_row, count(distinct (status, coalesce(amount_rupiah, -1))) as kinds,
      count(distinct person_id) as people
    from payment_found where problem is null and unit_id is not null group by unit_id),
  weighed as (
    select f.row_no, f.nik_index, f.status, f.amount_rupiah, f.happened_on, f.said, f.person_id, f.family_id, f.village_no,
      f.domicile_village_no, f.unit_id, known.status as before, known.reported_on as known_on,
      known.amount_rupiah as known_amount, t.first_row,
      case when f.problem is not null then f.problem
        when f.unit_id is null then 'person-unknown'
        when f.village_no not between $5 and $6 and f.domicile_village_no not between $5 and $6 then 'outside-region'
        when t.people > 1 then 'family-twice'
        when t.kinds > 1 then 'twice-in-report'
        when $4::date >= known.reported_on and f.status <> known.status and not exists (
          select from payment_follows w where w.before = known.status and w.status = f.status) then 'cannot-follow'
      end as problem, f.column_name
    from payment_found f
    left join told t on t.unit_id = f.unit_id
    left join dtsen.payment known on known.program = $1 and known.phase = $2 and known.unit = $3
      and known.unit_id = f.unit_id)
  select row_no, status, amount_rupiah, happened_on, said, person_id, family_id, village_no, domicile_village_no, unit_id,
    problem, case when problem in ('person-unknown', 'outside-region', 'family-twice') then 'nik' when problem in ('twice-in-report', 'cannot-follow') then 'status'
      else column_name end as column_name,
    case when problem is not null then 'refused'
      -- The same row again says nothing new.
      when row_no > first_row then 'again'
      when $4::date < known_on then 'late'
      when status = before and (amount_rupiah is null or amount_rupiah = known_amount) then 'unchanged'
      else 'taken' end as verdict
  from weighed`;

/** Writes what was judged: refusals, events, states, and the counts of the phase. */
export async function layRows(tx: Tx, head: PaymentReportHead, reportNo: number): Promise<void> {
  const key = [head.program, head.phase, head.unit];
  await tx.query(
    `insert into dtsen.payment_refusal (report_no, row_no, column_name, reason, said, village_no)
     select $1, row_no, coalesce(column_name, ''), problem, said, coalesce(village_no, 0)
     from payment_judged where verdict = 'refused'`,
    [reportNo],
  );
  await tx.query(
    `insert into dtsen.payment_event (program, phase, unit, unit_id, family_id, village_no, domicile_village_no, status,
       amount_rupiah, reported_on, report_no, is_late)
     select $1, $2, $3, unit_id, family_id, village_no, domicile_village_no, status, amount_rupiah, $4::date, $5,
       verdict = 'late'
     from payment_judged where verdict in ('taken', 'late') order by row_no`,
    [...key, head.reportedOn, reportNo],
  );
  await tx.query(STATED, [...key, head.reportedOn, reportNo, head.versionNo]);
  await tx.query("delete from dtsen.payment_figure where program = $1 and phase = $2", [
    head.program,
    head.phase,
  ]);
  await tx.query(COUNTED, [...key, head.versionNo]);
}

/** A newer report that says nothing of the amount leaves it as it was. */
const STATED = `insert into dtsen.payment as known (program, phase, unit, unit_id, family_id, holder_person_id, village_no,
    domicile_village_no, status, amount_rupiah, happened_on, reported_on, report_no, is_on_list)
  select $1, $2, $3, j.unit_id, j.family_id, j.person_id, j.village_no, j.domicile_village_no, j.status, j.amount_rupiah,
    j.happened_on, $4::date, $5, exists (select from dtsen.outcome o where o.version_no = $6 and o.program = $1
      and o.unit = $3 and o.unit_id = j.unit_id and o.outcome in ('recipient', 'review'))
  from payment_judged j where j.verdict in ('taken', 'unchanged')
  on conflict (program, phase, unit, unit_id) do update set status = excluded.status,
    amount_rupiah = coalesce(excluded.amount_rupiah, known.amount_rupiah),
    happened_on = coalesce(excluded.happened_on, known.happened_on), reported_on = excluded.reported_on,
    report_no = excluded.report_no, holder_person_id = excluded.holder_person_id, is_on_list = excluded.is_on_list,
    family_id = excluded.family_id, village_no = excluded.village_no, domicile_village_no = excluded.domicile_village_no`;

/** Payments by village and status, and with them the recipients of whom no report has spoken yet: so the list adds up. */
const COUNTED = `insert into dtsen.payment_figure (program, phase, village_no, status, is_on_list, payments, amount_rupiah)
  select program, phase, village_no, status, is_on_list, count(*), coalesce(sum(amount_rupiah), 0)
  from dtsen.payment where program = $1 and phase = $2 group by program, phase, village_no, status, is_on_list
  union all
  select $1, $2, o.village_no, 'unreported', true, count(*), coalesce(sum(o.amount_rupiah), 0)
  from dtsen.outcome o where o.version_no = $4 and o.program = $1 and o.unit = $3 and o.outcome in ('recipient', 'review')
    and not exists (select from dtsen.payment p where p.program = $1 and p.phase = $2 and p.unit = $3 and p.unit_id = o.unit_id)
  group by o.village_no`;
