import {
  decideOutcome,
  type FieldAnswers,
  IDENTITY_OUTCOME_TERMS,
  type IdentityAdapterName,
  type IdentityOutcome,
  type LifeAnswer,
  listDifferences,
} from "#domain/identity-outcome.ts";
import { addDays, type PlainDate } from "#domain/plain-date.ts";

/** What is asked about one person. Leaves the house only through an adapter under an agreement. */
export type IdentityQuestion = {
  /** Ours; the same when asked again, so that an answer lost on its way is not paid twice. */
  readonly questionId: string;
  readonly nik: string;
  readonly name: string;
  /** ISO day, or null where unknown. */
  readonly birthDate: string | null;
  readonly kk: string | null;
  readonly sex: "male" | "female" | null;
};

/** Field by field: agrees or not, never the registry's own value. */
export type IdentityAnswer = {
  readonly questionId: string;
  readonly fields: FieldAnswers;
  readonly life: LifeAnswer;
};

/** An answer with the day on which it was given. */
export type DatedAnswer = IdentityAnswer & { readonly answeredOn: PlainDate };

/** quota-spent: come back tomorrow. unreachable: also after all retries. unreadable: not our contract. */
export type IdentityCheckProblem = "quota-spent" | "unreachable" | "not-allowed" | "unreadable";

/** What came back; questions in `open` were not answered and may be asked again. */
export type IdentityAnswers = {
  readonly answers: readonly IdentityAnswer[];
  readonly open: readonly string[];
  /** Why some are open; absent where none is. */
  readonly problem?: IdentityCheckProblem;
};

/** The port to the civil registry: three ways to ask, one kind of answer. */
export type IdentityAdapter = {
  readonly name: IdentityAdapterName;
  ask(questions: readonly IdentityQuestion[]): Promise<IdentityAnswers>;
};

/** Days after which a question without an answer is taken for lost and goes out again. */
export const LOST_AFTER_DAYS = { "bulk-file": 14, "web-service": 1 } as const;

/** An answer judged: the outcome, what differs, and the day on which to ask again. */
export type IdentityVerdict = {
  readonly questionId: string;
  readonly outcome: IdentityOutcome;
  readonly differs: ReturnType<typeof listDifferences>;
  readonly recheckOn: PlainDate | undefined;
};

/** Judges an answer given on a day. Sentences for the person are in IDENTITY_OUTCOME_TERMS. */
export function judgeAnswer(answer: IdentityAnswer, answeredOn: PlainDate): IdentityVerdict {
  const outcome = decideOutcome(answer.fields, answer.life);
  const { recheckAfterDays } = IDENTITY_OUTCOME_TERMS[outcome];
  return {
    questionId: answer.questionId,
    outcome,
    differs: listDifferences(answer.fields),
    recheckOn: recheckAfterDays === null ? undefined : addDays(answeredOn, recheckAfterDays),
  };
}
