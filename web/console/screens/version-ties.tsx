import type { Figure } from "#contract/versions.ts";
import { type DecileBasis, sayDecileBasis, sayDiffering } from "#domain/decile-basis.ts";
import { formatCount } from "#web/kit/format.ts";
import { Part } from "#web/kit/page.tsx";
import { Table } from "#web/kit/table.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { cutTies, differingFamilies, quotaTies } from "../version-figures.ts";

type Given = { readonly figures: readonly Figure[]; readonly basis: DecileBasis };

/** What the other basis would change, and where scores alone did not decide: on the borders of deciles and at the quotas. */
export function VersionTies({ figures, basis }: Given) {
  const { words, say, language } = useSpeech();
  const differing = differingFamilies(figures);
  if (differing === undefined) return null;
  const said = words.ties;
  return (
    <>
      <Part id="basis" title={said.title} counted={sayDecileBasis(basis)}>
        <p>{say(sayDiffering(basis, formatCount(differing, language)))}</p>
      </Part>
      <Cuts figures={figures} basis={basis} />
      <Quotas figures={figures} basis={basis} />
    </>
  );
}

function Cuts({ figures, basis }: Given) {
  const { words, language } = useSpeech();
  const said = words.ties;
  const count = (value: number) => formatCount(value, language);
  return (
    <Part id="cut-ties" title={said.cuts} lead={said.cutsLead} counted={sayDecileBasis(basis)}>
      <Table
        caption={said.cuts}
        rows={cutTies(figures)}
        keyOf={({ cut }) => String(cut)}
        stacks
        columns={[
          { head: said.cut, cell: ({ cut }) => said.cutOf(String(cut), String(cut + 1)) },
          { head: words.common.families, cell: (tie) => count(tie.families), isFigure: true },
          { head: words.common.persons, cell: (tie) => count(tie.persons), isFigure: true },
          {
            head: said.reaches,
            cell: ({ reaches }) => `${count(Number((reaches * 100).toFixed(3)))} %`,
            isFigure: true,
          },
          { head: said.programs, cell: ({ programs }) => programs.join(", ") || "–" },
        ]}
      />
    </Part>
  );
}

function Quotas({ figures, basis }: Given) {
  const { words, language } = useSpeech();
  const said = words.ties;
  const rows = quotaTies(figures);
  const count = (value: number) => formatCount(value, language);
  if (rows.length === 0) return null;
  return (
    <Part
      id="quota-ties"
      title={said.quotas}
      lead={said.quotasLead}
      counted={sayDecileBasis(basis)}
    >
      <Table
        caption={said.quotas}
        rows={rows}
        keyOf={({ program }) => program}
        stacks
        columns={[
          { head: said.program, cell: ({ program }) => program },
          { head: said.regencies, cell: (tie) => count(tie.regencies), isFigure: true },
          { head: said.sharing, cell: (tie) => count(tie.sharing), isFigure: true },
          { head: said.placed, cell: (tie) => count(tie.placed), isFigure: true },
          {
            head: said.drawnOut,
            cell: ({ sharing, placed }) => count(sharing - placed),
            isFigure: true,
          },
        ]}
      />
    </Part>
  );
}
