import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import type { AreaFigures } from "#contract/area-figures.ts";
import type { VersionList } from "#contract/versions.ts";
import { sayDecileBasis } from "#domain/decile-basis.ts";
import type { Words } from "#domain/words.ts";
import { Choice } from "#web/kit/field.tsx";
import { formatCount, formatShare } from "#web/kit/format.ts";
import { Loaded } from "#web/kit/loaded.tsx";
import { MeasureMap } from "#web/kit/measure-map.tsx";
import { Page, Part } from "#web/kit/page.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { aboveOf, areasPath, type PartsTier, useVersionNo } from "../areas/use-areas.ts";
import { useAsked, useSitting } from "../officer.tsx";
import { BenchTabs } from "./bench-tabs.tsx";
import { MEASURES, type Measure } from "./map-search.ts";
import { boundsOf, measured, movedShares } from "./measures.ts";
import { RegencyTable } from "./regency-table.tsx";

/** Maps of a version: who moved, drift, age and gaps of facts; provinces as tiles, regencies as a table. */
export function MapsScreen() {
  const { words } = useSpeech();
  const { officer } = useSitting();
  const { wilayah, versi } = useSearch({ from: "/inside/statistik/peta" });
  const { home, versionNo } = useVersionNo();
  return (
    <Page title={words.bench.mapsTitle} lead={words.bench.mapsLead}>
      <BenchTabs />
      <Loaded query={home}>
        {() => {
          const shown = versi ?? versionNo;
          return shown === 0 ? (
            <p>{words.areas.none}</p>
          ) : (
            <Chosen versionNo={shown} area={wilayah ?? officer.region.code} />
          );
        }}
      </Loaded>
    </Page>
  );
}

type Given = { readonly versionNo: number; readonly area: string };

/** Of the nation the table is by regency, two tiers down; of others it is what the map shows. */
const tableTier = (area: string): PartsTier | undefined => (area === "ID" ? "regency" : undefined);

function Chosen({ versionNo, area }: Given) {
  const { words } = useSpeech();
  const query = useAsked<AreaFigures>(areasPath(versionNo, area));
  const table = useAsked<AreaFigures>(areasPath(versionNo, area, tableTier(area)));
  if (query.data?.ok === false && query.data.problem.status === 404) {
    return (
      <>
        <Filters versionNo={versionNo} />
        <p>{words.areas.none}</p>
      </>
    );
  }
  return (
    <>
      <Filters versionNo={versionNo} />
      <Loaded query={query}>
        {(figures) => (
          <>
            <MapPart figures={figures} />
            <Loaded query={table}>
              {(parts) => <TablePart figures={parts} versionNo={versionNo} />}
            </Loaded>
          </>
        )}
      </Loaded>
    </>
  );
}

function Filters({ versionNo }: { readonly versionNo: number }) {
  const { words } = useSpeech();
  const { ukuran = "moves", ...kept } = useSearch({ from: "/inside/statistik/peta" });
  const navigate = useNavigate();
  const versions = useAsked<VersionList>("/versions");
  const items = versions.data?.ok ? versions.data.value.items : [];
  return (
    <div className="card filters no-print">
      <Choice
        label={words.bench.measure}
        value={ukuran}
        onChange={(chosen) =>
          void navigate({ to: "/statistik/peta", search: { ...kept, ukuran: chosen as Measure } })
        }
      >
        {MEASURES.map((measure) => (
          <option key={measure} value={measure}>
            {words.bench.measures[measure]}
          </option>
        ))}
      </Choice>
      <Choice
        label={words.common.version}
        value={String(versionNo)}
        onChange={(chosen) =>
          void navigate({
            to: "/statistik/peta",
            search: { ...kept, ukuran, versi: Number(chosen) },
          })
        }
      >
        {items.map(({ versionNo: no, label }) => (
          <option key={no} value={no}>
            {label}
          </option>
        ))}
      </Choice>
    </div>
  );
}

/** How a measure is said in a tile and in the legend. */
function useSaying(measure: Measure): (value: number) => string {
  const { words, language } = useSpeech();
  switch (measure) {
    case "age":
      return (value) => words.bench.months(formatCount(value, language));
    case "drift":
      return (value) => formatCount(Number(value.toFixed(2)), language);
    default:
      return (value) => formatShare(value, language);
  }
}

/** Measures made of the deciles of two versions. */
const COMPARES: ReadonlySet<Measure> = new Set(["moves", "drift"]);

const countedOf = (measure: Measure, { version }: AreaFigures): Words | undefined =>
  COMPARES.has(measure) ? sayDecileBasis(version.decileBasis) : undefined;

function MapPart({ figures }: { readonly figures: AreaFigures }) {
  const { words, language } = useSpeech();
  const { officer } = useSitting();
  const search = useSearch({ from: "/inside/statistik/peta" });
  const navigate = useNavigate();
  const measure = search.ukuran ?? "moves";
  const say = useSaying(measure);
  const { area, parts, before } = figures;
  const { code, tier } = area.region;
  const title = words.bench.mapOf(words.bench.measures[measure], area.region.name);
  const compares = COMPARES.has(measure);
  if (compares && before === undefined) return <p>{words.bench.first}</p>;
  const goesDown = tier !== "district" && tier !== "village";
  const percent = (share: number) => formatCount(Math.round(share * 100), language);
  return (
    <Part
      id="map"
      title={title}
      lead={tier === "country" ? words.bench.schematic : words.bench.byCode}
      counted={countedOf(measure, figures)}
    >
      {compares && before !== undefined ? <p>{words.bench.against(before.label)}</p> : null}
      {code === officer.region.code || code === "ID" ? null : (
        <p className="no-print">
          <Link to="/statistik/peta" search={{ ...search, wilayah: aboveOf(code) }}>
            {words.areas.up}
          </Link>
        </p>
      )}
      <MeasureMap
        title={title}
        isNation={tier === "country"}
        bounds={boundsOf(measure, say)}
        tiles={parts.map((part) => {
          const value = measured(measure, part);
          const moved = measure === "moves" ? movedShares(part) : undefined;
          const both = moved && `▼${percent(moved[0])} ▲${percent(moved[1])}`;
          return {
            code: part.region.code,
            name: part.region.name,
            value,
            said: both ?? (value === undefined ? "–" : say(value)),
          };
        })}
        onChoose={
          goesDown
            ? (wilayah) => void navigate({ to: "/statistik/peta", search: { ...search, wilayah } })
            : undefined
        }
      />
      <p className="soft">{words.bench.says[measure]}</p>
    </Part>
  );
}

function TablePart({
  figures,
  versionNo,
}: {
  readonly figures: AreaFigures;
  readonly versionNo: number;
}) {
  const { words, language } = useSpeech();
  const { ukuran = "moves" } = useSearch({ from: "/inside/statistik/peta" });
  const { region } = figures.area;
  return (
    <Part
      id="table"
      title={words.bench.tableOf(region.name)}
      lead={words.bench.largest}
      counted={countedOf(ukuran, figures)}
    >
      {figures.parts.length === 0 ? (
        <p>{words.areas.noParts}</p>
      ) : (
        <RegencyTable figures={figures} measure={ukuran} />
      )}
      {figures.smallest === undefined ? null : (
        <p className="soft">{words.areas.withheldNote(formatCount(figures.smallest, language))}</p>
      )}
      <p className="no-print">
        <a
          className="button"
          href={`/api/v1${areasPath(versionNo, region.code, tableTier(region.code), "/csv")}`}
          download
        >
          {words.areas.file}
        </a>
      </p>
    </Part>
  );
}
