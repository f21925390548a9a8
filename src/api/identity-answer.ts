import type { HandAnswerDraft, HandAnswerReceipt } from "#contract/identity-checks.ts";
import { IDENTITY_OUTCOME_TERMS } from "#domain/identity-outcome.ts";
import { type PlainDate, parsePlainDate } from "#domain/plain-date.ts";
import { answerAtDesk } from "#registry/hand-answer.ts";
import { recordAct } from "#store/audit.ts";
import type { Tx } from "#store/transact.ts";
import { refuseWith } from "./guard.ts";

const DAY_TO_COME = {
  code: "day-to-come",
  entry: [
    400,
    "Hari belum tiba",
    "Tanggal jawaban adalah hari ini atau sebelumnya.",
    "The day of an answer is today or before.",
    "Perbaiki tanggalnya. / Mend the day.",
  ],
} as const;

/** Keeps an answer by hand with its audit row; the receipt says what came out of it, never a value. */
export async function giveAnswer(
  tx: Tx,
  ask: {
    readonly personId: string;
    readonly draft: HandAnswerDraft;
    readonly today: PlainDate;
    readonly requestId: string;
  },
): Promise<HandAnswerReceipt> {
  const { fields, life, on } = ask.draft;
  const day = parsePlainDate(on ?? ask.today);
  if (!day.ok || day.value > ask.today) return refuseWith(DAY_TO_COME);
  const { personId } = ask;
  const given = await answerAtDesk(tx, { personId, fields, life, on: day.value });
  if (!given.ok) return refuseWith("not-found");
  const { person, outcome, recheckOn, isRepeat } = given.value;
  await recordAct(tx, {
    act: "answer-identity",
    subjectKind: "person",
    subjectId: person.person_id,
    familyId: person.family_id ?? undefined,
    villageNo: person.village_no,
    versionNo: person.version_no,
    fieldsClass: "identity",
    requestId: ask.requestId,
    by: ["answer-identity"],
    detail: { adapter: "manual", isRepeat },
  });
  return {
    personId,
    outcome,
    words: { ...IDENTITY_OUTCOME_TERMS[outcome].words },
    isRepeat,
    ...(recheckOn === undefined ? {} : { recheckOn }),
  };
}
