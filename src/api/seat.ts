import { DISCLOSURE_LEVELS, type Sheet } from "#domain/disclosure.ts";
import { ROLE_TERMS, ROLES, type Role } from "#domain/role.ts";
import type { Tx } from "#store/transact.ts";

/** By which appointment somebody reads here, and how much of a family that role's sheet carries. */
export type Seat = { readonly role: Role; readonly office: string; readonly sheet: Sheet };

const RANKING: readonly Sheet[] = ["none", "identity", ...DISCLOSURE_LEVELS];

/** How much the widest of some roles' sheets carries. */
export function widestSheet(roles: readonly string[]): Sheet {
  const sheets = ROLES.filter((role) => roles.includes(role)).map((role) => ROLE_TERMS[role].sheet);
  return sheets.sort((a, b) => RANKING.indexOf(b) - RANKING.indexOf(a))[0] ?? "none";
}

/**
 * The appointment that lets whoever acts read a village for this purpose; of several the one whose
 * sheet carries most. Undefined where none does (the database shows nothing then either).
 */
export async function readSeat(tx: Tx, villages: readonly number[]): Promise<Seat | undefined> {
  const rows = await tx.query<{ role_code: string; office_code: string }>(
    `select p.role_code, p.office_code
     from dtsen.appointment p
     join dtsen.role_right rr on rr.role_code = p.role_code and rr.right_code = 'read-family'
       and rr.purpose_code = dtsen.acting_purpose()
     where p.account_id = dtsen.acting_account() and p.revoked_at is null
       and p.confirmed_by is not null
       and (now() at time zone 'Asia/Jakarta')::date between p.valid_from and p.valid_to
       and exists (select from unnest($1::bigint[]) v where v between p.village_lo and p.village_hi)
     order by p.appointment_id`,
    [villages],
  );
  const seats = rows.flatMap(({ role_code, office_code: office }) => {
    const role = ROLES.find((known) => known === role_code);
    return role === undefined ? [] : [{ role, office, sheet: ROLE_TERMS[role].sheet }];
  });
  return seats.sort((a, b) => RANKING.indexOf(b.sheet) - RANKING.indexOf(a.sheet))[0];
}
