import { type ReactNode, useState } from "react";
import type { CaseTurn } from "#contract/cases.ts";
import { Field } from "#web/kit/field.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { filled } from "../fieldwork/filled.ts";
import { FoldedForm } from "../fieldwork/folded-form.tsx";
import { Named } from "../fieldwork/form-parts.tsx";
import { dayHere } from "../fieldwork/today.ts";
import { useAct } from "../fieldwork/use-act.ts";

/** Where a case's moves go, and which list is loaded again after one. */
export type CasePlace = { readonly list: string; readonly path: string };

/** What the officer may do now, each under its own name; a reason is chosen, never written. */
export function CaseMoves<Turn extends CaseTurn>({
  place,
  turns,
  bodyOf = (given) => given,
  children,
}: {
  readonly place: CasePlace;
  readonly turns: readonly Turn[];
  /** What a kind of case makes of its own fields. */
  readonly bodyOf?: (given: Readonly<Record<string, string>>) => object;
  /** Fields that a kind of case asks for beside. */
  readonly children: (turn: Turn) => ReactNode;
}) {
  return (
    <div className="case-moves">
      {turns.map((turn) => (
        <Move key={turn.act} place={place} turn={turn} bodyOf={bodyOf}>
          {children(turn)}
        </Move>
      ))}
    </div>
  );
}

function Move({
  place,
  turn,
  bodyOf,
  children,
}: {
  readonly place: CasePlace;
  readonly turn: CaseTurn;
  readonly bodyOf: (given: Readonly<Record<string, string>>) => object;
  readonly children: ReactNode;
}) {
  const said = useSpeech().words.cases;
  const [chosen, setChosen] = useState("");
  const act = useAct(place.list, said.saved);
  const reason = turn.reasons.find(({ code }) => code === chosen);
  const send = async (form: HTMLFormElement) => {
    const { reason: _reason, ...given } = filled(form);
    const why = chosen === "" ? {} : { reason: chosen };
    await act.send(`${place.path}/steps`, { ...bodyOf(given), act: turn.act, ...why });
  };
  return (
    <FoldedForm title={said.acts[turn.act]} act={act} save={said.acts[turn.act]} onSend={send}>
      {turn.reasons.length === 0 ? null : (
        <ReasonField turn={turn} chosen={chosen} onChoose={setChosen} />
      )}
      {turn.needsReference || reason?.needsReference === true ? <ReferenceFields /> : null}
      {children}
    </FoldedForm>
  );
}

function ReasonField({
  turn,
  chosen,
  onChoose,
}: {
  readonly turn: CaseTurn;
  readonly chosen: string;
  readonly onChoose: (code: string) => void;
}) {
  const { words, say } = useSpeech();
  const said = words.cases;
  const reason = turn.reasons.find(({ code }) => code === chosen);
  return (
    <>
      <Named
        label={said.reason}
        name="reason"
        first={said.choose}
        required
        value={chosen}
        onChange={(event) => onChoose(event.target.value)}
      >
        {turn.reasons.map(({ code, words: name }) => (
          <option key={code} value={code}>
            {say(name)}
          </option>
        ))}
      </Named>
      {reason === undefined ? null : (
        <p className="soft">
          {said.thenDo}: {say(reason.remedy)}
        </p>
      )}
    </>
  );
}

function ReferenceFields() {
  const said = useSpeech().words.cases;
  return (
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
  );
}
