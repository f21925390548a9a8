import type { CheckedFieldAnswer } from "#contract/family-sheet.ts";
import { useSpeech } from "#web/kit/words/language.tsx";

/** Said by shape and by word; the colour only helps the eye. */
const SIGN = { same: "✓", near: "≈", different: "≠", "not-known": "?" } as const;

/** How each field compares with the civil registry's, which is never shown. */
export function FieldAnswers({ fields }: { readonly fields: readonly CheckedFieldAnswer[] }) {
  const { say } = useSpeech();
  return (
    <dl className="field-answers">
      {fields.map(({ field, words, answer, says }) => (
        <div key={field} className={`answer-${answer}`}>
          <dt>{say(words)}</dt>
          <dd>
            <span className="answer-sign" aria-hidden="true">
              {SIGN[answer]}
            </span>{" "}
            {say(says)}
          </dd>
        </div>
      ))}
    </dl>
  );
}
