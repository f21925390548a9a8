import { useState } from "react";
import type { CandidateListRow, CandidateResultReceipt, Candidates } from "#contract/candidates.ts";
import { SHORTEST_REASON } from "#domain/quality-gate.ts";
import { Field } from "#web/kit/field.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { FoldedForm } from "../fieldwork/folded-form.tsx";
import { Lines } from "../fieldwork/form-parts.tsx";
import { dayHere } from "../fieldwork/today.ts";
import { useAct } from "../fieldwork/use-act.ts";
import { type Added, Additions, Answers, type Said } from "./result-rows.tsx";

/** A form holds so many; longer lists go back as a file. */
const MOST = 300;

const HEAD = {
  act: "",
  signedOn: "",
  minutes: "",
  heldOn: "",
  attended: "",
  dissent: "",
  note: "",
  reason: "",
};
type Head = typeof HEAD;

/** What a village, or another determiner, decided of each candidate, with its act and minutes. */
export function ResultForm({
  list,
  candidates,
  isAgain,
}: {
  readonly list: CandidateListRow;
  readonly candidates: Candidates["candidates"];
  readonly isAgain: boolean;
}) {
  const said = useSpeech().words.candidates;
  const act = useAct("asked", said.recorded);
  const [head, setHead] = useState(HEAD);
  const [answers, setAnswers] = useState<Said>({});
  const [added, setAdded] = useState<readonly Added[]>([]);
  if (candidates.length > MOST) return <p>{said.byFile}</p>;
  const send = async () => {
    const body = bodyOf(list.needsMinutes, head, answers, added);
    const path = `/candidate-lists/${list.number}/results`;
    if ((await act.send<CandidateResultReceipt>(path, body)) === undefined) return;
    setHead(HEAD);
    setAnswers({});
    setAdded([]);
  };
  return (
    <FoldedForm title={said.result} act={act} save={said.record} onSend={send}>
      <p>{said.resultLead}</p>
      <Answers candidates={candidates} answers={answers} onAnswer={setAnswers} />
      <Additions added={added} onAdd={setAdded} />
      <Act head={head} needsMinutes={list.needsMinutes} onChange={setHead} />
      {isAgain ? (
        <Lines
          label={said.reason}
          hint={`${said.resultAgain} ${said.reasonHint}`}
          required
          minLength={SHORTEST_REASON}
          maxLength={500}
          value={head.reason}
          onChange={(event) => setHead({ ...head, reason: event.target.value })}
        />
      ) : null}
    </FoldedForm>
  );
}

function Act({
  head,
  needsMinutes,
  onChange,
}: {
  readonly head: Head;
  readonly needsMinutes: boolean;
  readonly onChange: (head: Head) => void;
}) {
  const said = useSpeech().words.candidates;
  const input = (name: keyof Head) => ({
    value: head[name],
    required: true,
    onChange: (event: { readonly target: { readonly value: string } }) =>
      onChange({ ...head, [name]: event.target.value }),
  });
  const day = { type: "date", max: dayHere() } as const;
  const count = { type: "number", inputMode: "numeric", min: 0 } as const;
  return (
    <>
      {needsMinutes ? (
        <fieldset>
          <legend>{said.minutes}</legend>
          <Field label={said.minutesNumber} minLength={3} maxLength={120} {...input("minutes")} />
          <Field label={said.minutesDay} {...day} {...input("heldOn")} />
          <Field label={said.attended} {...count} {...input("attended")} />
          <Field label={said.dissent} {...count} {...input("dissent")} />
          <Lines
            label={said.dissentNote}
            maxLength={500}
            value={head.note}
            onChange={(event) => onChange({ ...head, note: event.target.value })}
          />
        </fieldset>
      ) : null}
      <Field
        label={needsMinutes ? said.act.village : said.act.other}
        minLength={5}
        maxLength={120}
        {...input("act")}
      />
      <Field label={said.actDay} {...day} {...input("signedOn")} />
    </>
  );
}

function bodyOf(needsMinutes: boolean, head: Head, answers: Said, added: readonly Added[]) {
  const given = (value: string) => (value.trim() === "" ? undefined : value);
  const minutes = {
    number: head.minutes,
    heldOn: given(head.heldOn),
    attended: Number(head.attended),
    dissent: Number(head.dissent),
    note: given(head.note),
  };
  return {
    act: { number: head.act, signedOn: given(head.signedOn) },
    ...(needsMinutes ? { minutes } : {}),
    reason: given(head.reason),
    answers: Object.entries(answers).flatMap(([candidateNo, one]) =>
      one.answer === ""
        ? []
        : [{ candidateNo: Number(candidateNo), answer: one.answer, reason: given(one.reason) }],
    ),
    added,
  };
}
