import type { AuditPage, AuditSearch } from "#contract/audit.ts";
import type { Tx } from "#store/transact.ts";
import { sayAct, sayPurpose, sayRole } from "./audit-words.ts";
import { cutSlice, readSlice } from "./slice.ts";

type EntryRow = {
  readonly entry_no: number;
  readonly at: Date;
  readonly account: string;
  readonly actor: string;
  readonly person_name: string | null;
  readonly role: string | null;
  readonly office: string | null;
  readonly act: string;
  readonly purpose_code: string | null;
  readonly subject_kind: string;
  readonly row_count: number;
  readonly decision: string;
  readonly reason: string | null;
};

/**
 * Where an entry notes no role and office (signing in is done under none), auditors read those that its account held
 * at that moment, if they were no more than one. Row-level security shows persons and appointments to auditors; the
 * log itself keeps numbers.
 */
const WHO = `left join dtsen.account a on a.account_id = e.account_id
     left join lateral (select min(p.role_code) as role, min(p.office_code) as office from dtsen.appointment p
       where p.account_id = e.account_id and p.confirmed_by is not null
         and (p.revoked_at is null or p.revoked_at > e.at)
         and (e.at at time zone 'Asia/Jakarta')::date between p.valid_from and p.valid_to
       having count(distinct (p.role_code, p.office_code)) = 1) held
       on dtsen.holds('read-officer') and e.detail ->> 'role' is null`;

/** Entries by account number, family, purpose and days; never the data that was read. */
export async function searchAudit(tx: Tx, search: AuditSearch): Promise<AuditPage> {
  const slice = readSlice(search, [Number.MAX_SAFE_INTEGER]);
  const rows = await tx.query<EntryRow>(
    `select e.entry_no, e.at, coalesce(nullif(e.actor, ''), e.account_id::text, '–') as account,
       e.actor, coalesce(e.detail ->> 'role', held.role) as role, coalesce(e.detail ->> 'office', held.office) as office,
       e.act, e.purpose_code, e.subject_kind, e.row_count, e.decision,
       case when dtsen.holds('read-officer') then a.person_name end as person_name,
       case when dtsen.holds('read-officer') then nullif(e.detail ->> 'reason', '') end as reason
     from dtsen.audit_entry e ${WHO}
     where ($1::text is null or e.account_id::text = $1 or e.actor = $1
         or (dtsen.holds('read-officer') and a.username = lower($1)))
       and ($2::bigint is null or e.family_id = $2)
       and ($3::text is null or e.purpose_code = $3)
       and ($4::date is null or e.at >= $4::date)
       and ($5::date is null or e.at < $5::date + 1)
       and e.entry_no < $6::bigint
     order by e.entry_no desc limit $7`,
    [
      search.account ?? null,
      search.familyId ?? null,
      search.purpose ?? null,
      search.from ?? null,
      search.to ?? null,
      ...slice.after,
      slice.limit + 1,
    ],
  );
  const { shown, next } = cutSlice(rows, slice, ({ entry_no }) => [entry_no]);
  return { items: shown.map(writeEntry), ...next };
}

function writeEntry(row: EntryRow): AuditPage["items"][number] {
  return {
    entryNo: String(row.entry_no),
    at: row.at.toISOString(),
    account: row.account,
    ...(row.person_name === null ? {} : { person: row.person_name }),
    role: { ...sayRole(row) },
    act: { ...sayAct(row.act) },
    purpose: { ...sayPurpose(row.purpose_code) },
    subjectKind: row.subject_kind,
    rows: row.row_count,
    ...(row.reason === null ? {} : { reason: row.reason }),
    outcome: row.decision,
  };
}
