import { Link } from "@tanstack/react-router";
import type { PaymentReconciliation, PaymentStanding } from "#contract/payments.ts";
import { PAYMENT_GROUP_WORDS, PAYMENT_GROUPS, type PaymentGroup } from "#domain/payment-status.ts";
import { CountBars } from "#web/kit/count-bars.tsx";
import { formatCount, formatRupiah, formatShare } from "#web/kit/format.ts";
import { Loaded } from "#web/kit/loaded.tsx";
import { Part } from "#web/kit/page.tsx";
import { Table } from "#web/kit/table.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { aboveOf } from "../areas/use-areas.ts";
import { useAsked, useSitting } from "../officer.tsx";
import { PhonePart } from "./phone-part.tsx";

type Asked = { readonly path: string; readonly area: string };

/** Of a region: who is on the list, and in which state their money is. */
export function Sums({ path, area }: Asked) {
  const query = useAsked<PaymentReconciliation>(`${path}?area=${area}`);
  return <Loaded query={query}>{(sums) => <Standing sums={sums} />}</Loaded>;
}

/** How many of a region are in one group. */
export const countOf = ({ groups }: PaymentStanding, group: PaymentGroup): number =>
  groups[group]?.payments ?? 0;

function Standing({ sums }: { readonly sums: PaymentReconciliation }) {
  const { words, language, say } = useSpeech();
  const said = words.payments;
  const { whole } = sums;
  const count = (number: number) => formatCount(number, language);
  const money = (rupiah: string) => formatRupiah(rupiah, language);
  const { payments, amountRupiah } = whole.onList;
  return (
    <>
      <Up code={whole.region.code} />
      <Part id="sums" title={said.sums(whole.region.name)}>
        <p className="big-figure">
          <strong>{said.onList(count(payments), money(amountRupiah))}</strong>{" "}
          {payments === 0
            ? null
            : said.paidOf(
                formatShare(countOf(whole, "paid") / payments, language),
                money(whole.groups.paid?.amountRupiah ?? "0"),
              )}
        </p>
        <CountBars
          sentence={said.chart(whole.region.name)}
          unit={said.payments}
          withheld="–"
          bars={PAYMENT_GROUPS.map((group) => ({
            key: group,
            label: say(PAYMENT_GROUP_WORDS[group]),
            count: countOf(whole, group),
          }))}
        />
        <p className="soft">
          {said.addsUp}{" "}
          {whole.offList.payments === 0 ? null : said.offList(count(whole.offList.payments))}
        </p>
      </Part>
    </>
  );
}

/** The same, region by region; folded on a phone. */
export function Regions({ path, area }: Asked) {
  const { words } = useSpeech();
  const said = words.payments;
  const query = useAsked<PaymentReconciliation>(`${path}?area=${area}`);
  return (
    <PhonePart id="parts" title={said.parts}>
      <Loaded query={query}>
        {({ parts }) =>
          parts.length === 0 ? <p>{said.noParts}</p> : <RegionTable parts={parts} />
        }
      </Loaded>
    </PhonePart>
  );
}

function RegionTable({ parts }: { readonly parts: readonly PaymentStanding[] }) {
  const { words, language } = useSpeech();
  const said = words.payments;
  const figure = (head: string, of: (part: PaymentStanding) => number) => ({
    head,
    cell: (part: PaymentStanding) => formatCount(of(part), language),
    isFigure: true,
  });
  return (
    <Table
      caption={said.parts}
      rows={parts}
      keyOf={({ region }) => region.code}
      stacks
      columns={[
        { head: said.region, cell: (part) => <Name part={part} /> },
        figure(said.list, ({ onList }) => onList.payments),
        figure(said.paid, (part) => countOf(part, "paid")),
        figure(said.failed, (part) => countOf(part, "failed")),
        figure(said.waiting, (part) => countOf(part, "not-withdrawn")),
        figure(said.left, (part) => countOf(part, "excluded") + countOf(part, "returned")),
      ]}
    />
  );
}

function Name({ part: { region } }: { readonly part: PaymentStanding }) {
  if (region.tier === "village") return region.name;
  return (
    <Link to="/penyaluran" search={{ wilayah: region.code }}>
      {region.name}
    </Link>
  );
}

function Up({ code }: { readonly code: string }) {
  const { words } = useSpeech();
  const { officer } = useSitting();
  if (code === officer.region.code || code === "ID") return null;
  return (
    <p className="no-print">
      <Link to="/penyaluran" search={{ wilayah: aboveOf(code) }}>
        {words.payments.up}
      </Link>
    </p>
  );
}
