import { type FormEvent, useState } from "react";
import type { ExplanationCode } from "#contract/correction-proposals.ts";
import type { FamilySheet } from "#contract/family-sheet.ts";
import { formatDay } from "#web/kit/format.ts";
import { useSpeech } from "#web/kit/words/language.tsx";
import { filled } from "../fieldwork/filled.ts";
import { Named, Refused } from "../fieldwork/form-parts.tsx";
import { useAct } from "../fieldwork/use-act.ts";

/** A member may be seventeen at the youngest; the desk reckons by the day of birth. */
const GROWN = 17;

/** Hands a grown member, whose card was seen, the code with which they read their family's explanation. */
export function HandCode({ sheet }: { readonly sheet: FamilySheet }) {
  const { words, language } = useSpeech();
  const said = words.handing;
  const [given, setGiven] = useState<ExplanationCode>();
  const act = useAct("codes", said.saved);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const { personId } = filled(event.currentTarget);
    const body = { personId, hasSeenCard: true };
    setGiven(await act.send<ExplanationCode>(`/families/${sheet.familyId}/explanation-code`, body));
  };
  const grown = sheet.members.filter(({ age }) => age === undefined || age >= GROWN);
  return (
    <details className="work-register no-print">
      <summary>{said.open}</summary>
      <form onSubmit={(event) => void submit(event)} className="work-form">
        <p className="soft">{said.lead}</p>
        <Refused problem={act.problem} />
        <Named label={said.who} name="personId" first={words.accounts.choose} required>
          {grown.map(({ personId, name }) => (
            <option key={personId} value={personId}>
              {name}
            </option>
          ))}
        </Named>
        <label className="tick">
          <input type="checkbox" required /> {said.seen}
        </label>
        <button type="submit" className="button button-main" disabled={act.isSending}>
          {said.save}
        </button>
      </form>
      {given === undefined ? null : (
        <div role="status">
          <p>
            {said.given}: <strong className="digits handed">{given.code}</strong>
          </p>
          <p>{said.until(formatDay(given.expiresOn, language), given.path)}</p>
          <p className="soft">{said.handOver}</p>
        </div>
      )}
    </details>
  );
}
