import type { VisitQuestion } from "#contract/ground-checks.ts";
import { getCodeList, listCodes } from "#domain/codes/all-lists.ts";
import { STANDARD_EDITION } from "#domain/codes/code-list.ts";
import { getVariable } from "#domain/variables/catalogue.ts";
import type { Variable } from "#domain/variables/variable.ts";
import { Field } from "#web/kit/field.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { Named } from "../fieldwork/form-parts.tsx";

/** The name of a question in a draft: of the family, or of a member. */
export const questionId = (variable: string, personId?: string): string =>
  `${personId ?? "family"} ${variable}`;

/** Questions one after the other; what is recorded shows only beside an answer. */
export function VisitQuestions({
  questions,
  personId,
  answers,
  onAnswer,
}: {
  readonly questions: readonly VisitQuestion[];
  readonly personId?: string;
  readonly answers: Readonly<Record<string, number>>;
  readonly onAnswer: (question: string, value: number | undefined) => void;
}) {
  return (
    <ul className="visit-questions">
      {questions.map((question) => {
        const id = questionId(question.variable, personId);
        return (
          <li key={id}>
            <Question
              question={question}
              value={answers[id]}
              onAnswer={(value) => onAnswer(id, value)}
            />
          </li>
        );
      })}
    </ul>
  );
}

function Question({
  question: { variable: id, recorded, recordedWords },
  value,
  onAnswer,
}: {
  readonly question: VisitQuestion;
  readonly value: number | undefined;
  readonly onAnswer: (value: number | undefined) => void;
}) {
  const { words, say } = useSpeech();
  const said = words.usulan;
  const variable = getVariable(id);
  const told = recordedWords === undefined ? said.notRecorded : say(recordedWords);
  return (
    <>
      <AnswerField variable={variable} value={value} onAnswer={onAnswer} />
      <p className="soft" aria-live="polite">
        {value === undefined
          ? ""
          : `${said.recorded}: ${told} ${recorded === value ? `(= ${said.same})` : `(≠ ${said.changed})`}`}
      </p>
    </>
  );
}

function AnswerField({
  variable,
  value,
  onAnswer,
}: {
  readonly variable: Variable;
  readonly value: number | undefined;
  readonly onAnswer: (value: number | undefined) => void;
}) {
  const { words, language } = useSpeech();
  const { codeList, measure } = variable;
  const label = language === "id" ? variable.id_ID : variable.en;
  const read = (text: string) => onAnswer(text === "" ? undefined : Number(text));
  if (codeList === undefined)
    return (
      <Field
        label={measure === undefined ? label : `${label} (${measure.replace("m2", "m²")})`}
        type="number"
        inputMode="numeric"
        min={0}
        max={99_999}
        step={1}
        value={value ?? ""}
        onChange={({ target }) => read(target.value)}
      />
    );
  const codes = listCodes(getCodeList(codeList), STANDARD_EDITION);
  return (
    <Named
      label={label}
      first={words.usulan.skip}
      value={value === undefined ? "" : String(value)}
      onChange={({ target }) => read(target.value)}
    >
      {codes
        .filter(({ standard }) => standard >= 0)
        .map((code) => (
          <option key={code.code} value={code.standard}>
            {language === "id" ? code.id_ID : code.en}
          </option>
        ))}
    </Named>
  );
}
