import { useState } from "react";
import { SHORTEST_REASON } from "#domain/quality-gate.ts";
import { Choice } from "#web/kit/field.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { FoldedForm } from "../fieldwork/folded-form.tsx";
import { Lines } from "../fieldwork/form-parts.tsx";
import { useAct } from "../fieldwork/use-act.ts";

const PROGRAMS = ["pkh", "sembako", "pbi-jk"] as const;

/** Settles all removals of one program and cause that need no look each; two people. */
export function GroupForm() {
  const said = useSpeech().words.removals;
  const [program, setProgram] = useState<string>(PROGRAMS[0]);
  const [cause, setCause] = useState<string>("deceased");
  const [step, setStep] = useState<string>("propose-removal");
  const [reason, setReason] = useState("");
  const act = useAct("removals", said.saved);
  const choose = (
    label: string,
    value: string,
    set: (value: string) => void,
    options: Readonly<Record<string, string>>,
  ) => (
    <Choice label={label} value={value} onChange={set}>
      {Object.entries(options).map(([key, words]) => (
        <option key={key} value={key}>
          {words}
        </option>
      ))}
    </Choice>
  );
  return (
    <FoldedForm
      title={said.group}
      act={act}
      save={said.groupSend}
      onSend={() => act.send("/removals/group-acts", { program, cause, act: step, reason })}
    >
      <p className="soft">{said.groupLead}</p>
      {choose(
        said.groupProgram,
        program,
        setProgram,
        Object.fromEntries(PROGRAMS.map((id) => [id, id.toUpperCase()])),
      )}
      {choose(said.cause, cause, setCause, said.groupCauses)}
      {choose(said.groupAct, step, setStep, said.groupActs)}
      <Lines
        label={said.reason}
        hint={said.reasonHint}
        required
        minLength={SHORTEST_REASON}
        maxLength={500}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
    </FoldedForm>
  );
}
