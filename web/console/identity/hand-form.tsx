import { type FormEvent, useState } from "react";
import type { HandAnswerDraft, HandAnswerReceipt } from "#contract/identity-checks.ts";
import { Choice, Field } from "#web/kit/field.tsx";
import { Notice } from "#web/kit/notice.tsx";
import type { Dictionary } from "#web/kit/words/dictionary.ts";
import { useSpeech } from "#web/kit/words/language.tsx";
import { Refused, Segments } from "../fieldwork/form-parts.tsx";
import { dayHere } from "../fieldwork/today.ts";
import { useAct } from "../fieldwork/use-act.ts";

type Fields = HandAnswerDraft["fields"];

/** Nothing is taken for granted: whoever has not looked says so. */
const NOT_LOOKED = {
  name: "not-known",
  "birth-date": "not-known",
  kk: "not-known",
  sex: "not-known",
} as const;

/** An officer of the civil registry says how each field compares; what the record holds is never typed. */
export function HandForm({ personId }: { readonly personId: string }) {
  const { words, say } = useSpeech();
  const { byHand } = words;
  const act = useAct("identity", byHand.saved);
  const [nik, setNik] = useState<Fields["nik"]>();
  const [fields, setFields] = useState<Omit<Fields, "nik">>(NOT_LOOKED);
  const [life, setLife] = useState<HandAnswerDraft["life"]>("not-known");
  const [on, setOn] = useState(dayHere);
  const [receipt, setReceipt] = useState<HandAnswerReceipt>();
  const send = async (found: Fields["nik"]) => {
    const draft: HandAnswerDraft = { fields: { nik: found, ...fields }, life, on };
    setReceipt(await act.send<HandAnswerReceipt>(`/identity-checks/${personId}/answers`, draft));
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (nik !== undefined) void send(nik);
  };
  return (
    <section className="card no-print" aria-labelledby="by-hand-title">
      <h2 id="by-hand-title">{byHand.title}</h2>
      <p className="soft part-lead">{byHand.lead}</p>
      <form onSubmit={submit} className="work-form">
        <Refused problem={act.problem} />
        {receipt === undefined ? null : (
          <Notice tone={receipt.waits ? "attention" : "good"}>
            {resultOf(byHand, receipt)(say(receipt.words))}
          </Notice>
        )}
        <Segments
          legend={byHand.nik}
          name="nik"
          choices={byHand.nikAnswers}
          chosen={nik}
          onChoose={setNik}
        />
        <div className="hand-fields">
          {(Object.keys(NOT_LOOKED) as (keyof typeof NOT_LOOKED)[]).map((field) => (
            <Choice
              key={field}
              label={byHand.fields[field]}
              value={fields[field]}
              onChange={(answer) => setFields({ ...fields, [field]: answer })}
            >
              <Options of={byHand.answers} />
            </Choice>
          ))}
          <Choice
            label={byHand.life}
            value={life}
            onChange={(answer) => setLife(answer as HandAnswerDraft["life"])}
          >
            <Options of={byHand.lives} />
          </Choice>
          <Field
            label={byHand.on}
            type="date"
            required
            max={dayHere()}
            value={on}
            onChange={(event) => setOn(event.target.value)}
          />
        </div>
        <button type="submit" className="button button-main" disabled={act.isSending}>
          {byHand.save}
        </button>
      </form>
    </section>
  );
}

type Results = Pick<Dictionary["byHand"], "waits" | "repeated" | "result">;

function resultOf({ waits, repeated, result }: Results, receipt: HandAnswerReceipt) {
  if (receipt.waits) return waits;
  return receipt.isRepeat ? repeated : result;
}

function Options({ of }: { readonly of: Readonly<Record<string, string>> }) {
  return Object.entries(of).map(([code, label]) => (
    <option key={code} value={code}>
      {label}
    </option>
  ));
}
