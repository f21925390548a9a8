import { createHash } from "node:crypto";
import type { CaseReceipt } from "#contract/cases.ts";
import type { ReactivationDraft, ReactivationMove } from "#contract/reactivations.ts";
import { CASE_STATE_WORDS } from "#domain/case-state.ts";
import { type PlainDate, parsePlainDate } from "#domain/plain-date.ts";
import { REACTIVATION } from "#domain/reactivation-procedure.ts";
import { PERSON_FACTS } from "#domain/variables/catalogue.ts";
import { type KodeCek, spellKodeCek } from "#publication/kode-cek.ts";
import type { LookupKeys } from "#publication/lookup-keys.ts";
import { maskName } from "#publication/masked-name.ts";
import { recordAct } from "#store/audit.ts";
import { blindIndex, decryptField, encryptField, type FieldKeys } from "#store/field-cipher.ts";
import type { Tx } from "#store/transact.ts";
import { moveCase, readBook } from "#verification/case-book.ts";
import {
  casePlace,
  type ReactivationSubject,
  reportReactivation,
} from "#verification/report-reactivation.ts";
import { refuseMove } from "./case-refusals.ts";
import { nikPlace } from "./family-sheet.ts";
import { refuseWith } from "./guard.ts";
import { todayOf } from "./office-day.ts";
import { refuseReport, refuseSubject } from "./reactivation-refusals.ts";

/** Keys of the house that a case needs: of its sealed fields, and of the number on its slip. */
export type CaseKeys = { readonly fields: FieldKeys; readonly lookup: LookupKeys };

type Ask = { readonly key: string; readonly now: Date; readonly requestId: string };

const plainKey = (key: string): string => key.replaceAll("-", "").toLowerCase();

/** The number on a case's slip: it follows from the case's own id, so that it is kept nowhere and never changes. */
export function slipOf({ lookup }: CaseKeys, clientId: string): KodeCek {
  return lookup.codeOf("slip", plainKey(clientId));
}

/** Opens a reactivation as whoever acts. The same key with the same words is the same case for ever. */
export async function report(
  tx: Tx,
  keys: CaseKeys,
  draft: ReactivationDraft,
  { key, now, requestId }: Ask,
): Promise<CaseReceipt> {
  const today = todayOf(now);
  const subject = await subjectOf(tx, keys.fields, draft);
  const slip = slipOf(keys, key);
  const opened = await reportReactivation(tx, keys.fields, {
    clientId: plainKey(key),
    digest: digestOf(keys.fields, draft),
    slipIndex: keys.lookup.slipIndex(slip),
    subject,
    letter: {
      facilityKind: draft.facilityKind,
      facilityName: draft.facilityName,
      letterNumber: draft.letterNumber,
      letterOn: dayOf(draft.letterOn),
      urgency: draft.urgency,
    },
    now: now.toISOString(),
    today,
  });
  if (!opened.ok) return refuseReport(opened.problem);
  const { caseId } = opened.value;
  await note(tx, "report-reactivation", "report-reactivation", caseId, requestId);
  const book = await readBook(tx, REACTIVATION, caseId);
  const state = book?.standing.state ?? "open";
  return { caseId: String(caseId), state, words: { ...CASE_STATE_WORDS[state] } };
}

/** Moves a case as whoever acts; a number that the civil registry gives is sealed before. */
export async function move(
  tx: Tx,
  keys: CaseKeys,
  caseId: number,
  draft: ReactivationMove,
  { now, requestId }: Ask,
): Promise<CaseReceipt> {
  const { act, reason, reference, referenceOn, nik } = draft;
  const on = referenceOn === undefined ? undefined : dayOf(referenceOn);
  if (on !== undefined && on > todayOf(now)) return refuseReport("day-to-come");
  if (nik !== undefined && act === "resume") {
    const sealed = encryptField(keys.fields, casePlace("nik_enc", caseId), nik);
    const [row] = await tx.query<{ verdict: string }>(
      "select dtsen.give_reactivation_nik($1, $2, $3) as verdict",
      [caseId, sealed, blindIndex(keys.fields, "nik", nik)],
    );
    if (row?.verdict !== "given") return refuseMove("right-not-held");
  }
  const moved = await moveCase(tx, REACTIVATION, caseId, {
    act,
    reason,
    reference,
    referenceOn: on,
    now: now.toISOString(),
  });
  if (!moved.ok) return refuseMove(moved.problem);
  const { state } = moved.value;
  await note(tx, "move-reactivation", undefined, caseId, requestId, { step: act });
  return { caseId: String(caseId), state, words: { ...CASE_STATE_WORDS[state] } };
}

/** The whole NIK of a case, for an office whose turn it is: noted as what it is. */
export async function readNik(
  tx: Tx,
  keys: CaseKeys,
  caseId: number,
  requestId: string,
): Promise<{ readonly nik: string }> {
  const [row] = await tx.query<{ nik_enc: Buffer | null; may: boolean }>(
    `select r.nik_enc, dtsen.case_turn(c, 'pass') is not null or dtsen.case_turn(c, 'resume') is not null as may
     from dtsen.case_file c join dtsen.reactivation r using (case_id)
     where c.case_id = $1 and c.state in ('open', 'returned', 'paused')`,
    [caseId],
  );
  if (row === undefined || !row.may || row.nik_enc === null) return refuseWith("not-found");
  await note(tx, "unmask-identity", "read-reactivation", caseId, requestId);
  return { nik: decryptField(keys.fields, casePlace("nik_enc", caseId), row.nik_enc) };
}

/** The row of the audit log: about the person and family where they are known. */
export async function note(
  tx: Tx,
  act: string,
  by: "report-reactivation" | "read-reactivation" | undefined,
  caseId: number,
  requestId: string,
  detail: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  const [row] = await tx.query<{
    person_id: number | null;
    family_id: number | null;
    village_no: number;
  }>("select person_id, family_id, village_no from dtsen.case_file where case_id = $1", [caseId]);
  if (row === undefined) return;
  await recordAct(tx, {
    act,
    by: by === undefined ? REACTIVATION.steps.flatMap(({ right }) => right ?? []) : [by],
    subjectKind: row.person_id === null ? "none" : "person",
    subjectId: row.person_id ?? undefined,
    familyId: row.family_id ?? undefined,
    villageNo: row.village_no,
    fieldsClass: act === "unmask-identity" ? "identity" : "work",
    requestId,
    detail: { reactivation: caseId, ...detail },
  });
}

/** A plain digest of a NIK could be guessed back: only its keyed index goes into the request's. */
function digestOf(fields: FieldKeys, { nik, ...said }: ReactivationDraft): Buffer {
  const index = nik === undefined ? "" : blindIndex(fields, "nik", nik).toString("hex");
  return createHash("sha256")
    .update(JSON.stringify([said, index]))
    .digest();
}

function dayOf(text: string): PlainDate {
  const day = parsePlainDate(text);
  return day.ok ? day.value : refuseWith("malformed-request");
}

const REGIONAL_PAYER = PERSON_FACTS.indexOf("pbi_regional") + 1;

/** Who is meant: of the register by its own facts, else as the card says. */
async function subjectOf(
  tx: Tx,
  fields: FieldKeys,
  draft: ReactivationDraft,
): Promise<ReactivationSubject> {
  const { path, personId, motherPersonId, bornOn, name, nik, villageCode } = draft;
  const ended = draft.deactivatedOn === undefined ? undefined : dayOf(draft.deactivatedOn);
  if (path === "outside") {
    if (name === undefined || nik === undefined || villageCode === undefined)
      return refuseSubject();
    return {
      path,
      villageNo: Number(villageCode),
      name,
      maskedName: maskName(name),
      nik,
      deactivatedOn: ended,
      deactivationSource: "letter",
      isNotRecorded: false,
    };
  }
  const id = path === "newborn" ? motherPersonId : personId;
  if (id === undefined) return refuseSubject();
  const known = await readPerson(tx, id);
  if (known === undefined) return refuseWith("not-found");
  const common = {
    path,
    deactivatedOn: known.ended_on ?? ended,
    deactivationSource: known.ended_on === null ? ("letter" as const) : ("register" as const),
  };
  const own = known.name ?? "";
  if (path === "newborn") {
    return {
      ...common,
      motherPersonId: Number(id),
      bornOn: bornOn === undefined ? undefined : dayOf(bornOn),
      name: name ?? `Bayi dari ${own}`,
      maskedName: name === undefined ? `BAYI DARI ${maskName(own)}` : maskName(name),
      nik,
      isNotRecorded: false,
    };
  }
  return {
    ...common,
    personId: Number(id),
    name: own,
    maskedName: maskName(own),
    ...(known.nik_enc === null
      ? {}
      : { nik: decryptField(fields, nikPlace(known.person_id), known.nik_enc) }),
    ...(known.has_regional_payer ? { regionalPayerVersionNo: known.version_no } : {}),
    isNotRecorded: known.identity_status === "belum-rekam",
  };
}

type KnownPerson = {
  readonly person_id: number;
  readonly version_no: number;
  readonly name: string | null;
  readonly nik_enc: Buffer | null;
  readonly identity_status: string | null;
  readonly has_regional_payer: boolean;
  readonly ended_on: PlainDate | null;
};

async function readPerson(tx: Tx, personId: string): Promise<KnownPerson | undefined> {
  const [row] = await tx.query<KnownPerson>(
    `select person_id, version_no, name, nik_enc, identity_status, coalesce(facts[$2] = 1, false) as has_regional_payer,
       dtsen.pbi_ended_on(person_id)::text as ended_on
     from dtsen.current_person where person_id = $1`,
    [personId, REGIONAL_PAYER],
  );
  return row;
}

/** The number of a slip as people read it. */
export const spelledSlip = (keys: CaseKeys, clientId: string): string =>
  spellKodeCek(slipOf(keys, clientId));
