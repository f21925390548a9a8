import type { MoveFigures, PartMoves } from "#contract/version-moves.ts";
import { FAMILY_PATHS } from "#domain/version-move.ts";
import type { Words } from "#domain/words.ts";
import { Part } from "#web/kit/page.tsx";
import { Table } from "#web/kit/table.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { Count } from "./count.tsx";

/** What became of the families of a region, and the same of each of its parts. */
export function MoveParts({
  figures,
  counted,
}: {
  readonly figures: MoveFigures;
  readonly counted: Words;
}) {
  const { words } = useSpeech();
  const said = words.moves;
  const { area, paths, parts } = figures;
  const name = area.tier === "country" ? said.nation : area.name;
  return (
    <>
      <Part id="paths" title={said.paths} lead={said.pathsLead(name)}>
        <Table
          caption={said.paths}
          rows={FAMILY_PATHS}
          keyOf={(path) => path}
          stacks
          columns={[
            { head: said.path, cell: (path) => said.pathNames[path] },
            { head: said.families, cell: (path) => <Count count={paths[path]} />, isFigure: true },
          ]}
        />
      </Part>
      {parts.length === 0 ? null : (
        <Part id="parts" title={said.parts} lead={said.partsLead} counted={counted}>
          <Parts parts={parts} />
        </Part>
      )}
    </>
  );
}

function Parts({ parts }: { readonly parts: readonly PartMoves[] }) {
  const { words } = useSpeech();
  const said = words.moves;
  const path = (which: keyof PartMoves["paths"]) => ({
    head: said.pathNames[which],
    cell: (part: PartMoves) => <Count count={part.paths[which]} />,
    isFigure: true,
  });
  const direction = (which: keyof PartMoves["directions"]) => ({
    head: said.directions[which],
    cell: (part: PartMoves) => <Count count={part.directions[which]} />,
    isFigure: true,
  });
  return (
    <Table
      caption={said.parts}
      rows={parts}
      keyOf={({ region }) => region.code}
      stacks
      columns={[
        { head: said.area, cell: ({ region }) => region.name },
        {
          head: said.families,
          cell: ({ families }) => <Count count={families} />,
          isFigure: true,
        },
        path("entered"),
        path("left"),
        direction("down"),
        direction("level"),
        direction("up"),
      ]}
    />
  );
}
