import { useState } from "react";
import type { CandidateLists, HandoverDraft } from "#contract/candidates.ts";
import type { Determination } from "#contract/determinations.ts";
import { Field } from "#web/kit/field.tsx";
import { Loaded } from "#web/kit/loaded.tsx";
import { Part } from "#web/kit/page.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { FoldedForm } from "../fieldwork/folded-form.tsx";
import { dayHere } from "../fieldwork/today.ts";
import { useAct } from "../fieldwork/use-act.ts";
import { useAsked } from "../officer.tsx";
import { ListTable } from "./list-table.tsx";

/** Candidates of an approved determination, handed over area by area to whoever determines. */
export function HandOver({ one }: { readonly one: Determination }) {
  const said = useSpeech().words.candidates;
  const path = `/candidate-lists?determination=${one.number}`;
  const found = useAsked<CandidateLists>(path);
  return (
    <Part id="candidates" title={said.handOver} lead={said.handOverLead}>
      {one.state === "approved" ? <Form one={one} /> : null}
      <Loaded query={found}>
        {({ lists }) =>
          lists.length === 0 ? null : <ListTable caption={said.lists} lists={lists} />
        }
      </Loaded>
    </Part>
  );
}

const EMPTY = {
  area: "",
  noteNumber: "",
  giver: "",
  giverOffice: "",
  receiver: "",
  receiverOffice: "",
};

function Form({ one }: { readonly one: Determination }) {
  const said = useSpeech().words.candidates;
  const act = useAct("asked", said.sent);
  const [draft, setDraft] = useState({ ...EMPTY, handedOn: dayHere() });
  const input = (name: keyof typeof draft) => ({
    value: draft[name],
    required: true,
    onChange: (event: { readonly target: { readonly value: string } }) =>
      setDraft({ ...draft, [name]: event.target.value }),
  });
  const body: HandoverDraft = {
    area: draft.area.trim().toUpperCase(),
    noteNumber: draft.noteNumber,
    handedOn: draft.handedOn,
    giver: { name: draft.giver, office: draft.giverOffice },
    receiver: { name: draft.receiver, office: draft.receiverOffice },
  };
  const send = async () => {
    const made = await act.send(`/determinations/${one.number}/candidate-lists`, body);
    if (made !== undefined) setDraft({ ...EMPTY, handedOn: dayHere() });
  };
  const longest = { minLength: 3, maxLength: 120 };
  return (
    <FoldedForm title={said.handOver} act={act} save={said.send} onSend={send}>
      <Field
        label={said.area}
        hint={said.areaHint}
        pattern="[iI][dD]|[0-9]{2}|[0-9]{4}|[0-9]{10}"
        {...input("area")}
      />
      <Field label={said.noteNumber} minLength={5} maxLength={120} {...input("noteNumber")} />
      <Field label={said.day} type="date" max={dayHere()} {...input("handedOn")} />
      <Field label={said.giver} {...longest} {...input("giver")} />
      <Field label={said.giverOffice} {...longest} {...input("giverOffice")} />
      <Field label={said.receiver} {...longest} {...input("receiver")} />
      <Field label={said.receiverOffice} {...longest} {...input("receiverOffice")} />
    </FoldedForm>
  );
}
