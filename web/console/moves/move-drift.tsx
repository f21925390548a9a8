import type { DriftLine } from "#contract/version-moves.ts";
import { formatCount } from "#web/kit/format.ts";
import { Part } from "#web/kit/page.tsx";
import { type Column, Table } from "#web/kit/table.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";

/** So many of the most shifted stand open; the rest is folded. */
const FIRST = 8;

/** How far the score and every ranked fact are spread otherwise than in the version before. */
export function MoveDrift({ drift }: { readonly drift: readonly DriftLine[] }) {
  const { words, say, language } = useSpeech();
  const said = words.moves;
  const columns: readonly Column<DriftLine>[] = [
    { head: said.of, cell: (line) => say(line.words) },
    { head: said.psi, cell: ({ psi }) => formatCount(psi, language), isFigure: true },
    { head: said.noise, cell: ({ noise }) => formatCount(noise, language), isFigure: true },
    { head: said.verdict, cell: ({ verdict }) => said.verdicts[verdict] },
  ];
  const keyOf = ({ of }: DriftLine) => of;
  return (
    <Part id="drift" title={said.drift} lead={said.driftLead}>
      <Table
        caption={said.drift}
        rows={drift.slice(0, FIRST)}
        keyOf={keyOf}
        columns={columns}
        stacks
      />
      <details>
        <summary>{said.driftAll}</summary>
        <Table caption={said.driftAll} rows={drift} keyOf={keyOf} columns={columns} stacks />
      </details>
    </Part>
  );
}
