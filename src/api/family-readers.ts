import type { Reader } from "#contract/family-sheet.ts";
import type { Tx } from "#store/transact.ts";
import { sayAct, sayPurpose, sayRole } from "./audit-words.ts";

type EntryRow = {
  readonly entry_no: number;
  readonly at: Date;
  readonly actor: string;
  readonly purpose_code: string | null;
  readonly act: string;
  readonly role: string | null;
  readonly office: string | null;
};

/** How many entries of the log the sheet shows. */
const SHOWN = 100;

/** Who looked at a family, newest first; row-level security leaves out what must stay hidden. */
export async function readReaders(tx: Tx, familyId: string): Promise<Reader[]> {
  const rows = await tx.query<EntryRow>(
    `select entry_no, at, actor, purpose_code, act, detail ->> 'role' as role,
       detail ->> 'office' as office
     from dtsen.audit_entry where family_id = $1 and decision <> 'refused'
     order by at desc, entry_no desc limit ${SHOWN}`,
    [familyId],
  );
  return rows.map((row) => ({
    entryNo: String(row.entry_no),
    at: row.at.toISOString(),
    role: { ...sayRole(row) },
    purpose: { ...sayPurpose(row.purpose_code) },
    act: { ...sayAct(row.act) },
  }));
}
