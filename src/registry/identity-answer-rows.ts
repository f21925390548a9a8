import type { CheckedField, FieldAnswer, LifeAnswer } from "#domain/identity-outcome.ts";
import {
  DUKCAPIL_ANSWER_LAYOUT,
  FIELD_ANSWER_CODES,
  LIFE_ANSWER_CODES,
} from "#sources/layouts/dukcapil-answers.ts";
import type { Tx } from "#store/transact.ts";

/** Answers that one delivery takes: a sample, never the nation. */
const AT_MOST = 500_000;

/** An answer at the desk that waits for a delivery. */
export type UndeliveredAnswer = {
  readonly personId: number;
  readonly checkNo: number;
  readonly outcome: string;
  readonly answers: Readonly<Partial<Record<CheckedField, FieldAnswer>>> & {
    readonly life?: LifeAnswer;
  };
  readonly askedOn: string;
  readonly answeredOn: string;
  readonly adapter: string;
};

/** In the order of their numbers, without those that wait for a second officer. */
export async function readUndelivered(tx: Tx): Promise<readonly UndeliveredAnswer[]> {
  return tx.query<UndeliveredAnswer>(
    `select person_id as "personId", check_no as "checkNo", outcome, answers,
       coalesce(asked_on, answered_on) as "askedOn", answered_on as "answeredOn", adapter
     from dtsen.identity_check where delivery_no is null and not waits order by check_no limit ${AT_MOST}`,
  );
}

/** The file's text, in the layout's own order and words. */
export function writeAnswersFile(rows: readonly UndeliveredAnswer[]): string {
  const headers = DUKCAPIL_ANSWER_LAYOUT.columns.map(({ header }) => header);
  const lines = rows.map((row) => cellsOf(row).join(";"));
  return `${[headers.join(";"), ...lines].join("\n")}\n`;
}

function cellsOf(row: UndeliveredAnswer): readonly (string | number)[] {
  const { answers } = row;
  const field = (name: CheckedField) => wordOf(FIELD_ANSWER_CODES, answers[name]);
  return [
    row.personId,
    row.checkNo,
    row.outcome,
    field("nik"),
    field("name"),
    field("birth-date"),
    field("kk"),
    field("sex"),
    wordOf(LIFE_ANSWER_CODES, answers.life),
    row.askedOn,
    row.answeredOn,
    row.adapter,
  ];
}

const wordOf = (codes: Readonly<Record<string, string>>, said: string | undefined): string =>
  Object.entries(codes).find(([, code]) => code === (said ?? "not-known"))?.[0] ?? "";
