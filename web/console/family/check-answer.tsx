import type { IdentityCheck, Member } from "#contract/family-sheet.ts";
import { formatDay } from "#web/kit/format.ts";
import { useSpeech } from "#web/kit/words/language.tsx";
import { FieldAnswers } from "../identity/field-answers.tsx";

/** What the civil registry answered about a member, field by field: whether it agrees, never what it holds. */
export function CheckAnswer({ check }: { readonly check: Member["identityCheck"] }) {
  const { words, say, language } = useSpeech();
  if (check === undefined) return null;
  const { identityCheck } = words;
  return (
    <details className="check-answer" open={isWorrying(check)}>
      <summary>
        {identityCheck.title(formatDay(check.answeredOn, language), say(check.how))}:{" "}
        {say(check.outcome)}
      </summary>
      <FieldAnswers fields={check.fields} />
      <p className="soft">
        {identityCheck[check.state]}
        {check.recheckOn === undefined
          ? ""
          : ` ${identityCheck.recheck(formatDay(check.recheckOn, language))}`}{" "}
        {identityCheck.noValues}
      </p>
    </details>
  );
}

/** Open by itself where a field differs, or the answer is not in the version yet. */
function isWorrying({ fields, state }: IdentityCheck): boolean {
  return state === "waiting" || fields.some(({ answer }) => answer === "different");
}
