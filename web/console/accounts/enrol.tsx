import { Link } from "@tanstack/react-router";
import { type FormEvent, useEffect, useState } from "react";
import type { EnrolmentReceipt, OpenedEnrolment } from "#contract/enrolment.ts";
import type { Problem } from "#contract/problem.ts";
import { ask } from "#web/kit/ask.ts";
import { Field } from "#web/kit/field.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { LanguageSwitch, Mark } from "../banner.tsx";
import { Refused } from "../fieldwork/form-parts.tsx";
import { PasswordStep } from "./password-step.tsx";

/** The code of a link stands behind "#"; once read it leaves the address bar and the history. */
function codeOfLink(): string {
  const code = new URLSearchParams(window.location.hash.slice(1)).get("kode") ?? "";
  if (code !== "") window.history.replaceState(null, "", window.location.pathname);
  return code;
}

/** Whoever holds a code sets up the authenticator and chooses a password; the code is spent by it. */
export function Enrol() {
  const { words } = useSpeech();
  const [code, setCode] = useState(codeOfLink);
  const [opened, setOpened] = useState<OpenedEnrolment>();
  const [done, setDone] = useState<string>();
  useEffect(() => {
    document.title = `${words.enrolment.title} · ${words.app.name}`;
  }, [words]);
  return (
    <main className="alone">
      <div className="sign-in card">
        <p className="sign-in-mark">
          <Mark /> <strong>{words.app.name}</strong> <LanguageSwitch />
        </p>
        {done !== undefined ? (
          <Done username={done} />
        ) : opened === undefined ? (
          <CodeStep code={code} onCode={setCode} onOpened={setOpened} />
        ) : (
          <PasswordStep
            opened={opened}
            send={(draft) =>
              ask<EnrolmentReceipt>("/enrolment", { method: "POST", body: { ...draft, code } })
            }
            onDone={() => setDone(opened.username)}
          />
        )}
      </div>
    </main>
  );
}

function CodeStep({
  code,
  onCode,
  onOpened,
}: {
  readonly code: string;
  readonly onCode: (text: string) => void;
  readonly onOpened: (opened: OpenedEnrolment) => void;
}) {
  const { words } = useSpeech();
  const [problem, setProblem] = useState<Problem>();
  const open = async () => {
    const answer = await ask<OpenedEnrolment>("/enrolment/opening", {
      method: "POST",
      body: { code },
    });
    if (answer.ok) onOpened(answer.value);
    else setProblem(answer.problem);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void open();
  };
  return (
    <form onSubmit={submit} className="work-form">
      <h1>{words.enrolment.title}</h1>
      <p className="soft">{words.enrolment.lead}</p>
      <Refused problem={problem} />
      <Field
        label={words.enrolment.code}
        hint={words.enrolment.codeHint}
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        required
        maxLength={60}
        value={code}
        onChange={(event) => onCode(event.target.value)}
      />
      <button type="submit" className="button button-main">
        {words.enrolment.next}
      </button>
    </form>
  );
}

function Done({ username }: { readonly username: string }) {
  const { words } = useSpeech();
  return (
    <>
      <h1>{words.enrolment.done}</h1>
      <p>{words.enrolment.doneLead(username)}</p>
      <Link to="/masuk" className="button button-main">
        {words.enrolment.enter}
      </Link>
    </>
  );
}
