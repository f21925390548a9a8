import type { HoldingFigures } from "#contract/holding-figures.ts";
import { Table } from "#web/kit/table.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { Counted } from "./withheld.tsx";

/** Families that hold a place in each program. */
export function ProgramTable({ figures }: { readonly figures: HoldingFigures }) {
  const said = useSpeech().words.holdings;
  return (
    <Table
      caption={said.programs}
      rows={figures.programs}
      keyOf={({ id }) => id}
      stacks
      columns={[
        { head: said.program, cell: ({ name }) => name },
        {
          head: said.families,
          cell: ({ families }) => <Counted value={families} />,
          isFigure: true,
        },
      ]}
    />
  );
}

/** Programs two by two: who holds both, and whether the rules allow it. */
export function PairTable({ figures }: { readonly figures: HoldingFigures }) {
  const said = useSpeech().words.holdings;
  const { pairs, programs } = figures;
  if (pairs.length === 0) return <p>{said.noPairs}</p>;
  const nameOf = (id: string) => programs.find((one) => one.id === id)?.name ?? id;
  return (
    <Table
      caption={said.pairs}
      rows={pairs}
      keyOf={(pair) => pair.programs.join(" ")}
      stacks
      columns={[
        { head: said.pair, cell: (pair) => pair.programs.map(nameOf).join(" + ") },
        { head: said.both, cell: ({ families }) => <Counted value={families} />, isFigure: true },
        {
          head: said.rule,
          cell: ({ isExclusive }) => (isExclusive ? said.exclusive : said.allowed),
        },
      ]}
    />
  );
}
