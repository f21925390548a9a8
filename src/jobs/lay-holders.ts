import type { Tx } from "#store/transact.ts";
import type { PaymentReportHead } from "./lay-payments.ts";

/**
 * Keeps who holds each family's card as a dated role: whom a report names first begins it, another person on a later report ends
 * one and begins the next. A report that still names whoever a case has just replaced changes nothing; the sheet shows that the
 * payer lags.
 */
export async function layHolders(
  tx: Tx,
  { program, unit, reportedOn }: PaymentReportHead,
  reportNo: number,
): Promise<void> {
  if (unit !== "family") return;
  await tx.query(NAMED, [program]);
  await tx.query(ENDED, [program, reportedOn]);
  await tx.query(BEGUN, [program, reportedOn, reportNo]);
}

/** Whom this report names of each family, but where a case has said otherwise. */
const NAMED = `create temporary table holder_named on commit drop as
  select distinct on (j.unit_id) j.unit_id as family_id, j.person_id, j.village_no, j.domicile_village_no
  from payment_judged j
  where j.verdict in ('taken', 'unchanged')
    and not exists (select from dtsen.card_holder h join dtsen.case_file c on c.case_id = h.case_id
      where h.family_id = j.unit_id and h.program = $1 and h.held_until is null and c.person_id = j.person_id)
    and not exists (select from dtsen.card_holder h where h.family_id = j.unit_id and h.program = $1
      and h.person_id = j.person_id and h.end_reason = 'sole-member-died')
  order by j.unit_id, j.row_no`;

const ENDED = `update dtsen.card_holder h set held_until = greatest(h.held_from, $2::date - 1), end_reason = 'reported'
  from holder_named n
  where h.family_id = n.family_id and h.program = $1 and h.held_until is null and h.person_id <> n.person_id
    and h.held_from <= $2::date`;

const BEGUN = `insert into dtsen.card_holder (family_id, program, person_id, village_no, domicile_village_no, held_from, source,
    report_no)
  select n.family_id, $1, n.person_id, n.village_no, n.domicile_village_no, $2::date, 'payment-report', $3
  from holder_named n where not exists (select from dtsen.card_holder h
    where h.family_id = n.family_id and h.program = $1 and h.held_until is null)`;
