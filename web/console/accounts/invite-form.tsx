import { type FormEvent, useRef, useState } from "react";
import type { AccountReceipt } from "#contract/accounts.ts";
import { Field } from "#web/kit/field.tsx";
import { Notice } from "#web/kit/notice.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { filled } from "../fieldwork/filled.ts";
import { Refused } from "../fieldwork/form-parts.tsx";
import { useAct } from "../fieldwork/use-act.ts";
import { HandedCode } from "./handed-code.tsx";
import { readDraft, TermsFields } from "./terms-fields.tsx";

/** A person is invited with a first appointment; the code is shown once, to be handed over. */
export function InviteForm() {
  const { words } = useSpeech();
  const [region, setRegion] = useState<string>();
  const [isLost, setLost] = useState(false);
  const [made, setMade] = useState<AccountReceipt & { readonly username: string }>();
  const opened = useRef<HTMLDetailsElement>(null);
  const act = useAct("accounts", words.accounts.invited);
  const send = async (form: HTMLFormElement, regionCode: string) => {
    const given = filled(form);
    const { username = "", fullName, email, phone } = given;
    const person = { username, fullName, email, phone };
    const body = { ...person, appointment: readDraft(given, regionCode) };
    const receipt = await act.send<AccountReceipt>("/accounts", body);
    if (receipt === undefined) return;
    form.reset();
    setMade({ ...receipt, username: username.toLowerCase() });
    if (opened.current !== null) opened.current.open = false;
  };
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    setLost(region === undefined);
    if (region !== undefined) void send(event.currentTarget, region);
  };
  return (
    <>
      {made === undefined ? null : <HandedCode receipt={made} username={made.username} />}
      <details className="card work-register" ref={opened}>
        <summary>{words.accounts.invite}</summary>
        <form onSubmit={submit} className="work-form">
          <p className="soft">{words.accounts.inviteLead}</p>
          <Refused problem={act.problem} />
          {isLost ? <Notice tone="wrong">{words.unidentified.villageWrong}</Notice> : null}
          <PersonFields />
          <TermsFields onRegion={setRegion} />
          <button type="submit" className="button button-main" disabled={act.isSending}>
            {words.accounts.send}
          </button>
        </form>
      </details>
    </>
  );
}

function PersonFields() {
  const { fullName, username, usernameHint, email, phone } = useSpeech().words.accounts;
  return (
    <div className="filters pairs">
      <Field
        label={fullName}
        name="fullName"
        required
        minLength={2}
        maxLength={100}
        autoComplete="off"
      />
      <Field
        label={username}
        hint={usernameHint}
        name="username"
        required
        maxLength={40}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
      />
      <Field label={email} name="email" type="email" maxLength={200} autoComplete="off" />
      <Field label={phone} name="phone" type="tel" maxLength={20} autoComplete="off" />
    </div>
  );
}
