import { Link } from "@tanstack/react-router";
import type { AreaFigure, AreaFigures } from "#contract/area-figures.ts";
import { formatCount, formatShare } from "#web/kit/format.ts";
import { Table } from "#web/kit/table.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { useSitting } from "../officer.tsx";
import { leastRenewed, shareOf } from "./use-areas.ts";

/** Parts of a region by how alive their data are; a district leads on to its villages, a village to its visits. */
export function AreasTable({ figures }: { readonly figures: AreaFigures }) {
  const { words, language } = useSpeech();
  const said = words.areas;
  const plansVisits = useSitting().officer.may.readChecks;
  const share = (value: number | undefined) =>
    value === undefined ? "–" : formatShare(value, language);
  const count = (value: number | null | undefined) => <Count value={value} />;
  return (
    <Table
      caption={said.table(figures.area.region.name)}
      rows={leastRenewed(figures)}
      keyOf={({ region }) => region.code}
      stacks
      columns={[
        { head: words.common.region, cell: (part) => <Name part={part} mayPlan={plansVisits} /> },
        { head: said.families, cell: ({ families }) => count(families), isFigure: true },
        {
          head: said.median,
          cell: ({ medianMonths }) =>
            medianMonths === undefined ? "–" : formatCount(medianMonths, language),
          isFigure: true,
        },
        { head: said.fresh, cell: (part) => share(shareOf(part, 1)), isFigure: true },
        { head: said.year, cell: (part) => share(shareOf(part, 2)), isFigure: true },
        { head: said.never, cell: ({ ages }) => count(ages[4]), isFigure: true },
        { head: said.missing, cell: ({ missing }) => share(missing), isFigure: true },
        {
          head: said.personsMissing,
          cell: ({ personsMissing }) => share(personsMissing),
          isFigure: true,
        },
      ]}
    />
  );
}

/** Where the name leads: further down, or to the doors of a village. */
function Name({ part, mayPlan }: { readonly part: AreaFigure; readonly mayPlan: boolean }) {
  const { words } = useSpeech();
  const { code, name, tier } = part.region;
  if (tier !== "village") {
    return (
      <Link to="/daerah" search={{ wilayah: code }}>
        {name}
      </Link>
    );
  }
  if (!mayPlan || part.ages[4] === 0) return name;
  return (
    <>
      {name}{" "}
      <Link to="/kunjungan" search={{ wilayah: code }} aria-label={words.areas.planOf(name)}>
        {words.areas.plan}
      </Link>
    </>
  );
}

/** A count, or the sign that it is withheld. */
function Count({ value }: { readonly value: number | null | undefined }) {
  const { words, language } = useSpeech();
  if (value === undefined) return "–";
  if (value !== null) return formatCount(value, language);
  return (
    <>
      <span aria-hidden="true">*</span>
      <span className="unseen">{words.areas.withheld}</span>
    </>
  );
}
