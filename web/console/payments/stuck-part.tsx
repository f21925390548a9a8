import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { PaymentReconciliation, StuckPayment } from "#contract/payments.ts";
import {
  PAYMENT_ACTOR_WORDS,
  PAYMENT_STATUSES,
  type PaymentStatus,
} from "#domain/payment-status.ts";
import { PAYMENT_TERMS } from "#domain/payment-terms.ts";
import { Choice } from "#web/kit/field.tsx";
import { formatCount, formatDay, formatRupiah } from "#web/kit/format.ts";
import { Part } from "#web/kit/page.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { PagedCards } from "../fieldwork/paged-cards.tsx";
import { useAsked, useSitting } from "../officer.tsx";

type Asked = { readonly path: string; readonly area: string };

const termsOf = (status: string) => {
  const known = PAYMENT_STATUSES.find((one) => one === status);
  return known === undefined ? undefined : PAYMENT_TERMS[known];
};

/** Families whose payment stands still, each with what it means, what to do, and who does it. */
export function Stuck({ path, area }: Asked) {
  const { words, language, say } = useSpeech();
  const said = words.payments;
  const { purpose } = useSitting();
  const [status, choose] = useState("");
  const sums = useAsked<PaymentReconciliation>(`${path}?area=${area}`);
  const causes = sums.data?.ok ? sums.data.value.causes : [];
  const chosen = status === "" ? "" : `&status=${status}`;
  return (
    <Part id="stuck" title={said.stuck} lead={said.stuckLead}>
      <div className="no-print">
        <Choice label={said.cause} value={status} onChange={choose}>
          <option value="">{said.allCauses}</option>
          {causes.map((cause) => (
            <option key={cause.status} value={cause.status}>
              {said.causeOf(
                say(PAYMENT_TERMS[cause.status as PaymentStatus].words),
                formatCount(cause.payments, language),
              )}
            </option>
          ))}
        </Choice>
      </div>
      <PagedCards<StuckPayment>
        list="stuck-payments"
        path={`${path}/stuck?area=${area}${chosen}`}
        purpose={purpose}
        empty={said.stuckNone}
        keyOf={({ familyId, personName }) => `${familyId} ${personName ?? ""}`}
      >
        {(payment) => <StuckCard payment={payment} />}
      </PagedCards>
    </Part>
  );
}

function StuckCard({ payment }: { readonly payment: StuckPayment }) {
  const { words, language, say } = useSpeech();
  const said = words.payments;
  const { familyId, headName, personName, place, reportedOn, amountRupiah, isOnList } = payment;
  const terms = termsOf(payment.status);
  return (
    <article className="work-card">
      <header>
        <h3>
          <Link to="/keluarga/$familyId" params={{ familyId }} data-row>
            {headName}
          </Link>{" "}
          <span className="tag">{terms === undefined ? payment.status : say(terms.words)}</span>
          {isOnList ? null : <span className="tag">{said.off}</span>}
        </h3>
        <p className="soft">
          {place.village}, {place.district}
          {personName === undefined || personName === headName
            ? ""
            : ` · ${said.holder(personName)}`}
          {amountRupiah === undefined ? "" : ` · ${formatRupiah(amountRupiah, language)}`} ·{" "}
          {said.since(formatDay(reportedOn, language))}
        </p>
      </header>
      {terms === undefined ? null : (
        <dl className="payment-step">
          <dt>{said.meaning}</dt>
          <dd>{say(terms.meaning)}</dd>
          <dt>{said.next}</dt>
          <dd>
            <strong>{say(terms.nextStep)}</strong>
          </dd>
          <dt>{said.actor}</dt>
          <dd>{say(PAYMENT_ACTOR_WORDS[terms.actor])}</dd>
        </dl>
      )}
    </article>
  );
}
