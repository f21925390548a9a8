import { type FormEvent, useEffect, useRef, useState } from "react";
import { encode } from "uqr";
import type { EnrolmentReceipt, OpenedEnrolment } from "#contract/enrolment.ts";
import type { Problem } from "#contract/problem.ts";
import type { Answer } from "#web/kit/ask.ts";
import { Field } from "#web/kit/field.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { Refused } from "../fieldwork/form-parts.tsx";

type Draft = { readonly password: string; readonly totp?: string };

/** The picture for the phone, its six digits, and a password typed twice. */
export function PasswordStep({
  opened,
  send,
  onDone,
}: {
  readonly opened: OpenedEnrolment;
  readonly send: (draft: Draft) => Promise<Answer<EnrolmentReceipt>>;
  readonly onDone: () => void;
}) {
  const { words } = useSpeech();
  const { enrolment } = words;
  const [problem, setProblem] = useState<Problem>();
  const [isBusy, setBusy] = useState(false);
  const [password, setPassword] = useState("");
  const [again, setAgain] = useState("");
  const [totp, setTotp] = useState("");
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const differs = again !== "" && again !== password;
  const finish = async () => {
    const digits = totp.replaceAll(/\D/g, "");
    setBusy(true);
    const answer = await send({ password, ...(digits === "" ? {} : { totp: digits }) });
    setBusy(false);
    if (answer.ok) onDone();
    else setProblem(answer.problem);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (password === again) void finish();
  };
  return (
    <form onSubmit={submit} className="work-form">
      <h1 ref={heading} tabIndex={-1}>
        {enrolment.title}
      </h1>
      <p>{enrolment.greeting(opened.fullName, opened.username)}</p>
      <Refused problem={problem} />
      <PhonePart opened={opened} />
      <Field
        label={enrolment.totp}
        hint={opened.needsTotp ? undefined : enrolment.totpFree}
        inputMode="numeric"
        autoComplete="one-time-code"
        pattern="[0-9 ]{6,7}"
        required={opened.needsTotp}
        value={totp}
        onChange={(event) => setTotp(event.target.value)}
      />
      <h2>{enrolment.passwordTitle}</h2>
      <input type="hidden" autoComplete="username" value={opened.username} readOnly />
      <Field
        label={enrolment.password}
        hint={words.ownAccount.rule}
        type="password"
        autoComplete="new-password"
        required
        minLength={12}
        maxLength={200}
        value={password}
        onChange={(event) => setPassword(event.target.value)}
      />
      <Field
        label={enrolment.again}
        error={differs ? enrolment.differs : undefined}
        type="password"
        autoComplete="new-password"
        required
        value={again}
        onChange={(event) => setAgain(event.target.value)}
      />
      <button type="submit" className="button button-main" disabled={isBusy || differs}>
        {enrolment.finish}
      </button>
    </form>
  );
}

function PhonePart({ opened }: { readonly opened: OpenedEnrolment }) {
  const { enrolment } = useSpeech().words;
  return (
    <>
      <h2>{enrolment.phoneTitle}</h2>
      <p className="soft">{enrolment.phoneLead}</p>
      <QrPicture text={opened.totpAddress} label={enrolment.picture} />
      <p className="soft">
        {enrolment.secret}{" "}
        <span className="digest">{opened.totpSecret.match(/.{1,4}/g)?.join(" ")}</span>
      </p>
    </>
  );
}

/** Drawn here, in the browser: the secret is sent to no picture service, not even to ours. */
function QrPicture({ text, label }: { readonly text: string; readonly label: string }) {
  const { size, data } = encode(text, { ecc: "M", border: 2 });
  const path = data
    .flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : "")))
    .join("");
  return (
    <svg viewBox={`0 0 ${size} ${size}`} className="qr" role="img" aria-label={label}>
      <rect width={size} height={size} className="qr-ground" />
      <path d={path} className="qr-ink" />
    </svg>
  );
}
