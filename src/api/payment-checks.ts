import type { CheckChoice, PaymentChecks } from "#contract/payments.ts";
import { PAYMENT_CHECKS } from "#domain/payment-sample.ts";
import { EXCLUDED_STATUSES } from "#domain/payment-terms.ts";
import { villagesOf } from "#publication/payment-figures.ts";
import type { Tx } from "#store/transact.ts";
import { afterOf, nextOf } from "./payment-rows.ts";
import {
  type Found,
  hitOf,
  SUBJECT_COLUMNS,
  type SubjectRow,
  subjectJoins,
  writeSubject,
} from "./work-subject.ts";

/**
 * Recipients of the version in force, each with the lists on which they stand. The subject is the person who is paid for,
 * or whoever holds the card of the family that is; its head where no report has named anybody.
 */
const LOOKED_AT = `with listed as materialized (
  select o.family_id, o.village_no, o.domicile_village_no, o.unit, o.unit_id, o.amount_rupiah,
    case o.unit when 'person' then o.unit_id else coalesce(h.person_id, f.head_person_id) end as person_id
  from dtsen.outcome o join dtsen.family f on f.version_no = o.version_no and f.family_id = o.family_id
  left join dtsen.card_holder h on h.family_id = o.family_id and h.program = o.program and h.held_until is null
  where o.version_no = $1 and o.program = $2 and o.outcome in ('recipient', 'review') and o.village_no between $3 and $4),
found as materialized (
  select distinct x.unit, x.unit_id, x.kind from dtsen.finding x
  where x.answer is null and x.confirmed_at is not null and x.kind in ('deceased', 'duplicate', 'moved')),
last as materialized (
  select distinct on (p.unit, p.unit_id) p.unit, p.unit_id, p.status, p.amount_rupiah from dtsen.payment p
  where p.program = $2 and p.village_no between $3 and $4 order by p.unit, p.unit_id, p.reported_on desc, p.phase desc),
looked as materialized (
  select l.*, q.life_status = 2 or l.person_id in (select unit_id from found where kind = 'deceased' and unit = 'person')
      as deceased,
    exists (select from dtsen.person d where d.version_no = $1 and d.nik_index = q.nik_index and d.person_id <> q.person_id)
      or exists (select from found x where x.kind = 'duplicate' and (x.unit, x.unit_id) in (('person', l.person_id), ('family', l.family_id)))
      as duplicate,
    q.identity_status not in ('padan', 'belum-dicek') as unmatched,
    a.status = any ($5) as excluded,
    a.status <> all ($5) and a.amount_rupiah <> l.amount_rupiah as amount,
    l.village_no <> l.domicile_village_no
      or exists (select from found x where x.kind = 'moved' and (x.unit, x.unit_id) in (('person', l.person_id), ('family', l.family_id)))
      as moved,
    l.unit = 'family' and l.family_id in (select dtsen.gave_up_among($2, $3, $4)) as resigned
  from listed l left join dtsen.person q on q.version_no = $1 and q.family_id = l.family_id and q.person_id = l.person_id
  left join last a on a.unit = l.unit and a.unit_id = l.unit_id)`;

const DEFAULT_LIMIT = 20;

/** How many stand on each list, and a page of one of them. Nobody is taken off here. */
export async function readPaymentChecks(
  tx: Tx,
  about: { readonly program: string; readonly versionNo: number },
  { area, list, cursor, limit = DEFAULT_LIMIT }: CheckChoice,
): Promise<Found<PaymentChecks>> {
  const values = [about.versionNo, about.program, ...villagesOf(area), EXCLUDED_STATUSES];
  const counted = PAYMENT_CHECKS.map((one) => `count(*) filter (where ${one})::int as ${one}`);
  const [counts] = await tx.query<Record<string, number>>(
    `${LOOKED_AT} select count(*)::int as on_list, ${counted.join(", ")} from looked`,
    values,
  );
  const rows = await tx.query<SubjectRow & { readonly unit_id: number }>(
    `${LOOKED_AT} select ${SUBJECT_COLUMNS}, c.unit_id from looked c ${subjectJoins("c.person_id")}
     where c.${list} and (c.village_no, c.unit_id) > ($6, $7) order by c.village_no, c.unit_id limit $8`,
    [...values, ...afterOf(cursor), limit + 1],
  );
  const shown = rows.slice(0, limit);
  return {
    page: {
      onList: counts?.on_list ?? 0,
      counts: Object.fromEntries(PAYMENT_CHECKS.map((one) => [one, counts?.[one] ?? 0])),
      items: shown.map(writeSubject),
      ...nextOf(rows, limit),
    },
    hits: shown.map(hitOf),
  };
}
