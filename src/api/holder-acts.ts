import { createHash } from "node:crypto";
import type { CaseReceipt } from "#contract/cases.ts";
import type { HolderChangeDraft, HolderChangeMove } from "#contract/holder-changes.ts";
import { HOLDER_PROBLEM_WORDS, mayHold } from "#domain/card-holder.ts";
import { CASE_STATE_WORDS, type CaseState } from "#domain/case-state.ts";
import { HOLDER_CHANGE } from "#domain/holder-procedure.ts";
import { parsePlainDate } from "#domain/plain-date.ts";
import { say } from "#domain/words.ts";
import { recordAct } from "#store/audit.ts";
import type { Tx } from "#store/transact.ts";
import { moveCase, readBook } from "#verification/case-book.ts";
import { openHolderChange, proposeHolder } from "#verification/holder-book.ts";
import { refuseCase, refuseMove } from "./case-refusals.ts";
import { refuseWith } from "./guard.ts";
import { factsOf, readCandidates } from "./holder-candidates.ts";
import { todayOf } from "./office-day.ts";

type Ask = { readonly now: Date; readonly requestId: string };

const plainKey = (key: string): string => key.replaceAll("-", "").toLowerCase();

/** Opens a change as whoever acts; where the family names somebody at once, it is passed on with it. */
export async function openChange(
  tx: Tx,
  draft: HolderChangeDraft,
  { key, now, requestId }: Ask & { readonly key: string },
): Promise<CaseReceipt> {
  const opened = await openHolderChange(tx, {
    clientId: plainKey(key),
    digest: createHash("sha256").update(JSON.stringify(draft)).digest(),
    familyId: Number(draft.familyId),
    personId: Number(draft.personId),
    reason: draft.cause,
    now: now.toISOString(),
  });
  if (!opened.ok) return refuseOpening(opened.problem);
  const { caseId } = opened.value;
  const book = await readBook(tx, HOLDER_CHANGE, caseId);
  // The same message again finds the case as it went on.
  const isNew = book?.events.length === 0;
  if (isNew) await noteCase(tx, "open-holder-change", caseId, requestId);
  const { newPersonId } = draft;
  if (isNew && newPersonId !== undefined)
    return await moveChange(tx, caseId, { act: "pass", newPersonId }, { now, requestId });
  return receipt(caseId, book?.standing.state ?? "open");
}

/** Moves a case as whoever acts; whom the family names is noted before it is passed on. */
export async function moveChange(
  tx: Tx,
  caseId: number,
  { act, reason, reference, referenceOn, newPersonId, nobodyLeft }: HolderChangeMove,
  { now, requestId }: Ask,
): Promise<CaseReceipt> {
  const on = referenceOn === undefined ? undefined : parsePlainDate(referenceOn);
  if (on !== undefined && !on.ok) return refuseWith("malformed-request");
  if (on !== undefined && on.value > todayOf(now)) return refuseCase("day-to-come", 400, ...DAY);
  if (act === "pass" && (newPersonId !== undefined || nobodyLeft === true))
    await propose(tx, caseId, newPersonId, now);
  const moved = await moveCase(tx, HOLDER_CHANGE, caseId, {
    act,
    reason,
    reference,
    referenceOn: on?.value,
    now: now.toISOString(),
  });
  if (!moved.ok) return refuseMove(moved.problem);
  await noteCase(tx, "move-holder-change", caseId, requestId, { step: act });
  return receipt(caseId, moved.value.state);
}

async function propose(
  tx: Tx,
  caseId: number,
  newPersonId: string | undefined,
  now: Date,
): Promise<void> {
  if (newPersonId !== undefined) {
    const members = await readCandidates(tx, caseId);
    const member = members.find(({ person_id }) => String(person_id) === newPersonId);
    const may = member === undefined ? undefined : mayHold(factsOf(member), todayOf(now));
    if (may !== undefined && !may.ok)
      return refuseCase(may.problem, 409, HOLDER_PROBLEM_WORDS[may.problem], CHOOSE_ANOTHER);
  }
  const id = newPersonId === undefined ? undefined : Number(newPersonId);
  const proposed = await proposeHolder(tx, caseId, id);
  if (proposed.ok) return;
  const { problem } = proposed;
  if (problem === "not-on-card") return refuseCase(problem, 409, NOT_ON_CARD, CHOOSE_ANOTHER);
  return refuseMove(problem);
}

const CHOOSE_ANOTHER = say(
  "Pilih anggota lain dari Kartu Keluarga yang sama.",
  "Choose somebody else of the same family card.",
);
const NOT_ON_CARD = say(
  "Orang itu tidak ada di Kartu Keluarga ini.",
  "That person is not on this family card.",
);
const DAY = [
  say("Tanggal itu belum tiba.", "That day has not come yet."),
  say("Perbaiki tanggalnya.", "Mend the day."),
] as const;
const NOT_THE_HOLDER = [
  say(
    "Menurut laporan penyalur orang itu bukan pemegang kartu keluarga ini.",
    "By the payers' reports that person does not hold a card of this family.",
  ),
  say("Muat ulang lembar keluarga.", "Load the family sheet again."),
] as const;
const OPEN_ALREADY = [
  say("Ganti pengurus keluarga ini sudah berjalan.", "A change is under way for this family."),
  say("Buka perkaranya di layar Ganti pengurus.", "Open the case on the screen."),
] as const;

function refuseOpening(
  problem: "key-reused" | "not-found" | "not-the-holder" | "open-already",
): never {
  if (problem === "not-the-holder") return refuseCase(problem, 409, ...NOT_THE_HOLDER);
  if (problem === "open-already") return refuseCase(problem, 409, ...OPEN_ALREADY);
  return refuseWith(problem);
}

const receipt = (caseId: number, state: CaseState): CaseReceipt => ({
  caseId: String(caseId),
  state,
  words: { ...CASE_STATE_WORDS[state] },
});

/** The row of the audit log: about the family, and whoever holds its card. */
export async function noteCase(
  tx: Tx,
  act: string,
  caseId: number,
  requestId: string,
  detail: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  const [row] = await tx.query<{ person_id: number; family_id: number; village_no: number }>(
    "select person_id, family_id, village_no from dtsen.case_file where case_id = $1",
    [caseId],
  );
  if (row === undefined) return;
  await recordAct(tx, {
    act,
    by: ["read-holder", ...HOLDER_CHANGE.steps.flatMap(({ right }) => right ?? [])],
    subjectKind: "person",
    subjectId: row.person_id,
    familyId: row.family_id,
    villageNo: row.village_no,
    fieldsClass: "work",
    requestId,
    detail: { holderChange: caseId, ...detail },
  });
}
