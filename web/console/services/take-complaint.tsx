import { Link } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import type { ComplaintReceipt } from "#contract/complaints.ts";
import {
  COMPLAINT_CHANNEL_WORDS,
  COMPLAINT_CHANNELS,
  COMPLAINT_PARTIES,
  COMPLAINT_PARTY_WORDS,
  COMPLAINT_TOPIC_WORDS,
  COMPLAINT_TOPICS,
} from "#domain/complaint.ts";
import { Field } from "#web/kit/field.tsx";
import { Notice } from "#web/kit/notice.tsx";
import { Page } from "#web/kit/page.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { filled } from "../fieldwork/filled.ts";
import { Lines, Named, Refused } from "../fieldwork/form-parts.tsx";
import { dayHere } from "../fieldwork/today.ts";
import { useAct } from "../fieldwork/use-act.ts";
import { VillageField } from "../fieldwork/village-field.tsx";

/** Takes a complaint for whoever called, wrote or came. */
export function TakeComplaint() {
  const said = useSpeech().words.services.complaints;
  const [receipt, setReceipt] = useState<ComplaintReceipt>();
  return (
    <Page title={said.take} lead={said.takeLead}>
      {receipt === undefined ? <TakeForm onTaken={setReceipt} /> : <Taken receipt={receipt} />}
    </Page>
  );
}

/** What the form gave, as the server is told of it; undefined where something must still be chosen. */
function draftOf(given: Readonly<Record<string, string>>, village: string | undefined) {
  const { channel, outsideNumber, party, program, happenedOn, amount, told, contact } = given;
  const topics = COMPLAINT_TOPICS.filter((topic) => given[topic] !== undefined);
  if (topics.length === 0 || village === undefined) return undefined;
  const some = { outsideNumber, program, happenedOn, told, contact };
  return {
    ...{ village, channel, party, topics, isThreatened: given["threatened"] !== undefined },
    ...Object.fromEntries(Object.entries(some).filter(([, value]) => value !== undefined)),
    ...(amount === undefined ? {} : { amountRupiah: Number(amount) }),
  };
}

function TakeForm({ onTaken }: { readonly onTaken: (receipt: ComplaintReceipt) => void }) {
  const { words, say } = useSpeech();
  const said = words.services.complaints;
  const act = useAct("complaints", said.sent);
  const [village, setVillage] = useState<string>();
  const [isMissing, setMissing] = useState(false);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const draft = draftOf(filled(event.currentTarget), village);
    setMissing(draft === undefined);
    if (draft === undefined) return;
    const receipt = await act.send<ComplaintReceipt>("/complaints", draft);
    if (receipt !== undefined) onTaken(receipt);
  };
  return (
    <form onSubmit={(event) => void submit(event)} className="card work-form case-form">
      <Refused problem={act.problem} />
      {isMissing ? <Notice tone="wrong">{said.chooseFirst}</Notice> : null}
      <Named label={said.channel} name="channel" first={words.cases.choose} required>
        {COMPLAINT_CHANNELS.filter((one) => one !== "web").map((one) => (
          <option key={one} value={one}>
            {say(COMPLAINT_CHANNEL_WORDS[one])}
          </option>
        ))}
      </Named>
      <Field
        label={said.outsideNumber}
        name="outsideNumber"
        pattern="[A-Za-z0-9.\/_\-]{3,40}"
        autoComplete="off"
      />
      <VillageField label={said.village} hint={said.villageHint} onChoose={setVillage} />
      <fieldset>
        <legend>{said.what}</legend>
        {COMPLAINT_TOPICS.map((topic) => (
          <label key={topic} className="tick">
            <input type="checkbox" name={topic} /> {say(COMPLAINT_TOPIC_WORDS[topic])}
          </label>
        ))}
      </fieldset>
      <Named label={said.who} name="party" first={words.cases.choose} required>
        {COMPLAINT_PARTIES.map((one) => (
          <option key={one} value={one}>
            {say(COMPLAINT_PARTY_WORDS[one])}
          </option>
        ))}
      </Named>
      <div className="filters">
        <Field label={said.day} name="happenedOn" type="date" max={dayHere()} />
        <Field label={said.amount} name="amount" inputMode="numeric" pattern="[1-9][0-9]{0,8}" />
      </div>
      <Lines label={said.told} hint={said.toldHint} name="told" minLength={5} maxLength={600} />
      <Field label={said.contact} name="contact" minLength={5} maxLength={60} autoComplete="off" />
      <label className="tick">
        <input type="checkbox" name="threatened" /> {said.threatened}
      </label>
      <button type="submit" className="button button-main" disabled={act.isSending}>
        {said.send}
      </button>
    </form>
  );
}

function Taken({ receipt }: { readonly receipt: ComplaintReceipt }) {
  const said = useSpeech().words.services.complaints;
  return (
    <section className="card">
      <Notice tone={receipt.wasKnown ? "attention" : "good"}>
        {receipt.wasKnown ? said.known : said.sent}
      </Notice>
      <p>{said.receipt}</p>
      <p className="handed">{receipt.receipt}</p>
      <p className="soft">{said.receiptLead}</p>
      <p>
        <Link to="/aduan/$caseId" params={{ caseId: receipt.caseId }} className="row-action">
          {said.openCase}
        </Link>
      </p>
    </section>
  );
}
