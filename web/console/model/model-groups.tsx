import type { Interval } from "#contract/models.ts";
import type { GroupShares, VersionModel } from "#contract/version-model.ts";
import { sayQuotaBasis } from "#domain/decile-basis.ts";
import { formatCount, formatShare } from "#web/kit/format.ts";
import { Part } from "#web/kit/page.tsx";
import { Table } from "#web/kit/table.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";

const WIDEST = 40;

/** How groups of households fare, each share with its interval; regencies folded away, because they are many. */
export function ModelGroups({ model }: { readonly model: VersionModel }) {
  const { words, language } = useSpeech();
  const said = words.bench;
  const groups = model.groups.filter(({ percent }) => percent === WIDEST);
  if (groups.length === 0) return null;
  const regencies = groups.filter(({ kind }) => kind === "regency");
  return (
    <Part
      id="groups"
      title={said.groups}
      lead={said.groupsLead(formatCount(WIDEST, language))}
      counted={sayQuotaBasis()}
    >
      <GroupTable caption={said.groups} rows={groups.filter(({ kind }) => kind !== "regency")} />
      {regencies.length === 0 ? null : (
        <details>
          <summary>{said.kinds.regency}</summary>
          <GroupTable caption={said.kinds.regency} rows={regencies} />
        </details>
      )}
    </Part>
  );
}

function GroupTable({
  caption,
  rows,
}: {
  readonly caption: string;
  readonly rows: readonly GroupShares[];
}) {
  const { words, language } = useSpeech();
  const said = words.bench;
  const share = (value: number) => formatShare(value, language);
  const told = (interval: Interval | undefined) =>
    interval === undefined
      ? "–"
      : said.interval(share(interval.value), share(interval.low), share(interval.high));
  const names: Readonly<Record<string, string>> = said.groupNames;
  return (
    <Table
      caption={caption}
      rows={rows}
      keyOf={({ kind, group }) => `${kind} ${group}`}
      stacks
      columns={[
        {
          head: said.group,
          cell: ({ kind, group, name }) =>
            kind === "regency" ? (name ?? group) : `${said.kinds[kind]}: ${names[group] ?? group}`,
        },
        {
          head: said.households,
          cell: ({ households }) => formatCount(households, language),
          isFigure: true,
        },
        { head: words.model.poor, cell: ({ poor }) => told(poor), isFigure: true },
        { head: words.model.selected, cell: ({ selected }) => told(selected), isFigure: true },
        { head: words.model.exclusion, cell: ({ exclusion }) => told(exclusion), isFigure: true },
        { head: words.model.inclusion, cell: ({ inclusion }) => told(inclusion), isFigure: true },
      ]}
    />
  );
}
