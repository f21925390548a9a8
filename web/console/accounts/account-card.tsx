import type { Account } from "#contract/accounts.ts";
import { useSpeech } from "#web/kit/words/language.tsx";
import { useSitting } from "../officer.tsx";
import { AppointForm } from "./appoint-form.tsx";
import { AppointmentLine } from "./appointment-line.tsx";
import { ResetForm, RevokeForm } from "./manage-forms.tsx";

/** One person with every appointment, past ones too, and what may be done next. */
export function AccountCard({ account }: { readonly account: Account }) {
  const { words, say } = useSpeech();
  const { officer } = useSitting();
  const { accountId, username, fullName, email, phone } = account;
  const contact = [username, email, phone].filter((part) => part !== undefined).join(" · ");
  const isLive = account.state !== "disabled";
  return (
    <article className="card work-card" aria-labelledby={`account-${accountId}`}>
      <h2 id={`account-${accountId}`}>{fullName}</h2>
      <p>
        {contact} <span className="tag">{say(account.stateWords)}</span>
      </p>
      <h3>{words.accounts.appointments}</h3>
      <ul className="lines">
        {account.appointments.map((appointment) => (
          <li key={appointment.appointmentId}>
            <AppointmentLine account={account} appointment={appointment} />
          </li>
        ))}
      </ul>
      {isLive && officer.may.manageAccounts && username !== officer.account ? (
        <AppointForm accountId={accountId} fullName={fullName} />
      ) : null}
      {isLive && account.isManaged ? (
        <>
          <ResetForm account={account} />
          <RevokeForm account={account} />
        </>
      ) : null}
    </article>
  );
}
