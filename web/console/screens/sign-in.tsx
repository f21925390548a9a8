import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useEffect, useRef, useState } from "react";
import type { Problem } from "#contract/problem.ts";
import type { Officer } from "#contract/session.ts";
import { type Answer, ask } from "#web/kit/ask.ts";
import { Field } from "#web/kit/field.tsx";
import { Notice } from "#web/kit/notice.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { LanguageSwitch, Mark } from "../banner.tsx";

type Step = "password" | "code";

/** Kept for the tab: somebody has been signed in here. */
const SAT_HERE = "dtsen-sat-here";

/** Name and password, then the code of the phone. All are sent together: no answer tells which was wrong. */
export function SignIn() {
  const { words } = useSpeech();
  const [step, setStep] = useState<Step>("password");
  const [name, setName] = useState("");
  const [password, setPassword] = useState("");
  const { problem, isBusy, enter } = useEntry();
  useEffect(() => {
    document.title = `${words.session.title} · ${words.app.name}`;
  }, [words]);

  return (
    <main className="alone">
      <div className="sign-in card">
        <p className="sign-in-mark">
          <Mark /> <strong>{words.app.name}</strong> <LanguageSwitch />
        </p>
        <h1>{step === "password" ? words.session.title : words.session.codeTitle}</h1>
        <p className="soft">{step === "password" ? words.session.lead : words.session.codeLead}</p>
        {problem === undefined ? <EndedBefore /> : <Refused problem={problem} />}
        {step === "password" ? (
          <PasswordStep
            name={name}
            password={password}
            onName={setName}
            onPassword={setPassword}
            onNext={() => setStep("code")}
          />
        ) : (
          <CodeStep
            isBusy={isBusy}
            onBack={() => setStep("password")}
            onEnter={(totp) => void enter({ name, password, ...(totp === "" ? {} : { totp }) })}
          />
        )}
      </div>
    </main>
  );
}

function useEntry() {
  const [problem, setProblem] = useState<Problem>();
  const [isBusy, setBusy] = useState(false);
  const client = useQueryClient();
  const navigate = useNavigate();
  const enter = async (body: { name: string; password: string; totp?: string }) => {
    setBusy(true);
    const answer = await ask<Officer>("/session", { method: "POST", body });
    setBusy(false);
    if (!answer.ok) return setProblem(answer.problem);
    client.clear();
    client.setQueryData(["session"], answer);
    sessionStorage.setItem(SAT_HERE, "yes");
    await navigate({ to: "/" });
  };
  return { problem, isBusy, enter };
}

/** Says why one is here again, where a session has just ended by itself. */
function EndedBefore() {
  const { words } = useSpeech();
  const session = useQueryClient().getQueryData<Answer<Officer>>(["session"]);
  const hadOne = sessionStorage.getItem(SAT_HERE) !== null;
  if (!hadOne || session?.ok !== false) return null;
  return <Notice tone="attention">{words.session.ended}</Notice>;
}

function Refused({ problem }: { readonly problem: Problem }) {
  const { language } = useSpeech();
  return (
    <Notice tone="wrong">
      <p>{language === "id" ? problem.detail_id : problem.detail_en}</p>
    </Notice>
  );
}

function PasswordStep(given: {
  readonly name: string;
  readonly password: string;
  readonly onName: (text: string) => void;
  readonly onPassword: (text: string) => void;
  readonly onNext: () => void;
}) {
  const { words } = useSpeech();
  const next = (event: FormEvent) => {
    event.preventDefault();
    given.onNext();
  };
  return (
    <form onSubmit={next}>
      <Field
        label={words.session.name}
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        required
        value={given.name}
        onChange={(event) => given.onName(event.target.value)}
      />
      <Field
        label={words.session.password}
        type="password"
        autoComplete="current-password"
        required
        value={given.password}
        onChange={(event) => given.onPassword(event.target.value)}
      />
      <button type="submit" className="button button-main">
        {words.session.next}
      </button>
    </form>
  );
}

function CodeStep({
  isBusy,
  onBack,
  onEnter,
}: {
  readonly isBusy: boolean;
  readonly onBack: () => void;
  readonly onEnter: (totp: string) => void;
}) {
  const { words } = useSpeech();
  const [code, setCode] = useState("");
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onEnter(code.replaceAll(/\D/g, ""));
  };
  return (
    <form onSubmit={submit}>
      <Field
        label={words.session.code}
        inputRef={field}
        inputMode="numeric"
        autoComplete="one-time-code"
        pattern="[0-9 ]{6,7}"
        required
        value={code}
        onChange={(event) => setCode(event.target.value)}
      />
      <div className="row">
        <button type="submit" className="button button-main" disabled={isBusy}>
          {words.session.enter}
        </button>
        <button type="button" className="button" onClick={onBack}>
          {words.session.back}
        </button>
      </div>
      <button type="button" className="plain" onClick={() => onEnter("")}>
        {words.session.noCode}
      </button>
    </form>
  );
}
