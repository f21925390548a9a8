import type { HistoryRow } from "#contract/family-sheet.ts";
import { DECILE_BASIS_WORDS } from "#domain/decile-basis.ts";
import { formatDay } from "#web/kit/format.ts";
import { Table } from "#web/kit/table.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { DecileChip } from "../family-rows.tsx";

/** The family in each projected version, newest first. */
export function History({ rows }: { readonly rows: readonly HistoryRow[] }) {
  const { words, language, say } = useSpeech();
  return (
    <Table
      caption={words.family.history}
      rows={rows}
      keyOf={({ version }) => String(version.versionNo)}
      columns={[
        { head: words.common.version, cell: ({ version }) => version.label },
        {
          head: words.common.asOf("").trim(),
          cell: ({ version }) => formatDay(version.asOf, language),
        },
        {
          head: words.versions.basis,
          cell: ({ version }) => say(DECILE_BASIS_WORDS[version.decileBasis]),
        },
        {
          head: `${words.common.decile}, ${words.family.national}`,
          cell: ({ national }) => <DecileChip decile={national} />,
        },
        {
          head: `${words.common.decile}, ${words.family.regency}`,
          cell: ({ regency }) => <DecileChip decile={regency} />,
        },
        { head: words.common.persons, cell: ({ size }) => size, isFigure: true },
      ]}
    />
  );
}
