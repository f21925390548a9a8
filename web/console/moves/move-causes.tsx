import type { CauseMoves, MoveFigures } from "#contract/version-moves.ts";
import type { Words } from "#domain/words.ts";
import { formatShare } from "#web/kit/format.ts";
import { Part } from "#web/kit/page.tsx";
import { Table } from "#web/kit/table.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { Count } from "./count.tsx";

/** Families whose decile is another, by cause, with the share that each cause has in all of them. */
export function MoveCauses({
  figures,
  counted,
}: {
  readonly figures: MoveFigures;
  readonly counted: Words;
}) {
  const { words, say, language } = useSpeech();
  const said = words.moves;
  const moved = figures.causes.map(movedBy);
  const all = moved.reduce<number | null>(plus, 0);
  const share = (row: CauseMoves) => {
    const own = movedBy(row);
    return own === null || all === null || all === 0 ? "–" : formatShare(own / all, language);
  };
  const direction = (which: keyof CauseMoves["directions"]) => ({
    head: said.directions[which],
    cell: ({ directions }: CauseMoves) => <Count count={directions[which]} />,
    isFigure: true,
  });
  return (
    <Part id="causes" title={said.causes} lead={said.causesLead} counted={counted}>
      <Table
        caption={said.causes}
        rows={figures.causes}
        keyOf={({ cause }) => cause}
        stacks
        columns={[
          { head: said.cause, cell: (row) => say(row.words) },
          direction("down"),
          direction("up"),
          { head: said.share, cell: share, isFigure: true },
          direction("level"),
        ]}
      />
    </Part>
  );
}

const plus = (a: number | null, b: number | null): number | null =>
  a === null || b === null ? null : a + b;

const movedBy = ({ directions }: CauseMoves): number | null => plus(directions.down, directions.up);
