import { useState } from "react";
import type { UnidentifiedRow, UnidentifiedStep } from "#contract/unidentified.ts";
import { Choice, Field } from "#web/kit/field.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { useSitting } from "../officer.tsx";
import { filled } from "./filled.ts";
import { FoldedForm } from "./folded-form.tsx";
import { Lines } from "./form-parts.tsx";
import { dayHere } from "./today.ts";
import { useAct } from "./use-act.ts";

type Kind = UnidentifiedStep["kind"];

/** What this officer may record next of a person in that state. */
function stepsFor(state: UnidentifiedRow["state"], mayRefer: boolean): readonly Kind[] {
  if (!mayRefer) return ["noted"];
  const clock: readonly Kind[] =
    state === "found"
      ? ["referred"]
      : state === "overdue"
        ? ["reminded", "referred"]
        : ["reminded"];
  return [...clock, "noted", "promoted", "closed"];
}

/** Adds to the history of one person; nothing that was recorded is changed. */
export function FollowForm({ person }: { readonly person: UnidentifiedRow }) {
  const { words } = useSpeech();
  const { officer } = useSitting();
  const steps = stepsFor(person.state, officer.may.referUnidentified);
  const [chosen, setKind] = useState<Kind>();
  const kind = chosen !== undefined && steps.includes(chosen) ? chosen : (steps[0] ?? "noted");
  const act = useAct("unidentified", words.unidentified.saved);
  const send = async (form: HTMLFormElement) => {
    const path = `/unidentified-persons/${person.unidentifiedId}/events`;
    if ((await act.send(path, { kind, ...filled(form) })) !== undefined) form.reset();
  };
  return (
    <FoldedForm
      title={words.unidentified.follow(person.name ?? "")}
      act={act}
      save={words.unidentified.save}
      onSend={send}
    >
      <Choice
        label={words.unidentified.what}
        value={kind}
        onChange={(value) => setKind(value as Kind)}
      >
        {steps.map((step) => (
          <option key={step} value={step}>
            {words.unidentified.steps[step]}
          </option>
        ))}
      </Choice>
      <StepFields kind={kind} />
    </FoldedForm>
  );
}

function StepFields({ kind }: { readonly kind: Kind }) {
  const { words } = useSpeech();
  const { on, office, nik, nikHint, note, noteNeeded } = words.unidentified;
  const isNeeded = kind === "closed" || kind === "noted";
  return (
    <>
      <Field label={on} name="on" type="date" required defaultValue={dayHere()} max={dayHere()} />
      {kind === "referred" ? (
        <Field label={office} name="referredTo" required defaultValue="Dukcapil" maxLength={120} />
      ) : null}
      {kind === "promoted" ? (
        <Field
          label={nik}
          hint={nikHint}
          name="nik"
          required
          inputMode="numeric"
          pattern="[0-9]{16}"
          autoComplete="off"
        />
      ) : null}
      <Lines
        label={kind === "closed" ? noteNeeded : note}
        name="note"
        required={isNeeded}
        minLength={isNeeded ? 5 : undefined}
        maxLength={500}
      />
    </>
  );
}
