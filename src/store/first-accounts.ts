import { parseUsername, type Username } from "#domain/account.ts";
import { type AppointmentProblem, checkTerms } from "#domain/appointment.ts";
import type { PlainDate } from "#domain/plain-date.ts";
import { accept, type Result, refuse } from "#domain/result.ts";
import type { HandedCode } from "./account-acts.ts";
import { appoint } from "./appointments.ts";
import { mintEnrolmentCode } from "./enrolment.ts";
import type { Desk } from "./open.ts";
import { inTransaction, type Tx } from "./transact.ts";

/** Where the first two sit: in two offices, because an administrator of the same one confirms nothing. */
const FIRST_OFFICES = ["bps-dtsen", "bps-sdm"] as const;

/** One of the first two administrators. */
export type FirstPerson = { readonly username: string; readonly personName: string };

export type FirstDraft = {
  readonly persons: readonly [FirstPerson, FirstPerson];
  readonly decree: string;
  readonly validFrom: PlainDate;
  readonly validTo: PlainDate;
  /** Who sits at the database and does this; stays in the audit log. */
  readonly operator: string;
};

export type FirstProblem =
  | "already-administered"
  | "two-persons-needed"
  | "not-a-username"
  | "username-taken"
  | "operator-missing"
  | AppointmentProblem;

export type FirstAccount = HandedCode & { readonly username: string };

/**
 * The first two account administrators of a desk, of the institution that keeps the register: two, because
 * every later appointment takes two of different offices. Only through the owner's login, and only while no two are left for the
 * whole nation: at a fresh desk, or where one of two was reset and nobody can confirm them.
 */
export async function makeFirstAccounts(
  desk: Desk,
  draft: FirstDraft,
  now: Date,
): Promise<Result<readonly FirstAccount[], FirstProblem>> {
  const lawful = checkTerms({ ...draft, isDeterminer: false, programs: [] });
  if (!lawful.ok) return lawful;
  if (draft.operator.trim() === "") return refuse("operator-missing");
  const names = draft.persons.map(({ username }) => parseUsername(username));
  const [one, two] = names;
  if (!one?.ok || !two?.ok) return refuse("not-a-username");
  if (one.value === two.value) return refuse("two-persons-needed");
  return await inTransaction(desk.owner, (tx) => makeBoth(tx, draft, [one.value, two.value], now));
}

async function makeBoth(
  tx: Tx,
  draft: FirstDraft,
  usernames: readonly [Username, Username],
  now: Date,
): Promise<Result<readonly FirstAccount[], FirstProblem>> {
  await tx.query("select pg_advisory_xact_lock(7402605)");
  const [state] = await tx.query<{ is_administered: boolean; is_taken: boolean }>(
    `with held as (select p.account_id, rr.right_code, o.institution_code, p.office_code from dtsen.appointment p
         join dtsen.account a on a.account_id = p.account_id and a.disabled_at is null
         join dtsen.role_right rr on rr.role_code = p.role_code
         join dtsen.office o on o.office_code = p.office_code
         join dtsen.region r on r.region_id = p.region_id and r.tier = 'nation'
         where p.revoked_at is null and p.confirmed_by is not null and p.valid_to >= $1)
     select exists (select from held one
         join held two on two.account_id <> one.account_id and two.right_code = 'confirm-appointment'
           and not exists (select from held three where three.account_id = two.account_id
             and three.right_code = 'appoint' and three.office_code = one.office_code)
         where one.right_code = 'appoint' and one.institution_code = 'bps') as is_administered,
       exists (select from dtsen.account where username = any ($2)) as is_taken`,
    [draft.validFrom, usernames],
  );
  if (state?.is_administered !== false) return refuse("already-administered");
  if (state.is_taken) return refuse("username-taken");
  const made: { accountId: number; account: FirstAccount }[] = [];
  for (const [place, username] of usernames.entries()) {
    made.push(await makeOne(tx, username, draft.persons[place]?.personName ?? username, now));
  }
  const [first, second] = made;
  if (first === undefined || second === undefined) throw new Error("two accounts were to be made");
  await vouch(tx, draft, FIRST_OFFICES[0], first.accountId, second.accountId);
  await vouch(tx, draft, FIRST_OFFICES[1], second.accountId, first.accountId);
  return accept(made.map(({ account }) => account));
}

async function makeOne(tx: Tx, username: Username, personName: string, now: Date) {
  const code = mintEnrolmentCode(now);
  const [row] = await tx.query<{ account_id: number }>(
    "insert into dtsen.account (username, person_name) values ($1, $2) returning account_id",
    [username, personName.trim()],
  );
  const accountId = row?.account_id ?? 0;
  await tx.query(
    "insert into dtsen.enrolment (account_id, code_sha256, expires_at) values ($1, $2, $3)",
    [accountId, code.digest, code.goodUntil],
  );
  const goodUntil = code.goodUntil.toISOString();
  return { accountId, account: { username, code: code.spelled, goodUntil } };
}

/** Nobody appointed them; each is the other's second person, and the log says who sat at the database. */
async function vouch(
  tx: Tx,
  draft: FirstDraft,
  officeCode: (typeof FIRST_OFFICES)[number],
  accountId: number,
  other: number,
): Promise<void> {
  const [nation] = await tx.query<{ region_id: number; village_lo: number; village_hi: number }>(
    "select region_id, village_lo, village_hi from dtsen.region where tier = 'nation'",
  );
  if (nation === undefined) throw new Error("the desk has no regions");
  const made = await appoint(tx, {
    accountId,
    officeCode,
    role: "account-admin",
    regionId: nation.region_id,
    villageLo: nation.village_lo,
    villageHi: nation.village_hi,
    programs: [],
    validFrom: draft.validFrom,
    validTo: draft.validTo,
    decree: draft.decree,
    appointedBy: null,
    confirmedBy: other,
  });
  if (!made.ok) throw new Error(`first account: ${made.problem}`);
  await tx.query(
    `insert into dtsen.audit_entry (actor, act, subject_kind, subject_id, fields_class, detail)
     values ('cli:database-operator', 'first-account', 'account', $1, 'account',
       jsonb_build_object('operator', $2::text, 'appointment', $3::bigint))`,
    [accountId, draft.operator.trim(), made.value.appointmentId],
  );
}
