import type { ReasonMove } from "#contract/version-moves.ts";
import { Part } from "#web/kit/page.tsx";
import { Table } from "#web/kit/table.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { Count } from "./count.tsx";

/** What each reason did to the scores of the nation: how many it raised and lowered, and by how much together. */
export function MoveReasons({ reasons }: { readonly reasons: readonly ReasonMove[] }) {
  const { words, say } = useSpeech();
  const said = words.moves;
  return (
    <Part id="reasons" title={said.reasons} lead={said.reasonsLead}>
      <Table
        caption={said.reasons}
        rows={reasons}
        keyOf={({ reason }) => reason}
        stacks
        columns={[
          {
            head: said.reason,
            cell: (row) => `${say(row.words)}${row.isToldApart ? "" : ` ${said.sameInBoth}`}`,
          },
          { head: said.raised, cell: ({ raised }) => <Count count={raised} />, isFigure: true },
          { head: said.lowered, cell: ({ lowered }) => <Count count={lowered} />, isFigure: true },
          { head: said.net, cell: ({ sum }) => <Count count={sum} />, isFigure: true },
        ]}
      />
    </Part>
  );
}
