import type { Right } from "#domain/right.ts";
import type { Role } from "#domain/role.ts";
import type { Tx } from "./transact.ts";

/** The role and office of an appointment, as the log notes under which of them something was done. */
export type NotedSeat = { readonly role: Role; readonly office: string };

/** What an audit row says. Never the data itself; ids are pseudonyms of the register. */
export type AuditNote = {
  /** The act, kebab-case: read-family-sheet, search-families, confirm-finding … */
  readonly act: string;
  readonly subjectKind:
    | "family"
    | "person"
    | "region"
    | "version"
    | "delivery"
    | "account"
    | "lake-job"
    | "none";
  readonly subjectId?: number | undefined;
  /** The family it belongs to, for "who looked". */
  readonly familyId?: number | undefined;
  readonly villageNo?: number | undefined;
  readonly versionNo?: number | undefined;
  /** public, facts, identity, vault, work … */
  readonly fieldsClass: string;
  /** The right by which it was done (any of these), or the very appointment where the door has chosen it. */
  readonly by?: readonly Right[] | NotedSeat | undefined;
  readonly rowCount?: number | undefined;
  readonly decision?: "allowed" | "refused" | undefined;
  readonly requestId?: string | undefined;
  /** Where a citizen stands beside the officer. */
  readonly onBehalfOf?: string | undefined;
  readonly detail?: Readonly<Record<string, unknown>> | undefined;
};

const COLUMNS =
  "act, subject_kind, subject_id, family_id, village_no, version_no, fields_class, row_count, decision, request_id, on_behalf_of, detail";
const PLACES = "$1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11";

/** Notes a personal read or a change in its own transaction: without the row there is no answer. */
export async function recordAct(tx: Tx, note: AuditNote): Promise<void> {
  await tx.client.query({
    name: "audit_note",
    text: `insert into dtsen.audit_entry (${COLUMNS}) values (${PLACES},
      coalesce(dtsen.acting_seat($13, $5), '{}') || $12::jsonb)`,
    values: [...valuesOf(note), rightsOf(note)],
  });
}

/** Work without a session: the command line and jobs, in the name of an account. */
export async function recordWork(
  tx: Tx,
  by: { readonly username: string; readonly purpose: string },
  note: AuditNote,
): Promise<void> {
  await tx.query(
    `insert into dtsen.audit_entry (${COLUMNS}, actor, purpose_code) values (${PLACES}, $12, $13, $14)`,
    [...valuesOf(note), `cli:${by.username}`, by.purpose],
  );
}

function valuesOf(note: AuditNote): unknown[] {
  return [
    note.act,
    note.subjectKind,
    note.subjectId ?? null,
    note.familyId ?? (note.subjectKind === "family" ? (note.subjectId ?? null) : null),
    note.villageNo ?? null,
    note.versionNo ?? null,
    note.fieldsClass,
    note.rowCount ?? 1,
    note.decision ?? "allowed",
    note.requestId ?? null,
    note.onBehalfOf ?? null,
    withoutNumbers(JSON.stringify({ ...seatOf(note), ...note.detail })),
  ];
}

const isChosen = (by: NonNullable<AuditNote["by"]>): by is NotedSeat => "office" in by;

function seatOf({ by }: AuditNote): NotedSeat | undefined {
  return by !== undefined && isChosen(by) ? { role: by.role, office: by.office } : undefined;
}

/** The rights whose appointment the desk looks up; none where the seat was said, or none acts. */
function rightsOf({ by }: AuditNote): readonly Right[] {
  return by === undefined || isChosen(by) ? [] : by;
}

/** Reasons are free words; a NIK or card number in them would stay in the log for ever. */
function withoutNumbers(detail: string): string {
  return detail.replaceAll(/(?<!\d)\d{16}(?!\d)/g, "[16 angka]");
}
