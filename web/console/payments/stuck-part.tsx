import { useState } from "react";
import type { PaymentReconciliation, StuckPayment } from "#contract/payments.ts";
import {
  PAYMENT_ACTOR_WORDS,
  PAYMENT_STATUSES,
  type PaymentStatus,
} from "#domain/payment-status.ts";
import { PAYMENT_TERMS } from "#domain/payment-terms.ts";
import { formatCount, formatDay, formatRupiah } from "#web/kit/format.ts";
import { Loaded } from "#web/kit/loaded.tsx";
import { Notice } from "#web/kit/notice.tsx";
import { Part } from "#web/kit/page.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { PagedCards } from "../fieldwork/paged-cards.tsx";
import { useAsked, useSitting } from "../officer.tsx";
import { FamilyRow, keyOfFamily } from "./family-rows.tsx";

type Asked = { readonly path: string; readonly area: string };
type Cause = PaymentReconciliation["causes"][number];

/** Why payments stand still, each cause with its remedy said once; its families are opened when somebody asks for them. */
export function Stuck({ path, area }: Asked) {
  const { words } = useSpeech();
  const said = words.payments;
  const sums = useAsked<PaymentReconciliation>(`${path}?area=${area}`);
  return (
    <Part id="stuck" title={said.stuck} lead={said.stuckLead}>
      <Loaded query={sums}>
        {({ causes }) =>
          causes.length === 0 ? (
            <Notice tone="good">{said.stuckNone}</Notice>
          ) : (
            <ul className="payment-causes">
              {causes.map((cause) => (
                <li key={cause.status}>
                  <StuckCause cause={cause} path={path} area={area} />
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </Part>
  );
}

function StuckCause({ cause, path, area }: Asked & { readonly cause: Cause }) {
  const { words, language, say } = useSpeech();
  const said = words.payments;
  const status = PAYMENT_STATUSES.find((one) => one === cause.status);
  const count = formatCount(cause.payments, language);
  const money = formatRupiah(cause.amountRupiah, language);
  return (
    <article className="payment-cause">
      <h3>{said.causeOf(status === undefined ? cause.status : wordsOf(status, say), count)}</h3>
      {status === undefined ? null : <Remedy status={status} money={money} />}
      <Families path={`${path}/stuck?area=${area}&status=${cause.status}&limit=10`} count={count} />
    </article>
  );
}

const wordsOf = (status: PaymentStatus, say: ReturnType<typeof useSpeech>["say"]): string =>
  say(PAYMENT_TERMS[status].words);

function Remedy({ status, money }: { readonly status: PaymentStatus; readonly money: string }) {
  const { words, say } = useSpeech();
  const said = words.payments;
  const { meaning, nextStep, actor } = PAYMENT_TERMS[status];
  return (
    <>
      <p className="soft">
        {money} · {say(meaning)}
      </p>
      <p>
        <strong>{say(nextStep)}</strong>{" "}
        <span className="soft">{said.by(say(PAYMENT_ACTOR_WORDS[actor]))}</span>
      </p>
    </>
  );
}

function Families({ path, count }: { readonly path: string; readonly count: string }) {
  const { words, language } = useSpeech();
  const said = words.payments;
  const { purpose } = useSitting();
  const [isOpen, setOpen] = useState(false);
  return (
    <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{said.showFamilies(count)}</summary>
      {isOpen ? (
        <PagedCards<StuckPayment>
          list="stuck-payments"
          path={path}
          purpose={purpose}
          empty={said.stuckNone}
          keyOf={keyOfFamily}
        >
          {(payment) => (
            <FamilyRow family={payment}>
              {` · ${said.since(formatDay(payment.reportedOn, language))}`}
            </FamilyRow>
          )}
        </PagedCards>
      ) : null}
    </details>
  );
}
