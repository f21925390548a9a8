import type { VisitForm, VisitQuestion } from "#contract/ground-checks.ts";
import { findCode } from "#domain/codes/all-lists.ts";
import { getVariable } from "#domain/variables/catalogue.ts";
import { useSpeech } from "#web/kit/words/language.tsx";
import { questionId } from "./visit-questions.tsx";

type Change = {
  readonly id: string;
  readonly who?: string;
  readonly variable: string;
  readonly value: number;
};

/** What differs from the record, to be read to the family before it agrees. */
export function VisitSummary({
  form,
  answers,
}: {
  readonly form: VisitForm;
  readonly answers: Readonly<Record<string, number>>;
}) {
  const { words, language } = useSpeech();
  const said = words.usulan;
  const changed = changesOf(form, answers);
  const tell = ({ variable: id, value }: Change) => {
    const { codeList, id_ID, en } = getVariable(id);
    const code = codeList === undefined ? undefined : findCode(codeList, value);
    const isIndonesian = language === "id";
    const answer = code === undefined ? String(value) : isIndonesian ? code.id_ID : code.en;
    return `${isIndonesian ? id_ID : en}: ${answer}`;
  };
  return (
    <fieldset>
      <legend>{said.summary}</legend>
      {changed.length === 0 ? (
        <p>{said.nothingNew}</p>
      ) : (
        <>
          <p>{said.summaryLead}</p>
          <ul className="case-says">
            {changed.map((change) => (
              <li key={change.id}>
                {change.who === undefined ? "" : `${change.who}: `}
                {tell(change)}
              </li>
            ))}
          </ul>
        </>
      )}
      <label className="tick">
        <input type="checkbox" name="isAgreed" required /> {said.agreed}
      </label>
    </fieldset>
  );
}

function changesOf(form: VisitForm, answers: Readonly<Record<string, number>>): readonly Change[] {
  const of = (questions: readonly VisitQuestion[], personId?: string, who?: string) =>
    questions.flatMap(({ variable, recorded }): Change[] => {
      const id = questionId(variable, personId);
      const value = answers[id];
      if (value === undefined || value === recorded) return [];
      return [{ id, variable, value, ...(who === undefined ? {} : { who }) }];
    });
  return [
    ...of(form.family),
    ...form.members.flatMap(({ personId, name, questions }) => of(questions, personId, name)),
  ];
}
