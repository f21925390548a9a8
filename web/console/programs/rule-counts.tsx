import { useId, useState } from "react";
import type { RuleCounted } from "#contract/rule-drafts.ts";
import { sayDecileBasis } from "#domain/decile-basis.ts";
import { formatCount, formatRupiah, formatShare } from "#web/kit/format.ts";
import { MeasureMap } from "#web/kit/measure-map.tsx";
import { type Column, Table } from "#web/kit/table.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { Segments } from "../fieldwork/form-parts.tsx";

type Given = { readonly counted: RuleCounted };

/** Who comes in and who goes out, what it costs, and where. */
export function RuleCounts({ counted }: Given) {
  const { words, language, say } = useSpeech();
  const said = words.rules;
  const count = (value: number | null) =>
    value === null ? said.withheld : formatCount(value, language);
  const rupiah = (value: number | null) =>
    value !== null
      ? formatRupiah(String(value), language)
      : counted.isCostKnown
        ? said.withheld
        : said.unknownCost;
  const rows = [
    [said.receiving[counted.unit], count(counted.before), count(counted.after)],
    [said.phaseRupiah, rupiah(counted.phaseRupiahBefore), rupiah(counted.phaseRupiahAfter)],
    [said.yearRupiah, rupiah(counted.yearRupiahBefore), rupiah(counted.yearRupiahAfter)],
  ] as const;
  return (
    <>
      <dl className="rule-moves">
        {(["comingIn", "goingOut", "staying"] as const).map((of) => (
          <div key={of}>
            <dt>{said[of]}</dt>
            <dd>{count(counted[of])}</dd>
          </div>
        ))}
      </dl>
      <Table
        caption={said.preview}
        rows={rows}
        keyOf={([name]) => name}
        stacks
        columns={[
          { head: said.what, cell: ([name]) => name },
          { head: said.before, cell: ([, before]) => before, isFigure: true },
          { head: said.after, cell: ([, , after]) => after, isFigure: true },
        ]}
      />
      {counted.unknown.length === 0 ? null : (
        <>
          <p>
            <strong>{said.unknown}.</strong> {said.unknownLead}
          </p>
          <ul className="said-lines">
            {counted.unknown.map((one) => (
              <li key={one.id}>{say(one)}</li>
            ))}
          </ul>
        </>
      )}
      <Where counted={counted} />
      <p className="soft">
        {(counted.isExact ? said.exactReckoned : said.reckoned)(counted.version.label)}{" "}
        {say(sayDecileBasis(counted.version.decileBasis))}.
        {counted.quotasAreExample ? ` ${said.exampleQuota}` : null}
      </p>
    </>
  );
}

/** Shares of those who receive today, as the map shades them. */
const SHADES = [0, 0.02, 0.1, 0.25, 0.5] as const;

function Where({ counted }: Given) {
  const { words, language } = useSpeech();
  const said = words.rules;
  const [of, choose] = useState<"goingOut" | "comingIn">(
    (counted.comingIn ?? 0) > (counted.goingOut ?? 0) ? "comingIn" : "goingOut",
  );
  // An estimate, an exact count and those of earlier proposals stand on one page.
  const name = useId();
  const share = (value: number) => formatShare(value, language);
  const bounds = SHADES.map((from, i) => {
    const next = SHADES[i + 1];
    return {
      from,
      said: next === undefined ? `≥ ${share(from)}` : `${share(from)}–${share(next)}`,
    };
  });
  const tiles = counted.provinces.map(({ region, before, ...group }) => {
    const moved = group[of];
    return {
      code: region.code,
      name: region.name,
      value: moved === null || before === null ? undefined : before === 0 ? 0 : moved / before,
      said: moved === null ? "–" : formatCount(moved, language),
    };
  });
  return (
    <>
      <h4>{said.map}</h4>
      <Segments
        legend={said.show}
        name={name}
        choices={{ goingOut: said.goingOut, comingIn: said.comingIn }}
        chosen={of}
        onChoose={choose}
      />
      <MeasureMap
        title={said.mapOf[of]}
        tiles={tiles}
        bounds={bounds}
        isNation
        onChoose={undefined}
      />
      <Groups
        title={said.regencies}
        head={said.region}
        rows={counted.regencies.map(({ region, ...group }) => ({ name: region.name, ...group }))}
      />
      <Groups
        title={said.deciles}
        head={said.decile}
        rows={counted.deciles.map(({ decile, ...group }) => ({ name: String(decile), ...group }))}
      />
    </>
  );
}

type Row = Omit<RuleCounted["deciles"][number], "decile"> & { readonly name: string };

function Groups(given: {
  readonly title: string;
  readonly head: string;
  readonly rows: readonly Row[];
}) {
  const { words, language } = useSpeech();
  const said = words.rules;
  const { title, head, rows } = given;
  const figure = (name: string, read: (row: Row) => number | null): Column<Row> => ({
    head: name,
    cell: (row) => {
      const value = read(row);
      return value === null ? said.withheld : formatCount(value, language);
    },
    isFigure: true,
  });
  return (
    <details>
      <summary>{title}</summary>
      <Table
        caption={title}
        rows={rows}
        keyOf={({ name }) => name}
        stacks
        columns={[
          { head, cell: ({ name }) => name },
          figure(said.before, ({ before }) => before),
          figure(said.after, ({ after }) => after),
          figure(said.comingIn, ({ comingIn }) => comingIn),
          figure(said.goingOut, ({ goingOut }) => goingOut),
        ]}
      />
    </details>
  );
}
