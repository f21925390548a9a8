import { useState } from "react";
import type { AidProposalRow } from "#contract/aid-proposals.ts";
import { DISSENT_WORDS, DISSENTS } from "#domain/deliberation.ts";
import { Field } from "#web/kit/field.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { Named } from "../fieldwork/form-parts.tsx";

/** What a deliberation says of one proposal: the decision, the votes, and who was of another mind and why. */
export function DecisionFields({
  row,
  hasVotes,
}: {
  readonly row: AidProposalRow;
  readonly hasVotes: boolean;
}) {
  const { words, say } = useSpeech();
  const said = words.usulan;
  const [decision, setDecision] = useState("later");
  const { caseId, name, rt, rw } = row;
  const votes = { type: "number", min: 0, max: 2000, step: 1, required: true } as const;
  const isDecided = decision !== "later";
  return (
    <fieldset className="deliberated">
      <legend>
        {name}
        {rt === undefined || rw === undefined ? "" : ` · ${said.rtRw(rt, rw)}`}
      </legend>
      <Named
        label={said.decision}
        name={`decision-${caseId}`}
        first={said.choosing}
        required
        value={decision}
        onChange={({ target }) => setDecision(target.value)}
      >
        {Object.entries(said.decisions).map(([value, label]) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </Named>
      {isDecided && hasVotes ? (
        <>
          <div className="filters">
            <Field label={said.votesFor} name={`for-${caseId}`} {...votes} />
            <Field label={said.votesAgainst} name={`against-${caseId}`} {...votes} />
          </div>
          <details>
            <summary>{said.dissent}</summary>
            {DISSENTS.map((one) => (
              <label key={one} className="tick">
                <input type="checkbox" name={`${one}-${caseId}`} /> {say(DISSENT_WORDS[one])}
              </label>
            ))}
          </details>
        </>
      ) : null}
    </fieldset>
  );
}
