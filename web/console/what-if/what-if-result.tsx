import type { WhatIfAnswer } from "#contract/what-if.ts";
import { sayDecileBasis } from "#domain/decile-basis.ts";
import { CountBars } from "#web/kit/count-bars.tsx";
import { formatCount, formatRupiah, formatShare } from "#web/kit/format.ts";
import { Part } from "#web/kit/page.tsx";
import { type Column, Table } from "#web/kit/table.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { FoldedPart } from "./folded-part.tsx";
import { FrontierChart } from "./frontier-chart.tsx";
import { WhatIfContents } from "./what-if-contents.tsx";
import { WhatIfMap } from "./what-if-map.tsx";
import { SurveyErrors, WhatIfWelfare } from "./what-if-welfare.tsx";

/** How numbers of an answer are said: withheld ones by their word. */
export function useFigures() {
  const { words, language } = useSpeech();
  const { withheld } = words.whatIf;
  return {
    count: (value: number | null) => (value === null ? withheld : formatCount(value, language)),
    rupiah: (value: number | null) =>
      value === null ? withheld : formatRupiah(String(value), language),
    share: (value: number | null) => (value === null ? "–" : formatShare(value, language)),
  };
}

/** What follows from the terms: sums, who drops out, by decile and region, and other lines. */
export function WhatIfResult({ answer }: { readonly answer: WhatIfAnswer }) {
  const { words } = useSpeech();
  const said = words.whatIf;
  const { count } = useFigures();
  const hasMap = answer.region.tier === "country" || answer.parts.length > 1;
  return (
    <>
      <WhatIfContents hasMap={hasMap} />
      <Part id="result" title={said.result}>
        <Sums answer={answer} />
      </Part>
      {!hasMap ? null : (
        <FoldedPart id="map" title={said.map}>
          <WhatIfMap answer={answer} />
        </FoldedPart>
      )}
      <FoldedPart
        id="drops-out"
        title={said.dropsOut}
        counted={sayDecileBasis(answer.version.decileBasis)}
      >
        <CountBars
          bars={answer.deciles.map(({ decile, losers }) => ({
            key: String(decile),
            label: `${said.decile} ${decile}`,
            count: losers,
          }))}
          unit={said.losers}
          sentence={said.dropsOutOf(count(answer.losers))}
          withheld={said.withheld}
        />
        <Table
          caption={said.byDecile}
          columns={useGroupColumns<WhatIfAnswer["deciles"][number]>(said.decile, ({ decile }) =>
            String(decile),
          )}
          rows={answer.deciles}
          keyOf={({ decile }) => String(decile)}
          stacks
        />
      </FoldedPart>
      <FoldedPart id="by-region" title={said.byPart}>
        <Table
          caption={said.byPart}
          columns={useGroupColumns<WhatIfAnswer["parts"][number]>(
            said.region,
            ({ region }) => region.name,
          )}
          rows={answer.parts}
          keyOf={({ region }) => region.code}
          stacks
        />
      </FoldedPart>
      <FoldedPart id="welfare" title={said.welfare} lead={said.welfareLead}>
        <WhatIfWelfare answer={answer} />
      </FoldedPart>
      <FoldedPart id="frontier" title={said.frontier} lead={said.expected}>
        <FrontierChart points={answer.frontier} />
      </FoldedPart>
      <FoldedPart id="survey" title={said.survey} lead={said.surveyLead}>
        <SurveyErrors survey={answer.survey} />
      </FoldedPart>
    </>
  );
}

type Group = Pick<
  WhatIfAnswer["deciles"][number],
  "families" | "baselineFamilies" | "reformFamilies" | "winners" | "losers"
>;

function useGroupColumns<Row extends Group>(
  head: string,
  name: (row: Row) => string,
): readonly Column<Row>[] {
  const { words } = useSpeech();
  const said = words.whatIf;
  const { count } = useFigures();
  const figure = (title: string, read: (row: Row) => number | null): Column<Row> => ({
    head: title,
    cell: (row) => count(read(row)),
    isFigure: true,
  });
  return [
    { head, cell: name },
    figure(said.families, ({ families }) => families),
    figure(said.now, ({ baselineFamilies }) => baselineFamilies),
    figure(said.scenario, ({ reformFamilies }) => reformFamilies),
    figure(said.winners, ({ winners }) => winners),
    figure(said.losers, ({ losers }) => losers),
  ];
}

type Errors = NonNullable<WhatIfAnswer["reform"]["measured"]>;

function Sums({ answer }: { readonly answer: WhatIfAnswer }) {
  const { words } = useSpeech();
  const said = words.whatIf;
  const { count, rupiah, share } = useFigures();
  const { baseline, reform, solved } = answer;
  type Side = WhatIfAnswer["reform"];
  const interval = ({ measured }: Side, pick: (one: Errors) => readonly number[]) =>
    measured === null ? "–" : pick(measured).map(share).join(" – ");
  const bothOf = (pick: (one: Errors) => readonly number[]) => ({
    now: interval(baseline, pick),
    next: interval(reform, pick),
  });
  const rows = [
    { name: said.receiving, now: count(baseline.families), next: count(reform.families) },
    { name: said.cost, now: rupiah(baseline.rupiahAYear), next: rupiah(reform.rupiahAYear) },
    {
      name: said.administrationCost,
      now: rupiah(baseline.administrationAYear),
      next: rupiah(reform.administrationAYear),
    },
    { name: said.coverage, now: share(baseline.coverage), next: share(reform.coverage) },
    { name: said.exclusion, now: share(baseline.exclusion), next: share(reform.exclusion) },
    { name: said.inclusion, now: share(baseline.inclusion), next: share(reform.inclusion) },
    ...(baseline.measured === null && reform.measured === null
      ? []
      : [
          { name: said.measuredExclusion, ...bothOf(({ exclusion }) => exclusion) },
          { name: said.measuredInclusion, ...bothOf(({ inclusion }) => inclusion) },
        ]),
  ];
  return (
    <>
      <dl className="what-if-moves" aria-live="polite">
        <Move name={said.winners} value={count(answer.winners)} />
        <Move name={said.losers} value={count(answer.losers)} />
        <Move name={said.staying} value={count(answer.staying)} />
        <Move name={said.marginal} value={count(answer.marginal)} />
      </dl>
      <Table
        caption={said.result}
        columns={[
          { head: said.figure, cell: ({ name }) => name },
          { head: said.now, cell: ({ now }) => now, isFigure: true },
          { head: said.scenario, cell: ({ next }) => next, isFigure: true },
        ]}
        rows={rows}
        keyOf={({ name }) => name}
        stacks
      />
      <p>
        {said.solved(rupiah(solved.budgetRupiah))}
        {solved.percentile === null ? null : ` ${said.solvedQuota(String(solved.percentile))}`}
        {solved.flatRupiah === null ? null : ` ${said.solvedFlat(rupiah(solved.flatRupiah))}`}
      </p>
      <p className="soft">
        {answer.isExact ? said.exact : said.binned} {said.expected}
        {baseline.measured === null && reform.measured === null ? "" : ` ${said.measuredNote}`}
      </p>
    </>
  );
}

const Move = ({ name, value }: { readonly name: string; readonly value: string }) => (
  <div>
    <dt>{name}</dt>
    <dd>{value}</dd>
  </div>
);
