import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { PaymentChecks, StuckPayment } from "#contract/payments.ts";
import { formatRupiah } from "#web/kit/format.ts";
import { useSpeech } from "#web/kit/words/language.tsx";

type Family = PaymentChecks["items"][number] &
  Partial<Pick<StuckPayment, "amountRupiah" | "isOnList">>;

export const keyOfFamily = ({ familyId, personName }: Family): string =>
  `${familyId} ${personName ?? ""}`;

/** One family in two lines: its name leads to its sheet; below, where it lives, who holds the card, how much. */
export function FamilyRow({
  family,
  children,
}: {
  readonly family: Family;
  readonly children?: ReactNode;
}) {
  const { words, language } = useSpeech();
  const said = words.payments;
  const { familyId, headName, personName, place, amountRupiah, isOnList } = family;
  const isOther = personName !== undefined && personName !== headName;
  return (
    <div className="payment-family">
      <Link to="/keluarga/$familyId" params={{ familyId }} data-row>
        {headName}
      </Link>
      {isOnList === false ? <span className="tag">{said.off}</span> : null}
      <span className="soft">
        {place.village}, {place.district}
        {isOther ? ` · ${said.holder(personName)}` : ""}
        {amountRupiah === undefined ? "" : ` · ${formatRupiah(amountRupiah, language)}`}
        {children}
      </span>
    </div>
  );
}
