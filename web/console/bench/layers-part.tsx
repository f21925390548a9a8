import { useState } from "react";
import type { RegisteredModel } from "#contract/models.ts";
import type { LayerGain, VersionLayers } from "#contract/version-layers.ts";
import { Choice } from "#web/kit/field.tsx";
import { formatCount, formatShare } from "#web/kit/format.ts";
import { IntervalRows } from "#web/kit/interval-rows.tsx";
import { Loaded } from "#web/kit/loaded.tsx";
import { Part } from "#web/kit/page.tsx";
import { Table } from "#web/kit/table.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { useAsked } from "../officer.tsx";

/** Ways to rank that the build of a version judged beside its own, and which of them helped. */
export function LayersPart({ items }: { readonly items: readonly RegisteredModel[] }) {
  const { words } = useSpeech();
  const said = words.layers;
  const first = items.find(({ standing }) => standing === "champion") ?? items[0];
  const [chosen, setChosen] = useState(String(first?.version.versionNo ?? ""));
  const found = useAsked<VersionLayers>(`/versions/${chosen}/layers`);
  const isNone = found.data?.ok === false && found.data.problem.status === 404;
  return (
    <Part id="layers" title={said.title} lead={said.lead}>
      <div className="question">
        <Choice label={words.common.version} value={chosen} onChange={setChosen}>
          {items.map(({ version }) => (
            <option key={version.versionNo} value={version.versionNo}>
              {version.label}
            </option>
          ))}
        </Choice>
      </div>
      {isNone ? (
        <p>{said.none}</p>
      ) : (
        <Loaded query={found}>{(judged) => <Judged judged={judged} />}</Loaded>
      )}
    </Part>
  );
}

type Given = { readonly judged: VersionLayers };

function Judged({ judged }: Given) {
  const { words, language } = useSpeech();
  const said = words.layers;
  const count = (value: number) => formatCount(value, language);
  const { households, units, regencies, features, leftOut, layers } = judged;
  return (
    <>
      <p className="soft">
        {said.sample(count(households), count(units), count(regencies), count(features))}
      </p>
      {layers.length === 0 ? null : <Errors judged={judged} />}
      {layers.length === 0 ? null : <Gains judged={judged} />}
      {[...new Set(leftOut.map(({ because }) => because))].map((because) => (
        <p key={because} className="soft">
          {said.leftOut(
            leftOut
              .filter((one) => one.because === because)
              .map(({ name }) => said.names[name])
              .join("; "),
            said.because[because],
          )}
        </p>
      ))}
    </>
  );
}

function Errors({ judged }: Given) {
  const { words, language } = useSpeech();
  const said = words.layers;
  const { layers } = judged;
  const percents = layers[0]?.quotas.map(({ percent }) => percent) ?? [];
  const share = (value: number) => formatShare(value, language);
  const rounded = (value: number) => formatCount(Number(value.toFixed(3)), language);
  const at = (row: VersionLayers["layers"][number], percent: number) =>
    row.quotas.find((quota) => quota.percent === percent)?.exclusion;
  return (
    <>
      <IntervalRows
        sentence={said.errors}
        head={said.layer}
        says={words.bench.interval}
        groups={percents.map((percent) => ({
          title: words.model.missed(formatCount(percent, language)),
          rows: layers.flatMap((layer) => {
            const missed = at(layer, percent);
            const { name } = layer;
            const isOwn = name === "register";
            return missed === undefined
              ? []
              : [{ key: name, label: said.names[name], isOwn, ...missed }];
          }),
        }))}
      />
      <Table
        caption={said.table}
        rows={layers}
        keyOf={({ name }) => name}
        stacks
        columns={[
          { head: said.layer, cell: ({ name }) => said.names[name] },
          { head: "Spearman", cell: ({ spearman }) => rounded(spearman), isFigure: true },
          { head: "R²", cell: ({ rSquared }) => rounded(rSquared), isFigure: true },
          ...percents.map((percent) => ({
            head: words.bench.missedAt(formatCount(percent, language)),
            cell: (row: VersionLayers["layers"][number]) => {
              const missed = at(row, percent);
              if (missed === undefined) return "–";
              return words.bench.interval(
                share(missed.value),
                share(missed.low),
                share(missed.high),
              );
            },
            isFigure: true,
          })),
        ]}
      />
    </>
  );
}

/** Each layer over the last that helped, those that did not help too. */
function Gains({ judged }: Given) {
  const { words, language } = useSpeech();
  const said = words.layers;
  const signed = (value: number, times: number, places: number) =>
    new Intl.NumberFormat(language === "id" ? "id-ID" : "en-GB", {
      minimumFractionDigits: places,
      maximumFractionDigits: places,
      signDisplay: "exceptZero",
    })
      .format(value * times)
      .replace("-", "−");
  const spread = (of: LayerGain["exclusion"], times: number, places: number) =>
    said.interval(
      signed(of.value, times, places),
      signed(of.low, times, places),
      signed(of.high, times, places),
    );
  return (
    <>
      <h3>{said.gains}</h3>
      <p className="soft">{said.gainsLead}</p>
      <Table
        caption={said.gains}
        rows={judged.gains}
        keyOf={({ name, over }) => `${name} ${over}`}
        stacks
        columns={[
          { head: said.layer, cell: ({ name }) => said.names[name] },
          { head: said.over, cell: ({ over }) => said.names[over] },
          { head: said.fewer, cell: ({ exclusion }) => spread(exclusion, 100, 1), isFigure: true },
          { head: "Spearman", cell: ({ spearman }) => spread(spearman, 1, 3), isFigure: true },
          {
            head: said.verdict,
            cell: ({ helps }) => <span className="tag">{helps ? said.helps : said.doesNot}</span>,
          },
        ]}
      />
      <p>{judged.chosen === undefined ? null : said.chosen(said.names[judged.chosen])}</p>
    </>
  );
}
