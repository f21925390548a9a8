import { useState } from "react";
import type { Determination } from "#contract/determinations.ts";
import { SHORTEST_REASON } from "#domain/quality-gate.ts";
import { useSpeech } from "#web/kit/words/language.tsx";
import { FoldedForm } from "../fieldwork/folded-form.tsx";
import { Lines } from "../fieldwork/form-parts.tsx";
import { useAct } from "../fieldwork/use-act.ts";

type Given = { readonly one: Determination };

/** What whoever looks may say: as the second person approve or return it, and revoke one in force. */
export function AnswerForms({ one }: Given) {
  const { words } = useSpeech();
  const said = words.determinations;
  const { answer, revoke } = one.may;
  const path = `/determinations/${one.number}/answers`;
  return (
    <>
      {answer ? <Approve path={path} /> : null}
      {answer ? (
        <WithReason path={path} answer="returned" title={said.giveBack} done={said.returned} />
      ) : null}
      {revoke ? (
        <WithReason
          path={path}
          answer="revoked"
          title={said.revoke}
          lead={said.revokeLead}
          done={said.revoked}
        />
      ) : null}
    </>
  );
}

function Approve({ path }: { readonly path: string }) {
  const { words } = useSpeech();
  const said = words.determinations;
  const act = useAct("asked", said.approved);
  return (
    <FoldedForm
      title={said.answer}
      act={act}
      save={said.approve}
      onSend={() => act.send(path, { answer: "approved" })}
    >
      <p>{said.answerLead}</p>
    </FoldedForm>
  );
}

function WithReason(given: {
  readonly path: string;
  readonly answer: "returned" | "revoked";
  readonly title: string;
  readonly lead?: string;
  readonly done: string;
}) {
  const { words } = useSpeech();
  const said = words.determinations;
  const { path, answer, title, lead, done } = given;
  const [reason, setReason] = useState("");
  const act = useAct("asked", done);
  return (
    <FoldedForm
      title={title}
      act={act}
      save={title}
      onSend={() => act.send(path, { answer, reason })}
    >
      {lead === undefined ? null : <p>{lead}</p>}
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
