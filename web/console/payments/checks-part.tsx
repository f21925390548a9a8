import { Link } from "@tanstack/react-router";
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
import { Loaded } from "#web/kit/loaded.tsx";
import { Notice } from "#web/kit/notice.tsx";
import { Part } from "#web/kit/page.tsx";
import { Table } from "#web/kit/table.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { useAsked } from "../officer.tsx";

type Asked = { readonly path: string; readonly area: string };

/** Recipients to be looked at before the list is sent: one table for each list, with its reason and remedy. */
export function Checks({ path, area }: Asked) {
  const { words } = useSpeech();
  const said = words.payments;
  return (
    <Part id="checks" title={said.checks} lead={said.checksLead}>
      {area.length < 4 ? <p>{said.checksNarrow}</p> : <Lists path={path} area={area} />}
    </Part>
  );
}

function Lists({ path, area }: Asked) {
  const [list, choose] = useState<PaymentCheck>("deceased");
  const query = useAsked<PaymentChecks>(`${path}/checks?area=${area}&list=${list}&limit=50`);
  return (
    <Loaded query={query}>
      {(checks) => <OneList checks={checks} list={list} choose={choose} />}
    </Loaded>
  );
}

function OneList(given: {
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
      {checks.items.length === 0 ? (
        <Notice tone="good">{said.checksNone}</Notice>
      ) : (
        <FamilyTable caption={say(PAYMENT_CHECK_WORDS[list])} items={checks.items} />
      )}
    </>
  );
}

/** Families by name and place, each leading to its sheet. */
export function FamilyTable({
  caption,
  items,
}: {
  readonly caption: string;
  readonly items: PaymentChecks["items"];
}) {
  const { words } = useSpeech();
  return (
    <Table
      caption={caption}
      rows={items}
      keyOf={({ familyId, personName }) => `${familyId} ${personName ?? ""}`}
      columns={[
        {
          head: words.common.family,
          cell: ({ familyId, headName }) => (
            <Link to="/keluarga/$familyId" params={{ familyId }} data-row>
              {headName}
            </Link>
          ),
        },
        { head: words.common.person, cell: ({ personName }) => personName ?? "–" },
        { head: words.common.region, cell: ({ place }) => `${place.village}, ${place.district}` },
      ]}
    />
  );
}
