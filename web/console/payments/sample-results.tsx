import { type ReactNode, useState } from "react";
import type { SampleResultDraft } from "#contract/payment-samples.ts";
import type { PaymentSample } from "#contract/payments.ts";
import { type Confidence, estimateWrong } from "#domain/payment-sample.ts";
import { formatCount, formatShare } from "#web/kit/format.ts";
import { Table } from "#web/kit/table.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";

type Stratum = PaymentSample["strata"][number];
type Result = { readonly looked: number; readonly wrong: number };
const NONE: Result = { looked: 0, wrong: 0 };

/** What the visits found, regency by regency, and what that says of all payments; kept where somebody says so. */
export function SampleResults({
  strata,
  confidence,
  keep,
}: {
  readonly strata: readonly Stratum[];
  readonly confidence: Confidence;
  /** What is done with results that say something. */
  readonly keep: (results: SampleResultDraft["results"]) => ReactNode;
}) {
  const { words, language } = useSpeech();
  const said = words.payments;
  const [results, setResults] = useState<ReadonlyMap<string, Result>>(new Map());
  const of = (one: Stratum): Result => results.get(one.region.code) ?? NONE;
  const change = (one: Stratum, result: Partial<Result>) =>
    setResults(new Map([...results, [one.region.code, { ...of(one), ...result }]]));
  const found = estimateWrong(
    strata.map((one) => ({
      regionNo: Number(one.region.code),
      payments: one.payments,
      ...of(one),
    })),
    confidence,
  );
  const share = (milli: number) => formatShare(milli / 1000, language);
  const figure = (value: number) => formatCount(value, language);
  const input = (one: Stratum, which: keyof Result, most: number, label: string) => (
    <input
      type="number"
      className="payment-result"
      min={0}
      max={most}
      aria-label={label}
      value={of(one)[which]}
      onChange={({ currentTarget }) =>
        change(one, { [which]: Math.min(most, Math.max(0, Number(currentTarget.value) || 0)) })
      }
    />
  );
  return (
    <>
      <Table
        caption={said.sample}
        rows={strata}
        keyOf={({ region }) => region.code}
        stacks
        columns={[
          { head: said.regency, cell: ({ region }) => region.name },
          { head: said.made, cell: ({ payments }) => figure(payments), isFigure: true },
          { head: said.taken, cell: ({ drawn }) => figure(drawn), isFigure: true },
          {
            head: said.looked,
            cell: (one) => input(one, "looked", one.payments, said.lookedIn(one.region.name)),
          },
          {
            head: said.wrong,
            cell: (one) => input(one, "wrong", of(one).looked, said.wrongIn(one.region.name)),
          },
        ]}
      />
      <p role="status">
        {found === undefined
          ? said.noEstimate
          : said.estimate(
              share(found.wrongMilli),
              share(found.lowMilli),
              share(found.highMilli),
              figure(confidence),
            )}
      </p>
      {found === undefined
        ? null
        : keep(strata.map((one) => ({ region: one.region.code, ...of(one) })))}
    </>
  );
}
