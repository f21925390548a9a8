import { Link, useNavigate } from "@tanstack/react-router";
import type { HoldingEnds, HoldingFigures } from "#contract/holding-figures.ts";
import { sayDecileBasis } from "#domain/decile-basis.ts";
import { formatShare } from "#web/kit/format.ts";
import { type Bounds, MeasureMap } from "#web/kit/measure-map.tsx";
import { Part } from "#web/kit/page.tsx";
import { Table } from "#web/kit/table.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { Counted } from "./withheld.tsx";

const FROM = [0, 0.2, 0.4, 0.6, 0.8] as const;

/** The share of the poor who have nothing; undefined where it is withheld or nobody is poor. */
const gapOf = ({ poor, poorWithNothing }: HoldingEnds): number | undefined =>
  poor === null || poorWithNothing === null || poor === 0 ? undefined : poorWithNothing / poor;

/** The gap in each part of a region, as a map and as a table; a name leads further down. */
export function HoldingParts({ figures }: { readonly figures: HoldingFigures }) {
  const { words, language } = useSpeech();
  const navigate = useNavigate();
  const said = words.holdings;
  const { area, parts, poorDecile, betterDecile, version } = figures;
  if (parts.length === 0) return null;
  const share = (value: number) => formatShare(value, language);
  const bounds: Bounds = FROM.map((from, i) => ({
    from,
    said: `${share(from)}–${share(FROM[i + 1] ?? 1)}`,
  }));
  const goesDown = area.region.tier !== "district";
  const byGap = [...parts].sort(
    (a, b) => (gapOf(b) ?? -1) - (gapOf(a) ?? -1) || a.region.code.localeCompare(b.region.code),
  );
  return (
    <Part
      id="parts"
      title={said.parts}
      lead={said.partsLead(poorDecile, betterDecile)}
      counted={sayDecileBasis(version.decileBasis)}
    >
      <MeasureMap
        title={said.map}
        isNation={area.region.tier === "country"}
        bounds={bounds}
        tiles={parts.map((part) => {
          const value = gapOf(part);
          const { code, name } = part.region;
          return { code, name, value, said: value === undefined ? "–" : share(value) };
        })}
        onChoose={
          goesDown
            ? (wilayah) => void navigate({ to: "/tumpang-tindih", search: { wilayah } })
            : undefined
        }
      />
      <Table
        caption={said.map}
        rows={byGap}
        keyOf={({ region }) => region.code}
        columns={[
          {
            head: words.common.region,
            cell: ({ region }) =>
              region.tier === "village" ? (
                region.name
              ) : (
                <Link to="/tumpang-tindih" search={{ wilayah: region.code }}>
                  {region.name}
                </Link>
              ),
          },
          {
            head: said.gapHead,
            cell: ({ poorWithNothing }) => <Counted value={poorWithNothing} />,
            isFigure: true,
          },
          {
            head: said.share,
            cell: (part) => {
              const value = gapOf(part);
              return value === undefined ? "–" : share(value);
            },
            isFigure: true,
          },
          {
            head: said.overlapHead,
            cell: ({ betterWithSeveral }) => <Counted value={betterWithSeveral} />,
            isFigure: true,
          },
        ]}
      />
    </Part>
  );
}
