import { useState } from "react";
import type { Account } from "#contract/accounts.ts";
import type { Appointment } from "#contract/appointments.ts";
import { formatDay } from "#web/kit/format.ts";
import { useSpeech } from "#web/kit/words/language.tsx";
import { FoldedForm } from "../fieldwork/folded-form.tsx";
import { ReasonLines, Refused } from "../fieldwork/form-parts.tsx";
import { useAct } from "../fieldwork/use-act.ts";
import { useSitting } from "../officer.tsx";
import { AppointForm } from "./appoint-form.tsx";

/** One dated role: what, where, from when to when, by which decree, by whom; and its next step. */
export function AppointmentLine({
  account,
  appointment,
}: {
  readonly account: Account;
  readonly appointment: Appointment;
}) {
  const { words, say } = useSpeech();
  const { officer } = useSitting();
  const { mayConfirm, mayEnd, isDueForRenewal, revokedReason } = appointment;
  return (
    <>
      <p>
        <strong>{say(appointment.roleWords)}</strong>, {appointment.region.name} ·{" "}
        {say(appointment.officeWords)}{" "}
        <span className={isDueForRenewal ? "tag tag-late" : "tag"}>
          {isDueForRenewal ? words.accounts.renewSoon : say(appointment.stateWords)}
        </span>
      </p>
      <Behind appointment={appointment} />
      {revokedReason === undefined ? null : <p>{words.accounts.ended(revokedReason)}</p>}
      {mayConfirm ? <Confirm account={account} appointment={appointment} /> : null}
      {isDueForRenewal && officer.may.manageAccounts && account.isManaged ? (
        <AppointForm
          accountId={account.accountId}
          fullName={account.fullName}
          renewed={appointment}
        />
      ) : null}
      {mayEnd ? <EndForm account={account} appointment={appointment} /> : null}
    </>
  );
}

function Behind({ appointment }: { readonly appointment: Appointment }) {
  const { words, language } = useSpeech();
  const { by, second, dates } = words.accounts;
  const { appointedBy, confirmedBy, validFrom, validTo, decree, programs } = appointment;
  const people = [
    appointedBy === undefined ? "" : by(appointedBy),
    confirmedBy === undefined ? "" : second(confirmedBy),
  ].filter((part) => part !== "");
  return (
    <p className="soft">
      {[
        dates(formatDay(validFrom, language), formatDay(validTo, language)),
        decree,
        ...programs,
        people.join(", "),
      ]
        .filter((part) => part !== "")
        .join(" · ")}
    </p>
  );
}

type LineProps = { readonly account: Account; readonly appointment: Appointment };

function Confirm({ account, appointment }: LineProps) {
  const { words, say } = useSpeech();
  const act = useAct("accounts", words.accounts.confirmed);
  return (
    <>
      <Refused problem={act.problem} />
      <button
        type="button"
        className="button button-main"
        disabled={act.isSending}
        onClick={() => void act.send(`/appointments/${appointment.appointmentId}/confirmation`, {})}
      >
        {words.accounts.confirm}
        <span className="unseen">
          {" "}
          {say(appointment.roleWords)}, {account.fullName}
        </span>
      </button>
    </>
  );
}

function EndForm({ account, appointment }: LineProps) {
  const { words, say } = useSpeech();
  const [reason, setReason] = useState("");
  const act = useAct("accounts", words.accounts.endDone);
  return (
    <FoldedForm
      title={words.accounts.end}
      said={`${say(appointment.roleWords)}, ${account.fullName}`}
      act={act}
      save={words.accounts.endSave}
      onSend={() => act.send(`/appointments/${appointment.appointmentId}/end`, { reason })}
    >
      <ReasonLines
        label={words.accounts.reason}
        hint={words.accounts.reasonHint}
        value={reason}
        onChange={setReason}
      />
    </FoldedForm>
  );
}
