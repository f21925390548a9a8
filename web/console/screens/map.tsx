import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { Home, RegionFigure } from "#contract/home.ts";
import { sayDecileBasis } from "#domain/decile-basis.ts";
import { DecileColumns } from "#web/kit/decile-columns.tsx";
import { formatCount, formatShare } from "#web/kit/format.ts";
import { Loaded } from "#web/kit/loaded.tsx";
import { Page, Part } from "#web/kit/page.tsx";
import { Table } from "#web/kit/table.tsx";
import { shareOfLowest, TileMap } from "#web/kit/tile-map.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { useAsked, useSitting } from "../officer.tsx";

/** The officer's region as tiles, with the figures of the chosen one and all of them as a table. */
export function RegionMap() {
  const { words } = useSpeech();
  const { officer } = useSitting();
  const home = useAsked<Home>("/home");
  return (
    <Page title={words.map.title} lead={`${officer.region.name}. ${words.map.lead}`}>
      <Loaded query={home}>{(answer) => <Tiles home={answer} />}</Loaded>
    </Page>
  );
}

function Tiles({ home: { parts, region, version } }: { readonly home: Home }) {
  const { words, language } = useSpeech();
  const [chosen, setChosen] = useState<string>();
  const { may } = useSitting().officer;
  const basis = version?.decileBasis;
  const shown = parts.find(({ code }) => code === chosen) ?? region;
  return (
    <>
      <div className="columns">
        <Part id="tiles" title={words.home.parts} lead={words.map.tileOrder}>
          <TileMap parts={parts} basis={basis} chosen={chosen} onChoose={setChosen} />
        </Part>
        <Part id="chosen" title={shown.name}>
          <div aria-live="polite">
            <p className="big-figure">
              <strong>{formatShare(shareOfLowest(shown), language)}</strong> {words.map.share}
              {" · "}
              <strong>{formatCount(shown.families, language)}</strong> {words.common.families}
            </p>
          </div>
          <DecileColumns
            counts={shown.deciles}
            unit={words.common.families}
            sentence={words.home.regionLead(shown.name)}
            basis={basis}
          />
          <p>
            <Link to="/keluarga" search={{ wilayah: shown.code }}>
              {words.map.families}
            </Link>
          </p>
        </Part>
      </div>
      <Part id="table" title={words.common.region} counted={basis && sayDecileBasis(basis)}>
        <PartsTable parts={parts} />
        {may.readFigures ? (
          <p>
            <Link to="/daerah" className="button">
              {words.areas.open}
            </Link>
          </p>
        ) : null}
      </Part>
    </>
  );
}

function PartsTable({ parts }: { readonly parts: readonly RegionFigure[] }) {
  const { words, language } = useSpeech();
  const ordered = [...parts].sort((a, b) => shareOfLowest(b) - shareOfLowest(a));
  return (
    <Table
      caption={words.map.title}
      rows={ordered}
      keyOf={({ code }) => code}
      columns={[
        {
          head: words.common.region,
          cell: ({ code, name }) => (
            <Link to="/keluarga" search={{ wilayah: code }}>
              {name}
            </Link>
          ),
        },
        {
          head: words.common.families,
          cell: ({ families }) => formatCount(families, language),
          isFigure: true,
        },
        {
          head: words.common.persons,
          cell: ({ persons }) => formatCount(persons, language),
          isFigure: true,
        },
        {
          head: words.map.share,
          cell: (part) => formatShare(shareOfLowest(part), language),
          isFigure: true,
        },
      ]}
    />
  );
}
