import type { AuditPage, AuditSearch } from "#contract/audit.ts";
import type { Tx } from "#store/transact.ts";
import { sayAct, sayPurpose, sayRole } from "./audit-words.ts";
import { readCursor, writeCursor } from "./cursor.ts";
import { refuseWith } from "./guard.ts";

type EntryRow = {
  readonly entry_no: number;
  readonly at: Date;
  readonly account: string;
  readonly actor: string;
  readonly role: string | null;
  readonly institution: string | null;
  readonly act: string;
  readonly purpose_code: string | null;
  readonly subject_kind: string;
  readonly row_count: number;
  readonly decision: string;
};

const DEFAULT_LIMIT = 20;
/** The log is one: its cursors belong to no version. */
const NO_VERSION = 0;

/** Entries by account number, family, purpose and days; never the data that was read. */
export async function searchAudit(tx: Tx, search: AuditSearch): Promise<AuditPage> {
  const limit = search.limit ?? DEFAULT_LIMIT;
  const before = search.cursor === undefined ? undefined : readCursor(search.cursor, 1);
  if (search.cursor !== undefined && before === undefined) refuseWith("malformed-request");
  const rows = await tx.query<EntryRow>(
    `select e.entry_no, e.at, coalesce(nullif(e.actor, ''), e.account_id::text, '–') as account,
       e.actor, e.detail ->> 'role' as role, e.detail ->> 'institution' as institution, e.act, e.purpose_code, e.subject_kind, e.row_count, e.decision
     from dtsen.audit_entry e
     where ($1::text is null or e.account_id::text = $1 or e.actor = $1)
       and ($2::bigint is null or e.family_id = $2)
       and ($3::text is null or e.purpose_code = $3)
       and ($4::date is null or e.at >= $4::date)
       and ($5::date is null or e.at < $5::date + 1)
       and ($6::bigint is null or e.entry_no < $6)
     order by e.entry_no desc limit $7`,
    [
      search.account ?? null,
      search.familyId ?? null,
      search.purpose ?? null,
      search.from ?? null,
      search.to ?? null,
      before?.after[0] ?? null,
      limit + 1,
    ],
  );
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: shown.map(writeEntry),
    ...(rows.length > limit && last !== undefined
      ? { next: writeCursor({ versionNo: NO_VERSION, after: [last.entry_no] }) }
      : {}),
  };
}

function writeEntry(row: EntryRow): AuditPage["items"][number] {
  return {
    entryNo: String(row.entry_no),
    at: row.at.toISOString(),
    account: row.account,
    role: { ...sayRole(row) },
    act: { ...sayAct(row.act) },
    purpose: { ...sayPurpose(row.purpose_code) },
    subjectKind: row.subject_kind,
    rows: row.row_count,
    outcome: row.decision,
  };
}
