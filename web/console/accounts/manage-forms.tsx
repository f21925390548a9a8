import { type FormEvent, useState } from "react";
import type { Account, AccountReceipt } from "#contract/accounts.ts";
import { useSpeech } from "#web/kit/words/language.tsx";
import { ReasonLines, Refused, Segments } from "../fieldwork/form-parts.tsx";
import { useAct } from "../fieldwork/use-act.ts";
import { HandedCode } from "./handed-code.tsx";

type Props = { readonly account: Account };

/** A new code for who lost password, phone or code: what was ends in this instant. */
export function ResetForm({ account: { accountId, username, fullName } }: Props) {
  const { words } = useSpeech();
  const [reason, setReason] = useState("");
  const [made, setMade] = useState<AccountReceipt>();
  const act = useAct("accounts", words.accounts.resetDone);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void act.send<AccountReceipt>(`/accounts/${accountId}/reset`, { reason }).then(setMade);
  };
  if (made !== undefined) return <HandedCode receipt={made} username={username} />;
  return (
    <details>
      <summary>
        {words.accounts.reset}
        <span className="unseen"> {fullName}</span>
      </summary>
      <form onSubmit={submit} className="work-form">
        <p className="soft">{words.accounts.resetLead}</p>
        <Refused problem={act.problem} />
        <ReasonLines
          label={words.accounts.reason}
          hint={words.accounts.reasonHint}
          value={reason}
          onChange={setReason}
        />
        <button type="submit" className="button button-main" disabled={act.isSending}>
          {words.accounts.reset}
        </button>
      </form>
    </details>
  );
}

/** Ends every session now, or the account for good. */
export function RevokeForm({ account: { accountId, fullName } }: Props) {
  const { words } = useSpeech();
  const [what, setWhat] = useState<"sessions" | "account">();
  const [reason, setReason] = useState("");
  const act = useAct("accounts", words.accounts.revokeDone);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const body = { reason, disable: what === "account" };
    void act.send(`/accounts/${accountId}/revocation`, body);
  };
  return (
    <details>
      <summary>
        {words.accounts.revoke}
        <span className="unseen"> {fullName}</span>
      </summary>
      <form onSubmit={submit} className="work-form">
        <Refused problem={act.problem} />
        <Segments
          legend={words.accounts.revokeChoice}
          name={`revoke-${accountId}`}
          choices={{
            sessions: words.accounts.revokeSessions,
            account: words.accounts.revokeAccount,
          }}
          chosen={what}
          onChoose={setWhat}
        />
        <ReasonLines
          label={words.accounts.reason}
          hint={words.accounts.reasonHint}
          value={reason}
          onChange={setReason}
        />
        <button type="submit" className="button button-main" disabled={act.isSending}>
          {words.accounts.revokeSave}
        </button>
      </form>
    </details>
  );
}
