import { useSearch } from "@tanstack/react-router";
import { useState } from "react";
import type { PaymentPhases } from "#contract/payments.ts";
import { Choice } from "#web/kit/field.tsx";
import { formatCount, formatDay } from "#web/kit/format.ts";
import { Loaded } from "#web/kit/loaded.tsx";
import { Page } from "#web/kit/page.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { useAsked, useSitting } from "../officer.tsx";
import { Checks } from "./checks-part.tsx";
import { Sample } from "./sample-part.tsx";
import { Stuck } from "./stuck-part.tsx";
import { Regions, Sums } from "./sums-part.tsx";
import "./payments.css";

/** How far the money of a phase has come in a region, what stands still, what to look at before and after. */
export function PaymentsScreen() {
  const { words } = useSpeech();
  const { officer } = useSitting();
  const { wilayah } = useSearch({ from: "/inside/penyaluran" });
  const phases = useAsked<PaymentPhases>("/payments");
  const area = wilayah ?? officer.region.code;
  return (
    <Page title={words.payments.title} lead={words.payments.lead}>
      <Loaded query={phases}>
        {({ items }) =>
          items.length === 0 ? <p>{words.payments.none}</p> : <Phases items={items} area={area} />
        }
      </Loaded>
    </Page>
  );
}

function Phases({
  items,
  area,
}: {
  readonly items: PaymentPhases["items"];
  readonly area: string;
}) {
  const { words, language, say } = useSpeech();
  const said = words.payments;
  const [chosen, choose] = useState("0");
  const phase = items[Number(chosen)] ?? items[0];
  if (phase === undefined) return null;
  const path = `/payments/${phase.program}/${phase.phase}`;
  return (
    <>
      <div className="payment-phase no-print">
        <Choice label={said.phase} value={chosen} onChange={choose}>
          {items.map((one, at) => (
            <option key={`${one.program}-${one.phase}`} value={at}>
              {said.phaseOf(say(one.name), one.phase)}
            </option>
          ))}
        </Choice>
        <p className="soft">
          {said.reported(
            formatCount(phase.reports, language),
            formatDay(phase.reportedOn, language),
          )}
        </p>
      </div>
      <Sums key={`sums ${path} ${area}`} path={path} area={area} />
      <Stuck key={`stuck ${path} ${area}`} path={path} area={area} />
      <Regions key={`regions ${path} ${area}`} path={path} area={area} />
      <Checks key={`checks ${path} ${area}`} path={path} area={area} />
      <Sample key={`sample ${path} ${area}`} path={path} area={area} />
    </>
  );
}
