import { Link } from "@tanstack/react-router";
import type { AreaFigure, AreaFigures } from "#contract/area-figures.ts";
import { formatCount, formatShare } from "#web/kit/format.ts";
import { type Column, Table } from "#web/kit/table.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import type { Measure } from "./map-search.ts";
import { measured, movedShares } from "./measures.ts";

/** Regions by a measure, the largest first, with the numbers that it is made of. */
export function RegencyTable({
  figures,
  measure,
}: {
  readonly figures: AreaFigures;
  readonly measure: Measure;
}) {
  const { words } = useSpeech();
  const said = words.bench;
  const columns = useColumns(measure);
  const rows = [...figures.parts].sort(
    (a, b) =>
      (measured(measure, b) ?? -1) - (measured(measure, a) ?? -1) ||
      a.region.code.localeCompare(b.region.code),
  );
  return (
    <Table
      caption={said.mapOf(said.measures[measure], figures.area.region.name)}
      rows={rows}
      keyOf={({ region }) => region.code}
      columns={columns}
      stacks
    />
  );
}

function useColumns(measure: Measure): readonly Column<AreaFigure>[] {
  const { words, language } = useSpeech();
  const said = words.bench;
  const count = (value: number | null | undefined) =>
    value === undefined ? "–" : value === null ? "*" : formatCount(value, language);
  const share = (value: number | undefined) =>
    value === undefined ? "–" : formatShare(value, language);
  const decimals = (value: number | undefined) =>
    value === undefined ? "–" : formatCount(Number(value.toFixed(3)), language);
  const figure = (head: string, cell: (row: AreaFigure) => string): Column<AreaFigure> => ({
    head,
    cell,
    isFigure: true,
  });
  const first: readonly Column<AreaFigure>[] = [
    {
      head: words.common.region,
      cell: ({ region }) =>
        region.tier === "village" ? (
          region.name
        ) : (
          <Link to="/daerah" search={{ wilayah: region.code }}>
            {region.name}
          </Link>
        ),
    },
    figure(words.areas.families, ({ families }) => count(families)),
  ];
  switch (measure) {
    case "moves":
      return [
        ...first,
        figure(`▼ ${said.poorer}`, (row) => count(row.moves?.[0])),
        figure(said.same, (row) => count(row.moves?.[1])),
        figure(`▲ ${said.better}`, (row) => count(row.moves?.[2])),
        figure(said.came, (row) => count(row.moves?.[3])),
        figure(`▼ %`, (row) => share(movedShares(row)?.[0])),
        figure(`▲ %`, (row) => share(movedShares(row)?.[1])),
      ];
    case "drift":
      return [
        ...first,
        figure(said.decilePsi, ({ drift }) => decimals(drift?.psi)),
        figure(said.noise, ({ drift }) => decimals(drift?.noise)),
      ];
    default:
      return [
        ...first,
        figure(words.areas.median, ({ medianMonths }) => count(medianMonths)),
        figure(words.areas.never, ({ ages }) => count(ages[4])),
        figure(words.areas.missing, ({ missing }) => share(missing)),
        figure(words.areas.personsMissing, ({ personsMissing }) => share(personsMissing)),
      ];
  }
}
