import type { WhatIfAnswer } from "#contract/what-if.ts";
import { formatCount } from "#web/kit/format.ts";
import { Table } from "#web/kit/table.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { useFigures } from "./what-if-result.tsx";

type Welfare = WhatIfAnswer["nothing"];

/** Poverty, inequality and welfare without aid, as determined, and by the scenario. Simulated. */
export function WhatIfWelfare({ answer }: { readonly answer: WhatIfAnswer }) {
  const { words, language } = useSpeech();
  const said = words.whatIf;
  const { rupiah } = useFigures();
  const places = (value: number, digits: number) =>
    formatCount(Number(value.toFixed(digits)), language);
  const percent = (value: number) => `${places(value * 100, 2)} %`;
  const row = (name: string, write: (one: Welfare) => string) => {
    const of = (one: Welfare | null) => (one === null ? said.withheld : write(one));
    return {
      name,
      without: of(answer.nothing),
      now: of(answer.baseline.welfare),
      next: of(answer.reform.welfare),
    };
  };
  const rows = [
    row(said.headcount, ({ headcount }) => percent(headcount)),
    row(said.gap, ({ gap }) => percent(gap)),
    row(said.severity, ({ severity }) => percent(severity)),
    row(said.gini, ({ gini }) => places(gini, 4)),
    row(said.equal, ({ equalRupiah }) => rupiah(equalRupiah)),
    row(said.gapClosed, ({ gapClosedPerRupiah }) =>
      gapClosedPerRupiah === null ? "–" : places(gapClosedPerRupiah, 3),
    ),
  ];
  return (
    <>
      <Table
        caption={said.welfare}
        columns={[
          { head: said.figure, cell: ({ name }) => name },
          { head: said.without, cell: ({ without }) => without, isFigure: true },
          { head: said.now, cell: ({ now }) => now, isFigure: true },
          { head: said.scenario, cell: ({ next }) => next, isFigure: true },
        ]}
        rows={rows}
        keyOf={({ name }) => name}
        stacks
      />
      <p>{said.lineOf(rupiah(answer.nothing.lineRupiah))}</p>
    </>
  );
}

/** Errors of the model that a survey measured, at its quotas. */
export function SurveyErrors({ survey }: Pick<WhatIfAnswer, "survey">) {
  const { words } = useSpeech();
  const said = words.whatIf;
  const { count, share } = useFigures();
  if (survey.length === 0) return <p>{said.surveyNone}</p>;
  const interval = ([low, high]: readonly number[]) => `${share(low ?? 0)} – ${share(high ?? 0)}`;
  return (
    <Table
      caption={said.survey}
      columns={[
        {
          head: said.quotaPercent,
          cell: ({ quotaPercent }) => `${quotaPercent} %`,
          isFigure: true,
        },
        {
          head: said.measuredExclusion,
          cell: ({ exclusion }) => interval(exclusion),
          isFigure: true,
        },
        {
          head: said.measuredInclusion,
          cell: ({ inclusion }) => interval(inclusion),
          isFigure: true,
        },
        { head: said.households, cell: ({ households }) => count(households), isFigure: true },
      ]}
      rows={survey}
      keyOf={({ quotaPercent }) => String(quotaPercent)}
      stacks
    />
  );
}
