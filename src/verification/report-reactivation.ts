import type { Instant, Urgency } from "#domain/case-clock.ts";
import { readCase } from "#domain/case-state.ts";
import type { OfficeCalendar } from "#domain/office-calendar.ts";
import type { PlainDate } from "#domain/plain-date.ts";
import {
  type DeactivationSource,
  type FacilityKind,
  looksLikeDiagnosis,
  mayReport,
  type ReactivationPath,
  type ReportProblem,
} from "#domain/reactivation.ts";
import { REACTIVATION, type ReactivationStep } from "#domain/reactivation-procedure.ts";
import type { REACTIVATION_PAUSES } from "#domain/reactivation-reasons.ts";
import { accept, type Result, refuse } from "#domain/result.ts";
import { blindIndex, encryptField, type FieldKeys } from "#store/field-cipher.ts";
import type { Tx } from "#store/transact.ts";
import { standingRow } from "./case-book.ts";
import { oneAtATime } from "./one-at-a-time.ts";
import { readCalendar, readCalendarOf } from "./region-calendar.ts";

/** What is known of whom a reactivation is for, out of the register or off a card; nothing is made up. */
export type ReactivationSubject = {
  readonly path: ReactivationPath;
  readonly personId?: number | undefined;
  readonly motherPersonId?: number | undefined;
  readonly bornOn?: PlainDate | undefined;
  /** Of people outside the register: the ten-digit village that reports. */
  readonly villageNo?: number | undefined;
  readonly name?: string | undefined;
  readonly maskedName: string;
  readonly nik?: string | undefined;
  readonly deactivatedOn?: PlainDate | undefined;
  readonly deactivationSource: DeactivationSource;
  readonly regionalPayerVersionNo?: number | undefined;
  readonly isNotRecorded: boolean;
};

/** What the facility's letter says of itself. There is no field for an illness. */
export type FacilityLetter = {
  readonly facilityKind: FacilityKind;
  readonly facilityName: string;
  readonly letterNumber: string;
  readonly letterOn: PlainDate;
  readonly urgency: Urgency;
};

/** The message that opens a case. */
export type ReactivationReport = {
  /** Made by whoever sends: the same message for ever is the same case. */
  readonly clientId: string;
  readonly digest: Buffer;
  readonly slipIndex: Buffer;
  readonly subject: ReactivationSubject;
  readonly letter: FacilityLetter;
  readonly now: Instant;
  readonly today: PlainDate;
};

type Verdict = "opened" | "key-reused" | "not-found" | "open-already";
export type OpenProblem = ReportProblem | Exclude<Verdict, "opened">;

/** Where a name or number of a case is sealed. */
export const casePlace = (column: "name_enc" | "nik_enc", caseId: number) =>
  ({ table: "reactivation", column, rowId: caseId }) as const;

/** For whom a case waits from its first moment: known facts call for it, nobody decides by it. */
function waitOf({
  path,
  nik,
  isNotRecorded,
}: ReactivationSubject): keyof typeof REACTIVATION_PAUSES | undefined {
  if (path === "newborn" && nik === undefined) return "newborn-without-nik";
  if (path !== "registered") return "identity-unanswered";
  return isNotRecorded ? "not-recorded" : undefined;
}

/** Opens a reactivation: letter and report are its first two steps. The same message again answers the same case. */
export async function reportReactivation(
  tx: Tx,
  keys: FieldKeys,
  report: ReactivationReport,
): Promise<Result<{ readonly caseId: number }, OpenProblem>> {
  const { subject, letter, today } = report;
  await oneAtATime(tx, report.clientId);
  const known = await findSent(tx, report);
  if (known !== undefined) return known;
  if (looksLikeDiagnosis(letter.facilityName) || looksLikeDiagnosis(letter.letterNumber))
    return refuse("looks-like-diagnosis");
  const may = mayReport({
    path: subject.path,
    today,
    letterOn: letter.letterOn,
    deactivatedOn: subject.deactivatedOn,
    bornOn: subject.bornOn,
    isOpen: false,
  });
  if (!may.ok) return may;
  const [next] = await tx.query<{ case_id: number | null }>("select dtsen.next_case() as case_id");
  if (next?.case_id == null) return refuse("not-found");
  const opened = await open(tx, keys, next.case_id, report);
  return opened.verdict === "opened" && opened.case_no !== null
    ? accept({ caseId: opened.case_no })
    : refuse(opened.verdict === "opened" ? "not-found" : opened.verdict);
}

/** The case of a message that came before, whatever has become of it since. */
async function findSent(
  tx: Tx,
  { clientId, digest }: ReactivationReport,
): Promise<Result<{ readonly caseId: number }, "key-reused"> | undefined> {
  const [row] = await tx.query<{ case_id: number; is_same: boolean }>(
    `select case_id, request_sha256 = $2 and opened_by = dtsen.acting_account() as is_same
     from dtsen.case_file where client_id = $1`,
    [clientId, digest],
  );
  if (row === undefined) return undefined;
  return row.is_same ? accept({ caseId: row.case_id }) : refuse("key-reused");
}

/** Of people outside the register the village that reports them; of a newborn the mother's. */
async function calendarOf(
  tx: Tx,
  { villageNo, personId, motherPersonId }: ReactivationSubject,
): Promise<OfficeCalendar> {
  const known = personId ?? motherPersonId;
  if (known === undefined && villageNo !== undefined) return await readCalendar(tx, villageNo);
  return await readCalendarOf(tx, { personId: known });
}

async function open(
  tx: Tx,
  keys: FieldKeys,
  caseId: number,
  { clientId, digest, slipIndex, subject, letter, now }: ReactivationReport,
): Promise<{ readonly verdict: Verdict; readonly case_no: number | null }> {
  const waits = waitOf(subject);
  const pass = (step: ReactivationStep) => ({ act: "pass", step, at: now, by: "sender" }) as const;
  const reported = [pass("letter"), pass("report")];
  const pause = {
    act: "pause",
    step: "verification",
    at: now,
    by: "sender",
    reason: waits,
  } as const;
  const { urgency } = letter;
  const calendar = await calendarOf(tx, subject);
  const stand = (events: Parameters<typeof readCase<ReactivationStep>>[2]) =>
    standingRow(readCase(REACTIVATION, { urgency, openedAt: now, calendar }, events));
  const standing = {
    reported: stand(reported),
    ...(waits === undefined ? {} : { waiting: stand([...reported, pause]) }),
  };
  const { name, nik } = subject;
  const [row] = await tx.query<{ verdict: Verdict; case_no: number | null }>(
    "select * from dtsen.open_reactivation($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
    [
      caseId,
      clientId,
      digest,
      JSON.stringify(saidOf(subject, letter)),
      name === undefined ? null : encryptField(keys, casePlace("name_enc", caseId), name),
      nik === undefined ? null : encryptField(keys, casePlace("nik_enc", caseId), nik),
      nik === undefined ? null : blindIndex(keys, "nik", nik),
      slipIndex,
      now,
      waits ?? null,
      JSON.stringify(standing),
    ],
  );
  return row ?? { verdict: "not-found", case_no: null };
}

function saidOf(subject: ReactivationSubject, letter: FacilityLetter) {
  return {
    path: subject.path,
    person_id: subject.personId,
    mother_person_id: subject.motherPersonId,
    born_on: subject.bornOn,
    village_no: subject.villageNo,
    masked_name: subject.maskedName,
    deactivated_on: subject.deactivatedOn,
    deactivation_source: subject.deactivationSource,
    regional_payer_version_no: subject.regionalPayerVersionNo,
    facility_kind: letter.facilityKind,
    facility_name: letter.facilityName.trim(),
    letter_number: letter.letterNumber,
    letter_on: letter.letterOn,
    urgency: letter.urgency,
  };
}
