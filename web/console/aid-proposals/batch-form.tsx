import { type FormEvent, useState } from "react";
import type { AidProposalBatchReceipt, AidProposalRow } from "#contract/aid-proposals.ts";
import { Field } from "#web/kit/field.tsx";
import { Notice } from "#web/kit/notice.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { filled } from "../fieldwork/filled.ts";
import { Refused } from "../fieldwork/form-parts.tsx";
import { dayHere } from "../fieldwork/today.ts";
import { useAct } from "../fieldwork/use-act.ts";

/** Passes on everything that was chosen, under one number; of each that could not go on it says why. */
export function BatchForm({
  chosen,
  onDone,
}: {
  readonly chosen: readonly AidProposalRow[];
  readonly onDone: () => void;
}) {
  const { words, say } = useSpeech();
  const said = words.usulan;
  const [receipt, setReceipt] = useState<AidProposalBatchReceipt>();
  const act = useAct("aid-proposals", words.cases.saved);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const { reference, referenceOn } = filled(event.currentTarget);
    const number = reference === undefined ? {} : { reference, referenceOn };
    const caseIds = chosen.map(({ caseId }) => caseId);
    const body = { caseIds, act: "pass", ...number };
    const answer = await act.send<AidProposalBatchReceipt>("/aid-proposal-batches", body);
    if (answer === undefined) return;
    setReceipt(answer);
    if (answer.moved === caseIds.length) onDone();
  };
  const left = receipt?.items.filter(({ isMoved }) => !isMoved) ?? [];
  const nameOf = (id: string) => chosen.find(({ caseId }) => caseId === id)?.name ?? id;
  return (
    <form onSubmit={(event) => void submit(event)} className="card work-form case-form">
      <h2>{said.batch(chosen.length)}</h2>
      <p className="soft">{said.batchLead}</p>
      <Refused problem={act.problem} />
      {receipt === undefined || left.length === 0 ? null : (
        <Notice tone="attention" title={said.batchDone(receipt.moved)}>
          {said.batchLeft}:
          <ul>
            {left.map(({ caseId, words: why }) => (
              <li key={caseId}>
                {nameOf(caseId)}: {say(why)}
              </li>
            ))}
          </ul>
        </Notice>
      )}
      <div className="filters">
        <Field
          label={words.cases.reference}
          hint={said.referenceHint}
          name="reference"
          pattern="[A-Za-z0-9.\/_\-]{3,40}"
          autoComplete="off"
        />
        <Field
          label={words.cases.referenceOn}
          name="referenceOn"
          type="date"
          max={dayHere()}
          defaultValue={dayHere()}
        />
      </div>
      <button type="submit" className="button button-main" disabled={act.isSending}>
        {said.batchSend}
      </button>
    </form>
  );
}
