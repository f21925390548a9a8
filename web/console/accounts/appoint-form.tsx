import { type FormEvent, useRef, useState } from "react";
import type { Appointment, AppointmentReceipt } from "#contract/appointments.ts";
import { addDays, type PlainDate } from "#domain/plain-date.ts";
import { Notice } from "#web/kit/notice.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { filled } from "../fieldwork/filled.ts";
import { Refused } from "../fieldwork/form-parts.tsx";
import { useAct } from "../fieldwork/use-act.ts";
import { DaysAndDecree, readDraft, TermsFields } from "./terms-fields.tsx";

/** Another appointment for somebody who has an account; or the same one, carried on after its last day. */
export function AppointForm({
  accountId,
  fullName,
  renewed,
}: {
  readonly accountId: string;
  readonly fullName: string;
  readonly renewed?: Appointment;
}) {
  const { words } = useSpeech();
  const [region, setRegion] = useState(renewed?.region.code);
  const [isLost, setLost] = useState(false);
  const opened = useRef<HTMLDetailsElement>(null);
  const act = useAct("accounts", words.accounts.appointed);
  const send = async (form: HTMLFormElement, regionCode: string) => {
    const draft = readDraft(filled(form), regionCode);
    const body = renewed === undefined ? draft : { ...draft, ...carriedOn(renewed) };
    const path = `/accounts/${accountId}/appointments`;
    if ((await act.send<AppointmentReceipt>(path, body)) === undefined) return;
    form.reset();
    if (opened.current !== null) opened.current.open = false;
  };
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    setLost(region === undefined);
    if (region !== undefined) void send(event.currentTarget, region);
  };
  return (
    <details ref={opened}>
      <summary>
        {renewed === undefined ? words.accounts.appoint : words.accounts.renew}
        <span className="unseen"> {fullName}</span>
      </summary>
      <form onSubmit={submit} className="work-form">
        <Refused problem={act.problem} />
        {isLost ? <Notice tone="wrong">{words.unidentified.villageWrong}</Notice> : null}
        {renewed === undefined ? (
          <TermsFields onRegion={setRegion} />
        ) : (
          <DaysAndDecree from={addDays(renewed.validTo as PlainDate, 1)} />
        )}
        <button type="submit" className="button button-main" disabled={act.isSending}>
          {words.accounts.appointSave}
        </button>
      </form>
    </details>
  );
}

const carriedOn = ({ role, office, programs }: Appointment) => ({
  role,
  office,
  ...(programs.length === 0 ? {} : { programs }),
});
