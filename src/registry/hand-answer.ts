import type { FieldAnswers, IdentityOutcome, LifeAnswer } from "#domain/identity-outcome.ts";
import type { PlainDate } from "#domain/plain-date.ts";
import { accept, type Result, refuse } from "#domain/result.ts";
import type { Tx } from "#store/transact.ts";
import { judgeAnswer } from "./identity-check.ts";

/** What one officer of the civil registry saw in one record, on a day. */
export type HandAnswer = {
  readonly personId: string;
  readonly fields: FieldAnswers;
  readonly life: LifeAnswer;
  readonly on: PlainDate;
};

/** Whether the newest answer of that day is this one, given by hand: said again, it is the same answer. */
export async function isSaidAlready(
  tx: Tx,
  { personId, fields, life, on }: HandAnswer,
): Promise<boolean> {
  const rows = await tx.query(
    `select from (
       select adapter, answers from dtsen.identity_check where person_id = $1 and answered_on = $2
       order by check_no desc limit 1) newest
     where adapter = 'manual' and answers = $3::jsonb`,
    [personId, on, JSON.stringify({ ...fields, life })],
  );
  return rows.length > 0;
}

/** Somebody of the version in force, with where the answer belongs. */
export type AnsweredPerson = {
  readonly person_id: number;
  readonly family_id: number | null;
  readonly village_no: number;
  readonly version_no: number;
};

export type DeskAnswer = {
  readonly person: AnsweredPerson;
  readonly outcome: IdentityOutcome;
  readonly recheckOn: PlainDate | undefined;
  readonly isRepeat: boolean;
};

/**
 * An officer answers at the desk, as whoever acts, about somebody whom they see within the region of their
 * right. person-unknown also for the hidden and the erased. Nobody has to have asked.
 */
export async function answerAtDesk(
  tx: Tx,
  answer: HandAnswer,
): Promise<Result<DeskAnswer, "person-unknown">> {
  const [person] = await tx.query<AnsweredPerson>(
    `select person_id, family_id, village_no, version_no from dtsen.current_person
     where person_id = $1 and village_no <@ dtsen.my_ranges('answer-identity')`,
    [answer.personId],
  );
  if (person === undefined) return refuse("person-unknown");
  const verdict = judgeAnswer({ questionId: "", ...answer }, answer.on);
  const { outcome, recheckOn } = verdict;
  if (await isSaidAlready(tx, answer)) {
    return accept({ person, outcome, recheckOn, isRepeat: true });
  }
  const kept = await tx.query(
    `insert into dtsen.identity_check (person_id, family_id, version_no, village_no, domicile_village_no,
       adapter, outcome, answers, recheck_on, asked_on, answered_on)
     select p.person_id, p.family_id, p.version_no, p.village_no, p.domicile_village_no,
       'manual', $2, $3, $4, $5, $5
     from dtsen.current_person p where p.person_id = $1 returning 1`,
    [
      answer.personId,
      outcome,
      JSON.stringify({ ...answer.fields, life: answer.life }),
      recheckOn ?? null,
      answer.on,
    ],
  );
  return kept.length > 0
    ? accept({ person, outcome, recheckOn, isRepeat: false })
    : refuse("person-unknown");
}
