import { type FormEvent, useState } from "react";
import type { Problem } from "#contract/problem.ts";
import type { PasswordChanged } from "#contract/session.ts";
import { useAnnounce } from "#web/kit/announce.tsx";
import { ask } from "#web/kit/ask.ts";
import { Field } from "#web/kit/field.tsx";
import { formatCount, formatInstant } from "#web/kit/format.ts";
import { Notice } from "#web/kit/notice.tsx";
import { Page, Part } from "#web/kit/page.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { Refused, WorkFacts } from "../fieldwork/form-parts.tsx";
import { useSitting } from "../officer.tsx";

/** Who is signed in, and the own password. */
export function OwnAccount() {
  const { words, language } = useSpeech();
  const { officer } = useSitting();
  const { ownAccount } = words;
  return (
    <Page title={ownAccount.title} lead={ownAccount.lead}>
      <div className="columns">
        <Part id="who" title={ownAccount.who}>
          <WorkFacts
            rows={[
              [ownAccount.fullName, officer.fullName],
              [ownAccount.username, officer.account],
              [ownAccount.role, officer.roleWords[language]],
              [ownAccount.institution, officer.institution],
              [words.common.region, officer.region.name],
              [ownAccount.session, formatInstant(officer.expiresAt, language)],
            ]}
          />
        </Part>
        <Part id="password" title={ownAccount.change} lead={ownAccount.changeLead}>
          <PasswordForm />
        </Part>
      </div>
    </Page>
  );
}

const NOTHING = { current: "", next: "", again: "" } as const;

function PasswordForm() {
  const { words, language } = useSpeech();
  const { officer } = useSitting();
  const announce = useAnnounce();
  const { ownAccount, enrolment } = words;
  const [typed, setTyped] = useState<Record<keyof typeof NOTHING, string>>(NOTHING);
  const [problem, setProblem] = useState<Problem>();
  const [isBusy, setBusy] = useState(false);
  const [done, setDone] = useState<string>();
  const differs = typed.again !== "" && typed.again !== typed.next;
  const send = async () => {
    setBusy(true);
    const { current, next } = typed;
    const answer = await ask<PasswordChanged>("/session/password", {
      method: "POST",
      body: { current, next },
    });
    setBusy(false);
    setProblem(answer.ok ? undefined : answer.problem);
    setDone(undefined);
    if (!answer.ok) return;
    setTyped(NOTHING);
    const said = ownAccount.done(formatCount(answer.value.sessionsEnded, language));
    setDone(said);
    announce(said);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (typed.next === typed.again) void send();
  };
  const field = (name: keyof typeof NOTHING) => ({
    type: "password",
    required: true,
    value: typed[name],
    onChange: (event: { readonly target: { readonly value: string } }) =>
      setTyped({ ...typed, [name]: event.target.value }),
  });
  return (
    <form onSubmit={submit} className="work-form">
      {done === undefined ? null : <Notice tone="good">{done}</Notice>}
      <Refused problem={problem} />
      <input type="hidden" autoComplete="username" value={officer.account} readOnly />
      <Field label={ownAccount.current} autoComplete="current-password" {...field("current")} />
      <Field
        label={enrolment.password}
        hint={ownAccount.rule}
        autoComplete="new-password"
        minLength={12}
        maxLength={200}
        {...field("next")}
      />
      <Field
        label={enrolment.again}
        error={differs ? enrolment.differs : undefined}
        autoComplete="new-password"
        {...field("again")}
      />
      <button type="submit" className="button button-main" disabled={isBusy || differs}>
        {ownAccount.save}
      </button>
    </form>
  );
}
