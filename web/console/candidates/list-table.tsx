import { Link } from "@tanstack/react-router";
import type { CandidateListRow } from "#contract/candidates.ts";
import { formatCount, formatDay } from "#web/kit/format.ts";
import { Table } from "#web/kit/table.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";

/** Lists of candidates, each leading to its own page. */
export function ListTable({
  caption,
  lists,
}: {
  readonly caption: string;
  readonly lists: readonly CandidateListRow[];
}) {
  const { words, say, language } = useSpeech();
  const said = words.candidates;
  return (
    <Table
      caption={caption}
      rows={lists}
      keyOf={({ number }) => String(number)}
      stacks
      columns={[
        {
          head: said.program,
          cell: ({ number, programWords, area }) => (
            <Link to="/daftar-calon/$number" params={{ number: String(number) }}>
              {`${say(programWords)}, ${area.name}`}
            </Link>
          ),
        },
        { head: said.note, cell: ({ noteNumber }) => noteNumber },
        { head: said.handedOn, cell: ({ handedOn }) => formatDay(handedOn, language) },
        {
          head: said.units,
          isFigure: true,
          cell: ({ units }) => formatCount(units, language),
        },
        { head: said.state, cell: ({ stateWords }) => say(stateWords) },
      ]}
    />
  );
}
