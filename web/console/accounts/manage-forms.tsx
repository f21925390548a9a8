import { useState } from "react";
import type { Account, AccountReceipt } from "#contract/accounts.ts";
import { useSpeech } from "#web/kit/words/language.tsx";
import { DecisionForm, FoldedForm } from "../fieldwork/folded-form.tsx";
import { ReasonLines } from "../fieldwork/form-parts.tsx";
import { useAct } from "../fieldwork/use-act.ts";
import { HandedCode } from "./handed-code.tsx";

type Props = { readonly account: Account };

/** A new code for who lost password, phone or code: what was ends in this instant. */
export function ResetForm({ account: { accountId, username, fullName } }: Props) {
  const { words } = useSpeech();
  const [reason, setReason] = useState("");
  const [made, setMade] = useState<AccountReceipt>();
  const act = useAct("accounts", words.accounts.resetDone);
  if (made !== undefined) return <HandedCode receipt={made} username={username} />;
  return (
    <FoldedForm
      title={words.accounts.reset}
      said={fullName}
      act={act}
      save={words.accounts.reset}
      onSend={() =>
        act.send<AccountReceipt>(`/accounts/${accountId}/reset`, { reason }).then(setMade)
      }
    >
      <p className="soft">{words.accounts.resetLead}</p>
      <ReasonLines
        label={words.accounts.reason}
        hint={words.accounts.reasonHint}
        value={reason}
        onChange={setReason}
      />
    </FoldedForm>
  );
}

/** Ends every session now, or the account for good. */
export function RevokeForm({ account: { accountId, fullName } }: Props) {
  const { accounts } = useSpeech().words;
  return (
    <DecisionForm
      title={accounts.revoke}
      said={fullName}
      list="accounts"
      words={{
        ...accounts,
        legend: accounts.revokeChoice,
        save: accounts.revokeSave,
        saved: accounts.revokeDone,
      }}
      name={`revoke-${accountId}`}
      choices={{ sessions: accounts.revokeSessions, account: accounts.revokeAccount }}
      path={`/accounts/${accountId}/revocation`}
      bodyOf={(what, reason) => ({ reason, disable: what === "account" })}
    />
  );
}
