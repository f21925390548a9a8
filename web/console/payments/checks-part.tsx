import { useState } from "react";
import type { PaymentChecks } from "#contract/payments.ts";
import {
  PAYMENT_CHECK_REASONS,
  PAYMENT_CHECK_REMEDIES,
  PAYMENT_CHECK_WORDS,
  PAYMENT_CHECKS,
  type PaymentCheck,
} from "#domain/payment-sample.ts";
import { Choice } from "#web/kit/field.tsx";
import { formatCount } from "#web/kit/format.ts";
import { useSpeech } from "#web/kit/words/language.tsx";
import { PagedCards } from "../fieldwork/paged-cards.tsx";
import { useSitting } from "../officer.tsx";
import { FamilyRow, keyOfFamily } from "./family-rows.tsx";
import { PhonePart } from "./phone-part.tsx";

type Asked = { readonly path: string; readonly area: string };

/** Recipients to be looked at before the list is sent: one list for each reason, with its remedy. */
export function Checks({ path, area }: Asked) {
  const { words } = useSpeech();
  const said = words.payments;
  return (
    <PhonePart id="checks" title={said.checks} lead={said.checksLead}>
      {area.length < 4 ? <p>{said.checksNarrow}</p> : <Lists path={path} area={area} />}
    </PhonePart>
  );
}

function Lists({ path, area }: Asked) {
  const { words } = useSpeech();
  const { purpose } = useSitting();
  const [list, choose] = useState<PaymentCheck>("deceased");
  return (
    <PagedCards<PaymentChecks["items"][number], PaymentChecks>
      list="payment-checks"
      path={`${path}/checks?area=${area}&list=${list}&limit=10`}
      purpose={purpose}
      empty={words.payments.checksNone}
      keyOf={keyOfFamily}
      above={(checks) => <Chosen checks={checks} list={list} choose={choose} />}
    >
      {(family) => <FamilyRow family={family} />}
    </PagedCards>
  );
}

function Chosen(given: {
  readonly checks: PaymentChecks;
  readonly list: PaymentCheck;
  readonly choose: (list: PaymentCheck) => void;
}) {
  const { words, language, say } = useSpeech();
  const said = words.payments;
  const { checks, list, choose } = given;
  const count = (number: number) => formatCount(number, language);
  return (
    <>
      <Choice
        label={said.cause}
        value={list}
        onChange={(value) => choose(PAYMENT_CHECKS.find((one) => one === value) ?? "deceased")}
      >
        {PAYMENT_CHECKS.map((one) => (
          <option key={one} value={one}>
            {said.checkOf(say(PAYMENT_CHECK_WORDS[one]), count(checks.counts[one] ?? 0))}
          </option>
        ))}
      </Choice>
      <p>
        {said.ofList(count(checks.counts[list] ?? 0), count(checks.onList))}{" "}
        {say(PAYMENT_CHECK_REASONS[list])}
      </p>
      <p>
        <strong>{said.remedy}:</strong> {say(PAYMENT_CHECK_REMEDIES[list])}
      </p>
    </>
  );
}
