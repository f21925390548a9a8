import type { PlainDate } from "#domain/plain-date.ts";
import type { Role } from "#domain/role.ts";
import type { Tx } from "./transact.ts";

/** An appointment with the words of its places and people. */
export type AppointmentRow = {
  readonly appointment_id: number;
  readonly account_id: number;
  readonly role_code: Role;
  readonly office_code: string;
  readonly office_id: string;
  readonly office_en: string;
  readonly region_name: string;
  readonly tier: string;
  readonly village_lo: number;
  readonly programs: readonly string[];
  readonly valid_from: PlainDate;
  readonly valid_to: PlainDate;
  readonly decree: string;
  readonly appointed_by: string | null;
  readonly confirmed_by: string | null;
  readonly is_confirmed: boolean;
  readonly is_revoked: boolean;
  readonly revoked_reason: string | null;
  /** Somebody has made another one of the same role and region that ends later. */
  readonly is_renewed: boolean;
  readonly is_mine: boolean;
  readonly may_confirm: boolean;
  readonly may_end: boolean;
};

export type AccountRow = {
  readonly account_id: number;
  readonly username: string;
  readonly person_name: string;
  readonly email: string | null;
  readonly phone: string | null;
  readonly is_enrolled: boolean;
  readonly is_disabled: boolean;
  readonly is_managed: boolean;
};

export type AccountFilter = {
  /** waiting: has an appointment without its second person. renewal: one ends within days. */
  readonly show: "all" | "waiting" | "renewal";
  readonly today: PlainDate;
  /** The last day that counts as near. */
  readonly near: PlainDate;
  /** The account after which the page goes on, the newest first; 0 for the first page. */
  readonly after: number;
  readonly limit: number;
};

/** SQL for appointments aliased p: another of the same role and region carries on after it. */
export const IS_RENEWED: string = `exists (select from dtsen.appointment q where q.account_id = p.account_id
  and q.role_code = p.role_code and q.region_id = p.region_id and q.revoked_at is null and q.valid_to > p.valid_to)`;

const SHOWN = {
  all: "true",
  waiting: "p.confirmed_by is null and p.revoked_at is null and p.valid_to >= $3",
  renewal: `p.confirmed_by is not null and p.revoked_at is null and p.valid_to between $3 and $4
    and p.valid_from <= $3 and not ${IS_RENEWED}`,
} as const;

/** Accounts that whoever acts may see, by row-level security: those with an appointment in their region. */
export async function readAccounts(tx: Tx, filter: AccountFilter): Promise<readonly AccountRow[]> {
  const days = filter.show === "all" ? [] : [filter.today];
  const near = filter.show === "renewal" ? [filter.near] : [];
  return await tx.query<AccountRow>(
    `select a.account_id, a.username, a.person_name, a.email, a.phone,
       a.enrolled_at is not null as is_enrolled, a.disabled_at is not null as is_disabled,
       dtsen.manages_all_of(a.account_id) and a.account_id <> dtsen.acting_account() as is_managed
     from dtsen.account a
     where ($1 = 0 or a.account_id < $1)
       and exists (select from dtsen.appointment p where p.account_id = a.account_id and ${SHOWN[filter.show]})
     order by a.account_id desc limit $2`,
    [filter.after, filter.limit, ...days, ...near],
  );
}

/** Every appointment of these accounts that whoever acts may see, the newest first; nothing is left out. */
export async function readAppointments(
  tx: Tx,
  accounts: readonly number[],
): Promise<readonly AppointmentRow[]> {
  return await tx.query<AppointmentRow>(
    `select p.appointment_id, p.account_id, p.role_code, p.office_code, o.name_id as office_id,
       o.name_en as office_en, g.name as region_name, g.tier, p.village_lo, p.programs,
       p.valid_from::text, p.valid_to::text, p.decree, maker.person_name as appointed_by,
       second.person_name as confirmed_by, p.confirmed_by is not null as is_confirmed,
       p.revoked_at is not null as is_revoked, p.revoked_reason, ${IS_RENEWED} as is_renewed,
       p.account_id = dtsen.acting_account() as is_mine,
       coalesce(p.village_lo <@ dtsen.my_ranges('confirm-appointment')
         and p.village_hi <@ dtsen.my_ranges('confirm-appointment'), false)
         and p.account_id <> dtsen.acting_account() as may_end,
       p.appointed_by is distinct from dtsen.acting_account() and p.confirmed_by is null
         and dtsen.is_of_another_unit(p.appointed_by, p.made_at) as may_confirm
     from dtsen.appointment p
     join dtsen.office o on o.office_code = p.office_code
     join dtsen.region g on g.region_id = p.region_id
     left join dtsen.account maker on maker.account_id = p.appointed_by
     left join dtsen.account second on second.account_id = p.confirmed_by
     where p.account_id = any ($1)
     order by p.account_id, p.valid_to desc, p.appointment_id desc`,
    [accounts],
  );
}
