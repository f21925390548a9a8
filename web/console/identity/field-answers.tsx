import type { CheckedFieldAnswer } from "#contract/family-sheet.ts";
import { AgreementSign } from "#web/kit/agreement-sign.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";

/** How each field compares with the civil registry's, which is never shown. */
export function FieldAnswers({ fields }: { readonly fields: readonly CheckedFieldAnswer[] }) {
  const { say } = useSpeech();
  return (
    <dl className="field-answers">
      {fields.map(({ field, words, answer, says }) => (
        <div key={field} className={`answer-${answer}`}>
          <dt>{say(words)}</dt>
          <dd>
            <AgreementSign level={answer} /> {say(says)}
          </dd>
        </div>
      ))}
    </dl>
  );
}
