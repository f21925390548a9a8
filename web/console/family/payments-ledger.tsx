import type { Member } from "#contract/family-sheet.ts";
import type { FamilyPayments } from "#contract/payments.ts";
import { PAYMENT_STATUSES } from "#domain/payment-status.ts";
import { PAYMENT_TERMS } from "#domain/payment-terms.ts";
import { formatDay, formatRupiah } from "#web/kit/format.ts";
import { Loaded } from "#web/kit/loaded.tsx";
import { Table } from "#web/kit/table.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { useAsked } from "../officer.tsx";

type Item = FamilyPayments["items"][number];

/** Who pays this family what, since when, and where the last phase stands, in words. */
export function PaymentsLedger(given: {
  readonly familyId: string;
  readonly members: readonly Member[];
}) {
  const { words, language, say } = useSpeech();
  const said = words.payments;
  const query = useAsked<FamilyPayments>(`/families/${given.familyId}/payments`);
  const nameOf = (personId: string | undefined) =>
    given.members.find((member) => member.personId === personId)?.name;
  return (
    <section aria-label={said.ledger} className="payments-ledger">
      <h3>{said.ledger}</h3>
      <p className="soft">{said.ledgerLead}</p>
      <Loaded query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <p>{said.ledgerNone}</p>
          ) : (
            <Table<Item>
              stacks
              caption={said.ledger}
              rows={items}
              keyOf={({ program, personId }) => `${program} ${personId ?? ""}`}
              columns={[
                {
                  head: words.family.programs,
                  cell: ({ name, personId, isOnList }) =>
                    [say(name), nameOf(personId), isOnList ? undefined : said.off]
                      .filter(Boolean)
                      .join(" · "),
                },
                { head: said.payer, cell: ({ payer }) => payer },
                { head: said.start, cell: ({ since }) => formatDay(since, language) },
                { head: said.last, cell: (item) => <LastPhase item={item} /> },
                {
                  head: said.amount,
                  cell: ({ amountRupiah }) =>
                    amountRupiah === undefined ? "–" : formatRupiah(amountRupiah, language),
                  isFigure: true,
                },
              ]}
            />
          )
        }
      </Loaded>
    </section>
  );
}

/** The state in plain words, with the next step where there is one. */
function LastPhase({ item: { phase, status, reportedOn } }: { readonly item: Item }) {
  const { words, language, say } = useSpeech();
  const known = PAYMENT_STATUSES.find((one) => one === status);
  const terms = known === undefined ? undefined : PAYMENT_TERMS[known];
  return (
    <>
      <strong>
        {phase}: {terms === undefined ? status : say(terms.words)}
      </strong>{" "}
      <span className="soft">{words.payments.since(formatDay(reportedOn, language))}</span>
      {terms === undefined ? null : (
        <>
          <br />
          {say(terms.meaning)} {say(terms.nextStep)}
        </>
      )}
    </>
  );
}
