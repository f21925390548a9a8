import { Link, useSearch } from "@tanstack/react-router";
import type { HoldingFigures } from "#contract/holding-figures.ts";
import { sayDecileBasis } from "#domain/decile-basis.ts";
import { formatCount, formatDay } from "#web/kit/format.ts";
import { Loaded } from "#web/kit/loaded.tsx";
import { Page, Part } from "#web/kit/page.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { aboveOf, useVersionNo } from "../areas/use-areas.ts";
import { useAsked, useSitting } from "../officer.tsx";
import { HoldingMatrix } from "./holding-matrix.tsx";
import { HoldingParts } from "./holding-parts.tsx";
import { PairTable, ProgramTable } from "./pair-table.tsx";
import { Counted } from "./withheld.tsx";

const holdingsPath = (versionNo: number, area: string, file: "" | "/csv" = ""): string =>
  `/versions/${versionNo}/holdings${file}?${new URLSearchParams({ area })}`;

/** Overlaps and gaps between programs: from the officer's own region down to each village. */
export function HoldingsScreen() {
  const { words } = useSpeech();
  const { officer } = useSitting();
  const { wilayah } = useSearch({ from: "/inside/tumpang-tindih" });
  const { home, versionNo } = useVersionNo();
  const area = wilayah ?? officer.region.code;
  return (
    <Page key={area} title={words.holdings.title} lead={words.holdings.lead}>
      <Loaded query={home}>
        {() =>
          versionNo === 0 ? (
            <p>{words.holdings.none}</p>
          ) : (
            <Region versionNo={versionNo} area={area} />
          )
        }
      </Loaded>
    </Page>
  );
}

function Region({ versionNo, area }: { readonly versionNo: number; readonly area: string }) {
  const { words } = useSpeech();
  const query = useAsked<HoldingFigures>(holdingsPath(versionNo, area));
  if (query.data?.ok === false && query.data.problem.status === 404) {
    return <p>{words.holdings.none}</p>;
  }
  return (
    <Loaded query={query}>
      {(figures) => <Figures figures={figures} file={holdingsPath(versionNo, area, "/csv")} />}
    </Loaded>
  );
}

function Figures({ figures, file }: { readonly figures: HoldingFigures; readonly file: string }) {
  const { words, language } = useSpeech();
  const said = words.holdings;
  const { version, area, smallest } = figures;
  const basis = sayDecileBasis(version.decileBasis);
  return (
    <>
      <Up code={area.region.code} />
      <Part id="ends" title={said.of(area.region.name)} counted={basis}>
        <p className="big-figure">
          <strong>
            <Counted value={area.poorWithNothing} />
          </strong>{" "}
          {said.gap(figures.poorDecile)}, <OfAll value={area.poor} />
        </p>
        <p className="big-figure">
          <strong>
            <Counted value={area.betterWithSeveral} />
          </strong>{" "}
          {said.overlap(figures.betterDecile)}, <OfAll value={area.better} />
        </p>
      </Part>
      <HoldingParts figures={figures} />
      <div className="columns">
        <Part id="matrix" title={said.matrix} lead={said.matrixLead} counted={basis}>
          <HoldingMatrix figures={figures} />
        </Part>
        <Part id="programs" title={said.programs}>
          <ProgramTable figures={figures} />
        </Part>
      </div>
      <Part id="pairs" title={said.pairs} lead={said.pairsLead}>
        <PairTable figures={figures} />
      </Part>
      <p className="soft">
        {said.asOf(version.label, formatDay(version.asOf, language))} {said.how}
        {smallest === undefined ? "" : ` ${said.withheldNote(formatCount(smallest, language))}`}
      </p>
      <p className="no-print">
        <a className="button" href={`/api/v1${file}`} download>
          {said.file}
        </a>
      </p>
    </>
  );
}

function OfAll({ value }: { readonly value: number | null }) {
  const { words, language } = useSpeech();
  return words.holdings.ofFamilies(
    value === null ? words.holdings.withheld : formatCount(value, language),
  );
}

/** Back up, as far as the officer's own region. */
function Up({ code }: { readonly code: string }) {
  const { words } = useSpeech();
  const { officer } = useSitting();
  if (code === officer.region.code || code === "ID") return null;
  return (
    <p className="no-print">
      <Link to="/tumpang-tindih" search={{ wilayah: aboveOf(code) }}>
        {words.holdings.up}
      </Link>
    </p>
  );
}
