import type { IdentityOutcome } from "#domain/identity-outcome.ts";
import type { PlainDate } from "#domain/plain-date.ts";
import type { Tx } from "#store/transact.ts";
import { type DatedAnswer, judgeAnswer } from "./identity-check.ts";
import { WAITS_FOR_SECOND } from "./second-officer.ts";

/** What became of answers, each counted once. */
export type RecordedAnswers = {
  readonly recorded: number;
  /** Their question was answered before: the same file twice acts once. */
  readonly repeated: number;
  /** No question of ours bears that id. */
  readonly unknown: number;
  /** About somebody outside the region of whoever answers. */
  readonly outside: number;
};

type Fate = "recorded" | "repeated" | "unknown" | "outside";

/**
 * Keeps what the registry answered, field by field without values, and when to ask again. `answeredBy` is the
 * account whose region must hold the person; undefined where the service itself answered.
 */
export async function recordIdentityAnswers(
  tx: Tx,
  answers: readonly DatedAnswer[],
  answeredBy: string | undefined,
): Promise<RecordedAnswers> {
  const said = answers.map((answer) => {
    const { outcome, recheckOn } = judgeAnswer(answer, answer.answeredOn);
    return {
      question_id: answer.questionId,
      outcome,
      answers: { ...answer.fields, life: answer.life },
      recheck_on: recheckOn ?? null,
      answered_on: answer.answeredOn,
    };
  });
  const rows = await tx.query<{ fate: Fate; n: number }>(
    `with said as (
       select distinct on (s.question_id) s.* from jsonb_to_recordset($1::jsonb)
         as s(question_id text, outcome text, answers jsonb, recheck_on date, answered_on date)
       order by s.question_id),
     judged as (
       select s.*, q.person_id, q.family_id, q.version_no, q.village_no, q.domicile_village_no, q.adapter, q.sent_on,
         q.question_id as known_id,
         case when q.question_id is null then 'unknown' when q.answered_on is not null then 'repeated'
           when $2::text is not null and not dtsen.account_holds_at($2, 'answer-identity', 'identity-check', q.village_no)
           then 'outside' else 'recorded' end as fate
       from said s left join dtsen.identity_question q on q.question_id::text = s.question_id),
     kept as (
       insert into dtsen.identity_check (person_id, family_id, version_no, village_no, domicile_village_no, adapter,
         outcome, answers, recheck_on, question_id, asked_on, answered_on)
       select person_id, family_id, version_no, village_no, domicile_village_no, adapter,
         outcome, answers, recheck_on, known_id, coalesce(sent_on, answered_on), answered_on
       from judged where fate = 'recorded' order by known_id returning question_id),
     closed as (
       update dtsen.identity_question q set answered_on = j.answered_on
       from judged j where j.fate = 'recorded' and q.question_id = j.known_id returning 1)
     select fate, count(*)::int as n from judged group by fate`,
    [JSON.stringify(said), answeredBy ?? null],
  );
  const of = (fate: Fate): number => rows.find((row) => row.fate === fate)?.n ?? 0;
  const counted = rows.reduce((sum, { n }) => sum + n, 0);
  return {
    recorded: of("recorded"),
    // A question that the same file answers twice, in the same words, is answered once.
    repeated: of("repeated") + answers.length - counted,
    unknown: of("unknown"),
    outside: of("outside"),
  };
}

/** One line of the state of checks: an outcome, how many persons have it last, how many of them are due. */
export type OutcomeCount = {
  readonly outcome: IdentityOutcome;
  readonly persons: number;
  readonly due: number;
};

/** Where the checks stand: counts only. */
export type CheckFigures = {
  readonly outcomes: readonly OutcomeCount[];
  /** Questions that are out and not answered. */
  readonly open: number;
  /** Answers that no delivery has taken to the lake yet. */
  readonly undelivered: number;
  /** Answers by hand that wait for a second officer; counted nowhere else. */
  readonly second: number;
};

export async function countChecks(tx: Tx, today: PlainDate): Promise<CheckFigures> {
  const outcomes = await tx.query<OutcomeCount>(
    `select outcome, count(*)::int as persons, count(*) filter (where recheck_on <= $1)::int as due from (
       select distinct on (person_id) outcome, recheck_on from dtsen.identity_check
       where not waits order by person_id, answered_on desc, check_no desc) latest
     group by outcome order by outcome`,
    [today],
  );
  const [rest] = await tx.query<Omit<CheckFigures, "outcomes">>(
    `select (select count(*)::int from dtsen.identity_question where answered_on is null) as open,
       (select count(*)::int from dtsen.identity_check where delivery_no is null and not waits) as undelivered,
       (select count(*)::int from dtsen.identity_check k where ${WAITS_FOR_SECOND}) as second`,
  );
  return { outcomes, ...(rest ?? { open: 0, undelivered: 0, second: 0 }) };
}
