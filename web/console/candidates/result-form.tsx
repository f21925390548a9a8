import { useState } from "react";
import type { CandidateListRow, CandidateResultReceipt, Candidates } from "#contract/candidates.ts";
import { useSpeech } from "#web/kit/words/language.tsx";
import { FoldedForm } from "../fieldwork/folded-form.tsx";
import { useAct } from "../fieldwork/use-act.ts";
import { Act, given, HEAD, type Head, headOf } from "./result-act.tsx";
import { type Added, Additions, Answers, type Said } from "./result-rows.tsx";

/** A form holds so many; longer lists go back as a file. */
const MOST = 300;

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
  if (candidates.length > MOST) return null;
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
      <Act head={head} needsMinutes={list.needsMinutes} isAgain={isAgain} onChange={setHead} />
    </FoldedForm>
  );
}

function bodyOf(needsMinutes: boolean, head: Head, answers: Said, added: readonly Added[]) {
  return {
    ...headOf(needsMinutes, head),
    answers: Object.entries(answers).flatMap(([candidateNo, one]) =>
      one.answer === ""
        ? []
        : [{ candidateNo: Number(candidateNo), answer: one.answer, reason: given(one.reason) }],
    ),
    added,
  };
}
