import type { ReactivationCase } from "#contract/reactivations.ts";
import { maskNumber } from "#domain/disclosure.ts";
import { INSTITUTION_TERMS } from "#domain/institution.ts";
import type { PlainDate } from "#domain/plain-date.ts";
import {
  DEACTIVATION_SOURCE_WORDS,
  FACILITY_KIND_WORDS,
  windowEnds,
} from "#domain/reactivation.ts";
import { REACTIVATION } from "#domain/reactivation-procedure.ts";
import { SLIP_STATE_WORDS } from "#domain/reactivation-slip.ts";
import { decryptField, type FieldKeys } from "#store/field-cipher.ts";
import type { Tx } from "#store/transact.ts";
import { readBook } from "#verification/case-book.ts";
import { casePlace } from "#verification/report-reactivation.ts";
import { readCaseParts, reasonOf } from "./case-lines.ts";
import { type CaseRecord, followUpOf, readCaseRecord, writeRow } from "./reactivation-rows.ts";

/** One case whole: its steps, its book, what the reader may do now. Undefined where nobody of the reader's has that number. */
export async function readSheet(
  tx: Tx,
  keys: FieldKeys,
  caseId: string,
  now: Date,
): Promise<{ readonly sheet: ReactivationCase; readonly record: CaseRecord } | undefined> {
  const record = await readCaseRecord(tx, caseId);
  const book = await readBook(tx, REACTIVATION, Number(caseId));
  if (record === undefined || book === undefined) return undefined;
  const { rights, steps, lines, turns } = await readCaseParts(tx, REACTIVATION, book, now);
  const takesNik = book.standing.reason === "newborn-without-nik";
  return {
    record,
    sheet: {
      ...writeRow(keys, record, now),
      ...factsOf(record),
      ...nikOf(keys, record),
      ...(await familyOf(tx, record)),
      steps,
      book: lines,
      turns: turns.map((turn) => ({ ...turn, takesNik: turn.act === "resume" && takesNik })),
      ...confirmationOf(record),
      ...(await followUpPart(tx, record, rights, now)),
    },
  };
}

function factsOf(record: CaseRecord) {
  const reason = reasonOf(REACTIVATION, record);
  const kind = FACILITY_KIND_WORDS[record.facility_kind];
  const named = (said: string) => `${record.facility_name} (${said})`;
  return {
    ...(reason === undefined ? {} : { remedy: { ...reason.remedy } }),
    facility: { id: named(kind.id), en: named(kind.en) },
    letterNumber: record.letter_number,
    letterOn: record.letter_on,
    deactivatedOn: record.deactivated_on,
    deactivationSource: { ...DEACTIVATION_SOURCE_WORDS[record.deactivation_source] },
    windowEnds: windowEnds(record.deactivated_on as PlainDate, record.opened_on as PlainDate),
    ...(record.born_on === null ? {} : { bornOn: record.born_on }),
    ...(record.regional_label === null ? {} : { regionalPayer: record.regional_label }),
  };
}

function nikOf(keys: FieldKeys, { case_id, nik_enc, is_mine }: CaseRecord) {
  if (nik_enc === null) return { mayReadNik: false };
  const nik = maskNumber(decryptField(keys, casePlace("nik_enc", case_id), nik_enc));
  return { nik, mayReadNik: is_mine };
}

/** The family in which the person stands today, where the reader may open it. */
async function familyOf(
  tx: Tx,
  { person_id }: CaseRecord,
): Promise<{ readonly familyId?: string }> {
  if (person_id === null) return {};
  const [row] = await tx.query<{ family_id: number | null }>(
    "select family_id from dtsen.current_person where person_id = $1",
    [person_id],
  );
  return row?.family_id == null ? {} : { familyId: String(row.family_id) };
}

/** By whom, when, under which number: nothing of it before the insurer has said so. */
function confirmationOf({ state, insurer_reference, confirmed_on }: CaseRecord) {
  if (state !== "done" || insurer_reference === null || confirmed_on === null) return {};
  return {
    confirmation: {
      words: { ...SLIP_STATE_WORDS.done },
      reference: insurer_reference,
      on: confirmed_on,
      by: { ...INSTITUTION_TERMS["bpjs-kesehatan"].words },
    },
  };
}

async function followUpPart(tx: Tx, record: CaseRecord, rights: ReadonlySet<string>, now: Date) {
  const may = rights.has("report-reactivation") || rights.has("verify-reactivation");
  const { next } = record.state === "done" ? followUpOf(record, now) : { next: undefined };
  if (next === undefined) return { mayFollowUp: false };
  const [version] = await tx.query<{ label: string }>(
    "select label from dtsen.version where version_no = $1",
    [next],
  );
  return { followUpVersion: { versionNo: next, label: version?.label ?? "" }, mayFollowUp: may };
}
