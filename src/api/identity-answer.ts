import type { HandAnswerDraft, HandAnswerReceipt } from "#contract/identity-checks.ts";
import {
  ANSWER_DAY_PROBLEM_WORDS,
  ANSWER_DAY_REMEDIES,
  type AnswerDayProblem,
} from "#domain/answer-day.ts";
import { IDENTITY_OUTCOME_TERMS } from "#domain/identity-outcome.ts";
import { type PlainDate, parsePlainDate } from "#domain/plain-date.ts";
import { answerAtDesk } from "#registry/hand-answer.ts";
import { recordAct } from "#store/audit.ts";
import type { Tx } from "#store/transact.ts";
import { refuseWith } from "./guard.ts";

/** Stops with why the record cannot have been seen on that day. */
function refuseDay(code: AnswerDayProblem): never {
  const { id, en } = ANSWER_DAY_PROBLEM_WORDS[code];
  const remedy = ANSWER_DAY_REMEDIES[code];
  const mend = `${remedy.id} / ${remedy.en}`;
  return refuseWith({ code, entry: [400, "Tanggal tidak cocok", id, en, mend] });
}

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
  const { personId, today } = ask;
  const { fields, life, on } = ask.draft;
  const day = parsePlainDate(on ?? today);
  if (!day.ok) return refuseWith("malformed-request");
  const given = await answerAtDesk(tx, { personId, fields, life, on: day.value }, today);
  if (!given.ok) {
    return given.problem === "person-unknown" ? refuseWith("not-found") : refuseDay(given.problem);
  }
  const { person, outcome, recheckOn, isRepeat, waits } = given.value;
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
    detail: { adapter: "manual", isRepeat, waits },
  });
  return {
    personId,
    outcome,
    words: { ...IDENTITY_OUTCOME_TERMS[outcome].words },
    isRepeat,
    waits,
    ...(recheckOn === undefined ? {} : { recheckOn }),
  };
}
