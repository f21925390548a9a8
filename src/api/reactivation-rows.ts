import type { ReactivationFilter, ReactivationRow } from "#contract/reactivations.ts";
import type { Urgency } from "#domain/case-clock.ts";
import { URGENCY_WORDS } from "#domain/case-clock.ts";
import {
  type FacilityKind,
  FOLLOW_UP_WORDS,
  REACTIVATION_PATH_WORDS,
  type ReactivationPath,
  reactivationTermsOn,
  readFollowUp,
} from "#domain/reactivation.ts";
import { REACTIVATION, type ReactivationStep } from "#domain/reactivation-procedure.ts";
import { decryptField, type FieldKeys } from "#store/field-cipher.ts";
import type { Tx } from "#store/transact.ts";
import { casePlace } from "#verification/report-reactivation.ts";
import { CASE_COLUMNS, type CaseColumns, writeCase } from "./case-lines.ts";
import { todayOf } from "./office-day.ts";
import { villageRange } from "./region-code.ts";
import { cutSlice, readSlice } from "./slice.ts";

/** One case with what a list shows of it; days are ISO text. */
export type CaseRecord = CaseColumns<ReactivationStep> & {
  readonly client_id: string;
  readonly urgency: Urgency;
  readonly path: ReactivationPath;
  readonly name_enc: Buffer | null;
  readonly nik_enc: Buffer | null;
  readonly masked_name: string;
  readonly facility_kind: FacilityKind;
  readonly facility_name: string;
  readonly letter_number: string;
  readonly letter_on: string;
  readonly deactivated_on: string;
  readonly deactivation_source: "register" | "letter";
  readonly born_on: string | null;
  readonly regional_label: string | null;
  readonly insurer_reference: string | null;
  readonly confirmed_on: string | null;
  readonly published: readonly number[];
  readonly followed: readonly number[];
};

const CASES = `
select ${CASE_COLUMNS}, c.client_id::text, c.urgency,
  r.path, r.name_enc, r.nik_enc, r.masked_name, r.facility_kind, r.facility_name, r.letter_number, r.letter_on::text,
  r.deactivated_on::text, r.deactivation_source, r.born_on::text, r.insurer_reference, r.confirmed_on::text,
  (select v.label from dtsen.version v where v.version_no = r.regional_payer_version_no) as regional_label,
  case when c.state = 'done' then array(select dtsen.follow_up_versions(c.case_id)) else '{}' end as published,
  array(select f.version_no from dtsen.case_follow_up f where f.case_id = c.case_id) as followed
from dtsen.case_file c join dtsen.reactivation r using (case_id)`;

const NEEDED = "(select count(*) from dtsen.case_follow_up f where f.case_id = x.case_id) < $6";
const SHOWN = {
  mine: "x.state in ('open', 'returned', 'paused') and (x.is_mine or x.is_called)",
  open: "x.state in ('open', 'returned', 'paused')",
  "follow-up": `x.state = 'done' and ${NEEDED}`,
  ended: "x.state in ('done', 'refused', 'withdrawn')",
} as const;

/** Cases of one's region, whose clock ends first stands first. Row-level security keeps it there. */
export async function listCases(
  tx: Tx,
  filter: ReactivationFilter,
  now: Date,
): Promise<{ readonly rows: readonly CaseRecord[]; readonly next: { readonly next?: string } }> {
  const slice = readSlice(filter, [0, 0]);
  const needed = reactivationTermsOn(todayOf(now)).followUpVersions;
  const rows = await tx.query<CaseRecord>(
    `select * from (${CASES} where c.village_no between $1 and $2) x
     where ${SHOWN[filter.show ?? "mine"]} and (x.due_no, x.case_id) > ($3::bigint, $4::bigint) and $6::int > 0
     order by x.due_no, x.case_id limit $5`,
    [...villageRange(filter.region ?? ""), ...slice.after, slice.limit + 1, needed],
  );
  const { shown, next } = cutSlice(rows, slice, (row) => [row.due_no, row.case_id]);
  return { rows: shown, next };
}

/** One case, or undefined where nobody of this reader's has that number. */
export async function readCaseRecord(tx: Tx, caseId: string): Promise<CaseRecord | undefined> {
  const [row] = await tx.query<CaseRecord>(`${CASES} where c.case_id = $1`, [caseId]);
  return row;
}

/** A case as a card shows it. */
export function writeRow(keys: FieldKeys, row: CaseRecord, now: Date): ReactivationRow {
  const follow = row.state === "done" ? followUpOf(row, now) : undefined;
  return {
    ...writeCase(REACTIVATION, row, nameOf(keys, row), now),
    path: { ...REACTIVATION_PATH_WORDS[row.path] },
    urgency: { ...URGENCY_WORDS[row.urgency] },
    ...(follow === undefined ? {} : { followUp: { ...FOLLOW_UP_WORDS[follow.state] } }),
  };
}

/** Where the follow-up of a confirmed case stands. */
export function followUpOf({ published, followed }: CaseRecord, now: Date) {
  return readFollowUp(published, followed, reactivationTermsOn(todayOf(now)).followUpVersions);
}

function nameOf(keys: FieldKeys, { case_id, name_enc, masked_name }: CaseRecord): string {
  return name_enc === null
    ? masked_name
    : decryptField(keys, casePlace("name_enc", case_id), name_enc);
}
