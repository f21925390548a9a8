import { Link, useSearch } from "@tanstack/react-router";
import type { AreaFigures } from "#contract/area-figures.ts";
import { formatCount, formatDay } from "#web/kit/format.ts";
import { Loaded } from "#web/kit/loaded.tsx";
import { Page, Part } from "#web/kit/page.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { useAsked, useSitting } from "../officer.tsx";
import { AgeBar } from "./age-bar.tsx";
import { AreasTable } from "./areas-table.tsx";
import { aboveOf, areasPath, useVersionNo } from "./use-areas.ts";

/** How alive the data of a region are, and those of its parts: from the officer's own region down to each village. */
export function AreasScreen() {
  const { words } = useSpeech();
  const { officer } = useSitting();
  const { wilayah } = useSearch({ from: "/inside/daerah" });
  const { home, versionNo } = useVersionNo();
  const area = wilayah ?? officer.region.code;
  return (
    <Page key={area} title={words.areas.own} lead={words.areas.lead}>
      <Loaded query={home}>
        {() =>
          versionNo === 0 ? <p>{words.areas.none}</p> : <Region versionNo={versionNo} area={area} />
        }
      </Loaded>
    </Page>
  );
}

type Given = { readonly versionNo: number; readonly area: string };

function Region({ versionNo, area }: Given) {
  const { words } = useSpeech();
  const query = useAsked<AreaFigures>(areasPath(versionNo, area));
  if (query.data?.ok === false && query.data.problem.status === 404) {
    return <p>{words.areas.none}</p>;
  }
  return (
    <Loaded query={query}>
      {(figures) => <Figures versionNo={versionNo} figures={figures} />}
    </Loaded>
  );
}

function Figures({
  versionNo,
  figures,
}: {
  readonly versionNo: number;
  readonly figures: AreaFigures;
}) {
  const { words, language } = useSpeech();
  const said = words.areas;
  const { version, area, parts, smallest } = figures;
  return (
    <>
      <Up code={area.region.code} />
      <Part id="own" title={said.title(area.region.name)}>
        <AgeBar figure={area} />
        <p>
          {area.medianMonths === undefined
            ? null
            : said.medianIs(formatCount(area.medianMonths, language))}
        </p>
        <Doors figure={area} />
      </Part>
      <Part id="parts" title={words.home.parts} lead={parts.length === 0 ? undefined : said.order}>
        {parts.length === 0 ? <p>{said.noParts}</p> : <AreasTable figures={figures} />}
        {parts.length === 0 ? null : <p className="soft">{said.reading}</p>}
        <p className="soft">
          {said.asOf(version.label, formatDay(version.asOf, language))} {said.how}
          {smallest === undefined ? "" : ` ${said.withheldNote(formatCount(smallest, language))}`}
        </p>
        <p className="no-print">
          <a
            className="button"
            href={`/api/v1${areasPath(versionNo, area.region.code, undefined, "/csv")}`}
            download
          >
            {said.file}
          </a>
        </p>
      </Part>
    </>
  );
}

/** From a village's own figures to the doors that nobody has knocked at. */
function Doors({ figure }: { readonly figure: AreaFigures["area"] }) {
  const { words } = useSpeech();
  const { officer } = useSitting();
  const { code, tier } = figure.region;
  if (tier !== "village" || !officer.may.readChecks || figure.ages[4] === 0) return null;
  return (
    <p className="no-print">
      <Link to="/kunjungan" search={{ wilayah: code }} className="button">
        {words.areas.plan}
      </Link>
    </p>
  );
}

/** Back up, as far as the officer's own region. */
function Up({ code }: { readonly code: string }) {
  const { words } = useSpeech();
  const { officer } = useSitting();
  if (code === officer.region.code || code === "ID") return null;
  return (
    <p className="no-print">
      <Link to="/daerah" search={{ wilayah: aboveOf(code) }}>
        {words.areas.up}
      </Link>
    </p>
  );
}
