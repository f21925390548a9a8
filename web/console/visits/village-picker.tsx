import { Link, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import type { AreaFigures } from "#contract/area-figures.ts";
import { formatCount } from "#web/kit/format.ts";
import { Loaded } from "#web/kit/loaded.tsx";
import { Part } from "#web/kit/page.tsx";
import { Table } from "#web/kit/table.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { areasPath, useVersionNo } from "../areas/use-areas.ts";
import { VillageField } from "../fieldwork/village-field.tsx";
import { useAsked, useSitting } from "../officer.tsx";

/** A village by its name; where the officer reads figures, those with most unsurveyed families stand below. */
export function VillagePicker() {
  const { words } = useSpeech();
  const { officer } = useSitting();
  const navigate = useNavigate();
  const [village, setVillage] = useState<string>();
  const { tier } = officer.region;
  return (
    <>
      <Part id="choose" title={words.visits.village}>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            if (village === undefined) return;
            void navigate({ to: "/kunjungan", search: { wilayah: village } });
          }}
        >
          <VillageField
            label={words.visits.village}
            hint={words.visits.villageHint}
            onChoose={setVillage}
          />
          <button type="submit" className="button">
            {words.visits.show}
          </button>
        </form>
      </Part>
      {officer.may.readFigures && (tier === "district" || tier === "regency") ? (
        <Villages area={officer.region.code} />
      ) : null}
    </>
  );
}

function Villages({ area }: { readonly area: string }) {
  const { versionNo } = useVersionNo();
  return versionNo === 0 ? null : <Counted versionNo={versionNo} area={area} />;
}

function Counted({ versionNo, area }: { readonly versionNo: number; readonly area: string }) {
  const { words } = useSpeech();
  const query = useAsked<AreaFigures>(areasPath(versionNo, area, "village"));
  if (query.data?.ok === false && query.data.problem.status === 404) return null;
  return (
    <Part id="villages" title={words.visits.villages} lead={words.visits.villagesLead}>
      <Loaded query={query}>{({ parts }) => <VillageTable parts={parts} />}</Loaded>
    </Part>
  );
}

function VillageTable({ parts }: { readonly parts: AreaFigures["parts"] }) {
  const { words, language } = useSpeech();
  const never = ({ ages }: AreaFigures["parts"][number]) => ages[4] ?? 0;
  const rows = parts.filter((part) => never(part) > 0).sort((a, b) => never(b) - never(a));
  return (
    <Table
      caption={words.visits.villages}
      rows={rows}
      keyOf={({ region }) => region.code}
      columns={[
        {
          head: words.visits.village,
          cell: ({ region }) => (
            <Link to="/kunjungan" search={{ wilayah: region.code }}>
              {region.name}
            </Link>
          ),
        },
        {
          head: words.areas.never,
          cell: (part) => formatCount(never(part), language),
          isFigure: true,
        },
        {
          head: words.areas.families,
          cell: ({ families }) => (families === null ? "–" : formatCount(families, language)),
          isFigure: true,
        },
      ]}
    />
  );
}
