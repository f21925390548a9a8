import {
  decideOutcome,
  type FieldAnswers,
  IDENTITY_OUTCOME_TERMS,
  type IdentityOutcome,
  type LifeAnswer,
  listDifferences,
} from "#domain/identity-outcome.ts";
import type { PlainDate } from "#domain/plain-date.ts";

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

export const IDENTITY_ADAPTERS = ["bulk-file", "web-service", "manual"] as const;
export type IdentityAdapterName = (typeof IDENTITY_ADAPTERS)[number];

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

/** An answer judged: the outcome, what differs, and the day on which to ask again. */
export type IdentityVerdict = {
  readonly questionId: string;
  readonly outcome: IdentityOutcome;
  readonly differs: ReturnType<typeof listDifferences>;
  readonly recheckOn: PlainDate | undefined;
};

/** Judges an answer on a day. Sentences for the person are in IDENTITY_OUTCOME_TERMS. */
export function judgeAnswer(answer: IdentityAnswer, today: PlainDate): IdentityVerdict {
  const outcome = decideOutcome(answer.fields, answer.life);
  const { recheckAfterDays } = IDENTITY_OUTCOME_TERMS[outcome];
  return {
    questionId: answer.questionId,
    outcome,
    differs: listDifferences(answer.fields),
    recheckOn: recheckAfterDays === null ? undefined : daysAfter(today, recheckAfterDays),
  };
}

/** What a person who fails is told: what differs, then what to bring and where. */
export function tellPerson(
  { outcome }: Pick<IdentityVerdict, "outcome">,
  language: "id" | "en",
): { readonly sentence: string; readonly bring: string } {
  const { sentence, bring } = IDENTITY_OUTCOME_TERMS[outcome];
  return { sentence: sentence[language], bring: bring[language] };
}

function daysAfter(day: PlainDate, days: number): PlainDate {
  const instant = new Date(`${day}T00:00:00Z`);
  instant.setUTCDate(instant.getUTCDate() + days);
  return instant.toISOString().slice(0, 10) as PlainDate;
}
