import { useEffect, useRef } from "react";
import type { AccountReceipt } from "#contract/accounts.ts";
import { formatInstant } from "#web/kit/format.ts";
import { useSpeech } from "#web/kit/words/language.tsx";

/** The code of an invitation or reset, shown this once. The link carries it behind "#": it never travels. */
export function HandedCode({
  receipt: { code, goodUntil },
  username,
}: {
  readonly receipt: AccountReceipt;
  readonly username: string;
}) {
  const { words, language } = useSpeech();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  if (code === undefined || goodUntil === undefined) return null;
  return (
    <section className="card handed-code" aria-labelledby={`code-${username}`}>
      <h2 id={`code-${username}`} ref={heading} tabIndex={-1}>
        {words.accounts.code(username)}
      </h2>
      <p className="code-spelled">{code}</p>
      <p>{words.accounts.codeLead}</p>
      <p className="soft">{words.accounts.codeUntil(formatInstant(goodUntil, language))}</p>
      <p>
        {words.accounts.link}:{" "}
        <span className="digest">{`${window.location.origin}/konsol/daftar#kode=${code}`}</span>
      </p>
    </section>
  );
}
