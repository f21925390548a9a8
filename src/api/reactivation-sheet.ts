import type { ReactivationCase } from "#contract/reactivations.ts";
import { listMoves } from "#domain/case-act.ts";
import { placeOfStep, stepOf } from "#domain/case-procedure.ts";
import { CASE_ACT_WORDS, type CaseAct } from "#domain/case-state.ts";
import { maskNumber } from "#domain/disclosure.ts";
import { INSTITUTION_TERMS } from "#domain/institution.ts";
import type { PlainDate } from "#domain/plain-date.ts";
import {
  DEACTIVATION_SOURCE_WORDS,
  FACILITY_KIND_WORDS,
  windowEnds,
} from "#domain/reactivation.ts";
import {
  REACTIVATION,
  type ReactivationStep,
  WITHDRAW_REACTIVATION_BY,
} from "#domain/reactivation-procedure.ts";
import { SLIP_STATE_WORDS } from "#domain/reactivation-slip.ts";
import type { Words } from "#domain/words.ts";
import { decryptField, type FieldKeys } from "#store/field-cipher.ts";
import type { Tx } from "#store/transact.ts";
import { type CaseBook, readBook, rightsHere } from "#verification/case-book.ts";
import { casePlace } from "#verification/report-reactivation.ts";
import {
  type CaseRecord,
  followUpOf,
  readCaseRecord,
  reasonOf,
  writeRow,
} from "./reactivation-rows.ts";

type Reference = { readonly event_no: number; readonly reference: string; readonly on: string };
type Book = CaseBook<ReactivationStep>;

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
  const references = await tx.query<Reference>(
    `select event_no, reference, reference_on::text as on from dtsen.case_event
     where case_id = $1 and reference is not null`,
    [caseId],
  );
  const rights = await rightsHere(tx, book);
  const [me] = await tx.query<{ account: string }>(
    "select dtsen.acting_account()::text as account",
  );
  return {
    record,
    sheet: {
      ...writeRow(keys, record, now),
      ...factsOf(record),
      ...nikOf(keys, record),
      ...(await familyOf(tx, record)),
      steps: stepsOf(book, references),
      book: book.events.map((event) => lineOf(event)),
      turns: turnsOf(book, rights, me?.account ?? "", now),
      ...confirmationOf(record),
      ...(await followUpPart(tx, record, rights, now)),
    },
  };
}

function factsOf(record: CaseRecord) {
  const reason = reasonOf(record);
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

/** The seven steps as a line: when each was last done, where the case is, what is still ahead. */
function stepsOf(
  { events, standing }: Book,
  references: readonly Reference[],
): ReactivationCase["steps"] {
  const here = placeOfStep(REACTIVATION, standing.step);
  const isDone = standing.state === "done";
  return REACTIVATION.steps.map(({ id, words, holder }, place) => {
    const passed = events.findLast(({ act, step }) => act === "pass" && step === id);
    const last = isDone && place === here ? events.at(-1) : passed;
    const state =
      place < here || (isDone && place === here) ? "done" : place === here ? "now" : "ahead";
    const said = references.find(({ event_no }) => event_no === passed?.eventNo);
    return {
      no: place + 1,
      words: { ...words },
      holder: { ...INSTITUTION_TERMS[holder.institution].words },
      state,
      ...(state === "done" && last !== undefined ? { at: last.at } : {}),
      ...(state === "done" && said !== undefined
        ? { reference: said.reference, referenceOn: said.on }
        : {}),
    };
  });
}

function lineOf({
  act,
  step,
  at,
  reason,
}: Book["events"][number]): ReactivationCase["book"][number] {
  const state = { return: "returned", pause: "paused", refuse: "refused" } as const;
  const why =
    act === "return" || act === "pause" || act === "refuse"
      ? reasonOf({ state: state[act], reason: reason ?? null })
      : undefined;
  return {
    at,
    words: { ...CASE_ACT_WORDS[act] },
    step: { ...stepOf(REACTIVATION, step).words },
    ...(why === undefined ? {} : { reason: { ...why.words }, remedy: { ...why.remedy } }),
  };
}

const NEEDS_REFERENCE: readonly ReactivationStep[] = ["endorsement", "insurer"];

/** What the reader may do now, with the reasons that may be given. */
function turnsOf(
  { standing, events }: Book,
  rights: ReadonlySet<string>,
  by: string,
  now: Date,
): ReactivationCase["turns"] {
  const asker = {
    by,
    holds: (right: string) => rights.has(right),
    now: now.toISOString(),
    withdrawBy: WITHDRAW_REACTIVATION_BY,
  };
  const moves = listMoves(REACTIVATION, standing, events, asker);
  return moves.map(({ act, reasons }) => ({
    act,
    reasons: reasons.map((code) => ({ code, ...termsOf(act, code) })),
    needsReference: act === "pass" && NEEDS_REFERENCE.includes(standing.step),
    takesNik: act === "resume" && standing.reason === "newborn-without-nik",
  }));
}

function termsOf(act: CaseAct, code: string): { readonly words: Words; readonly remedy: Words } {
  const { returns, pauses, refusals } = REACTIVATION;
  const found = { ...returns, ...pauses, ...refusals }[code];
  if (found === undefined) throw new Error(`${act} has no reason ${code}`);
  return { words: { ...found.words }, remedy: { ...found.remedy } };
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
