import { Link } from "@tanstack/react-router";
import type { ModelRegistry, RegisteredModel } from "#contract/models.ts";
import { sayQuotaBasis } from "#domain/decile-basis.ts";
import { formatCount, formatDay, formatShare } from "#web/kit/format.ts";
import { Loaded } from "#web/kit/loaded.tsx";
import { Page, Part } from "#web/kit/page.tsx";
import { PairBars } from "#web/kit/pair-bars.tsx";
import { Table } from "#web/kit/table.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { useAsked } from "../officer.tsx";
import { BenchTabs } from "./bench-tabs.tsx";
import { FindScore } from "./find-score.tsx";
import { LayersPart } from "./layers-part.tsx";

/** The registry of ranking models, and the one in force beside the one that would replace it. */
export function ModelsScreen() {
  const { words } = useSpeech();
  const models = useAsked<ModelRegistry>("/models");
  return (
    <Page title={words.bench.title} lead={words.bench.lead}>
      <BenchTabs />
      <Loaded query={models}>
        {({ items }) =>
          items.length === 0 ? (
            <p>{words.bench.noModels}</p>
          ) : (
            <>
              <Contest items={items} />
              <LayersPart items={items} />
              <Registry items={items} />
            </>
          )
        }
      </Loaded>
      <FindScore />
    </Page>
  );
}

type Items = { readonly items: readonly RegisteredModel[] };

/** The champion beside the newest challenger; without one, beside the version before it. */
function Contest({ items }: Items) {
  const { words, language } = useSpeech();
  const said = words.bench;
  const champion = items.find(({ standing }) => standing === "champion");
  if (champion === undefined) return null;
  const challenger = items.find(({ standing }) => standing === "challenger");
  const other = challenger ?? items.find(({ standing }) => standing === "earlier");
  if (other === undefined) return <p>{said.alone}</p>;
  const title = challenger === undefined ? said.withEarlier : said.contest;
  const rows = champion.quotas.flatMap(({ percent, exclusion }) => {
    const beside = other.quotas.find((quota) => quota.percent === percent)?.exclusion;
    const label = words.model.missed(formatCount(percent, language));
    return beside === undefined ? [] : [{ label, first: exclusion, second: beside }];
  });
  return (
    <Part id="contest" title={title} lead={said.contestLead} counted={sayQuotaBasis()}>
      <PairBars
        sentence={said.contestOf(champion.version.label, other.version.label)}
        rows={rows}
        first={champion.version.label}
        second={other.version.label}
        isShare
      />
      <p>
        <Link
          to="/versi/$versionNo/model"
          params={{ versionNo: String(champion.version.versionNo) }}
          className="button"
        >
          {said.compare}
        </Link>
      </p>
    </Part>
  );
}

function Registry({ items }: Items) {
  const { words, language } = useSpeech();
  const said = words.bench;
  const count = (value: number) => formatCount(value, language);
  const share = (value: number) => formatShare(value, language);
  const at = (model: RegisteredModel, percent: number) => {
    const quota = model.quotas.find((one) => one.percent === percent);
    if (quota === undefined) return "–";
    const { interval } = quota;
    return interval === undefined
      ? share(quota.exclusion)
      : said.interval(share(quota.exclusion), share(interval.low), share(interval.high));
  };
  return (
    <Part id="registry" title={said.registry} lead={said.registryLead} counted={sayQuotaBasis()}>
      <Table
        caption={said.registry}
        rows={items}
        keyOf={({ version }) => String(version.versionNo)}
        stacks
        columns={[
          {
            head: words.common.version,
            cell: ({ version }) => (
              <Link
                to="/versi/$versionNo/model"
                params={{ versionNo: String(version.versionNo) }}
                aria-label={said.cardOf(version.label)}
              >
                {version.label}
              </Link>
            ),
          },
          { head: said.standing, cell: ({ standing }) => said.standings[standing] },
          { head: said.trainedBy, cell: ({ trainedBy }) => trainedBy ?? "–" },
          {
            head: said.frozen,
            cell: ({ frozenAt }) => (frozenAt === undefined ? "–" : formatDay(frozenAt, language)),
          },
          {
            head: said.sample,
            cell: ({ households, trainingSha256 }) => (
              <>
                {count(households)} <span className="soft">{trainingSha256.slice(0, 12)}</span>
              </>
            ),
          },
          {
            head: said.own,
            cell: ({ ownModels, regencies }) => `${count(ownModels)} / ${count(regencies)}`,
            isFigure: true,
          },
          { head: said.folds, cell: ({ folds }) => count(folds), isFigure: true },
          {
            head: "R²",
            cell: ({ rSquared }) => count(Number(rSquared.toFixed(3))),
            isFigure: true,
          },
          {
            head: "Spearman",
            cell: ({ spearman }) => count(Number(spearman.toFixed(3))),
            isFigure: true,
          },
          { head: said.missedAt("20"), cell: (model) => at(model, 20), isFigure: true },
          { head: said.missedAt("40"), cell: (model) => at(model, 40), isFigure: true },
        ]}
      />
    </Part>
  );
}
