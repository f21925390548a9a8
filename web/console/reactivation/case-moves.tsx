import { useState } from "react";
import type { ReactivationCase } from "#contract/reactivations.ts";
import { Field } from "#web/kit/field.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { filled } from "../fieldwork/filled.ts";
import { FoldedForm } from "../fieldwork/folded-form.tsx";
import { Named } from "../fieldwork/form-parts.tsx";
import { dayHere } from "../fieldwork/today.ts";
import { useAct } from "../fieldwork/use-act.ts";

type Turn = ReactivationCase["turns"][number];

/** What the officer may do now, each under its own name; a reason is chosen, never written. */
export function CaseMoves({
  caseId,
  turns,
}: {
  readonly caseId: string;
  readonly turns: readonly Turn[];
}) {
  return (
    <div className="case-moves">
      {turns.map((turn) => (
        <Move key={turn.act} caseId={caseId} turn={turn} />
      ))}
    </div>
  );
}

function Move({ caseId, turn }: { readonly caseId: string; readonly turn: Turn }) {
  const { words, say } = useSpeech();
  const said = words.reactivation;
  const [chosen, setChosen] = useState("");
  const act = useAct("reactivations", said.saved);
  const reason = turn.reasons.find(({ code }) => code === chosen);
  const send = async (form: HTMLFormElement) => {
    const { reason: _reason, ...given } = filled(form);
    const body = { ...given, act: turn.act, ...(chosen === "" ? {} : { reason: chosen }) };
    await act.send(`/reactivations/${caseId}/steps`, body);
  };
  return (
    <FoldedForm title={said.acts[turn.act]} act={act} save={said.acts[turn.act]} onSend={send}>
      {turn.reasons.length === 0 ? null : (
        <Named
          label={said.reason}
          name="reason"
          first={said.choose}
          required
          value={chosen}
          onChange={(event) => setChosen(event.target.value)}
        >
          {turn.reasons.map(({ code, words: name }) => (
            <option key={code} value={code}>
              {say(name)}
            </option>
          ))}
        </Named>
      )}
      {reason === undefined ? null : (
        <p className="soft">
          {said.thenDo}: {say(reason.remedy)}
        </p>
      )}
      {turn.needsReference ? (
        <div className="filters">
          <Field
            label={said.reference}
            name="reference"
            required
            pattern="[A-Za-z0-9.\/_\-]{3,40}"
            autoComplete="off"
          />
          <Field
            label={said.referenceOn}
            name="referenceOn"
            type="date"
            required
            max={dayHere()}
            defaultValue={dayHere()}
          />
        </div>
      ) : null}
      {turn.takesNik ? (
        <Field
          label={said.newNik}
          name="nik"
          required
          pattern="[0-9]{16}"
          inputMode="numeric"
          autoComplete="off"
        />
      ) : null}
    </FoldedForm>
  );
}
