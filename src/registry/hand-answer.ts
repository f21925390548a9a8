import { type AnswerDayProblem, type KnownDays, mayAnswerOn } from "#domain/answer-day.ts";
import type { FieldAnswers, IdentityOutcome, LifeAnswer } from "#domain/identity-outcome.ts";
import type { PlainDate } from "#domain/plain-date.ts";
import { accept, type Result, refuse } from "#domain/result.ts";
import type { Tx } from "#store/transact.ts";
import { judgeAnswer } from "./identity-check.ts";
import { isWaiting } from "./second-officer.ts";

/** What one officer of the civil registry saw in one record, on a day. */
export type HandAnswer = {
  readonly personId: string;
  readonly fields: FieldAnswers;
  readonly life: LifeAnswer;
  readonly on: PlainDate;
};

/**
 * Whether the newest answer of that day is this one, given by hand: said again, it is the same answer. One that
 * waits for a second officer is the same only from the officer who gave it.
 */
export async function isSaidAlready(
  tx: Tx,
  { personId, fields, life, on }: HandAnswer,
  by: number | undefined,
): Promise<boolean> {
  const rows = await tx.query(
    `select from (
       select adapter, answers, waits, given_by from dtsen.identity_check where person_id = $1 and answered_on = $2
       order by check_no desc limit 1) newest
     where adapter = 'manual' and answers = $3::jsonb and (not waits or given_by = $4)`,
    [personId, on, JSON.stringify({ ...fields, life }), by ?? null],
  );
  return rows.length > 0;
}

/** The days around an answer, as far as the register knows them. */
export async function readKnownDays(tx: Tx, personId: string): Promise<Omit<KnownDays, "today">> {
  const [row] = await tx.query<Omit<KnownDays, "today">>(
    `select (select max(q.sent_on)::text from dtsen.identity_question q
         where q.person_id = $1 and q.answered_on is null and q.adapter <> 'manual') as "askedOn",
       (select p.birth_date from dtsen.person p where p.person_id = $1
         and p.version_no = (select version_no from dtsen.publication_pointer)) as "bornOn"`,
    [personId],
  );
  return row ?? { askedOn: null, bornOn: null };
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
  /** It takes the person off the list, and no second officer has given it yet. */
  readonly waits: boolean;
};

/**
 * An officer answers at the desk, as whoever acts, about somebody whom they see within the region of their
 * right. person-unknown also for the hidden and the erased. Nobody has to have asked. Where it takes the person
 * off the list, the same answer of a second officer is what makes it count (design 3.7).
 */
export async function answerAtDesk(
  tx: Tx,
  answer: HandAnswer,
  today: PlainDate,
): Promise<Result<DeskAnswer, "person-unknown" | AnswerDayProblem>> {
  const [person] = await tx.query<AnsweredPerson & { readonly me: number }>(
    `select dtsen.acting_account() as me, person_id, family_id, village_no, version_no from dtsen.current_person
     where person_id = $1 and village_no <@ dtsen.my_ranges('answer-identity')`,
    [answer.personId],
  );
  if (person === undefined) return refuse("person-unknown");
  const { me } = person;
  const day = mayAnswerOn(answer.on, { ...(await readKnownDays(tx, answer.personId)), today });
  if (!day.ok) return day;
  const isRepeat = await isSaidAlready(tx, answer, me);
  const { outcome, recheckOn } = judgeAnswer({ questionId: "", ...answer }, answer.on);
  if (!isRepeat && !(await keep(tx, answer, { outcome, recheckOn }))) {
    return refuse("person-unknown");
  }
  const waits = await isWaiting(tx, answer.personId, me);
  return accept({ person, outcome, recheckOn, isRepeat, waits });
}

/** False where the database leaves the person out: erased. */
async function keep(
  tx: Tx,
  { personId, fields, life, on }: HandAnswer,
  { outcome, recheckOn }: Pick<DeskAnswer, "outcome" | "recheckOn">,
): Promise<boolean> {
  const kept = await tx.query(
    `insert into dtsen.identity_check (person_id, family_id, version_no, village_no, domicile_village_no,
       adapter, outcome, answers, recheck_on, asked_on, answered_on)
     select p.person_id, p.family_id, p.version_no, p.village_no, p.domicile_village_no,
       'manual', $2, $3, $4, $5, $5
     from dtsen.current_person p where p.person_id = $1 returning 1`,
    [personId, outcome, JSON.stringify({ ...fields, life }), recheckOn ?? null, on],
  );
  return kept.length > 0;
}
