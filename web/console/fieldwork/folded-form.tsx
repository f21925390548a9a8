import { type FormEvent, type ReactNode, useState } from "react";
import { ReasonLines, Refused, Segments } from "./form-parts.tsx";
import { type Act, useAct } from "./use-act.ts";

/** A form that opens under its title; `said` tells it from the others of the list when it is read out. */
export function FoldedForm({
  title,
  said,
  act,
  save,
  onSend,
  children,
}: {
  readonly title: string;
  readonly said?: string;
  readonly act: Act;
  readonly save: string;
  readonly onSend: (form: HTMLFormElement) => Promise<unknown>;
  readonly children: ReactNode;
}) {
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    void onSend(event.currentTarget);
  };
  return (
    <details>
      <summary>
        {title}
        {said === undefined ? null : <span className="unseen"> {said}</span>}
      </summary>
      <form onSubmit={submit} className="work-form">
        <Refused problem={act.problem} />
        {children}
        <button type="submit" className="button button-main" disabled={act.isSending}>
          {save}
        </button>
      </form>
    </details>
  );
}

/** A decision between two and its reason: what an officer says to a finding, to evidence, to an account. */
export function DecisionForm<Choice extends string>({
  title,
  said,
  list,
  words,
  name,
  choices,
  path,
  bodyOf,
}: {
  readonly title: string;
  readonly said: string;
  /** The list that is loaded again afterwards. */
  readonly list: string;
  readonly words: {
    readonly legend: string;
    readonly reason: string;
    readonly reasonHint: string;
    readonly save: string;
    readonly saved: string;
  };
  readonly name: string;
  readonly choices: Readonly<Record<Choice, string>>;
  readonly path: string;
  readonly bodyOf: (chosen: Choice | undefined, reason: string) => object;
}) {
  const [chosen, setChosen] = useState<Choice>();
  const [reason, setReason] = useState("");
  const act = useAct(list, words.saved);
  return (
    <FoldedForm
      title={title}
      said={said}
      act={act}
      save={words.save}
      onSend={() => act.send(path, bodyOf(chosen, reason))}
    >
      <Segments
        legend={words.legend}
        name={name}
        choices={choices}
        chosen={chosen}
        onChoose={setChosen}
      />
      <ReasonLines
        label={words.reason}
        hint={words.reasonHint}
        value={reason}
        onChange={setReason}
      />
    </FoldedForm>
  );
}
