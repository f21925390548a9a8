import type { PlainDate } from "#domain/plain-date.ts";
import type { Tx } from "#store/transact.ts";
import type { IdentityAdapterName, IdentityAnswer } from "./identity-check.ts";
import { judgeAnswer } from "./identity-check.ts";

/** Whom a question was about; the desk never keeps the question itself. */
export type CheckedPerson = {
  readonly questionId: string;
  readonly personId: number;
  readonly familyId: number;
  readonly versionNo: number;
  readonly villageNo: number;
  readonly domicileVillageNo: number;
};

/** Keeps what the registry answered, field by field without values, and when to ask again. */
export async function recordIdentityAnswers(
  tx: Tx,
  draft: {
    readonly adapter: IdentityAdapterName;
    readonly people: readonly CheckedPerson[];
    readonly answers: readonly IdentityAnswer[];
    readonly today: PlainDate;
  },
): Promise<number> {
  let recorded = 0;
  for (const answer of draft.answers) {
    const person = draft.people.find(({ questionId }) => questionId === answer.questionId);
    if (person === undefined) throw new Error(`answer ${answer.questionId} belongs to no question`);
    const { outcome, recheckOn } = judgeAnswer(answer, draft.today);
    await tx.query(
      `insert into dtsen.identity_check (person_id, family_id, version_no, village_no,
         domicile_village_no, adapter, outcome, answers, recheck_on)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        person.personId,
        person.familyId,
        person.versionNo,
        person.villageNo,
        person.domicileVillageNo,
        draft.adapter,
        outcome,
        JSON.stringify({ ...answer.fields, life: answer.life }),
        recheckOn ?? null,
      ],
    );
    recorded++;
  }
  return recorded;
}

/** Persons whose latest check asks for another by this day, the longest overdue first. */
export async function listDueChecks(
  tx: Tx,
  today: PlainDate,
  atMost: number,
): Promise<readonly { readonly personId: number; readonly recheckOn: string }[]> {
  return tx.query(
    `select person_id as "personId", recheck_on as "recheckOn" from (
       select distinct on (person_id) person_id, recheck_on from dtsen.identity_check
       order by person_id, check_no desc
     ) latest
     where recheck_on <= $1 order by recheck_on, person_id limit $2`,
    [today, atMost],
  );
}
